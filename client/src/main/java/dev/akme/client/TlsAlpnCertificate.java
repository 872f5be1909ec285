package dev.akme.client;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.der.DerWriter;
import dev.akme.der.Pem;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The certificate that answers a challenge {@code tls-alpn-01} (RFC 8737 §3, RFC 8738 §6): self-signed, with the name of
 * the identifier and no other, and the digest of the key authorization in a critical extension. It is shown on port 443
 * to clients that ask for {@value TlsAlpn01#PROTOCOL} and {@link #serverName()}, and to nobody else.
 *
 * <p>Each has a new key, on the curve P-256. Immutable and safe for use by many threads.
 */
public final class TlsAlpnCertificate {

    /** Begins before it is made, for clocks that go slow; nobody needs it for longer than a validation takes. */
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final Duration AFTER = Duration.ofDays(1);

    /** Of use to people only: that subject and issuer are the same is what makes it self-signed. */
    private static final String COMMON_NAME = "ACME challenge";

    private static final BigInteger VERSION_3 = BigInteger.TWO;
    private static final int SERIAL_BITS = 127;
    private static final int EXPLICIT_VERSION = 0xa0;
    private static final int EXPLICIT_EXTENSIONS = 0xa3;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final DateTimeFormatter TWO_DIGITS = DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter FOUR_DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    private final String serverName;
    private final SigningKey key;
    private final X509Certificate certificate;
    private final byte[] der;

    private TlsAlpnCertificate(String serverName, SigningKey key, X509Certificate certificate, byte[] der) {
        this.serverName = serverName;
        this.key = key;
        this.certificate = certificate;
        this.der = der;
    }

    /**
     * Makes the certificate for a challenge, valid from an hour before to a day after.
     *
     * @param identifier the name or IP address that is to be validated
     * @param keyAuthorization that of the challenge
     * @param now the time
     * @param random where the key and the serial number come from
     * @return the certificate with its key
     * @throws IllegalArgumentException when the identifier is a wildcard or of another type
     * @throws dev.akme.json.MemberException when its value is no name or address
     */
    public static TlsAlpnCertificate of(
            Identifier identifier, KeyAuthorization keyAuthorization, Instant now, SecureRandom random) {
        String serverName = TlsAlpn01.serverName(identifier);
        boolean isAddress = identifier.type().equals(IdentifierType.IP);
        Identifier only = isAddress ? identifier : Identifier.dns(serverName);
        SigningKey key = SigningKey.generate(KeyType.P256, null, random);
        SignatureAlgorithm algorithm = SignatureAlgorithm.by(key);
        byte[] name = SubjectName.of(COMMON_NAME);
        // Positive, of one length, and never zero (RFC 5280 §4.1.2.2).
        BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
        byte[] body = DerWriter.sequence(
                DerWriter.value(EXPLICIT_VERSION, DerWriter.integer(VERSION_3)),
                DerWriter.integer(serial),
                algorithm.algorithm(),
                name,
                DerWriter.sequence(time(now.minus(BEFORE)), time(now.plus(AFTER))),
                name,
                SignatureAlgorithm.publicKey(key.verificationKey()),
                DerWriter.value(
                        EXPLICIT_EXTENSIONS,
                        DerWriter.sequence(
                                Extensions.subjectAltName(List.of(only)), TlsAlpn01.extension(keyAuthorization))));
        byte[] der = algorithm.sign(key, body);
        try {
            return new TlsAlpnCertificate(serverName, key, Pem.x509(der), der);
        } catch (CertificateException e) {
            throw new IllegalStateException("the JVM does not read the certificate", e);
        }
    }

    /** Two digits of the year until 2049, and four after that (RFC 5280 §4.1.2.5). */
    private static byte[] time(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        boolean isShort = utc.getYear() >= 1950 && utc.getYear() < 2050;
        String text = (isShort ? TWO_DIGITS : FOUR_DIGITS).format(utc);
        return DerWriter.value(isShort ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * {@return the name in the extension SNI of TLS by which the server asks for the certificate, in lower case; of an IP
     * address, the name of its reverse mapping}
     */
    public String serverName() {
        return serverName;
    }

    /**
     * {@return the certificate}
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * {@return the certificate in DER}
     */
    public byte[] der() {
        return der.clone();
    }

    /**
     * {@return the certificate in strict PEM (RFC 7468 §5), with a line break at the end}
     */
    public String toPem() {
        return Pem.encode("CERTIFICATE", der);
    }

    /**
     * {@return the key of the certificate}
     */
    public SigningKey key() {
        return key;
    }

    /**
     * {@return the name that the server asks for; no digest}
     */
    @Override
    public String toString() {
        return "tlsAlpnCertificate{" + serverName + "}";
    }
}
