package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    /** In the middle of its range, so that pauses are as long as they are in the mean. */
    private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

    @Test
    void pausesDoubleUpToTenSeconds() {
        Backoff backoff = new Backoff(MIDDLE);
        assertThat(LongStream.generate(() -> backoff.next().toMillis()).limit(8))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 10_000L, 10_000L);
    }

    @Test
    void pausesAreUpToAQuarterShorterOrLonger() {
        Random random = new Random(1);
        assertThat(LongStream.generate(() -> new Backoff(random).next().toMillis())
                        .limit(1000))
                .allMatch(millis -> millis >= 187 && millis <= 312)
                .anyMatch(millis -> millis < 195)
                .anyMatch(millis -> millis > 305);
    }

    @Test
    void theFirstPauseIsAsLongAsTheLastAnswerTook() {
        assertThat(Backoff.after(Duration.ofMillis(80), MIDDLE).next()).isEqualTo(Duration.ofMillis(80));
    }

    @Test
    void theFirstPauseIsNeverVeryShortNorLongerThanOtherwise() {
        assertThat(Backoff.after(Duration.ZERO, MIDDLE).next()).isEqualTo(Duration.ofMillis(5));
        assertThat(Backoff.after(Duration.ofSeconds(9), MIDDLE).next()).isEqualTo(Duration.ofMillis(250));
    }
}
