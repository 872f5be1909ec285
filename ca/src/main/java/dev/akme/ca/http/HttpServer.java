package dev.akme.ca.http;

import dev.akme.ca.http.HttpConnection.Phase;
import dev.akme.ca.http.HttpConnection.State;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server for whole requests and whole responses. Each connection has a thread of its own, so that a slow one holds
 * up nobody but itself; how many there are, how long each may take and how much it may send has limits. Safe for use by many
 * threads.
 */
public final class HttpServer implements AutoCloseable {

    /**
     * How much it takes on.
     *
     * @param head octets of the first line and the headers together
     * @param body octets of the body
     * @param request how long a request may take to arrive, and its answer to be taken
     * @param idle how long a connection stays open between requests
     * @param connections how many connections are open at once
     */
    public record Bounds(int head, int body, Duration request, Duration idle, int connections) {}

    /** Who answers. */
    public interface Handler {

        /**
         * Answers a request.
         *
         * @param request the request; its body is one octet longer than is allowed when it is too long
         * @return the answer
         */
        HttpResponse answer(HttpRequest request);

        /**
         * Says why something is no request.
         *
         * @param status the status
         * @param detail what is wrong
         * @return the answer
         */
        HttpResponse refuse(int status, String detail);
    }

    private static final Logger LOG = System.getLogger("dev.akme.ca");

    private static final int BACKLOG = 1024;

    /** How long requests that are under way may take to end when the server stops. */
    private static final Duration TO_END = Duration.ofSeconds(5);

    /** How often the server looks for connections whose time is over. */
    private static final Duration ROUND = Duration.ofMillis(200);

    /** How long a request may take to arrive, or its answer to be taken, while others wait for its place. */
    private static final Duration WHEN_FULL = Duration.ofSeconds(1);

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private record Date(long second, String text) {}

    private final ServerSocket listener;
    private final Bounds bounds;
    private final ExecutorService threads;
    private final Clock clock;
    private final Semaphore places;
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Date date = new Date(0, "");
    private volatile @Nullable Handler handler;
    private volatile @Nullable SSLContext tls;
    private volatile @Nullable Thread accepting;

    private HttpServer(ServerSocket listener, Bounds bounds, ExecutorService threads, Clock clock) {
        this.listener = listener;
        this.bounds = bounds;
        this.threads = threads;
        this.clock = clock;
        this.places = new Semaphore(bounds.connections());
    }

    /**
     * Listens, but answers nothing yet: whoever connects waits.
     *
     * @param address where
     * @param bounds how much it takes on
     * @param threads makes a thread for each task, however many there are; shut down at the end
     * @param clock what the time is, for the header {@code Date}
     * @return the server
     * @throws IOException when it cannot listen there
     */
    public static HttpServer bind(InetSocketAddress address, Bounds bounds, ExecutorService threads, Clock clock)
            throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(address, BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        return new HttpServer(listener, bounds, threads, clock);
    }

    /**
     * {@return the port}
     */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Begins to answer.
     *
     * @param answers who answers
     * @param context for TLS; null for none
     */
    public void start(Handler answers, @Nullable SSLContext context) {
        this.handler = answers;
        this.tls = context;
        accepting = daemon("akme-ca-http-accept", this::accept);
        daemon("akme-ca-http-time", this::watch);
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    // ---- connections

    private void accept() {
        while (!closing.get()) {
            try {
                // Nobody has to give way before somebody is there.
                Socket socket = listener.accept();
                if (waitForPlace()) {
                    serve(socket);
                } else {
                    socket.close();
                }
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (!closing.get()) {
                    // Such as too many open files: others will end.
                    LOG.log(Level.WARNING, "no connection can be accepted: " + e);
                    LockSupport.parkNanos(ROUND.toNanos());
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        HttpConnection connection;
        try {
            connection = new HttpConnection(this, socket);
            open.add(connection);
        } catch (RuntimeException | OutOfMemoryError e) {
            places.release();
            socket.close();
            throw e;
        }
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    ended(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            // The server stops.
            refuse(connection);
        } catch (OutOfMemoryError e) {
            LOG.log(Level.ERROR, "a connection gets no thread: allow fewer connections", e);
            refuse(connection);
        }
    }

    private void refuse(HttpConnection connection) {
        connection.close();
        ended(connection);
    }

    private void ended(HttpConnection connection) {
        open.remove(connection);
        places.release();
    }

    /** Waits for a place for one more; false when the server stops before there is one. */
    private boolean waitForPlace() {
        try {
            while (!closing.get()) {
                if (places.tryAcquire()) {
                    return true;
                }
                // Whoever has nothing to say gives way, and if all speak, the slowest.
                worst(State.IDLE, Duration.ZERO)
                        .or(() -> worst(State.ARRIVING, WHEN_FULL))
                        .or(() -> worst(State.ANSWERING, WHEN_FULL))
                        .ifPresent(Seen::end);
                if (places.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private record Seen(HttpConnection connection, Phase phase) {

        void end() {
            connection.end(phase);
        }
    }

    private Optional<Seen> worst(State state, Duration atLeast) {
        long now = System.nanoTime();
        return open.stream()
                .map(connection -> new Seen(connection, connection.phase()))
                .filter(seen -> seen.phase.state() == state && now - seen.phase.since() >= atLeast.toNanos())
                .max(Comparator.comparingLong(seen -> now - seen.phase.since()));
    }

    /** Ends connections whose time is over. */
    private void watch() {
        while (!closing.get()) {
            LockSupport.parkNanos(Math.min(ROUND.toNanos(), bounds.request().toNanos()));
            try {
                endLate();
            } catch (RuntimeException | OutOfMemoryError e) {
                // Without this thread nobody would ever be ended again.
                LOG.log(Level.ERROR, "late connections cannot be ended: tried again", e);
            }
        }
    }

    private void endLate() {
        long now = System.nanoTime();
        for (HttpConnection connection : open) {
            Phase phase = connection.phase();
            if (phase.state() != State.BUSY && now - phase.until() > 0) {
                connection.end(phase);
            }
        }
    }

    // ---- for connections

    /** How long a connection may be in a state, in nanoseconds. */
    long time(State state) {
        return (state == State.IDLE ? bounds.idle() : bounds.request()).toNanos();
    }

    int maxHead() {
        return bounds.head();
    }

    int maxBody() {
        return bounds.body();
    }

    boolean isClosing() {
        return closing.get();
    }

    @Nullable
    SSLContext tls() {
        return tls;
    }

    HttpResponse answer(HttpRequest request) {
        try {
            return handler().answer(request);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request failed", e);
            return handler().refuse(500, "something went wrong here: try again later");
        }
    }

    HttpResponse refuse(HttpRefusal refusal) {
        return handler().refuse(refusal.status(), refusal.detail());
    }

    private Handler handler() {
        Handler answers = handler;
        if (answers == null) {
            throw new IllegalStateException("not started");
        }
        return answers;
    }

    /** The time in the form of the header {@code Date}. */
    String date() {
        Instant now = clock.instant();
        Date known = date;
        if (known.second != now.getEpochSecond()) {
            known = new Date(now.getEpochSecond(), DATE.format(now));
            date = known;
        }
        return known.text;
    }

    /** Waits for requests that are under way, a while, and stops. The port is free then. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        try {
            listener.close();
        } catch (IOException e) {
            // Nobody can connect any more either way.
        }
        for (HttpConnection connection : open) {
            Phase phase = connection.phase();
            if (phase.state() == State.IDLE || phase.state() == State.ARRIVING) {
                connection.end(phase);
            }
        }
        threads.shutdown();
        try {
            Thread acceptor = accepting;
            if (acceptor != null) {
                // The system keeps the port until nobody waits at it any more.
                acceptor.join(TO_END.toMillis());
            }
            boolean ended = threads.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                // They have had their time.
                open.forEach(HttpConnection::close);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            open.forEach(HttpConnection::close);
        }
        threads.shutdownNow();
    }
}
