package dev.akme.client;

import java.time.Duration;
import java.time.Instant;

/** Until when something must be done, and the clock by which. */
record Deadline(Instant at, Timekeeper time) {

    /** Nobody waits longer, and what is no longer fits into any clock. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static Deadline in(Duration duration, Timekeeper time) {
        return new Deadline(time.now().plus(shorter(duration, LONGEST)), time);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** This one, or the end of a shorter time if that comes first. */
    Deadline atMost(Duration duration) {
        Instant sooner = time.now().plus(shorter(duration, LONGEST));
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

    /** Whether something can still be done at that time. */
    boolean includes(Instant instant) {
        return instant.isBefore(at);
    }
}
