package dev.akme.ca.store;

import dev.akme.messages.Identifier;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.SuggestedWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that was issued. Immutable.
 *
 * @param id its serial number in lower-case hexadecimal
 * @param version how often it was changed
 * @param accountId whose it is
 * @param orderId the order that it was issued for
 * @param der its DER encoding in base64url
 * @param issuerId the key identifier of the intermediate that issued it, in lower-case hexadecimal; empty when it has none
 * @param keyId the SHA-256 hash of its public key info, in base64url
 * @param identifiers what it is for
 * @param notBefore when it begins
 * @param notAfter when it ends
 * @param revokedAt when it was revoked
 * @param reason why, if a reason was given
 * @param replacedBy the order that is to replace it (RFC 9773 §5)
 * @param window when to renew it, if that was set; otherwise it follows from its lifetime (RFC 9773 §4.2)
 */
public record StoredCertificate(
        String id,
        long version,
        String accountId,
        String orderId,
        String der,
        String issuerId,
        String keyId,
        List<Identifier> identifiers,
        Instant notBefore,
        Instant notAfter,
        Optional<Instant> revokedAt,
        Optional<RevocationReason> reason,
        Optional<String> replacedBy,
        Optional<SuggestedWindow> window)
        implements Stored {

    /**
     * Copies the list.
     *
     * @param id its serial number in lower-case hexadecimal
     * @param version how often it was changed
     * @param accountId whose it is
     * @param orderId the order that it was issued for
     * @param der its DER encoding in base64url
     * @param issuerId the key identifier of the intermediate that issued it, in lower-case hexadecimal; empty when it has none
     * @param keyId the SHA-256 hash of its public key info, in base64url
     * @param identifiers what it is for
     * @param notBefore when it begins
     * @param notAfter when it ends
     * @param revokedAt when it was revoked
     * @param reason why, if a reason was given
     * @param replacedBy the order that is to replace it (RFC 9773 §5)
     * @param window when to renew it, if that was set; otherwise it follows from its lifetime (RFC 9773 §4.2)
     */
    public StoredCertificate {
        identifiers = List.copyOf(identifiers);
    }

    /**
     * Makes the next version, revoked.
     *
     * @param at when
     * @param why the reason; empty when none was given
     * @return the next version
     */
    public StoredCertificate revoked(Instant at, Optional<RevocationReason> why) {
        return next(Optional.of(at), why, replacedBy, window);
    }

    /**
     * Makes the next version, about to be replaced.
     *
     * @param order the order that is to replace it
     * @return the next version
     */
    public StoredCertificate replacedBy(String order) {
        return next(revokedAt, reason, Optional.of(order), window);
    }

    /**
     * Makes the next version, with another time to renew it.
     *
     * @param changed when to renew it
     * @return the next version
     */
    public StoredCertificate withWindow(SuggestedWindow changed) {
        return next(revokedAt, reason, replacedBy, Optional.of(changed));
    }

    private StoredCertificate next(
            Optional<Instant> newRevokedAt,
            Optional<RevocationReason> newReason,
            Optional<String> newReplacedBy,
            Optional<SuggestedWindow> newWindow) {
        return new StoredCertificate(
                id,
                version + 1,
                accountId,
                orderId,
                der,
                issuerId,
                keyId,
                identifiers,
                notBefore,
                notAfter,
                newRevokedAt,
                newReason,
                newReplacedBy,
                newWindow);
    }
}
