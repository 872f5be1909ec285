package dev.akme.client.solver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A port, and one thread that talks with all who connect to it.
 *
 * <p>A peer that is slow costs a buffer and no thread. Each connection ends at its deadline, and when there are too many
 * the oldest ends: a validator is done long before it is the oldest, and who only holds connections open loses them.
 */
final class Listener {

    /** More than the validators of a CA open at a time, few enough for the usual limit of open files. */
    static final int MAX_CONNECTIONS = 256;

    private static final int SCRATCH_OCTETS = 16 * 1024;
    private static final long NANOS_IN_MILLI = 1_000_000;

    // How long nobody is let in after that failed, as when the process has no file left to open.
    private static final long PAUSE_MILLIS = 100;

    private final ServerSocketChannel door;
    private final Selector selector;
    private final SelectionKey doorKey;
    private final long patienceNanos;
    private final Supplier<? extends Conversation> conversations;
    private final Thread thread;

    /** From the oldest to the newest, and so in the order of their deadlines. */
    private final Set<Connection> open = new LinkedHashSet<>();

    private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_OCTETS);
    private volatile boolean closing;

    private Listener(
            ServerSocketChannel door,
            Selector selector,
            Duration patience,
            Supplier<? extends Conversation> conversations,
            String name)
            throws IOException {
        this.door = door;
        this.selector = selector;
        this.patienceNanos = patience.toNanos();
        this.conversations = conversations;
        door.configureBlocking(false);
        this.doorKey = door.register(selector, SelectionKey.OP_ACCEPT);
        this.thread = new Thread(this::run, name);
        // A program that forgets to close a server ends all the same.
        thread.setDaemon(true);
    }

    /**
     * Takes the port and begins to listen.
     *
     * @param name the name of the thread
     * @throws IOException when that cannot be; nothing is left open then
     */
    static Listener open(
            InetSocketAddress address, Duration patience, Supplier<? extends Conversation> conversations, String name)
            throws IOException {
        Listener listener = null;
        Selector selector = Selector.open();
        try {
            // A channel of no family listens at the addresses of both. Where that is right, the JDK lets it take a port
            // of which old connections linger, so that a listener can follow another at once.
            ServerSocketChannel door = ServerSocketChannel.open();
            try {
                door.bind(address, MAX_CONNECTIONS);
                Listener made = new Listener(door, selector, patience, conversations, name);
                made.thread.start();
                listener = made;
                return made;
            } finally {
                if (listener == null) {
                    door.close();
                }
            }
        } finally {
            if (listener == null) {
                selector.close();
            }
        }
    }

    /** Where it listens, with the port that the system chose when none was asked for. */
    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) door.getLocalAddress();
    }

    /** Whether it still listens: it stops when it is closed, or when the machine leaves it no choice. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Ends all connections and waits until the port is free, even when the thread is interrupted: it takes no time. */
    void close() {
        closing = true;
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing) {
                boolean paused = doorKey.interestOps() == 0;
                selector.select(this::ready, paused ? PAUSE_MILLIS : patience());
                if (paused) {
                    doorKey.interestOps(SelectionKey.OP_ACCEPT);
                }
                endOverdue();
            }
        } catch (IOException e) {
            // The selector itself is broken: whoever asks finds the port closed.
            closing = true;
        } finally {
            open.forEach(Listener::close);
            close(door);
            // Only this frees the ports.
            close(selector);
        }
    }

    /** How long nothing can happen unless a peer does something; zero is for ever. */
    private long patience() {
        if (open.isEmpty()) {
            return 0;
        }
        long left = open.iterator().next().deadline() - System.nanoTime();
        return Math.max(0, left) / NANOS_IN_MILLI + 1;
    }

    private void endOverdue() {
        long now = System.nanoTime();
        Iterator<Connection> oldest = open.iterator();
        while (oldest.hasNext()) {
            Connection connection = oldest.next();
            if (connection.deadline() - now > 0) {
                break;
            }
            oldest.remove();
            close(connection);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            advance(connection);
        } else {
            accept();
        }
    }

    private void advance(Connection connection) {
        boolean goesOn = false;
        try {
            goesOn = connection.advance(scratch);
        } catch (IOException | RuntimeException e) {
            // The peer went away, or said what nobody should: that ends its connection and no other.
            goesOn = false;
        }
        if (!goesOn) {
            open.remove(connection);
            close(connection);
        }
    }

    private void accept() {
        SocketChannel channel = null;
        try {
            channel = door.accept();
            if (channel == null) {
                return;
            }
            channel.configureBlocking(false);
            long deadline = System.nanoTime() + patienceNanos;
            open.add(new Connection(channel, selector, conversations.get(), deadline));
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                close(channel);
            }
            doorKey.interestOps(0);
            endOldest();
        }
        if (open.size() > MAX_CONNECTIONS) {
            endOldest();
        }
    }

    private void endOldest() {
        Iterator<Connection> oldest = open.iterator();
        if (oldest.hasNext()) {
            Connection connection = oldest.next();
            oldest.remove();
            close(connection);
        }
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is as closed as it can be.
            return;
        }
    }
}
