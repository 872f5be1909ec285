package dev.akme.ca.store;

import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An authorization (RFC 8555 §7.1.4). Immutable. That it has expired is not stored.
 *
 * @param id what it is found by
 * @param version how often it was changed
 * @param accountId whose it is
 * @param identifier what may be certified, without {@code *.}
 * @param wildcard whether it is for the wildcard below the identifier
 * @param status {@code pending}, {@code valid}, {@code invalid}, {@code deactivated} or {@code revoked}
 * @param createdAt when it was made
 * @param expires when it ends
 * @param challenges its challenges
 */
public record StoredAuthorization(
        String id,
        long version,
        String accountId,
        Identifier identifier,
        boolean wildcard,
        Status status,
        Instant createdAt,
        Instant expires,
        List<StoredChallenge> challenges)
        implements Stored {

    /**
     * Copies the list.
     *
     * @param id what it is found by
     * @param version how often it was changed
     * @param accountId whose it is
     * @param identifier what may be certified, without {@code *.}
     * @param wildcard whether it is for the wildcard below the identifier
     * @param status {@code pending}, {@code valid}, {@code invalid}, {@code deactivated} or {@code revoked}
     * @param createdAt when it was made
     * @param expires when it ends
     * @param challenges its challenges
     */
    public StoredAuthorization {
        challenges = List.copyOf(challenges);
    }

    /**
     * Finds a challenge.
     *
     * @param challengeId which one
     * @return the challenge; empty when it has no such
     */
    public Optional<StoredChallenge> challenge(String challengeId) {
        return challenges.stream().filter(c -> c.id().equals(challengeId)).findFirst();
    }

    /**
     * Tells whether a challenge was answered and is not decided.
     *
     * @return whether it is {@code pending} and one of its challenges {@code processing}
     */
    public boolean isProcessing() {
        return status.equals(Status.PENDING)
                && challenges.stream().anyMatch(c -> c.status().equals(Status.PROCESSING));
    }

    /**
     * Makes the next version: the client has answered a challenge.
     *
     * @param challengeId which one
     * @return the next version
     */
    public StoredAuthorization answered(String challengeId) {
        return next(
                status,
                expires,
                challengeId,
                c -> new StoredChallenge(
                        c.id(), c.type(), c.token(), Status.PROCESSING, Optional.empty(), Optional.empty()));
    }

    /**
     * Makes the next version: a challenge is fulfilled, and the authorization valid with it. Challenges that were not answered
     * are dropped (RFC 8555 §7.1.4).
     *
     * @param challengeId which one
     * @param at when
     * @param until when the authorization ends from now on
     * @return the next version
     */
    public StoredAuthorization validated(String challengeId, Instant at, Instant until) {
        return next(
                        Status.VALID,
                        until,
                        challengeId,
                        c -> new StoredChallenge(
                                c.id(), c.type(), c.token(), Status.VALID, Optional.of(at), Optional.empty()))
                .only(challengeId);
    }

    /**
     * Makes the next version: a challenge failed, and the authorization with it.
     *
     * @param challengeId which one
     * @param problem why
     * @return the next version
     */
    public StoredAuthorization failed(String challengeId, Problem problem) {
        return next(
                        Status.INVALID,
                        expires,
                        challengeId,
                        c -> new StoredChallenge(
                                c.id(), c.type(), c.token(), Status.INVALID, Optional.empty(), Optional.of(problem)))
                .only(challengeId);
    }

    /**
     * Makes the next version, with another status.
     *
     * @param changed the status
     * @return the next version
     */
    public StoredAuthorization withStatus(Status changed) {
        return next(changed, expires, "", UnaryOperator.identity());
    }

    private StoredAuthorization only(String challengeId) {
        return new StoredAuthorization(
                id,
                version,
                accountId,
                identifier,
                wildcard,
                status,
                createdAt,
                expires,
                challenge(challengeId).stream().toList());
    }

    private StoredAuthorization next(
            Status newStatus, Instant newExpires, String challengeId, UnaryOperator<StoredChallenge> change) {
        return new StoredAuthorization(
                id,
                version + 1,
                accountId,
                identifier,
                wildcard,
                newStatus,
                createdAt,
                newExpires,
                challenges.stream()
                        .map(c -> c.id().equals(challengeId) ? change.apply(c) : c)
                        .toList());
    }
}
