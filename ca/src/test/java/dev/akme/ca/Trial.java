package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.ObtainException;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.Presented;
import dev.akme.client.Timekeeper;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.NewAccount;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Akme's client at a CA that does something wrong: without any network, and in a time that passes only when the client
 * waits.
 */
final class Trial implements AutoCloseable {

    static final Instant START = Instant.parse("2031-03-01T12:00:00Z");
    static final String CERTIFICATE = "gets a certificate";
    private static final int LOOKS = 3;

    /** What a client does, and what comes of it. */
    @FunctionalInterface
    interface Way {
        String go(Trial trial) throws Exception;
    }

    /**
     * One thing that goes wrong.
     *
     * @param faults sets it
     * @param settings what else the CA is like
     * @param way what the client does
     * @param outcome what comes of it, as {@code docs/faults.md} says it
     */
    record Row(Consumer<Faults> faults, UnaryOperator<AcmeCaBuilder> settings, Way way, String outcome) {

        Row and(Consumer<Faults> more) {
            return new Row(faults.andThen(more), settings, way, outcome);
        }

        Row at(UnaryOperator<AcmeCaBuilder> other) {
            return new Row(faults, other, way, outcome);
        }

        Row doing(Way other) {
            return new Row(faults, settings, other, outcome);
        }

        Row but(String other) {
            return new Row(faults, settings, way, other);
        }

        String run() throws Exception {
            try (Trial trial = new Trial(this)) {
                return trial.outcome(way);
            }
        }

        /** The same, where something must go wrong that the client sees. */
        String runAndSee() throws Exception {
            try (Trial trial = new Trial(this)) {
                String outcome = trial.outcome(way);
                assertThat(trial.wentWrong).as("whether anything went wrong").isTrue();
                return outcome;
            }
        }
    }

    static Row row(Consumer<Faults> faults) {
        return new Row(faults, builder -> builder, Trial::obtains, CERTIFICATE);
    }

    final MovableClock clock = new MovableClock(START);
    final AcmeCa ca;
    final AcmeClient client;
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final AtomicInteger pausing = new AtomicInteger();
    private final AtomicInteger waits = new AtomicInteger();
    private volatile boolean wentWrong;

    private Trial(Row row) {
        this.ca = row.settings()
                .apply(AcmeCa.forTests()
                        .mountedAt(URI.create("https://ca.example.org/acme"))
                        .clock(clock)
                        .resolver(Loopback.DNS)
                        .network((address, timeout) -> {
                            throw new ConnectException("refused");
                        })
                        .faults(faults -> faults.acceptValidations(true))
                        .faults(row.faults())
                        .pause(duration -> pause())
                        .observer((request, response, resource) -> {
                            if (isWrong(response)) {
                                wentWrong = true;
                            }
                        })
                        .answerWithin(Duration.ofSeconds(20)))
                .start();
        this.client = AcmeClient.builder(ca.directoryUrl())
                .transport(new Mounted(ca))
                .time(new Time())
                .build();
    }

    private static boolean isWrong(CaResponse response) {
        return response.isDropped()
                || response.status() >= 400
                || response.text().contains("\"processing\"")
                || response.text().contains("\"invalid\"");
    }

    /** Once the client has waited a few times, what takes its time in the CA is done. */
    private final class Time implements Timekeeper {

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public void sleep(Duration duration) {
            clock.advance(duration);
            awaitCa();
            if (waits.incrementAndGet() == LOOKS) {
                goOn();
            }
        }
    }

    private void pause() throws InterruptedException {
        pausing.incrementAndGet();
        try {
            goesOn.await();
        } finally {
            pausing.decrementAndGet();
        }
    }

    /** Until what the CA has begun is done or paused: else the client could look for an end before it has asked for it. */
    private void awaitCa() {
        while (ca.underWay() > pausing.get()) {
            Thread.onSpinWait();
        }
    }

    private Runnable later = () -> {};
    private BooleanSupplier done = () -> true;

    /** What happens after the client has waited a few times, and when it has happened. */
    void later(Runnable action, BooleanSupplier until) {
        later = action;
        done = until;
    }

    private void goOn() {
        later.run();
        goesOn.countDown();
        while (!done.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    // ---- ways

    static SigningKey newKey() {
        return SigningKey.generate(KeyType.P256);
    }

    AcmeAccount account() throws InterruptedException {
        return client.register(newKey(), NewAccount.builder().build());
    }

    String obtains() throws Exception {
        return obtains(ObtainRequest.of("www.example.org", "example.org"));
    }

    String obtains(ObtainRequest request) throws Exception {
        return obtains(account(), request);
    }

    String obtains(AcmeAccount account, ObtainRequest request) throws Exception {
        ObtainedCertificate obtained = account.obtain(request, new Anything());
        assertThat(obtained.chain().leaf().getSubjectAlternativeNames())
                .hasSize(request.identifiers().size());
        return CERTIFICATE;
    }

    CertificateIdentifier certificate() throws Exception {
        return CertificateIdentifier.of(account()
                .obtain(ObtainRequest.of("www.example.org"), new Anything())
                .chain()
                .leaf());
    }

    /** Answers any challenge that it can answer by doing nothing: the CA does not look. */
    static final class Anything implements ChallengeSolver {

        private static final Set<ChallengeType> KNOWN =
                Set.of(ChallengeType.HTTP_01, ChallengeType.DNS_01, ChallengeType.DNS_PERSIST_01);

        @Override
        public int preference(ChallengeTask task) {
            return KNOWN.contains(task.challenge().type()) ? 1 : -1;
        }

        @Override
        public Presented present(ChallengeTask task) {
            return () -> {};
        }
    }

    // ---- outcomes

    private String outcome(Way way) throws Exception {
        try {
            return way.go(this);
        } catch (RuntimeException e) {
            return outcome(e);
        }
    }

    private static String outcome(Throwable e) {
        if (e instanceof ObtainException obtain) {
            return obtain.getCause() == null
                    ? "`ObtainException`: not authorized, "
                            + obtain.failures().values().stream()
                                    .map(Trial::type)
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                    : outcome(obtain.getCause());
        }
        if (e instanceof AcmeProblemException refusal) {
            return "`AcmeProblemException`: " + type(refusal.problem()) + ", HTTP " + refusal.httpStatus();
        }
        return "`" + e.getClass().getSimpleName() + "`";
    }

    private static String type(Problem problem) {
        try {
            ProblemType type = problem.type();
            return type.code().orElse(type.value());
        } catch (MemberException e) {
            return "no type";
        }
    }

    @Override
    public void close() {
        goesOn.countDown();
        ca.close();
    }
}
