package dev.akme.ca.store;

import dev.akme.messages.RevocationReason;
import java.time.Instant;
import java.util.Optional;

/**
 * What a revocation list says of a certificate (RFC 5280 §5.1.2.6). Immutable.
 *
 * @param certificateId the serial number of the certificate in lower-case hexadecimal
 * @param revokedAt when it was revoked
 * @param reason why, if a reason was given
 */
public record StoredRevocation(String certificateId, Instant revokedAt, Optional<RevocationReason> reason) {}
