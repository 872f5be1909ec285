package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeListener;
import dev.akme.client.AcmeTimeoutException;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.ObtainException;
import dev.akme.client.ObtainRequest;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.client.Timekeeper;
import dev.akme.client.WaitReason;
import dev.akme.client.solver.Http01Server;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.Http01Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Order;
import dev.akme.messages.Status;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** No certificate: what is said, and what is cleaned up. */
@Scenarios
class FailuresTest {

    private static final String GOOD = "good.example.org";
    private static final String BAD = "bad.example.org";

    /** Longer than any test lasts, so that a challenge is not looked at before the test has done something else. */
    private static final Settings VERY_SLOW = Settings.DEFAULT.withValidation(Duration.ofMinutes(10));

    private final TestServers servers;

    FailuresTest(TestServers servers) {
        this.servers = servers;
    }

    /** Nobody reaches what it presents. */
    private static Presented nothing() {
        return () -> {};
    }

    /** Answers http-01, each challenge in the way that is given. */
    private interface Presenting extends ChallengeSolver {

        @Override
        default int preference(ChallengeTask task) {
            return task.challenge() instanceof Http01Challenge ? 0 : -1;
        }
    }

    private static ChallengeSolver presenting(Presenting solver) {
        return solver;
    }

    private static boolean isGood(ChallengeTask task) {
        return task.identifier().value().equals(GOOD);
    }

    private static List<Status> authorizations(AcmeAccount account, Order order) throws InterruptedException {
        List<Status> found = new ArrayList<>();
        for (URI url : order.authorizations()) {
            found.add(account.authorization(url).body().status());
        }
        return found;
    }

    // ---- refused

    @Test
    void eachNameSaysWhatTheServerSaw() throws Exception {
        Scene scene = Scene.at(servers);
        AcmeAccount account = scene.account();
        try (Http01Server http = scene.http01()) {
            Watched watched = new Watched(presenting(task -> isGood(task) ? http.present(task) : nothing()));
            ObtainException failure = catchThrowableOfType(
                    ObtainException.class,
                    () -> account.obtain(ObtainRequest.of(GOOD, BAD, "worse.example.org"), watched));

            assertThat(failure.failures().keySet())
                    .containsExactlyInAnyOrder(Identifier.dns(BAD), Identifier.dns("worse.example.org"));
            assertThat(failure.failures().values()).allSatisfy(problem -> {
                assertThat(problem.type().isKnown()).isTrue();
                assertThat(problem.detail()).isPresent();
            });
            assertThat(failure)
                    .hasMessageContaining(BAD)
                    .hasMessageContaining("worse.example.org")
                    .hasMessageNotContaining(GOOD + ":");
            assertThat(watched.presented()).hasSize(3);
            assertThat(watched.closed()).isEqualTo(3);
            assertThat(http.address()).isEmpty();
            Order order = failure.order().orElseThrow().body();
            assertThat(authorizations(account, order))
                    .containsExactlyInAnyOrder(Status.VALID, Status.INVALID, Status.INVALID);
            assertThat(failure.key()).isPresent();
        }
    }

    @Test
    void aNameThatTheServerDoesNotTakeIsRefusedAtOnce() throws Exception {
        Scene scene = Scene.at(servers);
        Watched watched = new Watched(presenting(task -> nothing()));
        ObtainRequest request = ObtainRequest.builder()
                .identifiers(List.of(Identifier.email("nobody@example.org")))
                .build();
        AcmeAccount account = scene.account();
        ObtainException failure = catchThrowableOfType(ObtainException.class, () -> account.obtain(request, watched));
        assertThat(failure.order()).isEmpty();
        assertThat(watched.presented()).isEmpty();
    }

    // ---- not answered

    @Test
    void whatIsNotAnsweredIsGivenUp() throws Exception {
        Scene scene = Scene.at(servers);
        AcmeAccount account = scene.account();
        try (Http01Server http = scene.http01()) {
            Watched watched = new Watched(presenting(task -> {
                if (isGood(task)) {
                    return http.present(task);
                }
                throw new SolverException(
                        "there is no room for " + task.identifier().value(), null);
            }));
            ObtainException failure = catchThrowableOfType(
                    ObtainException.class, () -> account.obtain(ObtainRequest.of(GOOD, BAD), watched));
            assertThat(failure).hasMessageContaining("there is no room for " + BAD);
            assertThat(failure.failures()).containsOnlyKeys(Identifier.dns(BAD));
            assertThat(watched.closed()).isEqualTo(watched.presented().size());
            assertThat(http.address()).isEmpty();
            Order order = failure.order().orElseThrow().body();
            assertThat(authorizations(account, order)).containsOnly(Status.DEACTIVATED);
        }
    }

    @Test
    void anInterruptWhileWaitingForTheDnsCleansUp() throws Exception {
        Scene scene = Scene.at(servers);
        Recorder recorder = scene.recorder();
        AcmeAccount account = scene.account(recorder);
        CountDownLatch waits = new CountDownLatch(1);
        Watched watched = new Watched(presenting(task -> new Presented() {
            @Override
            public Optional<String> await(Timekeeper time, Instant deadline) throws InterruptedException {
                waits.countDown();
                time.sleep(Duration.between(time.now(), deadline));
                return Optional.empty();
            }

            @Override
            public void close() {}
        }));
        interrupted(account, watched, waits);
        requireGivenUp(account, recorder, watched);
    }

    // ---- in the middle of validation

    @Test
    void anInterruptWhileAChallengeIsAnsweredCleansUp() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        Scene scene = new Scene(servers, servers.fresh(VERY_SLOW));
        Recorder recorder = scene.recorder();
        AcmeAccount account = scene.account(recorder);
        try (Http01Server http = scene.http01()) {
            Watched watched = new Watched(new Noticing(http, answers));
            interrupted(account, watched, answers);
            requireGivenUp(account, recorder, watched);
            assertThat(http.address()).isEmpty();
        }
    }

    @Test
    void anInterruptWhileTheServerLooksCleansUp() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Scene scene = new Scene(servers, servers.fresh(VERY_SLOW));
        Recorder recorder = scene.recorder();
        AcmeAccount account = scene.builder()
                .transport(recorder)
                .listener(new AcmeListener() {
                    @Override
                    public void waiting(WaitReason reason, Instant until) {
                        waits.countDown();
                    }
                })
                .build()
                .register(Scene.newKey(), Scene.agreeing());
        try (Http01Server http = scene.http01()) {
            Watched watched = new Watched(http);
            interrupted(account, watched, waits);
            requireGivenUp(account, recorder, watched);
            assertThat(http.address()).isEmpty();
        }
    }

    @Test
    void theEndOfTheTimeCleansUpButLeavesTheOrder() throws Exception {
        Scene scene = new Scene(servers, servers.fresh(VERY_SLOW));
        Recorder recorder = scene.recorder();
        AcmeAccount account = scene.account(recorder);
        try (Http01Server http = scene.http01()) {
            Watched watched = new Watched(http);
            ObtainRequest request = ObtainRequest.builder()
                    .names(GOOD)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            assertThatExceptionOfType(ObtainException.class)
                    .isThrownBy(() -> account.obtain(request, watched))
                    .withCauseInstanceOf(AcmeTimeoutException.class)
                    .satisfies(e -> assertThat(e.order()).isPresent());
            requireLeft(account, recorder, watched, Status.PENDING);
            assertThat(http.address()).isEmpty();
        }
    }

    /** Tells when a challenge is about to be answered. */
    private record Noticing(ChallengeSolver solver, CountDownLatch answered) implements ChallengeSolver {

        @Override
        public int preference(ChallengeTask task) {
            return solver.preference(task);
        }

        @Override
        public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
            Presented presented = solver.present(task);
            return new Presented() {
                @Override
                public ChallengeResponse response() {
                    answered.countDown();
                    return presented.response();
                }

                @Override
                public void close() throws SolverException {
                    presented.close();
                }
            };
        }
    }

    private static void interrupted(AcmeAccount account, ChallengeSolver solver, CountDownLatch waits)
            throws Exception {
        FutureTask<Throwable> outcome = new FutureTask<>(() -> {
            try {
                account.obtain(ObtainRequest.of(GOOD), solver);
                return new AssertionError("there is a certificate");
            } catch (InterruptedException | RuntimeException e) {
                return e;
            }
        });
        Thread thread = new Thread(outcome, "to be interrupted");
        thread.start();
        waits.await();
        thread.interrupt();
        thread.join();
        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    }

    private static void requireGivenUp(AcmeAccount account, Recorder recorder, Watched watched)
            throws InterruptedException {
        requireLeft(account, recorder, watched, Status.DEACTIVATED);
    }

    /** Demands that there is one order with such authorizations, and that nothing else is left. */
    private static void requireLeft(AcmeAccount account, Recorder recorder, Watched watched, Status status)
            throws InterruptedException {
        assertThat(watched.presented()).hasSize(1);
        assertThat(watched.closed()).isEqualTo(1);
        URI newOrder = account.client().directory().body().newOrder().orElseThrow();
        List<URI> orders = recorder.locations(newOrder);
        assertThat(orders).hasSize(1);
        assertThat(authorizations(account, account.order(orders.get(0)).body())).containsOnly(status);
    }
}
