package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.ca.AcmeCa;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.Csr;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on purpose, as clients see it. */
@Timeout(60)
class ChaosTest {

    @TempDir
    private Path folder;

    private static String get(AcmeCa ca, String target) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), ca.directoryUrl().getPort())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void connectionsAreClosedAndErrorsSayWhenToComeAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("ca.yaml"), """
                listen: 127.0.0.1:0
                chaos:
                  drop: [directory=1]
                  dropAnswers: newNonce=1
                  answerNext: [directory=503+30s, directory=500]
                  answer: [healthz=429+1m]
                """);
        CaPlan plan = CaConfig.read(file, false, Map.of());
        try (AcmeCa ca = plan.builder().plainHttp().start()) {
            assertThat(get(ca, "/dir")).isEmpty();
            assertThat(get(ca, "/new-nonce")).isEmpty();
            assertThat(get(ca, "/new-nonce")).startsWith("HTTP/1.1 204");
            assertThat(get(ca, "/dir")).startsWith("HTTP/1.1 503").containsIgnoringCase("Retry-After: 30\r\n");
            assertThat(get(ca, "/dir")).startsWith("HTTP/1.1 500").doesNotContainIgnoringCase("\nRetry-After: ");
            assertThat(get(ca, "/dir")).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 2; i++) {
                assertThat(get(ca, "/healthz"))
                        .startsWith("HTTP/1.1 429")
                        .containsIgnoringCase("Retry-After: 60\r\n")
                        .contains("rateLimited");
            }
        }
    }

    @Test
    void anyRequestMayBeTheOneWhoseConnectionIsClosed() throws Exception {
        try (RunningCa ca = new RunningCa(
                Map.of(),
                "ca",
                "--port",
                "0",
                "--drop",
                "1",
                "--drop-answers",
                "newAccount=1",
                "--answer-next",
                "newNonce=503")) {
            // The client comes again.
            assertThat(ca.account().url().getPath()).startsWith("/account/");
        }
    }

    @Test
    void ordersCanBeHeld() throws Exception {
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--accept-validations", "--hold-orders")) {
            AcmeAccount account = ca.account();
            Identifier name = Identifier.dns("a.test");
            Resource<Order> order = account.newOrder(
                    NewOrder.builder().identifiers(List.of(name)).build());
            for (URI url : order.body().authorizations()) {
                Challenge challenge = account.authorization(url)
                        .body()
                        .challenge(ChallengeType.HTTP_01)
                        .orElseThrow();
                account.answer(challenge.url(), ChallengeResponse.empty());
                Status status;
                do {
                    status = account.authorization(url).body().status();
                } while (status.equals(Status.PENDING));
            }
            Resource<Order> ready = account.order(order.url());
            Csr csr = Csr.builder()
                    .key(SigningKey.generate(KeyType.P256))
                    .identifiers(List.of(name))
                    .build();
            assertThat(account.finalizeOrder(ready, csr).body().status()).isEqualTo(Status.PROCESSING);
            assertThat(account.order(order.url()).body().status()).isEqualTo(Status.PROCESSING);
        }
    }

    @Test
    void aRateLimitSaysUntilWhen() throws Exception {
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--rate-limit", "6h")) {
            AcmeProblemException refused = catchThrowableOfType(AcmeProblemException.class, ca::account);
            assertThat(refused.problem().type()).isEqualTo(ProblemType.RATE_LIMITED);
            assertThat(refused.retryAfter().orElseThrow()).isAfter(Instant.now().plus(Duration.ofHours(5)));
        }
    }

    @Test
    void aRateLimitGoesByTheClockOfTheCa() throws Exception {
        CaPlan plan = new CaPlan(false);
        plan.clock = Clock.fixed(Instant.parse("2031-03-01T12:00:00Z"), ZoneOffset.UTC);
        plan.listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Chaos.RATE_LIMIT.option("--rate-limit", "6h", plan);
        try (AcmeCa ca = plan.builder().plainHttp().start()) {
            AcmeProblemException refused = catchThrowableOfType(
                    AcmeProblemException.class,
                    () -> AcmeClient.builder(ca.directoryUrl())
                            .build()
                            .register(
                                    SigningKey.generate(KeyType.P256),
                                    NewAccount.builder().build()));
            assertThat(refused.headers().toString()).containsIgnoringCase("Retry-After=[21600]");
        }
    }

    @Test
    void aNameCanFailInOneWayAndNoncesBeRefusedForAWhile() throws Exception {
        try (RunningCa ca = new RunningCa(
                        Map.of(),
                        "ca",
                        "--port",
                        "0",
                        "--accept-validations",
                        "--fail-validation",
                        "bad.test=caa",
                        "--refuse-next-nonces",
                        "1");
                Http01Server solver = Http01Server.builder().port(0).build()) {
            AcmeAccount account = ca.account();
            assertThat(catchThrowable(() -> account.obtain(ObtainRequest.of("bad.test"), solver)))
                    .hasMessageContaining("caa");
            assertThat(account.obtain(ObtainRequest.of("good.test"), solver)
                            .chain()
                            .size())
                    .isEqualTo(2);
        }
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--refuse-next-nonces", "1000")) {
            assertThat(catchThrowable(ca::account)).hasMessageContaining("badNonce");
        }
    }
}
