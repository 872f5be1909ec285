package dev.akme.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait between tries when nobody says: twice as long each time, with a random part. For one thread. */
final class Backoff {

    /** What most servers need to look at a challenge or to sign. */
    private static final Duration FIRST = Duration.ofMillis(250);

    /** A server in the same house may be done before the next request is written. */
    private static final Duration SHORTEST = Duration.ofMillis(5);

    /** Let's Encrypt asks for no more than one request in a few seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private Duration next;

    Backoff(RandomGenerator random) {
        this(random, FIRST);
    }

    private Backoff(RandomGenerator random, Duration first) {
        this.random = random;
        this.next = first;
    }

    /**
     * Starts with about as much time as the server took for its last answer, but no more than otherwise: a near and quick one
     * is asked soon, and one far away no more often than it takes to ask it.
     */
    static Backoff after(Duration took, RandomGenerator random) {
        Duration atLeast = took.compareTo(SHORTEST) < 0 ? SHORTEST : took;
        return new Backoff(random, atLeast.compareTo(FIRST) > 0 ? FIRST : atLeast);
    }

    /** The next pause: between three quarters and five quarters of the length that it has in the mean. */
    Duration next() {
        long nanos = next.toNanos();
        Duration pause = Duration.ofNanos((long) (nanos * (0.75 + random.nextDouble() / 2)));
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return pause;
    }
}
