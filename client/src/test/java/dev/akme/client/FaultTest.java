package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.NewAccount;
import dev.akme.messages.Problem;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Registers and obtains a certificate while something goes wrong. Whatever it is: there is the certificate or the right
 * exception, in time, with no order too many, and nothing is left behind or told. The table of all goes to
 * {@code target/fault-table.md}.
 */
class FaultTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final FakeTime time = new FakeTime();
    private final FakeCa ca = new FakeCa(time);
    private final Events events = new Events();
    private final FakeSolver solver = new FakeSolver();
    private final AcmeClient client = AcmeClient.builder(FakeCa.DIRECTORY)
            .transport(ca)
            .time(time)
            .random(new Random(1))
            .executor(Runnable::run)
            .listener(events)
            .build();

    private @Nullable Throwable failure;

    static List<FaultRow> rows() {
        return FaultRow.all();
    }

    @AfterAll
    static void writeTable() throws IOException {
        FaultTable.write();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @Timeout(60)
    void endsWell(FaultRow row) throws Exception {
        // So that everything has to be waited for.
        ca.state.validationPolls = 1;
        ca.state.issuancePolls = 1;
        row.setup().accept(ca);
        String outcome = run(row);
        Duration passed = Duration.between(FakeTime.START, time.now());

        assertThat(outcome).isEqualTo(row.outcome());
        assertThat(ca.state.orders.size()).as("orders").isLessThanOrEqualTo(row.orders());
        nothingIsLeftBehind();
        if (!outcome.equals(FaultRow.CERTIFICATE)) {
            goesOnOrIsGivenUp(row);
        }
        nothingIsTold();
        assertThat(ca.state.orders.size()).as("orders, after going on").isLessThanOrEqualTo(row.orders());
        FaultTable.add(row.name(), outcome, ca, passed);
    }

    private String run(FaultRow row) throws InterruptedException {
        AcmeAccount account;
        try {
            account = client.register(
                    Requests.P256,
                    NewAccount.builder()
                            .contact(List.of("mailto:admin@example.org"))
                            .termsOfServiceAgreed(true)
                            .build());
        } catch (RuntimeException e) {
            failure = e;
            assertThat(time.now())
                    .isBeforeOrEqualTo(
                            FakeTime.START.plus(client.exchange().settings().callTimeout()));
            return "registering: " + inShort(e);
        }
        Instant start = time.now();
        assertThat(start)
                .isBeforeOrEqualTo(
                        FakeTime.START.plus(client.exchange().settings().callTimeout()));
        ObtainRequest request = row.asking()
                .apply(ObtainRequest.builder()
                        .names("www.example.org", "example.com")
                        .timeout(TIMEOUT))
                .build();
        try {
            ObtainedCertificate obtained = account.obtain(request, solver);
            assertThat(time.now()).isBeforeOrEqualTo(start.plus(TIMEOUT));
            assertThat(obtained.chain().leaf().getSubjectAlternativeNames()).hasSize(2);
            return FaultRow.CERTIFICATE;
        } catch (RuntimeException | CertificateParsingException e) {
            failure = e;
            // Cleaning up has a minute of its own.
            assertThat(time.now()).isBeforeOrEqualTo(start.plus(TIMEOUT).plusSeconds(60));
            return inShort(e);
        }
    }

    /** What it comes down to. */
    static String inShort(Throwable e) {
        if (e instanceof ObtainException obtain) {
            return obtain.getCause() != null
                    ? inShort(obtain.getCause())
                    : "not authorized: "
                            + String.join(
                                    ", ",
                                    obtain.failures().values().stream()
                                            .map(FaultTest::inShort)
                                            .distinct()
                                            .toList());
        }
        if (e instanceof AcmeProblemException problem) {
            return "problem " + inShort(problem.problem()) + " (HTTP " + problem.httpStatus() + ")";
        }
        if (e instanceof AcmeNetworkException network) {
            return network.mayHaveArrived() ? "network, may have arrived" : "network";
        }
        if (e instanceof AcmeProtocolException) {
            return "protocol";
        }
        if (e instanceof UnsupportedOperationException) {
            return "not offered";
        }
        return e instanceof AcmeTimeoutException ? "timeout" : e.toString();
    }

    private static String inShort(Problem problem) {
        try {
            return problem.code().orElseGet(() -> problem.type().toString());
        } catch (MemberException e) {
            return "of no type";
        }
    }

    private void nothingIsLeftBehind() {
        assertThat(solver.closed).containsExactlyInAnyOrderElementsOf(solver.presented);
    }

    /** What can be gone on with is gone on with, by the same order; anything else is given up. */
    private void goesOnOrIsGivenUp(FaultRow row) throws InterruptedException {
        if (!(failure instanceof ObtainException e)) {
            assertThat(failure).isNotNull();
            return;
        }
        boolean canGoOn = e.getCause() instanceof AcmeNetworkException
                || e.getCause() instanceof AcmeTimeoutException
                || (e.getCause() instanceof AcmeProblemException problem
                        && (problem.retryAfter().isPresent()
                                || problem.httpStatus() == 429
                                || problem.httpStatus() >= 500));
        if (canGoOn && e.order().isPresent()) {
            ca.heal();
            AcmeAccount account = client.account(
                    Requests.P256,
                    ca.state.accounts.keySet().stream()
                            .map(URI::create)
                            .findFirst()
                            .orElseThrow());
            assertThat(account.resume(e.order().get(), ObtainRequest.of("www.example.org"), solver)
                            .chain()
                            .size())
                    .isEqualTo(2);
            nothingIsLeftBehind();
        } else if (!row.leavesPending()) {
            assertThat(ca.state.authorizations)
                    .allSatisfy(a -> assertThat(a.status).isNotEqualTo("pending"));
            assertThat(ca.state.deactivated).doesNotHaveDuplicates();
        }
    }

    private void nothingIsTold() {
        List<String> told = new ArrayList<>(events.lines());
        for (Throwable t = failure; t != null; t = t.getCause()) {
            told.add(t.toString());
        }
        String all = String.join("\n", told);
        assertThat(ca.secrets())
                .filteredOn(secret -> secret.length() > 10)
                .allSatisfy(secret -> assertThat(all).doesNotContain(secret));
    }
}
