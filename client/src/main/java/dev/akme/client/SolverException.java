package dev.akme.client;

import org.jspecify.annotations.Nullable;

/**
 * The answer to a challenge could not be put in place, or not be taken away. The message says what, where, and what to do.
 *
 * @serial exclude
 */
public final class SolverException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * Describes a failure.
     *
     * @param message what failed, where, and what to do; no token and no key
     * @param cause why; null when nothing more is known
     */
    public SolverException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
