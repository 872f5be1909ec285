package dev.akme.client.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes a zone with the updates that DNS servers themselves understand (RFC 2136), signed with a key (TSIG, RFC 8945):
 * BIND, Knot DNS, PowerDNS and others, without any program between.
 *
 * <p>An update adds or removes one record and demands nothing beforehand. It is sent by UDP, and by TCP when nothing comes
 * back or it is too long. What the server answers has to be signed too.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Rfc2136Records implements TxtRecords {

    private static final Duration TTL = Duration.ofSeconds(60);
    private static final int DATAGRAMS = 2;

    private final ServerAddress server;
    private final @Nullable DnsName zone;
    private final @Nullable TsigKey key;
    private final long ttlSeconds;
    private final Exchange exchange;

    private Rfc2136Records(Builder builder) {
        this.server = builder.server;
        this.zone = builder.zone;
        this.key = builder.key;
        this.ttlSeconds = builder.ttl.toSeconds();
        this.exchange = builder.dns.exchange();
    }

    /**
     * Starts with the server that takes the updates: the primary server of the zone.
     *
     * @param server {@code host}, {@code host:port} or {@code [IPv6 address]:port}; the port is 53 if there is none
     * @return a new builder
     * @throws IllegalArgumentException when it is no such address
     */
    public static Builder builder(String server) {
        return new Builder(ServerAddress.parse(server));
    }

    @Override
    public void add(String name, String value) throws IOException, InterruptedException {
        update(DnsRecord.txt(DnsName.parse(name), RecordType.CLASS_IN, ttlSeconds, value));
    }

    @Override
    public void remove(String name, String value) throws IOException, InterruptedException {
        // RFC 2136 §2.5.4: class NONE and no TTL remove the record with exactly this data.
        update(DnsRecord.txt(DnsName.parse(name), RecordType.CLASS_NONE, 0, value));
    }

    private void update(DnsRecord change) throws DnsException, InterruptedException {
        InetSocketAddress address = server.resolve();
        Instant deadline = exchange.deadline();
        DnsName given = zone;
        DnsName apex = given == null ? findZone(address, change.name(), deadline) : given;
        if (!change.name().isIn(apex)) {
            throw new DnsException(
                    "the name " + change.name() + " is not in the zone " + apex + " that is to be updated at " + server
                            + ": give the right zone, or none so that it is found",
                    null);
        }
        DnsMessage answer = send(address, DnsMessage.update(exchange.newId(), apex, change), deadline);
        if (answer.rcode() != Rcode.NOERROR) {
            throw refused(answer.rcode(), apex);
        }
    }

    /** The server itself knows best which zone it has, also where no resolver looks. */
    private DnsName findZone(InetSocketAddress address, DnsName name, Instant deadline)
            throws DnsException, InterruptedException {
        return Lookup.zone(name, asked -> {
                    DnsQuestion question = new DnsQuestion(asked, RecordType.SOA);
                    DnsMessage answer = send(address, DnsMessage.query(exchange.newId(), question, false), deadline);
                    boolean known = answer.rcode() == Rcode.NOERROR || answer.rcode() == Rcode.NXDOMAIN;
                    if (!known || !answer.has(DnsMessage.AUTHORITATIVE)) {
                        throw noZone(name, known ? "" : ", it says " + Rcode.text(answer.rcode()));
                    }
                    return answer;
                })
                .orElseThrow(() -> noZone(name, ""));
    }

    private DnsException noZone(DnsName name, String why) {
        return new DnsException(
                "the DNS server " + server + " has no zone that " + name + " is in" + why
                        + ": name the primary server of the zone, or give the zone",
                null);
    }

    private DnsMessage send(InetSocketAddress address, DnsMessage request, Instant deadline)
            throws DnsException, InterruptedException {
        TsigKey signer = key;
        byte[] unsigned = request.toBytes();
        if (signer == null) {
            return exchange.send(address, request, unsigned, DATAGRAMS, deadline)
                    .message();
        }
        byte[] signed = Tsig.sign(unsigned, signer, exchange.time().now(), Tsig.NO_MAC);
        Exchange.Answer answer = exchange.send(address, request, signed, DATAGRAMS, deadline);
        try {
            byte[] mac = Tsig.read(signed).map(Tsig::mac).orElse(Tsig.NO_MAC);
            verify(answer, signer, mac);
        } catch (DnsFormatException e) {
            throw new DnsException("the signature that the DNS server " + server + " sends is malformed", e);
        }
        return answer.message();
    }

    private void verify(Exchange.Answer answer, TsigKey signer, byte[] requestMac)
            throws DnsException, DnsFormatException {
        Optional<Tsig> signature = Tsig.read(answer.octets());
        // What the server thinks of our signature it says, for good reasons, mostly without one of its own.
        if (signature.isPresent() && signature.get().error() != Rcode.NOERROR) {
            throw refusedSignature(signature.get(), signer);
        }
        if (signature.isEmpty()) {
            if (answer.message().rcode() != Rcode.NOERROR) {
                throw refused(
                        answer.message().rcode(),
                        answer.message().questions().stream()
                                .findFirst()
                                .map(DnsQuestion::name)
                                .orElse(null));
            }
            throw new DnsException(
                    "the DNS server " + server
                            + " answers without a signature, so that it may be somebody else: does it"
                            + " support TSIG?",
                    null);
        }
        if (!signature.get().isBy(signer, answer.octets(), requestMac)) {
            throw new DnsException(
                    "the answer of the DNS server " + server + " is not signed with " + signer
                            + ": somebody may be in between; compare the secrets",
                    null);
        }
        if (!signature.get().isTimely(exchange.time().now())) {
            throw new DnsException(
                    "the signature of the DNS server " + server + " is of another time: set the clocks", null);
        }
    }

    private DnsException refusedSignature(Tsig signature, TsigKey signer) {
        String what = "the DNS server " + server + " refuses the signature with " + signer + ", "
                + Rcode.text(signature.error()) + ": ";
        return new DnsException(
                what
                        + switch (signature.error()) {
                            case Rcode.BADSIG -> "the secret is another one there; copy it again";
                            case Rcode.BADKEY -> "it has no key with this name and algorithm; compare both";
                            case Rcode.BADTIME ->
                                "its clock is "
                                        + signature
                                                .serverAhead()
                                                .map(ahead -> Math.abs(ahead.toSeconds()) + " seconds "
                                                        + (ahead.isNegative() ? "behind" : "ahead"))
                                                .orElse("different")
                                        + "; set the clocks of both machines";
                            case Rcode.BADTRUNC -> "it wants another length of signature; set it to the full one";
                            default -> "look into its log";
                        },
                null);
    }

    private DnsException refused(int rcode, @Nullable DnsName apex) {
        return new DnsException(
                "the DNS server " + server + " does not update"
                        + (apex == null ? "" : " the zone " + apex) + ", it says " + Rcode.text(rcode) + ": "
                        + switch (rcode) {
                            case Rcode.REFUSED ->
                                key == null
                                        ? "it wants a key; give it the one that the server has"
                                        : "allow " + key + " to change TXT records there (BIND: update-policy or"
                                                + " allow-update)";
                            case Rcode.NOTAUTH ->
                                "it is not the primary server of this zone; name that one, or give the right zone";
                            case Rcode.NOTZONE ->
                                "the name is in another zone; give the right one, or none so that it is found";
                            case Rcode.SERVFAIL ->
                                "it failed itself; look into its log (can it write the zone's files?)";
                            case Rcode.NOTIMP -> "it knows no updates; use another way to change the zone";
                            case Rcode.FORMERR -> "it does not understand the update; look into its log";
                            default -> "look into its log";
                        },
                null);
    }

    /** {@return server and name of the key; nothing of its secret} */
    @Override
    public String toString() {
        return "updates at " + server + (key == null ? "" : " with " + key);
    }

    /** Builds {@link Rfc2136Records}. */
    public static final class Builder {

        private final ServerAddress server;
        private @Nullable DnsName zone;
        private @Nullable TsigKey key;
        private Duration ttl = TTL;
        private DnsClient dns = DnsClient.system();

        private Builder(ServerAddress server) {
            this.server = server;
        }

        /**
         * Sets the zone.
         *
         * @param zone its name; without any, the server is asked which of its zones a record is in
         * @return this builder
         * @throws IllegalArgumentException when it is no domain name
         */
        public Builder zone(String zone) {
            this.zone = DnsName.parse(zone);
            return this;
        }

        /**
         * Sets the key that updates are signed with.
         *
         * @param key the key; without any, updates are not signed, and whoever is in between can change them
         * @return this builder
         */
        public Builder key(TsigKey key) {
            this.key = key;
            return this;
        }

        /**
         * Sets how long resolvers may keep the records.
         *
         * @param ttl from zero to 2<sup>31</sup> - 1 seconds, fractions are dropped; by default one minute
         * @return this builder
         * @throws IllegalArgumentException when it is out of these bounds
         */
        public Builder ttl(Duration ttl) {
            if (ttl.isNegative() || ttl.toSeconds() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the TTL must be from 0 to 2147483647 seconds (RFC 2181 §8)");
            }
            this.ttl = ttl;
            return this;
        }

        /**
         * Sets who brings the updates to the server. Of the client its transport, clock, random numbers and timeout are
         * used, and not its resolvers.
         *
         * @param dns by default {@link DnsClient#system()}
         * @return this builder
         */
        public Builder dns(DnsClient dns) {
            this.dns = dns;
            return this;
        }

        /**
         * {@return what makes the updates}
         */
        public Rfc2136Records build() {
            return new Rfc2136Records(this);
        }
    }
}
