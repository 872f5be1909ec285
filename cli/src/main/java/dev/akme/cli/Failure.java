package dev.akme.cli;

import java.io.Serial;
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

    ExitCode exitCode() {
        return exitCode;
    }
}
