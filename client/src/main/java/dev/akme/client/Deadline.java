package dev.akme.client;

import java.time.Duration;
import java.time.Instant;

/** Until when something must be done, and the clock by which. */
record Deadline(Instant at, Timekeeper time) {

    static Deadline in(Duration duration, Timekeeper time) {
        return new Deadline(time.now().plus(duration), time);
    }

    /** This one, or the end of a shorter time if that comes first. */
    Deadline atMost(Duration duration) {
        Instant sooner = time.now().plus(duration);
        return sooner.isBefore(at) ? new Deadline(sooner, time) : this;
    }

    /** What is left; never negative. */
    Duration left() {
        Duration left = Duration.between(time.now(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() {
        return left().isZero();
    }

    boolean includes(Instant instant) {
        return !instant.isAfter(at);
    }
}
