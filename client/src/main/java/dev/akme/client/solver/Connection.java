package dev.akme.client.solver;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One peer of a {@link Listener}: it is read from, then written to, and never both at a time. */
final class Connection implements Closeable {

    // Closing with octets unread would reset the connection, and the peer could lose what it was told.
    private static final int MAX_UNREAD = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Conversation conversation;
    private final long deadline;

    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean over;
    private int unread;

    Connection(SocketChannel channel, Selector selector, Conversation conversation, long deadline)
            throws ClosedChannelException {
        this.channel = channel;
        this.conversation = conversation;
        this.deadline = deadline;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** When it ends whatever has been said, in the nanoseconds of {@link System#nanoTime}. */
    long deadline() {
        return deadline;
    }

    /** Goes on as far as the peer lets it; false when there is nothing more to say. */
    boolean advance(ByteBuffer scratch) throws IOException {
        if (!out.hasRemaining()) {
            int count = channel.read(scratch.clear());
            if (count < 0) {
                return false;
            }
            if (over) {
                unread += count;
                return unread <= MAX_UNREAD;
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            over = !conversation.hear(scratch.flip(), answer);
            out = ByteBuffer.wrap(answer.toByteArray());
        }
        channel.write(out);
        if (out.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            key.interestOps(SelectionKey.OP_READ);
            if (over) {
                channel.shutdownOutput();
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
