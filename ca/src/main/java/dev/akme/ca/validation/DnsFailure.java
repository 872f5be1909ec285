package dev.akme.ca.validation;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A lookup brought no answer: the server failed, refused, was not there, or answered nonsense. */
public final class DnsFailure extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Makes a failure.
     *
     * @param message what was looked up and what happened
     * @param cause what brought it about; may be null
     */
    public DnsFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
