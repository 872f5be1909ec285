package dev.akme.client.dns;

import dev.akme.client.Timekeeper;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks DNS servers (RFC 1035): the resolvers that it is given or those of the system, and the servers of zones. Only what
 * challenges need; answers are not kept, and no DNSSEC is checked.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class DnsClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How often every resolver is asked before all are given up. */
    private static final int ROUNDS = 2;

    /** How often a server is sent a datagram that is to answer for its own zone. */
    private static final int DATAGRAMS = 2;

    /** Empty for those of the system. */
    private final List<ServerAddress> resolvers;

    private final Exchange exchange;

    private DnsClient(Builder builder) {
        this.resolvers = List.copyOf(builder.resolvers);
        this.exchange = new Exchange(builder.transport, builder.time, builder.random(), builder.timeout);
    }

    /**
     * Makes a client that asks the resolvers of this machine, which stand in {@code /etc/resolv.conf}. The file is read
     * when something is asked, each time anew.
     *
     * @return a client
     */
    public static DnsClient system() {
        return builder().build();
    }

    /**
     * Makes a client that asks certain resolvers.
     *
     * @param resolvers the first one to ask, and those to ask when it does not answer; {@code host}, {@code host:port} or
     *     {@code [IPv6 address]:port}
     * @return a client
     * @throws IllegalArgumentException when one is no such address
     */
    public static DnsClient of(String... resolvers) {
        Builder builder = builder();
        for (String resolver : resolvers) {
            builder.resolver(resolver);
        }
        return builder.build();
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    Timekeeper time() {
        return exchange.time();
    }

    Exchange exchange() {
        return exchange;
    }

    /**
     * Asks the resolvers, one after another, until one knows.
     *
     * @return an answer with the code NOERROR or NXDOMAIN
     */
    DnsMessage ask(DnsName name, int type) throws DnsException, InterruptedException {
        DnsQuestion question = new DnsQuestion(name, type);
        List<ServerAddress> servers = resolvers.isEmpty() ? ResolvConf.read(ResolvConf.SYSTEM) : resolvers;
        Instant deadline = exchange.deadline();
        List<DnsException> failures = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (ServerAddress server : servers) {
                try {
                    return known(send(server.resolve(), question, true, 1, deadline), server.toString(), question);
                } catch (DnsException e) {
                    failures.add(e);
                }
            }
        }
        DnsException last = failures.remove(failures.size() - 1);
        failures.forEach(last::addSuppressed);
        throw last;
    }

    /**
     * Asks a server about its own zone.
     *
     * @return an answer with the code NOERROR or NXDOMAIN
     */
    DnsMessage askAuthority(InetSocketAddress server, DnsName name, int type)
            throws DnsException, InterruptedException {
        DnsQuestion question = new DnsQuestion(name, type);
        return known(
                send(server, question, false, DATAGRAMS, exchange.deadline()), ServerAddress.text(server), question);
    }

    private DnsMessage send(
            InetSocketAddress server, DnsQuestion question, boolean recursion, int datagrams, Instant deadline)
            throws DnsException, InterruptedException {
        DnsMessage query = DnsMessage.query(exchange.newId(), question, recursion);
        return exchange.send(server, query, query.toBytes(), datagrams, deadline)
                .message();
    }

    private static DnsMessage known(DnsMessage answer, String server, DnsQuestion question) throws DnsException {
        if (answer.rcode() == Rcode.NOERROR || answer.rcode() == Rcode.NXDOMAIN) {
            return answer;
        }
        throw new DnsException(
                "asked " + server + " for " + question + ": it says " + Rcode.text(answer.rcode())
                        + (answer.rcode() == Rcode.SERVFAIL
                                ? ": the servers of the zone may be down, or its DNSSEC signatures wrong"
                                : answer.rcode() == Rcode.REFUSED
                                        ? ": it does not serve this machine or this name; name another server"
                                        : ""),
                null);
    }

    /** Builds a {@link DnsClient}. */
    public static final class Builder {

        private final List<ServerAddress> resolvers = new ArrayList<>();
        private DnsTransport transport = DnsTransport.SYSTEM;
        private Timekeeper time = Timekeeper.SYSTEM;
        private @Nullable RandomGenerator random;
        private Duration timeout = TIMEOUT;

        private Builder() {}

        /**
         * Adds a resolver, which is asked when those before it do not answer. Without any, those of the system are asked.
         *
         * @param address {@code host}, {@code host:port} or {@code [IPv6 address]:port}; the port is 53 if there is none
         * @return this builder
         * @throws IllegalArgumentException when it is no such address
         */
        public Builder resolver(String address) {
            resolvers.add(ServerAddress.parse(address));
            return this;
        }

        /**
         * Adds a resolver, which is asked when those before it do not answer.
         *
         * @param address address and port
         * @return this builder
         */
        public Builder resolver(InetSocketAddress address) {
            resolvers.add(ServerAddress.of(address));
            return this;
        }

        /**
         * Sets what carries messages.
         *
         * @param transport by default the network of this machine
         * @return this builder
         */
        public Builder transport(DnsTransport transport) {
            this.transport = transport;
            return this;
        }

        /**
         * Sets who tells the time.
         *
         * @param time by default this machine
         * @return this builder
         */
        public Builder timekeeper(Timekeeper time) {
            this.time = time;
            return this;
        }

        /**
         * Sets where the numbers of messages come from.
         *
         * @param random safe for use by many threads, and not to be foreseen; by default a {@link SecureRandom}
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        /**
         * Sets how long one question may take, with all its repetitions.
         *
         * @param timeout more than nothing; by default ten seconds
         * @return this builder
         * @throws IllegalArgumentException when it is zero or negative
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("the timeout must be longer than nothing");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * {@return the client}
         */
        public DnsClient build() {
            return new DnsClient(this);
        }

        private RandomGenerator random() {
            RandomGenerator given = random;
            return given == null ? new SecureRandom() : given;
        }
    }
}
