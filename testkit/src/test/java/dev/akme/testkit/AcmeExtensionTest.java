package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.Deviation;
import dev.akme.ca.Faults;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ObtainRequest;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class AcmeExtensionTest {

    /** The kits of the classes below, in the order in which their tests had them. */
    private static final Queue<AcmeTestKit> KITS = new ConcurrentLinkedQueue<>();

    private static boolean isClosed(AcmeTestKit kit) {
        try {
            kit.client().newNonce();
            return false;
        } catch (AcmeNetworkException e) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EngineExecutionResults run(Class<?> tests) {
        KITS.clear();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                // Classes inside of this one run only from here.
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute();
    }

    private static void requireSuccess(Class<?> tests, int count) {
        run(tests)
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(count).failed(0));
    }

    // ---- whose a kit is

    @AcmeTest
    static class EachHasItsOwn {

        private final AcmeTestKit kit;

        EachHasItsOwn(AcmeTestKit kit) {
            this.kit = kit;
        }

        @BeforeEach
        void before(AcmeTestKit same) {
            assertThat(same).isSameAs(kit);
        }

        @Test
        void one(AcmeTestKit same) {
            assertThat(same).isSameAs(kit);
            KITS.add(kit);
        }

        @ParameterizedTest
        @ValueSource(strings = {"a.test", "b.test"})
        void parameterized(String name, AcmeTestKit same) {
            assertThat(same).isSameAs(kit);
            KITS.add(kit);
        }

        @Nested
        class Inside {
            @Test
            void inside(AcmeTestKit own) {
                KITS.add(own);
            }
        }

        @AfterEach
        void after(Transcript transcript) {
            assertThat(transcript).isSameAs(kit.transcript());
        }
    }

    @Test
    void eachTestHasAKitOfItsOwnThatIsClosedAfterIt() {
        requireSuccess(EachHasItsOwn.class, 4);

        assertThat(KITS).hasSize(4).doesNotHaveDuplicates().allMatch(AcmeExtensionTest::isClosed);
    }

    @AcmeTest(shared = true)
    static class AllHaveTheSame {

        @BeforeAll
        static void before(AcmeTestKit kit) {
            KITS.add(kit);
        }

        @Test
        void one(AcmeTestKit kit) {
            KITS.add(kit);
        }

        @Test
        @AcmeTest
        void onItsOwn(AcmeTestKit kit) {
            assertThat(KITS).doesNotContain(kit);
        }

        @Nested
        class Inside {
            @Test
            void inside(AcmeTestKit kit) {
                KITS.add(kit);
            }
        }
    }

    @Test
    void aSharedKitIsThatOfAllTestsAndClosedAfterTheLast() {
        requireSuccess(AllHaveTheSame.class, 3);

        assertThat(Set.copyOf(KITS)).hasSize(1).allMatch(AcmeExtensionTest::isClosed);
    }

    static class Registered {

        @RegisterExtension
        static final AcmeExtension SHARED = AcmeExtension.builder()
                .shared(true)
                .kit(kit -> kit.startAt(Instant.parse("2030-01-31T12:00:00Z")))
                .build();

        @Test
        void one(AcmeTestKit kit, MutableClock clock) {
            KITS.add(kit);
            assertThat(clock.instant()).isEqualTo("2030-01-31T12:00:00Z");
        }

        @Test
        void other(AcmeTestKit kit) {
            KITS.add(kit);
        }
    }

    @Test
    void anExtensionInAFieldHasSettingsThatAreCode() {
        requireSuccess(Registered.class, 2);

        assertThat(Set.copyOf(KITS)).hasSize(1).allMatch(AcmeExtensionTest::isClosed);
    }

    @AcmeTest
    @Execution(ExecutionMode.CONCURRENT)
    static class Parallel {

        private static final CountDownLatch BOTH = new CountDownLatch(2);

        private static void atOnce(AcmeTestKit kit) throws Exception {
            KITS.add(kit);
            BOTH.countDown();
            assertThat(BOTH.await(20, TimeUnit.SECONDS)).isTrue();
            kit.account().obtain(ObtainRequest.of("www.example.org"), kit.solver());
            assertThat(kit.transcript().exchanges("newOrder")).hasSize(1);
        }

        @Test
        void one(AcmeTestKit kit) throws Exception {
            atOnce(kit);
        }

        @Test
        void other(AcmeTestKit kit) throws Exception {
            atOnce(kit);
        }
    }

    @Test
    void testsThatRunAtTheSameTimeDoNotSeeEachOther() {
        requireSuccess(Parallel.class, 2);

        assertThat(KITS).hasSize(2).doesNotHaveDuplicates();
    }

    @AcmeTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class TooEarly {

        @BeforeAll
        void before(AcmeCa ca) {
            throw new AssertionError("there is a CA at " + ca.directoryUrl());
        }

        @Test
        void never() {}
    }

    @Test
    void outsideOfTestsThereIsNoKitUnlessItIsShared() {
        run(TooEarly.class)
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                instanceOf(ParameterResolutionException.class),
                                message(text -> text.contains("shared"))));
    }

    // ---- what there is of it

    @AcmeTest
    static class EveryPart {
        @Test
        void parts(
                AcmeTestKit kit,
                AcmeCa ca,
                Faults faults,
                AcmeClient client,
                AcmeAccount account,
                ChallengeSolver solver,
                FakeDns dns,
                MutableClock clock,
                Transcript transcript,
                URI directory,
                X509Certificate root,
                SSLContext trust)
                throws Exception {
            assertThat(List.of(ca, faults, client, account, solver, dns, clock, transcript, directory, root, trust))
                    .containsExactly(
                            kit.ca(),
                            kit.faults(),
                            kit.client(),
                            kit.account(),
                            kit.solver(),
                            kit.dns(),
                            kit.clock(),
                            kit.transcript(),
                            kit.directoryUrl(),
                            kit.root(),
                            kit.sslContext());
        }
    }

    @Test
    void everyPartOfAKitCanBeAParameter() {
        requireSuccess(EveryPart.class, 1);
    }

    static class Annotations {

        @Test
        @AcmeTest(
                startAt = "2030-01-31T12:00:00Z",
                https = true,
                challenges = "dns-01",
                profiles = {"shortlived=P6D", "classic=P90D"},
                termsOfService = "https://ca.example.org/terms",
                externalAccountRequired = true,
                strict = true,
                reuse = true)
        void settings(AcmeTestKit kit, AcmeAccount account, MutableClock clock) throws Exception {
            X509Certificate leaf = account.obtain(ObtainRequest.of("www.example.org"), kit.solver())
                    .chain()
                    .leaf();

            assertThat(kit.directoryUrl()).hasScheme("https");
            assertThat(leaf.getNotAfter().toInstant())
                    .isBefore(Instant.parse("2030-01-31T12:00:00Z").plus(Duration.ofDays(7)));
            assertThat(account.client().directory().body().meta().termsOfService())
                    .isPresent();
            assertThat(account.client().directory().body().meta().externalAccountRequired())
                    .isTrue();
            account.obtain(ObtainRequest.of("www.example.org"), kit.solver());
            assertThat(kit.ca().counters().validations()).isEqualTo(java.util.Map.of("dns-01 valid", 1L));
        }

        @Test
        @AcmeTest(
                failValidation = "bad.example.org",
                refuseNextNonces = 1,
                answerNext = @AcmeTest.Answer(to = "finalize", problem = "badCSR", detail = "no"),
                deviations = Deviation.ACCOUNT_WITHOUT_ORDERS)
        void faults(AcmeAccount account, ChallengeSolver solver, Transcript transcript) {
            assertThat(failure(account, solver, "bad.example.org")).contains("the test wants it so");
            assertThat(failure(account, solver, "www.example.org")).contains("no");
            assertThat(transcript.problems())
                    .extracting(Problem::type)
                    .containsExactly(ProblemType.BAD_NONCE, ProblemType.BAD_CSR);
        }

        @Test
        @AcmeTest(rateLimitFor = "PT1H", refuseNonces = 0.2, dropNextAnswers = 1)
        void limits(AcmeAccount account, ChallengeSolver solver, MutableClock clock, Transcript transcript)
                throws Exception {
            Instant start = clock.instant();
            failure(account, solver, "www.example.org");
            assertThat(transcript.problems()).extracting(Problem::type).contains(ProblemType.RATE_LIMITED);

            clock.moveTo(start.plus(Duration.ofHours(1)));
            account.obtain(ObtainRequest.of("www.example.org"), solver);
        }

        @Test
        @AcmeTest(acceptValidations = true, dropNext = 1, holdOrders = true)
        void more(AcmeTestKit kit, AcmeAccount account, ChallengeSolver solver) throws Exception {
            kit.dns().servfail("_acme-challenge.www.example.org");
            kit.faults().holdOrders(false);
            account.obtain(ObtainRequest.of("www.example.org"), solver);
        }

        private static String failure(AcmeAccount account, ChallengeSolver solver, String name) {
            try {
                account.obtain(ObtainRequest.of(name), solver);
                return "nothing failed";
            } catch (Exception e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    @Test
    void annotationsSetWhatTheySay() {
        requireSuccess(Annotations.class, 4);
    }

    @AcmeTest(rateLimitFor = "an hour")
    static class Wrong {
        @Test
        void never(AcmeCa ca) {}
    }

    @Test
    void whatAnAnnotationCannotMeanIsSaid() {
        run(Wrong.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(message(text -> text.contains("rateLimitFor") && text.contains("PT1H"))));
    }

    // ---- reports

    @AcmeTest(shared = true)
    static class Failing {

        @Test
        void failing(AcmeAccount account, ChallengeSolver solver) throws Exception {
            account.obtain(ObtainRequest.of("failing.example.org"), solver);
            throw new AssertionError("on purpose");
        }

        @Test
        void passing(AcmeAccount account, ChallengeSolver solver) throws Exception {
            account.obtain(ObtainRequest.of("passing.example.org"), solver);
        }

        @Test
        void aborted(AcmeAccount account, ChallengeSolver solver) throws Exception {
            account.obtain(ObtainRequest.of("aborted.example.org"), solver);
            Assumptions.abort("on purpose");
        }
    }

    @Test
    void whatWasSaidIsShownWhenATestFailsAndOnlyThen() {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        EngineExecutionResults results;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            results = run(Failing.class);
        } finally {
            System.setErr(before);
        }

        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("in failing(", "newOrder", "failing.example.org")
                .doesNotContain("passing.example.org", "aborted.example.org");
        assertThat(results.testEvents().reportingEntryPublished().stream()).hasSize(1);
    }
}
