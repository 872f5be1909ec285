package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many challenges of one order. */
@Timeout(60)
class AuthorizingTest {

    private static final int MANY = 20;

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;
    private final FakeSolver solver = scene.solver;

    private static ObtainRequest many() {
        return ObtainRequest.of(IntStream.range(0, MANY)
                .mapToObj(i -> "host" + i + ".example.org")
                .toArray(String[]::new));
    }

    // ---- waiting for what was presented

    @Test
    void allAnswersSettleTogether() throws Exception {
        AcmeAccount account = scene.account();
        solver.settle = Duration.ofSeconds(90);
        Instant start = scene.time.now();
        Instant[] answered = new Instant[1];
        ca.once(Step.ANSWER, (request, server, time) -> {
            answered[0] = time.now();
            return server.go();
        });
        account.obtain(many(), solver);
        assertThat(answered).containsExactly(start.plusSeconds(90));
    }

    @Test
    void settlingEndsAfterTheSlowestOfThem() throws Exception {
        AcmeAccount account = scene.account();
        solver.settle = Duration.ofSeconds(90);
        // One second each, as the executor has no threads here: the last begins to settle after 20 seconds.
        solver.onAwait = () -> scene.time.pass(Duration.ofSeconds(1));
        Instant start = scene.time.now();
        account.obtain(many(), solver);
        assertThat(scene.time.slept()).first().isEqualTo(Duration.ofSeconds(90));
        assertThat(scene.time.now()).isBetween(start.plusSeconds(110), start.plusSeconds(115));
    }

    @Test
    void whatWaitsForTheDnsWaitsAtTheSameTime() throws Exception {
        Scene threads = new Scene(builder -> builder);
        CountDownLatch all = new CountDownLatch(4);
        threads.solver.onAwait = () -> {
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        assertThat(threads.account()
                        .obtain(ObtainRequest.of("a.test", "b.test", "c.test", "d.test"), threads.solver)
                        .key())
                .isPresent();
    }
}
