package dev.akme.ca.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** The parts that all certificates and revocation lists of the CA are made of (RFC 5280). */
final class CertificateShape {

    /** RFC 7633 §4.1. */
    static final ASN1ObjectIdentifier TLS_FEATURE = X509ObjectIdentifiers.id_pe.branch("24");

    /** The longest common name (RFC 5280 appendix A.1, ub-common-name). */
    static final int MAX_COMMON_NAME = 64;

    private static final int SERIAL_OCTETS = 16;
    private static final int KEY_IDENTIFIER_OCTETS = 20;

    private CertificateShape() {}

    /** 128 random bits: positive, not zero, and at most 17 of the 20 octets that there may be (RFC 5280 §4.1.2.2). */
    static BigInteger serial(SecureRandom random) {
        byte[] octets = new byte[SERIAL_OCTETS];
        BigInteger serial;
        do {
            random.nextBytes(octets);
            serial = new BigInteger(1, octets);
        } while (serial.signum() == 0);
        return serial;
    }

    /** Whole seconds, in the short form up to 2049 and in the long form from then on (RFC 5280 §4.1.2.5). */
    static Time time(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        boolean isShort = time.getYear() >= 1950 && time.getYear() < 2050;
        int[] pairs = {
            time.getYear() / 100,
            time.getYear() % 100,
            time.getMonthValue(),
            time.getDayOfMonth(),
            time.getHour(),
            time.getMinute(),
            time.getSecond()
        };
        // By hand: the formats of the JDK would take a twentieth of the time that a CA needs to start in a new JVM.
        StringBuilder digits = new StringBuilder();
        for (int pair : pairs) {
            digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
        }
        byte[] text = (digits.substring(isShort ? 2 : 0) + "Z").getBytes(StandardCharsets.US_ASCII);
        byte[] der = new byte[text.length + 2];
        der[0] = (byte) (isShort ? BERTags.UTC_TIME : BERTags.GENERALIZED_TIME);
        der[1] = (byte) text.length;
        System.arraycopy(text, 0, der, 2, text.length);
        return Time.getInstance(isShort ? ASN1UTCTime.getInstance(der) : ASN1GeneralizedTime.getInstance(der));
    }

    /** Empty without a name. */
    static X500Name subject(String commonName) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        return commonName.isEmpty()
                ? name.build()
                : name.addRDN(BCStyle.CN, commonName).build();
    }

    /** The first 160 bits of the key's SHA-256 (RFC 7093 §2), for JVMs that have given up SHA-1. */
    static SubjectKeyIdentifier keyIdentifier(SubjectPublicKeyInfo key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(key.getPublicKeyData().getBytes());
            return new SubjectKeyIdentifier(Arrays.copyOf(hash, KEY_IDENTIFIER_OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** As the certificate has it: whoever made it may have computed it in another way. */
    static SubjectKeyIdentifier keyIdentifier(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        try {
            return extension == null
                    ? keyIdentifier(SubjectPublicKeyInfo.getInstance(
                            certificate.getPublicKey().getEncoded()))
                    : SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension));
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the subject key identifier of the intermediate cannot be read", e);
        }
    }

    /** The name, octet by octet as the certificate has it. */
    static X500Name subject(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    static Extension extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            return Extension.create(oid, critical, value);
        } catch (IOException e) {
            throw new UncheckedIOException("an extension cannot be encoded", e);
        }
    }
}
