package dev.akme.client.dns;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;

/** The signature at the end of a message (RFC 8945). */
final class Tsig {

    /** What RFC 8945 §10 recommends. */
    static final int FUDGE = 300;

    static final byte[] NO_MAC = {};

    private static final int TIME_OCTETS = 6;

    private final DnsName key;
    private final DnsName algorithm;

    /** When it was made, in seconds since 1970. */
    private final long time;

    /** By how many seconds clocks may differ. */
    private final int fudge;

    private final byte[] mac;

    /** The number that the message had when it was signed. */
    private final int originalId;

    /** What the server says of the signature of the request. */
    private final int error;

    /** The server's time when the error is BADTIME, else empty. */
    private final byte[] other;

    /** Where in the message its record begins. */
    private final int at;

    private Tsig(DnsName key, DnsReader data, int at) throws DnsFormatException {
        this.key = key;
        this.algorithm = data.name();
        this.time = data.u48();
        this.fudge = data.u16();
        this.mac = data.bytes(data.u16());
        this.originalId = data.u16();
        this.error = data.u16();
        this.other = data.bytes(data.u16());
        this.at = at;
        data.end();
    }

    private Tsig(TsigKey key, long time, int id, int error, byte[] other, int at) {
        this.key = key.name();
        this.algorithm = key.algorithm();
        this.time = time;
        this.fudge = FUDGE;
        this.mac = NO_MAC;
        this.originalId = id;
        this.error = error;
        this.other = other;
        this.at = at;
    }

    /** Reads the signature of a message that is well-formed; empty when it has none. */
    static Optional<Tsig> read(byte[] octets) throws DnsFormatException {
        List<DnsRecord> additionals = DnsMessage.read(octets).additionals();
        if (additionals.isEmpty() || additionals.get(additionals.size() - 1).type() != RecordType.TSIG) {
            return Optional.empty();
        }
        DnsRecord last = additionals.get(additionals.size() - 1);
        int at = DnsMessage.lastRecordAt(octets);
        if (last.dnsClass() != RecordType.CLASS_ANY || last.ttlSeconds() != 0) {
            throw new DnsFormatException(at, "a signature with another class than ANY, or with a TTL");
        }
        return Optional.of(new Tsig(last.name(), DnsReader.of(last.data()), at));
    }

    /**
     * Signs a message.
     *
     * @param message the message without signature
     * @param requestMac the MAC of the request when this is the answer to it, else {@link #NO_MAC}
     */
    static byte[] sign(byte[] message, TsigKey key, Instant now, byte[] requestMac) {
        return sign(message, key, now.getEpochSecond(), requestMac, Rcode.NOERROR, new byte[0]);
    }

    static byte[] sign(byte[] message, TsigKey key, long time, byte[] requestMac, int error, byte[] other) {
        int id = (message[0] & 0xff) << 8 | (message[1] & 0xff);
        Tsig unsigned = new Tsig(key, time, id, error, other, message.length);
        byte[] mac = unsigned.computeMac(message, key, requestMac);
        byte[] data = new DnsWriter()
                .name(unsigned.algorithm)
                .u48(time)
                .u16(FUDGE)
                .u16(mac.length)
                .bytes(mac)
                .u16(id)
                .u16(error)
                .u16(other.length)
                .bytes(other)
                .toBytes();
        DnsWriter out = new DnsWriter().bytes(message);
        new DnsRecord(key.name(), RecordType.TSIG, RecordType.CLASS_ANY, 0, data).write(out);
        return withOneMore(out.toBytes(), 1);
    }

    byte[] mac() {
        return mac;
    }

    int error() {
        return error;
    }

    /** Whether the signature is by this key, over this message and, for an answer, over the MAC of the request. */
    boolean isBy(TsigKey signer, byte[] octets, byte[] requestMac) {
        // The name and the algorithm are part of what is signed, so that these comparisons only save work.
        return key.equals(signer.name())
                && algorithm.equals(signer.algorithm())
                && MessageDigest.isEqual(computeMac(octets, signer, requestMac), mac);
    }

    /** Whether the time of the signature is near enough. */
    boolean isTimely(Instant now) {
        return Math.abs(now.getEpochSecond() - time) <= fudge;
    }

    /** By how much the server's clock is ahead, when the error is BADTIME and the server says so. */
    Optional<Duration> serverAhead() {
        try {
            DnsReader in = DnsReader.of(other);
            return error == Rcode.BADTIME && other.length == TIME_OCTETS
                    ? Optional.of(Duration.ofSeconds(in.u48() - time))
                    : Optional.empty();
        } catch (DnsFormatException e) {
            return Optional.empty();
        }
    }

    /** RFC 8945 §4.3: what is signed is the MAC of the request, the message as it was without this, and the variables. */
    private byte[] computeMac(byte[] octets, TsigKey signer, byte[] requestMac) {
        DnsWriter signed = new DnsWriter();
        if (requestMac.length > 0) {
            signed.u16(requestMac.length).bytes(requestMac);
        }
        byte[] message = Arrays.copyOf(octets, at);
        if (octets.length > at) {
            message = withOneMore(message, -1);
        }
        message[0] = (byte) (originalId >> 8);
        message[1] = (byte) originalId;
        signed.bytes(message);
        signed.name(key.lowerCase()).u16(RecordType.CLASS_ANY).u32(0).name(algorithm.lowerCase());
        signed.u48(time).u16(fudge).u16(error).u16(other.length).bytes(other);
        try {
            Mac hmac = Mac.getInstance(signer.secret().getAlgorithm());
            hmac.init(signer.secret());
            return hmac.doFinal(signed.toBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no provider has " + signer.secret().getAlgorithm());
        }
    }

    /** The message with another number of additional records. */
    private static byte[] withOneMore(byte[] message, int more) {
        int count = ((message[10] & 0xff) << 8 | (message[11] & 0xff)) + more;
        message[10] = (byte) (count >> 8);
        message[11] = (byte) count;
        return message;
    }

    /** No MAC. */
    @Override
    public String toString() {
        return "TSIG by " + key + (error == 0 ? "" : ", " + Rcode.text(error));
    }
}
