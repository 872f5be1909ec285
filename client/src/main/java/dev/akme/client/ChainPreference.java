package dev.akme.client;

import dev.akme.messages.CertificateChain;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Which of the chains that a CA offers for a certificate is wanted (RFC 8555 §7.4.2): by the root at its end, by any issuer in
 * it, or by a fingerprint. When no chain is wanted, the one that the CA gives first is taken. Those that are made here are
 * immutable and safe for use by many threads.
 */
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
     * Wants the chain that ends at a root: the one that issued the last certificate, which CAs mostly leave out.
     *
     * <p>A root can stand in a chain that goes on beyond it, as when another root has signed it too. Clients that trust only
     * the first one may not take that, so it is not wanted here; {@link #issuer} takes it.
     *
     * @param name the common name of the root, or its organization if it has no common name, such as
     *     {@code "ISRG Root X1"}; upper and lower case are the same
     * @return the preference
     */
    static ChainPreference root(String name) {
        return chain -> {
            List<X509Certificate> certificates = chain.certificates();
            X509Certificate last = certificates.get(certificates.size() - 1);
            return DistinguishedNames.title(last.getIssuerX500Principal())
                    .filter(found -> found.equalsIgnoreCase(name))
                    .isPresent();
        };
    }

    /**
     * Wants a chain in which any certificate was issued by somebody of a name, wherever it stands; for where the chain ends
     * there is {@link #root}.
     *
     * @param name the common name or organization of an issuer, intermediate or root; upper and lower case are the same
     * @return the preference
     */
    static ChainPreference issuer(String name) {
        return chain -> chain.certificates().stream()
                .flatMap(certificate -> DistinguishedNames.values(certificate.getIssuerX500Principal()).stream())
                .anyMatch(found -> found.equalsIgnoreCase(name));
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
}
