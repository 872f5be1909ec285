package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.messages.Identifier;
import dev.akme.messages.Resource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Backoff, deadlines and polling. */
class WaitingTest {

    private static final URI URL = URI.create("https://ca.test/order/1");

    private final Scene scene = new Scene();
    private final FakeTime time = scene.time;
    private int fetched;

    private Resource<Integer> seen(int value, @Nullable Duration retryAfter) {
        return Resource.of(
                URL, value, List.of(), retryAfter == null ? null : time.now().plus(retryAfter));
    }

    private Polling<Integer> polling(
            Predicate<Integer> isDone, Polling.Fetch<Integer> fetch, @Nullable Duration retryAfter, Duration within) {
        return new Polling<>(
                ObtainStep.of(ObtainStep.Kind.ISSUANCE, List.of(Identifier.dns("www.example.org"))),
                seen(0, retryAfter),
                isDone,
                fetch,
                new Backoff(new Random(7)),
                Deadline.in(within, time));
    }

    private int poll(int goal, @Nullable Duration retryAfter, Duration within) throws InterruptedException {
        return polling(value -> value >= goal, () -> seen(++fetched, retryAfter), retryAfter, within)
                .run(scene.events)
                .body();
    }

    @Test
    void pausesGrowWithARandomPartUpToALimit() {
        Backoff backoff = new Backoff(new Random(7));
        double mean = 250;
        for (int i = 0; i < 20; i++) {
            assertThat((double) backoff.next().toMillis()).isBetween(mean * 0.75 - 1, mean * 1.25);
            mean = Math.min(mean * 2, 10_000);
        }
        assertThat(new Backoff(new Random(1)).next()).isNotEqualTo(new Backoff(new Random(2)).next());
    }

    @Test
    void nothingIsWaitedForThatIsDone() throws Exception {
        assertThat(poll(0, Duration.ofHours(1), Duration.ofMinutes(1))).isZero();
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void theServerSaysWhenToAskAgain() throws Exception {
        poll(3, Duration.ofSeconds(7), Duration.ofMinutes(1));
        assertThat(time.slept()).containsOnly(Duration.ofSeconds(7)).hasSize(3);
    }

    @Test
    void withoutThatThePausesGrow() throws Exception {
        poll(8, null, Duration.ofMinutes(2));
        assertThat(time.slept()).hasSize(8);
        assertThat(time.slept().subList(0, 5)).isSorted();
        time.slept().forEach(pause -> assertThat(pause).isPositive());
    }

    @Test
    void nowIsNoTimeToAskAgain() throws Exception {
        poll(3, Duration.ZERO, Duration.ofMinutes(1));
        time.slept().forEach(pause -> assertThat(pause).isPositive());
    }

    @Test
    void aTimeAfterTheDeadlineIsNotWaitedForButItIsTold() {
        Instant start = time.now();
        AcmeTimeoutException e = catchThrowableOfType(
                AcmeTimeoutException.class, () -> poll(1_000, Duration.ofDays(1), Duration.ofMinutes(10)));
        assertThat(e)
                .hasMessageContaining("the certificate for www.example.org")
                .hasMessageContaining("last seen as " + fetched);
        assertThat(e.retryAt().orElseThrow()).isAfter(start.plus(Duration.ofHours(23)));
        assertThat(time.now()).isBetween(start.plus(Duration.ofMinutes(9)), start.plus(Duration.ofMinutes(10)));
        // In all that time it is asked now and then.
        assertThat(fetched).isBetween(5, 40);
    }

    @Test
    void whatIsDoneInTheLastMomentsIsSeen() throws Exception {
        for (long seconds : new long[] {9, 13}) {
            Instant start = time.now();
            Instant done = start.plusSeconds(seconds);
            int seen = polling(
                            value -> value == 1,
                            () -> seen(time.now().isBefore(done) ? 0 : 1, null),
                            null,
                            Duration.ofSeconds(15))
                    .run(scene.events)
                    .body();
            assertThat(seen).as("after %d s", seconds).isEqualTo(1);
            assertThat(time.now()).isBefore(start.plusSeconds(15));
        }
    }

    @Test
    void theLastLookIsNotFollowedByOthers() {
        for (Duration within : List.of(Duration.ofMillis(100), Duration.ofSeconds(15), Duration.ofMinutes(5))) {
            fetched = 0;
            Instant end = time.now().plus(within);
            assertThat(catchThrowableOfType(AcmeTimeoutException.class, () -> poll(1_000, null, within)))
                    .hasMessageContaining("last seen as " + fetched);
            assertThat(time.now()).isBetween(end.minusSeconds(1), end);
            assertThat(fetched).isBetween(1, 40);
        }
    }

    @Test
    void aLookThatTakesUntilTheDeadlineTellsWhatWasSeenBefore() {
        Duration inAnHour = Duration.ofHours(1);
        AcmeTimeoutException slow = new AcmeTimeoutException("the time was over: no whole response", null);
        AcmeTimeoutException e = catchThrowableOfType(
                AcmeTimeoutException.class,
                () -> polling(
                                value -> false,
                                () -> {
                                    time.pass(Duration.ofMinutes(1));
                                    throw slow;
                                },
                                inAnHour,
                                Duration.ofMinutes(1))
                        .run(scene.events));
        assertThat(e)
                .hasMessageContaining("waiting for the certificate for www.example.org, last seen as 0")
                .hasCause(slow);
        assertThat(e.retryAt()).contains(FakeTime.START.plus(inAnHour));
    }

    @Test
    void aDeadlineNeverLeavesLessThanNothing() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), time);
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(5));
        assertThat(deadline.atMost(Duration.ofSeconds(2)).left()).isEqualTo(Duration.ofSeconds(2));
        assertThat(deadline.atMost(Duration.ofSeconds(9))).isSameAs(deadline);
        assertThat(deadline.includes(deadline.at())).isFalse();
        time.pass(Duration.ofSeconds(9));
        assertThat(deadline.left()).isZero();
        assertThat(deadline.isOver()).isTrue();
        assertThat(Deadline.in(Duration.ofSeconds(Long.MAX_VALUE), time).isOver())
                .isFalse();
        assertThat(deadline.atMost(Duration.ofSeconds(Long.MAX_VALUE))).isSameAs(deadline);
    }
}
