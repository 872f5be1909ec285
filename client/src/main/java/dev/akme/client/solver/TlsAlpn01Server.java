package dev.akme.client.solver;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.client.Timekeeper;
import dev.akme.client.TlsAlpnCertificate;
import dev.akme.json.MemberException;
import dev.akme.messages.TlsAlpn01Challenge;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Answers {@code tls-alpn-01} with a small TLS server of its own (RFC 8737 §3, RFC 8738 §6). It listens from the first
 * challenge that is presented until the last is closed, so that the port is free at all other times.
 *
 * <p>It speaks {@value TlsAlpn01#PROTOCOL} and no other protocol: a peer that asks for it and for the name of a presented
 * challenge is shown that challenge's certificate, and the connection ends with the handshake. One thread serves all
 * connections; slow or idle peers are left at the timeout.
 *
 * <p>Servers connect to port 443. Listen on another only where something forwards to it what asks for this protocol,
 * without taking TLS off. Safe for use by many threads.
 */
public final class TlsAlpn01Server implements ChallengeSolver, AutoCloseable {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final Shelf<TlsAlpnCertificate> certificates = new Shelf<>();
    private final SharedListener listener;
    private final SSLContext context;
    private final Timekeeper time;
    private final SecureRandom random;

    private TlsAlpn01Server(Builder builder) {
        this.time = builder.time;
        this.random = builder.random;
        this.context = context(new TlsKeys(certificates::find), random);
        this.listener = new SharedListener(builder.endpoint, "tls-alpn-01", "", () -> new TlsConversation(engine()));
    }

    private static SSLContext context(KeyManager keys, SecureRandom random) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, random);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS: install a provider of SSLContext", e);
        }
    }

    private SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setApplicationProtocols(new String[] {TlsAlpn01.PROTOCOL});
        engine.setSSLParameters(parameters);
        return engine;
    }

    /**
     * {@return a server for port 443 of all addresses, IPv4 and IPv6; it does not listen yet}
     */
    public static TlsAlpn01Server create() {
        return builder().build();
    }

    /**
     * {@return a builder with port 443, all addresses and a timeout of 10 seconds}
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
     * {@return 0 for tls-alpn-01 of a name or an address, otherwise a negative number}
     */
    @Override
    public int preference(ChallengeTask task) {
        return task.challenge() instanceof TlsAlpn01Challenge && Tasks.hasHost(task) ? Tasks.CAN : Tasks.CANNOT;
    }

    /**
     * Makes the certificate and begins to show it, and to listen if this is the first challenge.
     *
     * @param task a challenge that it can answer
     * @return what ends the answer, and the listening if it was the last
     * @throws SolverException when the port cannot be had, another challenge for the same name or address is being
     *     answered, or the server was closed
     */
    @Override
    public Presented present(ChallengeTask task) throws SolverException {
        Tasks.require(this, task);
        KeyAuthorization keyAuthorization = Tasks.keyAuthorization(task);
        String name = put(task, keyAuthorization);
        boolean done = false;
        try {
            listener.acquire();
            done = true;
        } finally {
            if (!done) {
                certificates.remove(name);
            }
        }
        return new Retractable(() -> {
            certificates.remove(name);
            listener.release();
        });
    }

    private String put(ChallengeTask task, KeyAuthorization keyAuthorization) throws SolverException {
        String name;
        boolean shown;
        try {
            name = TlsAlpn01.serverName(task.identifier());
            shown = certificates.put(
                    name,
                    keyAuthorization,
                    () -> TlsAlpnCertificate.of(task.identifier(), keyAuthorization, time.now(), random));
        } catch (IllegalArgumentException | MemberException e) {
            throw Tasks.cannotAnswer(task, e);
        }
        if (!shown) {
            // A peer asks for a name and not for a token, so that only one certificate can be the right one.
            throw new SolverException(
                    "cannot answer " + task + ": another challenge for the same name is being answered; wait until that"
                            + " is done",
                    null);
        }
        return name;
    }

    /** Ends all answers and frees the port. Nothing can be presented afterwards. */
    @Override
    public void close() {
        listener.close();
    }

    /** Collects where to listen. Not safe for use by many threads. */
    public static final class Builder {

        private Endpoint endpoint = Endpoint.ofPort(TlsAlpn01.PORT);
        private Timekeeper time = Timekeeper.SYSTEM;
        private SecureRandom random = new SecureRandom();

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
         * Sets where the time of the certificates comes from.
         *
         * @param time tells the time; by default that of this machine
         * @return this builder
         */
        public Builder timekeeper(Timekeeper time) {
            this.time = time;
            return this;
        }

        /**
         * Sets where keys and serial numbers come from, and what TLS needs.
         *
         * @param random a source for keys; by default the JVM's
         * @return this builder
         */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /**
         * {@return a server that does not listen yet}
         */
        public TlsAlpn01Server build() {
            return new TlsAlpn01Server(this);
        }
    }
}
