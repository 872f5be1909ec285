package dev.akme.client.solver;

import dev.akme.client.SolverException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A listener that is opened for the first who needs it and closed after the last. Safe for use by many threads. */
final class SharedListener {

    private final Endpoint endpoint;
    private final String challenge;
    private final String otherWays;
    private final Supplier<? extends Conversation> conversations;

    // A lock and not a monitor: to open a port takes a while, and a virtual thread would hold its carrier meanwhile.
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Listener listener;
    private int users;
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param challenge the type of challenge, for the thread and for errors
     * @param otherWays what else helps when the port is taken
     */
    SharedListener(
            Endpoint endpoint, String challenge, String otherWays, Supplier<? extends Conversation> conversations) {
        this.endpoint = endpoint;
        this.challenge = challenge;
        this.otherWays = otherWays;
        this.conversations = conversations;
    }

    /** Counts one more user. Each calls {@link #release} once. */
    void acquire() throws SolverException {
        lock.lock();
        try {
            if (closed) {
                throw new SolverException("the server for " + challenge + " is closed: make a new one", null);
            }
            if (listener == null || !listener.isAlive()) {
                try {
                    listener =
                            Listener.open(endpoint.address(), endpoint.timeout(), conversations, "akme " + challenge);
                } catch (IOException e) {
                    throw cannotListen(e);
                }
            }
            users++;
        } finally {
            lock.unlock();
        }
    }

    private SolverException cannotListen(IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        return new SolverException(
                "cannot listen on " + endpoint + " for " + challenge + " (" + reason + "): " + help(reason), cause);
    }

    /** By the words of the operating system: Java has one exception for all of it. */
    private String help(String reason) {
        String forward = "listen on another port, to which what is for " + challenge + " is forwarded";
        if (reason.contains("in use")) {
            return "another program has the port, such as a web server: stop it meanwhile, " + forward + otherWays;
        }
        return reason.contains("ermission")
                ? "ports below 1024 need a permission: " + forward + ", or grant the Java program CAP_NET_BIND_SERVICE"
                : "give an address of this machine and a port that is free";
    }

    void release() {
        lock.lock();
        try {
            users--;
            if (users == 0) {
                stop();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops for all users and for ever. */
    void close() {
        lock.lock();
        try {
            closed = true;
            stop();
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    /** Where it listens; empty when it does not. */
    Optional<InetSocketAddress> address() {
        lock.lock();
        try {
            return listener == null ? Optional.empty() : Optional.of(listener.address());
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
