package dev.akme.ca.store;

import dev.akme.messages.ChallengeType;
import dev.akme.messages.Problem;
import dev.akme.messages.Status;
import java.time.Instant;
import java.util.Optional;

/**
 * A challenge (RFC 8555 §8) of a {@link StoredAuthorization}. Immutable.
 *
 * @param id what it is found by in its authorization
 * @param type its type
 * @param token its token; empty for types without
 * @param status {@code pending}, {@code processing}, {@code valid} or {@code invalid}
 * @param validated when it was fulfilled
 * @param error why it failed
 */
public record StoredChallenge(
        String id,
        ChallengeType type,
        Optional<String> token,
        Status status,
        Optional<Instant> validated,
        Optional<Problem> error) {

    /**
     * Tells neither token nor error.
     */
    @Override
    public String toString() {
        return type + " " + id + " " + status;
    }
}
