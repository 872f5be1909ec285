package dev.akme.client;

/**
 * The thread was interrupted while a page was fetched, in a place where only unchecked exceptions can come through. The
 * interrupt status of the thread is set.
 *
 * @serial exclude
 */
public final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1;

    CancelledException(InterruptedException cause) {
        super("interrupted", cause);
    }
}
