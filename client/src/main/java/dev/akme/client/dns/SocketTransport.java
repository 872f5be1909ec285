package dev.akme.client.dns;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Carries messages over the network. Channels that do not block, with a selector to wait: of the ways that the JDK has,
 * the one that both obeys a deadline throughout and wakes up when the thread is interrupted.
 */
final class SocketTransport implements DnsTransport {

    private static final int MAX_MESSAGE = 0xffff;

    @Override
    public byte[] udp(InetSocketAddress server, byte[] query, Predicate<byte[]> isAnswer, Duration timeout)
            throws IOException, InterruptedException {
        try (DatagramChannel channel = DatagramChannel.open();
                Wait wait = new Wait(channel, timeout)) {
            // Connected, so that the system drops what comes from elsewhere, and tells when nobody listens there.
            channel.connect(server);
            channel.write(ByteBuffer.wrap(query));
            ByteBuffer buffer = ByteBuffer.allocate(MAX_MESSAGE);
            while (true) {
                wait.until(SelectionKey.OP_READ);
                if (channel.read(buffer.clear()) > 0) {
                    byte[] answer = Arrays.copyOf(buffer.array(), buffer.position());
                    if (isAnswer.test(answer)) {
                        return answer;
                    }
                }
            }
        }
    }

    @Override
    public byte[] tcp(InetSocketAddress server, byte[] query, Duration timeout)
            throws IOException, InterruptedException {
        try (SocketChannel channel = SocketChannel.open();
                Wait wait = new Wait(channel, timeout)) {
            if (!channel.connect(server)) {
                do {
                    wait.until(SelectionKey.OP_CONNECT);
                } while (!channel.finishConnect());
            }
            // Length and message in one go: some servers read no further than the first segment.
            ByteBuffer out = ByteBuffer.wrap(
                    new DnsWriter().u16(query.length).bytes(query).toBytes());
            while (out.hasRemaining()) {
                wait.until(SelectionKey.OP_WRITE);
                channel.write(out);
            }
            ByteBuffer length = read(channel, ByteBuffer.allocate(2), wait);
            return read(channel, ByteBuffer.allocate(length.getShort(0) & 0xffff), wait)
                    .array();
        }
    }

    private static ByteBuffer read(SocketChannel channel, ByteBuffer buffer, Wait wait)
            throws IOException, InterruptedException {
        while (buffer.hasRemaining()) {
            wait.until(SelectionKey.OP_READ);
            if (channel.read(buffer) < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
        return buffer;
    }

    /** Waits for a channel until the time is up. */
    private static final class Wait implements AutoCloseable {

        private final Selector selector;
        private final SelectionKey key;
        private final Duration timeout;

        // Not the Timekeeper's: a socket does not wait any shorter because a test moves the time on.
        private final long start = System.nanoTime();

        Wait(AbstractSelectableChannel channel, Duration timeout) throws IOException {
            this.timeout = timeout;
            channel.configureBlocking(false);
            this.selector = Selector.open();
            this.key = channel.register(selector, 0);
        }

        void until(int operation) throws IOException, InterruptedException {
            key.interestOps(operation);
            do {
                long millis = timeout.minusNanos(System.nanoTime() - start).toMillis();
                if (millis <= 0) {
                    throw new SocketTimeoutException("no answer in " + timeout.toMillis() + " ms");
                }
                selector.selectedKeys().clear();
                selector.select(millis);
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for a DNS server");
                }
            } while (selector.selectedKeys().isEmpty());
        }

        @Override
        public void close() throws IOException {
            selector.close();
        }
    }
}
