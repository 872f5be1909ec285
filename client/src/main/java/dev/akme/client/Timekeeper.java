package dev.akme.client;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells the time and lets it pass. Everything in the client that waits or asks for the time does it here, so that a test
 * can move the time on. Implementations are safe for use by many threads.
 */
public interface Timekeeper {

    /** The time of this machine. */
    Timekeeper SYSTEM = new SystemTimekeeper();

    /**
     * {@return the time}
     */
    Instant now();

    /**
     * Waits.
     *
     * @param duration how long; nothing happens when it is zero or negative
     * @throws InterruptedException when the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;
}
