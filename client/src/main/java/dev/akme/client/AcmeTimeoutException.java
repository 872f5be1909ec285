package dev.akme.client;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of the caller came first. Nothing has gone wrong yet: it can be gone on with later.
 *
 * @serial exclude
 */
public final class AcmeTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** When to come back, if the server said so. */
    private final @Nullable Instant retryAt;

    /**
     * Describes what was waited for.
     *
     * @param message what was waited for, and what was seen last
     * @param retryAt when to come back; null when the server did not say
     */
    public AcmeTimeoutException(String message, @Nullable Instant retryAt) {
        super(message);
        this.retryAt = retryAt;
    }

    /** For a request that was still under way. */
    AcmeTimeoutException(String message, @Nullable Instant retryAt, @Nullable Throwable cause) {
        super(message, cause);
        this.retryAt = retryAt;
    }

    /**
     * {@return when it is worth coming back; empty when the server did not say}
     */
    public Optional<Instant> retryAt() {
        return Optional.ofNullable(retryAt);
    }
}
