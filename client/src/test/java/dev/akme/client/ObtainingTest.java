package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.jose.Jwk;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way, its failures and interrupts. */
@Timeout(60)
class ObtainingTest {

    private static final String[] NAMES = {"www.example.org", "*.example.org", "example.org", "192.0.2.1"};

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;
    private final FakeSolver solver = scene.solver;

    private void everythingIsClosed() {
        assertThat(solver.closed).containsExactlyInAnyOrderElementsOf(solver.presented);
    }

    private void nothingIsPending() {
        assertThat(ca.state.authorizations).noneMatch(a -> a.status.equals("pending"));
    }

    @Test
    void aCertificateForOneNameTakesSixRequestsOrSeven() throws Exception {
        AcmeAccount account = scene.account();
        account.obtain(ObtainRequest.of("www.example.org"), solver);
        assertThat(ca.seen().stream().map(FakeCa.Seen::step))
                .containsExactly(
                        Step.NEW_ORDER,
                        Step.AUTHORIZATION,
                        Step.ANSWER,
                        Step.AUTHORIZATION,
                        Step.FINALIZE,
                        Step.CERTIFICATE);
        ca.forgetRequests();
        ca.state.issuancePolls = 1;
        account.obtain(ObtainRequest.of("www.example.org"), solver);
        assertThat(ca.seen()).hasSize(7);
    }

    @Test
    void aKeyOrARequestCanBeHandedIn() throws Exception {
        AcmeAccount account = scene.account();
        SigningKey key = SigningKey.generate(KeyType.P384);
        ObtainedCertificate byKey =
                account.obtain(ObtainRequest.builder().names(NAMES).key(key).build(), solver);
        assertThat(Jwk.of(byKey.chain().leaf().getPublicKey())).isEqualTo(key.publicKey());
        assertThat(byKey.key()).contains(key);
        assertThat(byKey).hasToString("certificate of https://ca.test/order/1");
        Csr csr = Csr.builder()
                .key(key)
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .build();
        ObtainedCertificate byRequest =
                account.obtain(ObtainRequest.builder().csr(csr).build(), solver);
        assertThat(byRequest.key()).isEmpty();
        assertThat(byRequest.order().csrPem()).contains(csr.toPem());
        assertThat(byRequest.order().fullchainPem()).contains(byRequest.chain().toPem());
        everythingIsClosed();
    }

    @Test
    void whatIsWantedOfTheOrderIsAskedFor() throws Exception {
        AcmeAccount account = scene.account();
        account.obtain(
                ObtainRequest.builder()
                        .names("www.example.org")
                        .profile("short")
                        .notBefore(FakeTime.START)
                        .notAfter(FakeTime.START.plus(Duration.ofDays(7)))
                        .build(),
                solver);
        NewOrder sent = NewOrder.TYPE.read(ca.seen(Step.NEW_ORDER).get(0).payload());
        assertThat(sent.notBefore()).contains(FakeTime.START);
        assertThat(sent.notAfter()).contains(Instant.parse("2026-12-01T08:00:00Z"));
        assertThat(sent.profile()).contains("short");
        ca.forgetRequests();
        account.obtain(ObtainRequest.of("www.example.org"), solver);
        assertThat(ca.seen(Step.NEW_ORDER).get(0).payload())
                .isEqualTo("{\"identifiers\":[{\"type\":\"dns\",\"value\":\"www.example.org\"}]}");
    }

    @Test
    void anotherChainIsTakenIfItIsThere() throws Exception {
        AcmeAccount account = scene.account();
        for (String root : List.of("Other Root", "Fake Root", "Nobody's Root")) {
            for (ChainPreference preference : List.of(ChainPreference.root(root), ChainPreference.issuer(root))) {
                ObtainedCertificate obtained = account.obtain(
                        ObtainRequest.builder()
                                .names("www.example.org")
                                .preferredChain(preference)
                                .build(),
                        solver);
                assertThat(obtained.chain().certificates().get(1).getSubjectX500Principal())
                        .hasToString(root.equals("Other Root") ? "CN=Other Root" : "CN=Fake Root");
            }
        }
    }

    /** RFC 8739 §3.4, RFC 9115 §2.3.5: another host has the certificate, and must not be shown the account. */
    @Test
    void aCertificateIsGotWithoutTheAccountWhereThatIsGranted() throws Exception {
        for (String granted : List.of(
                "\"auto-renewal\":{\"end-date\":\"2027-06-01T00:00:00Z\",\"lifetime\":345600,\"allow-certificate-get\":true},"
                        + "\"star-certificate\"",
                "\"allow-certificate-get\":true,\"certificate\"",
                "\"allow-certificate-get\":false,\"certificate\"")) {
            AcmeAccount account = scene.account();
            ca.always(
                    Step.FINALIZE,
                    Fault.edit(body ->
                            body.replace("\"certificate\":\"https://ca.test", granted + ":\"https://star.test")));
            account.obtain(
                    ObtainRequest.builder()
                            .names("www.example.org")
                            .preferredChain(ChainPreference.root("Other Root"))
                            .build(),
                    solver);
            assertThat(ca.seen(Step.CERTIFICATE))
                    .hasSize(2)
                    .allMatch(seen -> seen.url().getHost().equals("star.test"))
                    .allMatch(seen -> seen.method().equals(granted.contains("true") ? "GET" : "POST"));
        }
    }

    @Test
    void everyFailureIsToldForItsIdentifierInTheirOrder() throws Exception {
        ca.state.failing.addAll(List.of("*.example.org", "example.org"));
        ObtainException e = catchThrowableOfType(
                ObtainException.class, () -> scene.account().obtain(ObtainRequest.of(NAMES), solver));
        assertThat(e.failures().keySet())
                .containsExactly(Identifier.dns("*.example.org"), Identifier.dns("example.org"));
        assertThat(e.failures().values())
                .allMatch(problem -> problem.type().equals(ProblemType.CONNECTION))
                .allMatch(problem -> problem.detail().equals(java.util.Optional.of("nobody there")));
        assertThat(e).hasMessageContainingAll("*.example.org: ", "example.org: ", "nobody there");
        assertThat(e.key()).isPresent();
        assertThat(e.order().orElseThrow().authorizations()).hasSize(4);
        everythingIsClosed();
        nothingIsPending();
    }

    @Test
    void theFailureSurvivesSerializationWithoutTheKey() throws Exception {
        ca.state.failing.add("example.org");
        ObtainException e = catchThrowableOfType(
                ObtainException.class, () -> scene.account().obtain(ObtainRequest.of(NAMES), solver));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(e);
        ObtainException read =
                (ObtainException) new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject();
        assertThat(read.failures()).isEqualTo(e.failures()).hasSize(1);
        assertThat(read.order()).isEqualTo(e.order()).isPresent();
        assertThat(read.key()).isEmpty();
    }

    @Test
    void aSolverThatCannotIsToldAndTheRestIsGivenUpInOrder() throws Exception {
        FakeSolver second = new FakeSolver() {
            @Override
            public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
                if (task.identifier().value().equals("192.0.2.1")) {
                    throw new SolverException("port 80 is in use", new BindException());
                }
                return super.present(task);
            }
        };
        ObtainException e = catchThrowableOfType(
                ObtainException.class, () -> scene.account().obtain(ObtainRequest.of(NAMES), second));
        Map<Identifier, Problem> failures = e.failures();
        assertThat(failures.keySet()).containsExactly(Identifier.ip("192.0.2.1"));
        assertThat(e).hasMessageContaining("port 80 is in use");
        assertThat(e.getSuppressed()).hasSize(1);
        assertThat(e.getSuppressed()[0]).isInstanceOf(SolverException.class).hasCauseInstanceOf(BindException.class);
        assertThat(second.closed).hasSize(3);
        assertThat(ca.count(Step.ANSWER)).isZero();
        assertThat(ca.state.deactivated)
                .containsExactly(
                        "https://ca.test/authz/1",
                        "https://ca.test/authz/2",
                        "https://ca.test/authz/3",
                        "https://ca.test/authz/4");
    }

    @Test
    void aSolverThatTakesNoChallengeIsTold() {
        FakeSolver none = new FakeSolver() {
            @Override
            public int preference(ChallengeTask task) {
                return -1;
            }
        };
        ObtainException e = catchThrowableOfType(
                ObtainException.class, () -> scene.account().obtain(ObtainRequest.of("example.org"), none));
        assertThat(e.failures().keySet()).containsExactly(Identifier.dns("example.org"));
        assertThat(e.getSuppressed()).singleElement().isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatHasBecomeValidInTheMeantimeIsNotGivenUp() throws Exception {
        ca.once(Step.ANSWER, Fault.NONE, Fault.instead(Reply.problem(403, "unauthorized", "not that one")));
        assertThatExceptionOfType(ObtainException.class)
                .isThrownBy(() -> scene.account().obtain(ObtainRequest.of(NAMES), solver));
        // Nobody has looked at the first one since it was answered.
        assertThat(ca.state.authorizations.stream().map(a -> a.status))
                .containsExactly("valid", "deactivated", "deactivated", "deactivated");
    }

    /** D30, and addresses in another notation. */
    @Test
    void namesInOtherWordsAreTheSameAndWildcardsThatAreNotShownAreTold() throws Exception {
        AcmeAccount account = scene.account();
        ObtainRequest request = ObtainRequest.of("*.example.org", "2001:db8::1");
        ca.once(Step.NEW_ORDER, Fault.edit(body -> body.replace("2001:db8::1", "2001:DB8:0:0:0:0:0:1")));
        assertThat(account.obtain(request, solver).key()).isPresent();
        assertThat(scene.events.lines()).noneMatch(line -> line.startsWith("skipped"));
        ca.once(Step.NEW_ORDER, Fault.edit(body -> body.replace("*.example.org", "example.org")));
        assertThat(account.obtain(request, solver).key()).isPresent();
        assertThat(scene.events.lines())
                .contains("skipped order a certificate for *.example.org, 2001:db8::1: the server shows"
                        + " wildcards without *.");
    }

    @Test
    void aBugOfASolverComesThroughAfterCleaningUp() throws Exception {
        for (RuntimeException bug :
                List.of(new UnsupportedOperationException("a bug"), new NullPointerException("a bug"))) {
            solver.onAwait = () -> {
                throw bug;
            };
            assertThatThrownBy(() -> scene.account().obtain(ObtainRequest.of(NAMES), solver))
                    .isSameAs(bug);
            everythingIsClosed();
            nothingIsPending();
        }
    }

    @Test
    void whateverHappensWhileCleaningUpTheCertificateIsThere() throws Exception {
        int[] closed = new int[1];
        solver.onClose = () -> {
            if (closed[0]++ % 2 == 0) {
                throw new IllegalStateException("cannot close");
            }
            throw new AssertionError("cannot close");
        };
        ObtainedCertificate obtained = scene.account().obtain(ObtainRequest.of(NAMES), solver);
        assertThat(obtained.chain().size()).isEqualTo(2);
        everythingIsClosed();
        assertThat(scene.events.lines()).anyMatch(line -> line.startsWith("skipped clean up after http-01 for"));
    }

    @Test
    void cleaningUpThatHangsKeepsNobody() throws Exception {
        Scene quick = new Scene(builder -> builder.cleanUpTimeout(Duration.ofMillis(300)));
        CountDownLatch never = new CountDownLatch(1);
        quick.solver.onClose = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                // Another one hangs then.
            }
        };
        assertThat(quick.account()
                        .obtain(ObtainRequest.of("www.example.org"), quick.solver)
                        .key())
                .isPresent();
        assertThat(quick.events.lines()).anyMatch(line -> line.contains("it takes too long to wait for"));
    }

    @Test
    void aListenerThatFailsChangesNothing() throws Exception {
        Scene loud = new Scene(builder -> builder.listener(new AcmeListener() {
            @Override
            public void step(ObtainStep step) {
                throw new IllegalStateException("the listener's own");
            }
        }));
        assertThat(loud.account().obtain(ObtainRequest.of(NAMES), loud.solver).key())
                .isPresent();
        assertThat(loud.solver.closed).hasSize(4);
    }

    // ---- interrupts

    private void interruptedAt(Runnable setup) throws Exception {
        AcmeAccount account = scene.account();
        setup.run();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> account.obtain(ObtainRequest.of(NAMES), solver));
        assertThat(Thread.interrupted()).isFalse();
        everythingIsClosed();
        nothingIsPending();
        ca.heal();
    }

    private static final Fault INTERRUPT = (request, server, time) -> {
        throw new InterruptedException();
    };

    @Test
    void anInterruptAtAnyStepLeavesNothingBehind() throws Exception {
        for (Step step : List.of(Step.NEW_ORDER, Step.AUTHORIZATION, Step.ANSWER, Step.FINALIZE, Step.CERTIFICATE)) {
            interruptedAt(() -> ca.once(step, INTERRUPT));
        }
        interruptedAt(() -> ca.once(Step.AUTHORIZATION, Fault.NONE, Fault.NONE, Fault.NONE, INTERRUPT));
        interruptedAt(() ->
                ca.once(Step.AUTHORIZATION, Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE, Fault.NONE, INTERRUPT));
    }

    @Test
    void anInterruptWhileItIsPresentedLeavesNothingBehind() throws Exception {
        int[] presented = new int[1];
        interruptedAt(() -> solver.onPresent = task -> {
            if (++presented[0] == 3) {
                Thread.currentThread().interrupt();
            }
        });
        interruptedAt(() -> solver.onAwait = () -> Thread.currentThread().interrupt());
    }

    @Test
    void anInterruptWhileCleaningUpIsKept() throws Exception {
        AcmeAccount account = scene.account();
        ca.state.failing.add("example.org");
        ca.always(Step.DEACTIVATION, (request, server, time) -> {
            Thread.currentThread().interrupt();
            return server.go();
        });
        assertThatThrownBy(() -> account.obtain(ObtainRequest.of(NAMES), new FakeSolver() {
                    @Override
                    public int preference(ChallengeTask task) {
                        return -1;
                    }
                }))
                .isInstanceOf(ObtainException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
