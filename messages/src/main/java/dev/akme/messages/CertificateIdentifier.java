package dev.akme.messages;

import dev.akme.der.DerReader;
import dev.akme.jose.Base64Url;
import java.math.BigInteger;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The name by which renewal information of a certificate is asked for, and by which an order says which certificate it
 * replaces (RFC 9773 §4.1): the key identifier of the issuer and the serial number.
 */
public final class CertificateIdentifier {

    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final int KEY_IDENTIFIER_TAG = 0x80;

    private final byte[] keyIdentifier;
    private final BigInteger serial;

    private CertificateIdentifier(byte[] keyIdentifier, BigInteger serial) {
        this.keyIdentifier = keyIdentifier;
        this.serial = serial;
    }

    /**
     * Makes the identifier from its parts.
     *
     * @param keyIdentifier the {@code keyIdentifier} octets of the certificate's authority key identifier extension
     * @param serial the serial number
     * @return the identifier
     * @throws IllegalArgumentException when there are no octets
     */
    public static CertificateIdentifier of(byte[] keyIdentifier, BigInteger serial) {
        if (keyIdentifier.length == 0) {
            throw new IllegalArgumentException("the key identifier is empty (RFC 9773 §4.1)");
        }
        return new CertificateIdentifier(keyIdentifier.clone(), serial);
    }

    /**
     * Makes the identifier of a certificate.
     *
     * @param certificate an end-entity certificate; need not be valid now
     * @return the identifier
     * @throws IllegalArgumentException when the certificate has no authority key identifier extension with a key
     *     identifier: such a certificate has no name of this kind
     */
    public static CertificateIdentifier of(X509Certificate certificate) {
        byte @Nullable [] extension = certificate.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
        if (extension == null) {
            throw new IllegalArgumentException(
                    "the certificate has no authority key identifier extension (RFC 9773 §4.1)");
        }
        return of(keyIdentifier(extension), certificate.getSerialNumber());
    }

    private static byte[] keyIdentifier(byte[] extension) {
        try {
            DerReader octets = DerReader.of(DerReader.of(extension).octetString());
            return octets.sequence().contents(KEY_IDENTIFIER_TAG);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the authority key identifier extension has no keyIdentifier (RFC 9773 §4.1)", e);
        }
    }

    /**
     * Reads the text form.
     *
     * @param text both parts in base64url, with one dot between
     * @return the identifier; its {@link #toString()} is that text
     * @throws IllegalArgumentException when the text is anything else, such as padded, or with a serial number that is
     *     not in its shortest form
     */
    public static CertificateIdentifier parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.indexOf('.', dot + 1) >= 0) {
            throw new IllegalArgumentException("not two parts with one dot between (RFC 9773 §4.1)");
        }
        byte[] keyIdentifier = decode("key identifier", text.substring(0, dot));
        byte[] octets = decode("serial number", text.substring(dot + 1));
        BigInteger serial = new BigInteger(octets);
        if (!Arrays.equals(serial.toByteArray(), octets)) {
            throw new IllegalArgumentException(
                    "the serial number has needless leading octets: it must be as in DER (RFC 9773 §4.1)");
        }
        return new CertificateIdentifier(keyIdentifier, serial);
    }

    private static byte[] decode(String part, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + part + " is empty (RFC 9773 §4.1)");
        }
        try {
            return Base64Url.decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the " + part + " is " + e.getMessage() + " (RFC 9773 §4.1)", e);
        }
    }

    /**
     * {@return the octets of the issuer's key identifier}
     */
    public byte[] keyIdentifier() {
        return keyIdentifier.clone();
    }

    /**
     * {@return the serial number; negative when a peer left out the zero octet that DER has before a high bit, and then
     * not equal to the certificate's}
     */
    public BigInteger serial() {
        return serial;
    }

    /**
     * Gives the URL under which the certificate's {@link RenewalInfo} is (RFC 9773 §4.1).
     *
     * @param renewalInfo the URL in the directory; whether it ends in a slash makes no difference
     * @return the URL, with one slash before the identifier
     */
    public URI renewalInfoUrl(URI renewalInfo) {
        String base = renewalInfo.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CertificateIdentifier that
                && that.serial.equals(serial)
                && Arrays.equals(that.keyIdentifier, keyIdentifier);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keyIdentifier) + serial.hashCode();
    }

    /**
     * {@return the text form, as in URLs and in {@code replaces} of orders}
     */
    @Override
    public String toString() {
        return Base64Url.encode(keyIdentifier) + "." + Base64Url.encode(serial.toByteArray());
    }
}
