package dev.akme.challenge;

import dev.akme.der.DerWriter;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.Problem;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The challenge {@code tls-alpn-01}: a self-signed certificate on port 443, shown to clients that ask for the protocol
 * {@value #PROTOCOL} (RFC 8737 §3, RFC 8738 §6). Its only name is that of the identifier.
 */
public final class TlsAlpn01 {

    /** The port that a server connects to. */
    public static final int PORT = 443;

    /** The name of the protocol in the extension ALPN of TLS; the only one that is offered and chosen. */
    public static final String PROTOCOL = "acme-tls/1";

    /** The certificate extension that holds the digest, id-pe-acmeIdentifier. */
    public static final String EXTENSION_OID = "1.3.6.1.5.5.7.1.31";

    private static final String SECTION = "RFC 8737 §3";

    private TlsAlpn01() {}

    /**
     * Gives the value of the certificate extension.
     *
     * @param keyAuthorization that of the challenge
     * @return an OCTET STRING in DER, of its SHA-256: what the extension's own OCTET STRING holds
     */
    public static byte[] extensionValue(KeyAuthorization keyAuthorization) {
        return DerWriter.octetString(keyAuthorization.sha256());
    }

    /**
     * Gives the certificate extension as a whole.
     *
     * @param keyAuthorization that of the challenge
     * @return an Extension (RFC 5280 §4.1) in DER, marked critical
     */
    public static byte[] extension(KeyAuthorization keyAuthorization) {
        return DerWriter.sequence(
                DerWriter.oid(EXTENSION_OID),
                DerWriter.bool(true),
                DerWriter.octetString(extensionValue(keyAuthorization)));
    }

    /**
     * Gives the name that a server sends in the extension SNI of TLS, and by which the client knows what certificate to
     * show.
     *
     * @param identifier a name or an IP address
     * @return the name in lower case; of an address, the name of its reverse mapping, without a final dot (RFC 8738 §6)
     * @throws IllegalArgumentException when the identifier is a wildcard or of another type
     * @throws dev.akme.json.MemberException when its value is no name or address
     */
    public static String serverName(Identifier identifier) {
        if (!identifier.type().equals(IdentifierType.IP)) {
            return Names.host(identifier, "tls-alpn-01", SECTION);
        }
        byte[] address = Identifier.ip(identifier.value()).ipAddress().orElseThrow();
        StringBuilder name = new StringBuilder(72);
        for (int i = address.length - 1; i >= 0; i--) {
            int octet = address[i] & 0xff;
            if (address.length == 4) {
                name.append(octet).append('.');
            } else {
                name.append(Integer.toHexString(octet & 0xf)).append('.');
                name.append(Integer.toHexString(octet >> 4)).append('.');
            }
        }
        return name.append(address.length == 4 ? "in-addr.arpa" : "ip6.arpa").toString();
    }

    /**
     * Checks the value of the extension in the certificate that a server was shown. The rest is to be checked
     * beside it: {@value #PROTOCOL} negotiated, one name in the certificate and no other, the extension critical and there
     * once.
     *
     * @param extensionValue what the extension's OCTET STRING holds, or all of that, as
     *     {@link java.security.cert.X509Extension#getExtensionValue} gives it
     * @param expected the key authorization of the challenge
     * @return the problem for the challenge; empty when the value is right
     */
    public static Optional<Problem> check(byte[] extensionValue, KeyAuthorization expected) {
        byte[] right = extensionValue(expected);
        return MessageDigest.isEqual(extensionValue, right)
                        || MessageDigest.isEqual(extensionValue, DerWriter.octetString(right))
                ? Optional.empty()
                : Problems.unauthorized(
                        "the acmeIdentifier extension of the certificate has not the digest for this challenge and"
                                + " account key",
                        SECTION);
    }
}
