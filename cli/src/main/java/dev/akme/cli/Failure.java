package dev.akme.cli;

import dev.akme.client.AcmeTimeoutException;
import dev.akme.messages.AcmeProblemException;
import java.io.Serial;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command ends here: one line that says what is wrong and what to do. */
final class Failure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    /**
     * Makes a failure.
     *
     * @param message what is wrong, with the identifier or file that it is about, and the next step; one line, nothing secret
     * @param cause for {@code --verbose}; may be null
     */
    Failure(ExitCode exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    Failure(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    /** The same, with what to do in the end. */
    Failure with(String nextStep) {
        return new Failure(exitCode, getMessage() + "; " + nextStep, getCause());
    }

    ExitCode exitCode() {
        return exitCode;
    }

    /** When it is worth coming back; empty when the CA did not say. */
    Optional<Instant> retryAt() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof AcmeProblemException problem) {
                return problem.retryAfter();
            }
            if (cause instanceof AcmeTimeoutException timeout) {
                return timeout.retryAt();
            }
        }
        return Optional.empty();
    }
}
