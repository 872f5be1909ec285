package dev.akme.ca.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A store could not do what was asked of it: the disk is full or gone, or the database is not one. Whether it did is not known.
 * The CA answers {@code serverInternal}, and the client may ask again.
 */
public final class StoreException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Makes an exception.
     *
     * @param message what was wanted
     * @param cause what went wrong; may be null
     */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
