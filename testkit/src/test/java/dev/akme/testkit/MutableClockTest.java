package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MutableClockTest {

    private static final Instant START = Instant.parse("2030-01-31T12:00:00Z");

    private final MutableClock clock = MutableClock.at(START);

    private static <T> FutureTask<T> inAThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "somebody who waits");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    @Test
    void itStandsUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.advance(Duration.ofDays(60)).instant()).isEqualTo(START.plus(Duration.ofDays(60)));
        assertThat(clock.moveTo(START).now()).isEqualTo(START);
    }

    @Test
    void aClockOfAnotherZoneMovesWithIt() {
        Clock there = clock.withZone(ZoneId.of("Europe/Vienna"));
        clock.advance(Duration.ofHours(1));

        assertThat(there.instant()).isEqualTo(clock.instant());
        assertThat(there.getZone()).isEqualTo(ZoneId.of("Europe/Vienna"));
        assertThat(there.withZone(clock.getZone())).isSameAs(clock);
    }

    @Test
    void waitingMovesIt() throws Exception {
        clock.sleep(Duration.ofDays(1));
        clock.sleep(Duration.ofSeconds(-5));

        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
    }

    @Test
    void whoWaitsGoesOnWhenTheTestHasMovedItFarEnough() throws Exception {
        clock.waitingMoves(false);
        FutureTask<Instant> sleeper = inAThread(() -> {
            clock.sleep(Duration.ofMinutes(10));
            return clock.instant();
        });

        assertThat(clock.awaitWaiting()).isEqualTo(START.plus(Duration.ofMinutes(10)));
        clock.advance(Duration.ofMinutes(9));
        assertThat(sleeper.isDone()).isFalse();
        clock.advance(Duration.ofMinutes(2));

        assertThat(sleeper.get(10, TimeUnit.SECONDS)).isEqualTo(START.plus(Duration.ofMinutes(11)));
    }

    @Test
    void whoWaitsGoesOnWhenWaitingMovesItAgain() throws Exception {
        clock.waitingMoves(false);
        FutureTask<Instant> sleeper = inAThread(() -> {
            clock.sleep(Duration.ofMinutes(10));
            return clock.instant();
        });

        clock.awaitWaiting();
        clock.waitingMoves(true);

        assertThat(sleeper.get(10, TimeUnit.SECONDS)).isEqualTo(START.plus(Duration.ofMinutes(10)));
    }

    @Test
    void itRunsOnWhereThatIsWanted() throws Exception {
        clock.runs(true).pause(Duration.ofMillis(5));

        assertThat(clock.instant()).isAfterOrEqualTo(START.plusMillis(5)).isBefore(START.plus(Duration.ofHours(1)));
        assertThat(clock.moveTo(START.plus(Duration.ofDays(1))).instant())
                .isAfterOrEqualTo(START.plus(Duration.ofDays(1)));
        Instant stopped = clock.runs(false).instant();
        assertThat(clock.instant()).isEqualTo(stopped);
    }

    @Test
    void whoWaitsCanBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> clock.sleep(Duration.ofMinutes(1))).isInstanceOf(InterruptedException.class);
        assertThat(clock.instant()).isEqualTo(START);
    }
}
