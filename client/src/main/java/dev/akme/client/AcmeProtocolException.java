package dev.akme.client;

import org.jspecify.annotations.Nullable;

/**
 * The server spoke, but not ACME: something that the protocol demands is missing or cannot be read. Asking again is of no
 * use; the message says what is wrong and where.
 *
 * @serial exclude
 */
public final class AcmeProtocolException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Describes a fault.
     *
     * @param message what is wrong, and with which URL
     * @param cause why; null when nothing more is known
     */
    public AcmeProtocolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
