package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** For what other threads are about: asks again and again, as clients do, but without a pause. */
final class Waiting {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Waiting() {}

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("what is waited for does not come").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
