package dev.akme.ca;

import dev.akme.messages.IdentifierType;
import java.time.Duration;
import java.util.Set;

/**
 * A kind of certificate that clients may ask for by name (draft-ietf-acme-profiles). Immutable.
 *
 * @param name the name in {@code profile} of an order
 * @param description what it is for, in words or as a URL; shown in the directory
 * @param lifetime how long a certificate is valid, unless the order asks for less
 * @param maxNames how many identifiers a certificate may have
 * @param identifierTypes the types of identifiers that are allowed
 * @param keyUsages what the key of the certificate may be used for
 * @param clientAuth whether the certificate is for TLS clients too, and not for servers alone
 * @param subjectKeyIdentifier whether the certificate has a subject key identifier
 * @param commonName whether the first name that fits stands in the subject too
 */
public record Profile(
        String name,
        String description,
        Duration lifetime,
        int maxNames,
        Set<IdentifierType> identifierTypes,
        Set<KeyUsage> keyUsages,
        boolean clientAuth,
        boolean subjectKeyIdentifier,
        boolean commonName) {

    /** What a key may be used for (RFC 5280 §4.2.1.3). */
    public enum KeyUsage {
        /** Signatures of TLS handshakes. */
        DIGITAL_SIGNATURE,
        /** Key transport of TLS 1.2 and older; only RSA keys get it. */
        KEY_ENCIPHERMENT
    }

    /**
     * Checks what is given.
     *
     * @param name the name in {@code profile} of an order
     * @param description what it is for, in words or as a URL; shown in the directory
     * @param lifetime how long a certificate is valid, unless the order asks for less
     * @param maxNames how many identifiers a certificate may have
     * @param identifierTypes the types of identifiers that are allowed
     * @param keyUsages what the key of the certificate may be used for
     * @param clientAuth whether the certificate is for TLS clients too, and not for servers alone
     * @param subjectKeyIdentifier whether the certificate has a subject key identifier
     * @param commonName whether the first name that fits stands in the subject too
     * @throws IllegalArgumentException when the name is empty, the lifetime shorter than a second, or nothing is allowed
     */
    public Profile {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a profile needs a name");
        }
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("profile " + name + ": the lifetime must be a second at least");
        }
        if (maxNames < 1 || identifierTypes.isEmpty()) {
            throw new IllegalArgumentException("profile " + name + ": no identifier is allowed");
        }
        identifierTypes = Set.copyOf(identifierTypes);
        keyUsages = Set.copyOf(keyUsages);
    }

    /**
     * Makes a profile for TLS servers, with up to 100 names and addresses.
     *
     * @param name the name in {@code profile} of an order
     * @param description what it is for
     * @param lifetime how long a certificate is valid
     * @return the profile
     */
    public static Profile of(String name, String description, Duration lifetime) {
        return new Profile(
                name,
                description,
                lifetime,
                100,
                Set.of(IdentifierType.DNS, IdentifierType.IP),
                Set.of(KeyUsage.values()),
                false,
                true,
                true);
    }
}
