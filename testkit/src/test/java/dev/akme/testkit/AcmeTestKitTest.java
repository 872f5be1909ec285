package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeTimeoutException;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.JdkTransport;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.Renewal;
import dev.akme.client.solver.Http01Handler;
import dev.akme.client.solver.TlsAlpn01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A clock that does not move lets a client wait for ever. */
@Timeout(120)
class AcmeTestKitTest {

    private static final String NAME = "www.example.org";

    private static ObtainedCertificate obtain(AcmeTestKit kit, String... names) throws InterruptedException {
        return kit.account().obtain(ObtainRequest.of(names), kit.solver());
    }

    @Test
    void aCertificateIsHadWithoutAnySetUp() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            ObtainedCertificate certificate = obtain(kit, NAME, "*.example.org", "127.0.0.1");

            assertThat(certificate.chain().leaf().getSubjectAlternativeNames()).hasSize(3);
            certificate.chain().certificates().get(1).verify(kit.root().getPublicKey());
            assertThat(kit.dns().asked("_acme-challenge.example.org")).isNotEmpty();
            assertThat(kit.dns().texts("_acme-challenge.example.org")).isEmpty();
        }
    }

    @Test
    void theWayFromOneCertificateToTheNextTakesNoTime() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            X509Certificate first = obtain(kit, NAME).chain().leaf();
            CertificateIdentifier identifier = CertificateIdentifier.of(first);
            Instant due = Renewal.renewAt(
                    first, Optional.of(kit.client().renewalInfo(identifier).body()), 0.5);
            kit.clock().moveTo(due);

            X509Certificate second = obtain(kit, NAME).chain().leaf();

            assertThat(second.getNotBefore().toInstant())
                    .isAfter(first.getNotBefore().toInstant());
            assertThat(kit.clock().instant()).isAfterOrEqualTo(due);
        }
    }

    @Test
    void anAliasOfAChallengeNameIsFollowed() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            kit.dns().cname("_acme-challenge." + NAME, "proofs.example.com");

            obtain(kit, NAME);

            assertThat(kit.dns().texts("proofs.example.com")).isEmpty();
        }
    }

    @Test
    void theDnsDecidesWhoMayHaveACertificate() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            kit.dns().caa("example.org", "issue", "other.example");
            assertThatThrownBy(() -> obtain(kit, NAME)).hasMessageContaining("CAA");

            kit.dns().forget("example.org").caa("example.org", "issue", AcmeTestKit.CAA_IDENTITY);
            obtain(kit, NAME);
        }
    }

    @Test
    void aServerOfTheTestAnswersHttp01WhereverItListens() throws Exception {
        Http01Handler handler = new Http01Handler();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Optional<byte[]> answer = handler.answer(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(
                    answer.isPresent() ? 200 : 404, answer.map(b -> b.length).orElse(-1));
            if (answer.isPresent()) {
                exchange.getResponseBody().write(answer.get());
            }
            exchange.close();
        });
        server.start();
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            kit.httpPort(server.getAddress().getPort());

            kit.account().obtain(ObtainRequest.of(NAME), handler);

            assertThat(kit.ca().counters().validations()).containsEntry("http-01 valid", 1L);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void tlsAlpn01IsLookedForAtThePortOfTheKit() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start();
                TlsAlpn01Server server = TlsAlpn01Server.builder()
                        .address(InetAddress.getLoopbackAddress())
                        .port(kit.tlsPort())
                        .build()) {
            kit.account().obtain(ObtainRequest.of(NAME), server);

            assertThat(kit.ca().counters().validations()).containsEntry("tls-alpn-01 valid", 1L);
        }
    }

    @Test
    void nothingButThisMachineIsReached() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            assertThatThrownBy(() -> obtain(kit, "192.0.2.1")).hasMessageContaining("192.0.2.1");
        }
    }

    @Test
    void anAccountIsBoundWhereTheCaWantsIt() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.builder()
                .ca(ca -> ca.externalAccountRequired(true).termsOfService(URI.create("https://ca.example.org/terms")))
                .start()) {
            assertThat(kit.account().fetch().body().status()).isEqualTo(Status.VALID);
            assertThat(kit.account()).isSameAs(kit.account());
            assertThat(kit.newAccount().url()).isNotEqualTo(kit.account().url());
            assertThat(kit.transcript().requests(NewAccount.class).get(0).externalAccountBinding())
                    .isPresent();
        }
    }

    // ---- time

    @Test
    void anOrderThatTakesMinutesTakesNoTime() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.builder()
                .faults(faults -> faults.delayIssuance(Duration.ofMinutes(5), Duration.ofMinutes(5)))
                .start()) {
            Instant start = kit.clock().instant();

            obtain(kit, NAME);

            assertThat(kit.clock().instant()).isAfterOrEqualTo(start.plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void whoWaitsInVainGivesUpAtOnce() throws Exception {
        try (AcmeTestKit kit =
                AcmeTestKit.builder().faults(faults -> faults.holdOrders(true)).start()) {
            ObtainRequest twoMinutes = ObtainRequest.builder()
                    .names(NAME)
                    .timeout(Duration.ofMinutes(2))
                    .build();
            assertThatThrownBy(() -> kit.account().obtain(twoMinutes, kit.solver()))
                    .hasCauseInstanceOf(AcmeTimeoutException.class);

            kit.faults().holdOrders(false);
            obtain(kit, NAME);
        }
    }

    @Test
    void aTestCanLookAtAClientThatWaits() throws Exception {
        try (AcmeTestKit kit =
                AcmeTestKit.builder().faults(faults -> faults.holdOrders(true)).start()) {
            kit.account();
            kit.clock().waitingMoves(false);
            FutureTask<ObtainedCertificate> obtaining = new FutureTask<>(() -> obtain(kit, NAME));
            Thread thread = new Thread(obtaining, "a client that waits");
            thread.start();

            while (kit.transcript().exchanges("finalize").isEmpty()) {
                kit.clock().moveTo(kit.clock().awaitWaiting());
            }
            kit.clock().awaitWaiting();
            assertThat(obtaining.isDone()).isFalse();
            kit.faults().holdOrders(false);
            kit.clock().waitingMoves(true);

            assertThat(obtaining.get(20, TimeUnit.SECONDS).chain().size()).isEqualTo(2);
        }
    }

    @Test
    void certificatesOfAnyTimeAreTrustedByTheClock() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            ObtainedCertificate first = obtain(kit, "localhost");
            assertThat(OwnHttps.answer(first, kit.sslContext())).isEqualTo("it is me");

            kit.clock().advance(Duration.ofDays(80));
            ObtainedCertificate second = obtain(kit, "localhost");
            assertThat(OwnHttps.answer(second, kit.sslContext())).isEqualTo("it is me");

            kit.clock().advance(Duration.ofDays(20));
            assertThat(OwnHttps.answer(second, kit.sslContext())).isEqualTo("it is me");
            assertThatThrownBy(() -> OwnHttps.answer(first, kit.sslContext())).hasMessageContaining("alidity");
        }
    }

    @Test
    void theCaListensWithHttpsWhereThatIsWanted() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.builder()
                .https(true)
                .startAt(Instant.parse("2031-05-01T00:00:00Z"))
                .start()) {
            AcmeClient client = AcmeClient.builder(kit.directoryUrl())
                    .transport(JdkTransport.of(
                            HttpClient.newBuilder().sslContext(kit.sslContext()).build()))
                    .time(kit.clock())
                    .build();

            AcmeAccount account = client.register(
                    SigningKey.generate(KeyType.P256), NewAccount.builder().build());

            assertThat(kit.directoryUrl()).hasScheme("https");
            assertThat(account.obtain(ObtainRequest.of(NAME), kit.solver())
                            .chain()
                            .leaf()
                            .getNotBefore())
                    .hasYear(2031);
        }
    }

    @Test
    void anyClientNeedsTheUrlOfTheDirectoryAndNothingElse() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            HttpResponse<String> directory = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(kit.directoryUrl()).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(directory.statusCode()).isEqualTo(200);
            assertThat(kit.transcript().exchanges("directory")).hasSize(1);
        }
    }

    // ---- faults

    @Test
    void faultsAreOneLineEach() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            kit.account();
            kit.faults().refuseNextNonces(2);
            obtain(kit, NAME);
            assertThat(kit.transcript().problems())
                    .extracting(Problem::type)
                    .containsExactly(ProblemType.BAD_NONCE, ProblemType.BAD_NONCE);

            kit.faults().dropNext("finalize", 1);
            obtain(kit, NAME);

            kit.faults().answerNext("newOrder", Problem.of(ProblemType.REJECTED_IDENTIFIER, "not today"));
            assertThatThrownBy(() -> obtain(kit, NAME)).hasMessageContaining("not today");

            kit.faults().rateLimitUntil(kit.clock().instant().plus(Duration.ofHours(1)));
            Instant before = kit.clock().instant();
            assertThatThrownBy(() -> kit.account()
                            .newOrder(NewOrder.builder()
                                    .identifiers(List.of(dev.akme.messages.Identifier.dns(NAME)))
                                    .build()))
                    .isInstanceOf(AcmeProblemException.class);
            kit.clock().moveTo(before.plus(Duration.ofHours(1)));
            obtain(kit, NAME);

            kit.faults().acceptValidations(true);
            kit.dns().servfail("_acme-challenge." + NAME).caa(NAME, "issue", ";");
            obtain(kit, NAME);
        }
    }

    @Test
    void settingsOfTheCaCanBeChanged() throws Exception {
        try (AcmeTestKit kit = AcmeTestKit.builder()
                .ca(ca -> ca.challenges(List.of(ChallengeType.DNS_ACCOUNT_01)))
                .start()) {
            ChallengeSolver solver = kit.solver();

            kit.account().obtain(ObtainRequest.of(NAME), solver);

            assertThat(kit.ca().counters().validations()).containsEntry("dns-account-01 valid", 1L);
        }
    }
}
