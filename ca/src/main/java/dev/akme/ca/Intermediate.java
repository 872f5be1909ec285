package dev.akme.ca;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * An intermediate of a CA: the one that it issues with, or one that it has issued with before. Immutable.
 *
 * @param keyIdentifier its key identifier, as certificates have it for their issuer (RFC 5280 §4.2.1.1), in lower-case
 *     hexadecimal
 * @param certificate its certificate in the default chain; empty when only certificates are known that it has issued
 * @param role what it is for now
 * @param isKept whether its key is in the CA's folder of keys
 * @param lastExpiry when the last of its certificates ends that the CA has; empty when it has none
 * @param revocationList where its revocation list is, as its certificates say it
 */
public record Intermediate(
        String keyIdentifier,
        Optional<X509Certificate> certificate,
        Role role,
        boolean isKept,
        Optional<Instant> lastExpiry,
        URI revocationList) {

    /** What an intermediate is for. */
    public enum Role {
        /** It issues. */
        ISSUING,
        /** It issues no more, and signs its revocation list. */
        RETIRED,
        /** It has issued; its key is not here, so that nobody signs its revocation list. */
        MISSING
    }

    /**
     * Tells whether it lacks its key while somebody still needs that.
     *
     * @param now what the time is
     * @return whether its key is missing, and a certificate of it is still valid
     */
    public boolean isMissed(Instant now) {
        return role == Role.MISSING && lastExpiry.filter(now::isBefore).isPresent();
    }

    /**
     * {@return its name, or its key identifier where the name is not known}
     */
    public String name() {
        return certificate
                .map(found -> found.getSubjectX500Principal().getName())
                .orElse("the intermediate with the key identifier " + keyIdentifier);
    }
}
