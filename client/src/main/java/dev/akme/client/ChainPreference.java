package dev.akme.client;

import dev.akme.messages.CertificateChain;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Which of the chains that a CA offers for a certificate is wanted (RFC 8555 §7.4.2). */
@FunctionalInterface
public interface ChainPreference {

    /**
     * Tells whether a chain is the one.
     *
     * @param chain one of those that the CA offers
     * @return whether to take it
     */
    boolean isWanted(CertificateChain chain);

    /**
     * Wants a chain in which an issuer has a name.
     *
     * @param name the common name or organization of the root, or of any certificate above the first, such as
     *     {@code "ISRG Root X1"}; upper and lower case are the same
     * @return the preference
     */
    static ChainPreference issuer(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return chain -> chain.certificates().stream()
                .flatMap(certificate -> names(certificate).stream())
                .anyMatch(found -> found.toLowerCase(Locale.ROOT).equals(wanted));
    }

    /**
     * Wants a chain that has a certificate with a fingerprint.
     *
     * @param sha256 the SHA-256 of a certificate above the first, in hexadecimal; colons and case make no difference
     * @return the preference
     */
    static ChainPreference fingerprint(String sha256) {
        String wanted = sha256.replace(":", "").toLowerCase(Locale.ROOT);
        return chain -> chain.der().stream().skip(1).anyMatch(der -> digest(der).equals(wanted));
    }

    private static String digest(byte[] der) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static List<String> names(X509Certificate certificate) {
        return DistinguishedNames.values(certificate.getIssuerX500Principal());
    }
}
