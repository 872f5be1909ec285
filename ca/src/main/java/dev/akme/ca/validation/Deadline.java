package dev.akme.ca.validation;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Until when something must be done, by a clock that nobody sets: setting the time of the machine, or of the CA in a test,
 * must neither end a connection nor keep it open.
 */
final class Deadline {

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** What is left; never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    boolean isOver() {
        return left().isZero();
    }

    /** What is left, as sockets want it: never zero, which would be for ever. */
    int millisLeft() throws SocketTimeoutException {
        Duration left = left();
        if (left.isZero()) {
            throw new SocketTimeoutException("the time is over");
        }
        return Math.toIntExact(left.toMillis()) + 1;
    }
}
