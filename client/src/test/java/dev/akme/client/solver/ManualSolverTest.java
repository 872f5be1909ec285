package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.akme.challenge.DnsAccount01;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ManualSolverTest {

    /** A person who does all that they are told. */
    private static final class Diligent implements ManualSolver.Instructions {
        final List<ManualStep> done = new ArrayList<>();
        final List<ManualStep> undone = new ArrayList<>();

        @Override
        public void carryOut(ManualStep step) throws SolverException, InterruptedException {
            done.add(step);
        }

        @Override
        public void cleanUp(ManualStep step) {
            undone.add(step);
        }
    }

    private final Diligent person = new Diligent();
    private final ManualSolver solver = ManualSolver.of(person);

    @Test
    void tellsOfTheFile() throws Exception {
        try (Presented presented = solver.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented.response().toJson()).isEqualTo("{}");
            assertThat(person.done)
                    .containsExactly(new ManualStep.HttpFile(
                            Samples.NAME,
                            Samples.PATH,
                            URI.create("http://example.org" + Samples.PATH),
                            Samples.ANSWER));
            assertThat(person.undone).isEmpty();
        }
        assertThat(person.undone).isEqualTo(person.done);
        assertThat(person.done.get(0)).hasToString("file for http-01 of example.org");
    }

    @Test
    void tellsOfRecords() throws Exception {
        solver.present(Samples.wildcard(Samples.dns())).close();
        solver.present(Samples.task(Samples.NAME, Samples.dnsAccount())).close();
        solver.present(Samples.wildcard(Samples.dnsPersist())).close();
        String value = "TsRKynps8WR2t_mg14_-b9KAPI5z6dVS6CzKil2SuXU";
        assertThat(person.done)
                .containsExactly(
                        new ManualStep.TxtRecord(
                                Samples.NAME, ChallengeType.DNS_01, "_acme-challenge.example.org", value),
                        new ManualStep.TxtRecord(
                                Samples.NAME,
                                ChallengeType.DNS_ACCOUNT_01,
                                DnsAccount01.recordName(Samples.NAME, Samples.ACCOUNT.toString()),
                                value),
                        new ManualStep.TxtRecord(
                                Samples.NAME,
                                ChallengeType.DNS_PERSIST_01,
                                "_validation-persist.example.org",
                                "ca.test; accounturi=https://acme.test/account/1; policy=wildcard"));
        // The last is to stay.
        assertThat(person.undone).isEqualTo(person.done.subList(0, 2));
        assertThat(person.done.get(0)).hasToString("TXT record for dns-01 at _acme-challenge.example.org");
    }

    @Test
    void takesWhatFits() {
        assertThat(solver.preference(Samples.http(Samples.TOKEN))).isNotNegative();
        assertThat(solver.preference(Samples.wildcard(Samples.http()))).isNegative();
        assertThat(solver.preference(Samples.wildcard(Samples.dns()))).isNotNegative();
        assertThat(solver.preference(Samples.task(Identifier.ip("192.0.2.1"), Samples.http())))
                .isNotNegative();
        assertThat(solver.preference(Samples.task(Identifier.ip("192.0.2.1"), Samples.dns())))
                .isNegative();
        assertThat(solver.preference(Samples.task(Samples.NAME, Samples.tls(Samples.TOKEN))))
                .isNegative();
        ManualSolver dnsOnly = ManualSolver.of(person, Set.of(ChallengeType.DNS_01));
        assertThat(dnsOnly.preference(Samples.http(Samples.TOKEN))).isNegative();
        assertThat(dnsOnly.preference(Samples.task(Samples.NAME, Samples.dns())))
                .isNotNegative();
    }

    @Test
    void refusesWhatNobodyCanDoByHand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManualSolver.of(person, Set.of(ChallengeType.TLS_ALPN_01)))
                .withMessageContaining("tls-alpn-01 cannot be answered by hand")
                .withMessageContaining("TlsAlpn01Server");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManualSolver.of(person, Set.of(ChallengeType.of("x-01"))));
        assertThatIllegalArgumentException().isThrownBy(() -> ManualSolver.of(person, Set.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solver.present(Samples.task(Samples.NAME, Samples.tls(Samples.TOKEN))));
        Identifier onion = Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"abc.onion\"}");
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> solver.present(Samples.task(onion, Samples.dns())))
                .withMessageContaining("dns-01 for abc.onion");
        assertThat(person.done).isEmpty();
    }

    @Test
    void whoGivesUpIsToldToCleanUp() {
        List<ManualStep> undone = new ArrayList<>();
        RuntimeException broken = new IllegalStateException("console closed");
        ManualSolver impatient = ManualSolver.of(new ManualSolver.Instructions() {
            @Override
            public void carryOut(ManualStep step) throws SolverException, InterruptedException {
                switch (step.identifier().value()) {
                    case "a.test" -> throw new SolverException("no", null);
                    case "b.test" -> throw new InterruptedException();
                    default -> throw broken;
                }
            }

            @Override
            public void cleanUp(ManualStep step) {
                undone.add(step);
            }
        });
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> impatient.present(named("a.test")))
                .withMessage("no");
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> impatient.present(named("b.test")));
        assertThatIllegalStateException()
                .isThrownBy(() -> impatient.present(named("c.test")))
                .isSameAs(broken);
        assertThat(undone).extracting(s -> s.identifier().value()).containsExactly("a.test", "b.test", "c.test");
    }

    private static ChallengeTask named(String name) {
        return Samples.task(Identifier.dns(name), Samples.dns());
    }

    @Test
    void onePersonDoesOneThingAtATime() throws Exception {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        ManualSolver one = ManualSolver.of(new ManualSolver.Instructions() {
            @Override
            public void carryOut(ManualStep step) {
                assertThat(busy.incrementAndGet()).isEqualTo(1);
                calls.incrementAndGet();
                busy.decrementAndGet();
            }

            @Override
            public void cleanUp(ManualStep step) {
                carryOut(step);
            }
        });
        Crowd.of(32).run(number -> {
            Presented presented = one.present(Samples.http(Samples.token(number)));
            presented.close();
            presented.close();
        });
        assertThat(calls).hasValue(64);
    }

    @Test
    void whoWaitsForThePersonCanBeInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        ManualSolver slow = ManualSolver.of(new ManualSolver.Instructions() {
            @Override
            public void carryOut(ManualStep step) throws InterruptedException {
                calls.incrementAndGet();
                asked.countDown();
                done.await();
            }

            @Override
            public void cleanUp(ManualStep step) {}
        });
        Thread first = new Thread(() -> {
            try {
                slow.present(Samples.http(Samples.TOKEN)).close();
            } catch (SolverException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        first.start();
        asked.await();
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> slow.present(Samples.http(Samples.token(1))));
        done.countDown();
        first.join();
        assertThat(calls).hasValue(1);
    }
}
