package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.client.AcmeAccount;
import dev.akme.client.ChainPreference;
import dev.akme.client.Csr;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.SuggestedWindow;
import java.io.ByteArrayInputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A CA as a program has it. */
@Timeout(60)
class AcmeCaTest {

    private static final ObtainRequest NAME = ObtainRequest.of("www.example.org");

    // ---- certificates

    @Test
    void aCertificateHasAChainToEachRoot() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).start()) {
            assertThat(ca.roots()).hasSize(2);
            ObtainedCertificate certificate = Loopback.account(ca).obtain(NAME, solver);
            X509Certificate intermediate = certificate.chain().certificates().get(1);
            intermediate.verify(ca.roots().get(0).getPublicKey());
            certificate.chain().leaf().verify(intermediate.getPublicKey());
            ObtainedCertificate other = Loopback.account(ca)
                    .obtain(
                            NAME.toBuilder()
                                    .preferredChain(ChainPreference.issuer(
                                            commonName(ca.roots().get(1))))
                                    .build(),
                            solver);
            other.chain().certificates().get(1).verify(ca.roots().get(1).getPublicKey());
        }
    }

    private static String commonName(X509Certificate root) {
        return root.getSubjectX500Principal().getName().replaceAll(".*CN=([^,]+).*", "$1");
    }

    @Test
    void theOperatorRevokesAndTheListSaysSo() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).plainHttp().start()) {
            X509Certificate leaf =
                    Loopback.account(ca).obtain(NAME, solver).chain().leaf();
            assertThat(crl(ca).getRevokedCertificate(leaf)).isNull();
            assertThat(ca.revoke(leaf, RevocationReason.SUPERSEDED)).isTrue();
            assertThat(ca.revoke(leaf, RevocationReason.SUPERSEDED)).isFalse();
            assertThat(crl(ca).getRevokedCertificate(leaf).getRevocationReason())
                    .isEqualTo(CRLReason.SUPERSEDED);
            assertThat(ca.counters().revocations()).isOne();
            assertThatThrownBy(() -> ca.revoke(ca.roots().get(0), RevocationReason.UNSPECIFIED))
                    .isInstanceOf(NoSuchElementException.class);
        }
    }

    private static X509CRL crl(AcmeCa ca) throws Exception {
        CaResponse answer = ca.handle(CaRequest.of("GET", "/crl", Map.of(), new byte[0], ""));
        assertThat(answer.headers().get("Content-Type")).containsExactly("application/pkix-crl");
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(answer.body()));
    }

    @Test
    void theOperatorSaysWhenToRenew() throws Exception {
        Instant start = Instant.parse("2026-12-01T00:00:00Z");
        SuggestedWindow window = SuggestedWindow.of(start, start.plusSeconds(60));
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).start()) {
            AcmeAccount account = Loopback.account(ca);
            X509Certificate leaf = account.obtain(NAME, solver).chain().leaf();
            CertificateIdentifier id = CertificateIdentifier.of(leaf);
            SuggestedWindow usual = account.client().renewalInfo(id).body().suggestedWindow();
            assertThat(usual.start())
                    .isBetween(
                            leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
            ca.suggestRenewal(leaf, window);
            assertThat(account.client().renewalInfo(id).body().suggestedWindow())
                    .isEqualTo(window);
        }
    }

    @Test
    void theUrlForVerifiersStandsInTheCertificate() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .plainUrl(URI.create("http://pki.test"))
                        .start()) {
            X509Certificate leaf =
                    Loopback.account(ca).obtain(NAME, solver).chain().leaf();
            String extensions = new String(leaf.getEncoded(), StandardCharsets.ISO_8859_1);
            assertThat(extensions).contains("http://pki.test/crl", "http://pki.test/issuer");
        }
    }

    @Test
    void profilesSayHowLongCertificatesAre() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .profile(Profile.of("long", "Long", Duration.ofDays(30)))
                        .profile(Profile.of("short", "Short", Duration.ofHours(2)))
                        .start()) {
            AcmeAccount account = Loopback.account(ca);
            assertThat(account.client().directory().body().meta().profiles())
                    .isEqualTo(Map.of("long", "Long", "short", "Short"));
            assertThat(lifetime(account.obtain(NAME, solver))).isEqualTo(Duration.ofDays(30));
            assertThat(lifetime(account.obtain(NAME.toBuilder().profile("short").build(), solver)))
                    .isEqualTo(Duration.ofHours(2));
        }
    }

    private static Duration lifetime(ObtainedCertificate certificate) {
        X509Certificate leaf = certificate.chain().leaf();
        // The last second counts (RFC 5280 §4.1.2.5).
        return Duration.between(
                leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant().plusSeconds(1));
    }

    @Test
    void theCommonNameIsThatOfTheRequest() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).start()) {
            AcmeAccount account = Loopback.account(ca);
            for (String name : List.of("a.example.org", "b.example.org")) {
                Csr csr = Csr.builder()
                        .key(SigningKey.generate(KeyType.P256))
                        .identifiers(List.of(Identifier.dns("a.example.org"), Identifier.dns("b.example.org")))
                        .commonName(name)
                        .build();
                ObtainedCertificate certificate =
                        account.obtain(ObtainRequest.builder().csr(csr).build(), solver);
                assertThat(certificate.chain().leaf().getSubjectX500Principal().getName())
                        .isEqualTo("CN=" + name);
            }
        }
    }

    @Test
    void anEndThatIsAskedForMakesNoCertificateLonger() throws Exception {
        Duration lifetime = Duration.ofDays(10);
        MovableClock clock = new MovableClock(Instant.parse("2026-11-01T12:00:00Z"));
        Instant end = clock.instant().plus(lifetime);
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .mountedAt(URI.create("https://ca.test"))
                        .clock(clock)
                        .profile(Profile.of("ten", "Ten days", lifetime))
                        .start()) {
            AcmeAccount account = Mounted.client(ca)
                    .register(
                            SigningKey.generate(KeyType.P256),
                            NewAccount.builder().build());
            ObtainedCertificate certificate =
                    account.obtain(NAME.toBuilder().notAfter(end).build(), solver);
            assertThat(certificate.chain().leaf().getNotAfter().toInstant()).isEqualTo(end);
            assertThat(lifetime(certificate)).isEqualTo(lifetime);
            Instant soon = clock.instant().plusSeconds(3600);
            assertThat(account.newOrder(NewOrder.builder()
                                    .identifiers(List.of(Identifier.dns("www.example.org")))
                                    .notAfter(soon)
                                    .build())
                            .body()
                            .expires())
                    .contains(soon);
        }
    }

    // ---- accounts elsewhere

    @Test
    void accountsElsewhereCanChangeWhileItRuns() throws Exception {
        try (AcmeCa ca = AcmeCa.forTests().externalAccountRequired(true).start()) {
            ExternalAccounts externals = ca.externalAccounts();
            String id = externals.create();
            SigningKey key = SigningKey.generate(KeyType.P256);
            NewAccount bound = NewAccount.builder()
                    .externalAccountBinding(ExternalAccountBinding.create(
                            key.publicKey(),
                            id,
                            externals.key(id).orElseThrow(),
                            Loopback.client(ca).directory().body().newAccount().orElseThrow(),
                            JwsAlgorithm.HS256))
                    .build();
            externals.remove(id);
            assertThat(externals.keyIdentifiers()).isEmpty();
            assertThatThrownBy(() -> Loopback.client(ca).register(key, bound)).hasMessageContaining("403");
            String again = externals.create();
            NewAccount other = NewAccount.builder()
                    .externalAccountBinding(ExternalAccountBinding.create(
                            key.publicKey(),
                            again,
                            externals.key(again).orElseThrow(),
                            Loopback.client(ca).directory().body().newAccount().orElseThrow(),
                            JwsAlgorithm.HS256))
                    .build();
            assertThat(Loopback.client(ca).register(key, other).fetch().body().externalAccountBinding())
                    .isPresent();
            assertThatThrownBy(() -> Loopback.account(ca)).hasMessageContaining("externalAccountRequired");
        }
    }

    // ---- where it is

    @Test
    void itCanStandBehindAServerThatIsThere() throws Exception {
        try (AcmeCa ca = AcmeCa.forTests()
                .mountedAt(URI.create("https://pki.example.org/acme/"))
                .start()) {
            assertThat(ca.directoryUrl()).isEqualTo(URI.create("https://pki.example.org/acme/dir"));
            CaResponse directory = ca.handle(CaRequest.of("GET", "/acme/dir", Map.of(), new byte[0], "192.0.2.1"));
            assertThat(directory.status()).isEqualTo(200);
            assertThat(new String(directory.body(), StandardCharsets.UTF_8))
                    .contains("https://pki.example.org/acme/new-order");
            assertThat(ca.handle(CaRequest.of("GET", "/dir", Map.of(), new byte[0], ""))
                            .status())
                    .isEqualTo(404);
            assertThat(ca.handle(CaRequest.of("HEAD", "/acme/dir?x=1", Map.of(), new byte[0], ""))
                            .body())
                    .isEmpty();
        }
    }

    @Test
    void itAnswersOverHttpsWithACertificateOfItsOwnRoot() throws Exception {
        try (AcmeCa ca = AcmeCa.forTests().start()) {
            HttpResponse<String> health = HttpClient.newBuilder()
                    .sslContext(ca.sslContext())
                    .build()
                    .send(
                            HttpRequest.newBuilder(ca.directoryUrl().resolve("/healthz"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).isEqualTo("ok\n");
            assertThat(ca.counters().requests()).isEqualTo(Map.of("healthz", 1L));
        }
    }

    @Test
    void anAddressThatIsTakenIsSaidToBe() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            assertThatThrownBy(() -> AcmeCa.forTests().listen(address).start())
                    .hasMessageContaining("cannot start")
                    .hasCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> AcmeCa.forTests()
                        .challenges(List.of(ChallengeType.DNS_PERSIST_01))
                        .start())
                .hasMessageContaining("caaIdentities");
        assertThatThrownBy(() -> AcmeCa.forTests().challenges(List.of(ChallengeType.TKAUTH_01)))
                .hasMessageContaining("tkauth-01");
        assertThatThrownBy(() -> AcmeCa.forTests().challenges(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    // ---- what it looks at and keeps

    @Test
    void aCarefulCaDoesNotValidateThisMachine() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .validation(ValidationSettings.defaults())
                        .start()) {
            AcmeAccount account = Loopback.account(ca);
            assertThatThrownBy(() -> account.obtain(NAME, solver)).hasMessageContaining("www.example.org");
            assertThat(ca.counters().validations()).isEqualTo(Map.of("http-01 invalid", 1L));
        }
    }

    @Test
    void whatIsLongOverIsForgotten() throws Exception {
        MemoryStore store = new MemoryStore();
        MovableClock clock = new MovableClock(Instant.parse("2026-11-01T12:00:00Z"));
        NewOrder wanted = NewOrder.builder()
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .build();
        try (AcmeCa ca = AcmeCa.forTests()
                .mountedAt(URI.create("https://ca.test"))
                .store(store)
                .clock(clock)
                .start()) {
            AcmeAccount account = Mounted.client(ca)
                    .register(
                            SigningKey.generate(KeyType.P256),
                            NewAccount.builder().build());
            String id = account.newOrder(wanted).url().getPath().replaceAll(".*/", "");
            assertThat(store.order(id)).isPresent();
            clock.advance(Settings.ORDER_LIFETIME.plus(Settings.KEPT).minusSeconds(1));
            account.newOrder(wanted);
            assertThat(store.order(id)).isPresent();
            clock.advance(Duration.ofMinutes(2));
            account.newOrder(wanted);
            // Beside the requests; the test ends with an error if it never happens.
            while (store.order(id).isPresent()) {
                Thread.onSpinWait();
            }
        }
    }
}
