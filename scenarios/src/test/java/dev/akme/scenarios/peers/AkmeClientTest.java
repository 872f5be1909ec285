package dev.akme.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.challenge.DnsPersist01;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.dns.Dns01Solver;
import dev.akme.client.dns.DnsClient;
import dev.akme.client.dns.DnsPersistSolver;
import dev.akme.client.solver.Http01Server;
import dev.akme.client.solver.TlsAlpn01Server;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Akme's own client can do, as others judge it. */
@Timeout(60)
class AkmeClientTest {

    private static final String NAME = "www.example.org";
    private static final String OTHER = "example.org";

    @TempDir
    private Path folder;

    private PeerCa ca;
    private AcmeClient client;

    @BeforeEach
    void start() throws Exception {
        Programs.openssl();
        start(false);
    }

    private void start(boolean externalAccountRequired) throws Exception {
        ca = PeerCa.start(folder, settings -> settings.externalAccountRequired(externalAccountRequired));
        client = AcmeClient.builder(ca.ca().directoryUrl())
                .trust(ca.ca().roots())
                .build();
    }

    @AfterEach
    void stop() {
        ca.close();
    }

    private AcmeAccount account() throws InterruptedException {
        return client.register(
                SigningKey.generate(KeyType.P256),
                NewAccount.builder().termsOfServiceAgreed(true).build());
    }

    /** Issues, renews and revokes, once by the account and once by the key. */
    private void wholeLife(AcmeAccount account, ChallengeSolver solver, ChallengeType type, String... names)
            throws Exception {
        X509Certificate first = obtained(account.obtain(ObtainRequest.of(names), solver), names);
        ObtainRequest renewal = ObtainRequest.builder()
                .names(names)
                .replaces(CertificateIdentifier.of(first))
                .build();
        ObtainedCertificate second = account.obtain(renewal, solver);
        X509Certificate leaf = obtained(second, names);
        assertThat(leaf.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(ca.replaces(leaf)).contains(CertificateIdentifier.of(first).toString());
        ca.requireValidations(type, 2L * names.length);

        ca.requireNotRevoked(chain(first));
        account.revoke(Revocation.builder()
                .certificate(first.getEncoded())
                .reason(RevocationReason.SUPERSEDED)
                .build());
        ca.requireRevoked(chain(first));
        ca.requireNotRevoked(chain(leaf));
        client.revoke(
                second.key().orElseThrow(),
                Revocation.builder().certificate(leaf.getEncoded()).build());
        ca.requireRevoked(chain(leaf));
    }

    private X509Certificate obtained(ObtainedCertificate obtained, String... names) throws Exception {
        X509Certificate leaf = obtained.chain().leaf();
        Files.writeString(chain(leaf), obtained.chain().toPem());
        return ca.requireAccepted(chain(leaf), names);
    }

    private Path chain(X509Certificate leaf) {
        return folder.resolve(leaf.getSerialNumber().toString(16) + ".pem");
    }

    // ---- challenges

    @Test
    void http01() throws Exception {
        try (Http01Server solver = Http01Server.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(ca.dns().httpPort())
                .build()) {
            wholeLife(account(), solver, ChallengeType.HTTP_01, NAME, OTHER, "127.0.0.1");
        }
    }

    @Test
    void tlsAlpn01() throws Exception {
        try (TlsAlpn01Server solver = TlsAlpn01Server.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(ca.dns().tlsPort())
                .build()) {
            wholeLife(account(), solver, ChallengeType.TLS_ALPN_01, NAME, OTHER, "127.0.0.1");
        }
    }

    @Test
    void dns01() throws Exception {
        wholeLife(account(), dns(ChallengeType.DNS_01), ChallengeType.DNS_01, OTHER, "*." + OTHER);
        assertThat(ca.dns().namesWithTexts()).isEmpty();
    }

    @Test
    void dnsAccount01() throws Exception {
        wholeLife(account(), dns(ChallengeType.DNS_ACCOUNT_01), ChallengeType.DNS_ACCOUNT_01, OTHER, "*." + OTHER);
        assertThat(ca.dns().namesWithTexts()).isEmpty();
    }

    private Dns01Solver dns(ChallengeType type) {
        return Dns01Solver.builder(ca.dns())
                .dns(DnsClient.of(ca.dns().resolver()))
                .challengeTypes(type)
                .awaitServers(false)
                .build();
    }

    @Test
    void dnsPersist01() throws Exception {
        AcmeAccount account = account();
        ca.dns()
                .add(
                        DnsPersist01.recordName(Identifier.dns(OTHER)),
                        PeerCa.CAA_IDENTITY + "; accounturi=" + account.url() + "; policy=wildcard");
        ChallengeSolver solver = DnsPersistSolver.of(DnsClient.of(ca.dns().resolver()));
        wholeLife(account, solver, ChallengeType.DNS_PERSIST_01, OTHER, "*." + OTHER);
    }

    // ---- accounts

    @Test
    void anAccountIsUpdatedAndDeactivated() throws Exception {
        AcmeAccount account = account();
        account.update(AccountUpdate.builder().email("one@example.org").build());
        assertThat(account.fetch().body().emails()).containsExactly("one@example.org");
        AcmeAccount changed = account.changeKey(SigningKey.generate(KeyType.RSA2048));
        assertThat(changed.fetch().body().status()).isEqualTo(Status.VALID);
        assertThat(changed.deactivate().body().status()).isEqualTo(Status.DEACTIVATED);
    }

    @Test
    void anExternalAccountIsBound() throws Exception {
        ca.close();
        start(true);
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(this::account)
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(ProblemType.EXTERNAL_ACCOUNT_REQUIRED));
        for (JwsAlgorithm algorithm : List.of(JwsAlgorithm.HS256, JwsAlgorithm.HS384, JwsAlgorithm.HS512)) {
            MacKey mac = MacKey.generate(algorithm);
            ca.ca().externalAccounts().add("kid-" + algorithm, mac);
            SigningKey key = SigningKey.generate(KeyType.P256);
            URI newAccount = client.directory().body().newAccount().orElseThrow();
            AcmeAccount account = client.register(
                    key,
                    NewAccount.builder()
                            .termsOfServiceAgreed(true)
                            .externalAccountBinding(ExternalAccountBinding.create(
                                    key.publicKey(), "kid-" + algorithm, mac, newAccount, algorithm))
                            .build());
            assertThat(account.fetch().body().externalAccountBinding()).isPresent();
        }
    }
}
