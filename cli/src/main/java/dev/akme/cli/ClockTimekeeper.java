package dev.akme.cli;

import dev.akme.client.Timekeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes the time from the clock that the program was given, and waits as long as it takes.
 *
 * @param clock the clock
 */
record ClockTimekeeper(Clock clock) implements Timekeeper {

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Timekeeper.SYSTEM.sleep(duration);
    }
}
