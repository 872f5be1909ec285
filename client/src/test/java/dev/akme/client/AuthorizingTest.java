package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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

    // ---- answering

    /** As a server may do that looks at all of them together. */
    @Test
    void allAreAnsweredBeforeAnyIsWaitedFor() throws Exception {
        for (Scene each : List.of(scene, new Scene(builder -> builder))) {
            AcmeAccount account = each.account();
            each.ca.always(
                    Step.AUTHORIZATION,
                    (request, server, time) -> each.ca.count(Step.ANSWER) == 0 || each.ca.count(Step.ANSWER) == MANY
                            ? server.go()
                            : Reply.problem(403, "unauthorized", "not all of them are answered"));
            assertThat(account.obtain(many(), each.solver).key()).isPresent();
            assertThat(each.ca.count(Step.ANSWER)).isEqualTo(MANY);
        }
    }

    @Test
    void theSlowOnesDoNotHoldUpTheOthers() throws Exception {
        AcmeAccount account = scene.account();
        Instant start = scene.time.now();
        // The first eight, which are as many as are asked for at once, take a minute.
        ca.always(Step.AUTHORIZATION, (request, server, time) -> {
            boolean slow = Integer.parseInt(request.url().getPath().replaceAll("\\D", "")) <= 8;
            boolean early = ca.count(Step.ANSWER) > 0 && time.now().isBefore(start.plusSeconds(60));
            return slow && early ? unread(request) : server.go();
        });
        account.obtain(many(), solver);
        List<URI> polled = ca.seen(Step.AUTHORIZATION).stream()
                .skip(MANY)
                .map(FakeCa.Seen::url)
                .toList();
        assertThat(polled.subList(0, MANY)).as("each is asked for in turn").doesNotHaveDuplicates();
    }

    private Reply unread(TransportRequest request) {
        int number = Integer.parseInt(request.url().getPath().replaceAll("\\D", ""));
        return ca.state.authorizations.get(number - 1).reply().header("Replay-Nonce", ca.newNonce());
    }

    @Test
    void noneIsAnsweredBeforeAllCanBeSeen() throws Exception {
        for (Scene each : List.of(scene, new Scene(builder -> builder))) {
            AcmeAccount account = each.account();
            AtomicInteger awaited = new AtomicInteger();
            each.solver.settle = Duration.ofSeconds(10);
            each.solver.onAwait = awaited::incrementAndGet;
            Instant start = each.time.now();
            List<String> tooEarly = new CopyOnWriteArrayList<>();
            each.ca.always(Step.ANSWER, (request, server, time) -> {
                if (awaited.get() < MANY || time.now().isBefore(start.plusSeconds(10))) {
                    tooEarly.add(request.toString());
                }
                return server.go();
            });
            account.obtain(many(), each.solver);
            assertThat(tooEarly).isEmpty();
        }
    }
}
