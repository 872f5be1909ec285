package dev.akme.ca.store;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.messages.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An account (RFC 8555 §7.1.2). Immutable.
 *
 * @param id what it is found by
 * @param version how often it was changed
 * @param status {@code valid}, {@code deactivated} or {@code revoked}
 * @param key its public key; no two accounts have the same
 * @param contact the URLs of its contacts; empty when it never named any
 * @param termsOfServiceAgreed whether the terms of service were agreed to
 * @param externalAccountBinding the binding as it came, verified; empty when there is none
 * @param bindingKeyId the key identifier of the binding; no two accounts have the same
 * @param createdAt when it was made
 */
public record StoredAccount(
        String id,
        long version,
        Status status,
        Jwk key,
        Optional<List<String>> contact,
        boolean termsOfServiceAgreed,
        Optional<Jws> externalAccountBinding,
        Optional<String> bindingKeyId,
        Instant createdAt)
        implements Stored {

    /**
     * Makes the next version, with other contacts.
     *
     * @param changed the URLs; an empty list when there are none any more
     * @return the next version
     */
    public StoredAccount withContact(List<String> changed) {
        return next(status, key, Optional.of(List.copyOf(changed)));
    }

    /**
     * Makes the next version, with another status.
     *
     * @param changed the status
     * @return the next version
     */
    public StoredAccount withStatus(Status changed) {
        return next(changed, key, contact);
    }

    /**
     * Makes the next version, with another key.
     *
     * @param changed the key
     * @return the next version
     */
    public StoredAccount withKey(Jwk changed) {
        return next(status, changed, contact);
    }

    private StoredAccount next(Status newStatus, Jwk newKey, Optional<List<String>> newContact) {
        return new StoredAccount(
                id,
                version + 1,
                newStatus,
                newKey,
                newContact,
                termsOfServiceAgreed,
                externalAccountBinding,
                bindingKeyId,
                createdAt);
    }
}
