package dev.akme.client.solver;

import dev.akme.challenge.Http01;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers {@code http-01} with a small HTTP server of its own (RFC 8555 §8.3). It listens from the first challenge that is
 * presented until the last is closed, so that the port is free at all other times.
 *
 * <p>It gives the key authorizations of presented challenges to {@code GET} and {@code HEAD}, and nothing else to anyone.
 * One thread serves all connections; requests have a limit, and slow or idle peers are left at the timeout.
 *
 * <p>Servers connect to port 80. Listen on another only where something forwards to it. Safe for use by many threads.
 */
public final class Http01Server implements ChallengeSolver, AutoCloseable {

    // Not the server of the module jdk.httpserver: its timeouts are properties of the whole JVM, each of its slow peers
    // holds a thread, and a program's own run-time image would need one module more.
    private final Http01Handler handler = new Http01Handler();
    private final SharedListener listener;

    private Http01Server(Endpoint endpoint) {
        this.listener = new SharedListener(
                endpoint,
                "http-01",
                ", or let it serve the answers as files below its root",
                () -> new HttpConversation(handler::answer));
    }

    /**
     * {@return a server for port 80 of all addresses, IPv4 and IPv6; it does not listen yet}
     */
    public static Http01Server create() {
        return builder().build();
    }

    /**
     * {@return a builder with port 80, all addresses and a timeout of 10 seconds}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return where it listens; empty while no challenge is presented}
     */
    public Optional<InetSocketAddress> address() {
        return listener.address();
    }

    /**
     * {@return 0 for http-01 of a name or an address, otherwise a negative number}
     */
    @Override
    public int preference(ChallengeTask task) {
        return handler.preference(task);
    }

    /**
     * Begins to answer, and to listen if this is the first challenge.
     *
     * @param task a challenge that it can answer
     * @return what ends the answer, and the listening if it was the last
     * @throws SolverException when the port cannot be had, or the server was closed
     */
    @Override
    public Presented present(ChallengeTask task) throws SolverException {
        // First the answer: when the port opens, it is there.
        Presented answer = handler.present(task);
        boolean done = false;
        try {
            listener.acquire();
            done = true;
        } finally {
            if (!done) {
                answer.close();
            }
        }
        return new Retractable(() -> {
            try {
                answer.close();
            } finally {
                listener.release();
            }
        });
    }

    /** Ends all answers and frees the port. Nothing can be presented afterwards. */
    @Override
    public void close() {
        listener.close();
    }

    /** Collects where to listen. Not safe for use by many threads. */
    public static final class Builder {

        private Endpoint endpoint = Endpoint.ofPort(Http01.PORT);

        private Builder() {}

        /**
         * Sets the only address to listen at.
         *
         * @param address an address of this machine
         * @return this builder
         */
        public Builder address(InetAddress address) {
            endpoint = endpoint.withHost(address);
            return this;
        }

        /**
         * Sets the port.
         *
         * @param port 1 to 65,535, or 0 for one that the system chooses each time it begins to listen
         * @return this builder
         * @throws IllegalArgumentException when there is no such port
         */
        public Builder port(int port) {
            endpoint = endpoint.withPort(port);
            return this;
        }

        /**
         * Sets how long a connection lasts at most.
         *
         * @param timeout more than zero, an hour at most
         * @return this builder
         * @throws IllegalArgumentException when it is less or more
         */
        public Builder timeout(Duration timeout) {
            endpoint = endpoint.withTimeout(timeout);
            return this;
        }

        /**
         * {@return a server that does not listen yet}
         */
        public Http01Server build() {
            return new Http01Server(endpoint);
        }
    }
}
