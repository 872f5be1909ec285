package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ChainPreference;
import dev.akme.client.Csr;
import dev.akme.client.ObtainException;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.Renewal;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.Jwk;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Resource;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServers;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be asked of a certificate, and what can be done with one. */
@Scenarios
class CertificatesTest {

    private static final String NAME = "www.example.org";

    private final TestServers servers;
    private final Scene scene;
    private final Http01Server solver;

    CertificatesTest(TestServers servers) throws Exception {
        this.servers = servers;
        this.scene = Scene.at(servers);
        this.solver = scene.http01();
    }

    @AfterEach
    void close() {
        solver.close();
    }

    private ObtainedCertificate obtain(AcmeAccount account, ObtainRequest request) throws Exception {
        return account.obtain(request, solver);
    }

    private static ObtainRequest.Builder request() {
        return ObtainRequest.builder().names(NAME);
    }

    // ---- keys

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384", "RSA2048"})
    void aKeyOfThisKindIsMade(KeyType type) throws Exception {
        ObtainedCertificate obtained =
                obtain(scene.account(), request().keyType(type).build());
        Certificates.require(obtained, scene.server.roots(), NAME);
    }

    @Test
    void aReadyRequestIsTaken() throws Exception {
        SigningKey key = Scene.newKey();
        Csr csr = Csr.builder()
                .key(key)
                .identifiers(List.of(Identifier.dns(NAME)))
                .build();
        ObtainedCertificate obtained =
                obtain(scene.account(), ObtainRequest.builder().csr(csr).build());
        assertThat(obtained.key()).isEmpty();
        assertThat(Jwk.of(obtained.chain().leaf().getPublicKey())).isEqualTo(key.publicKey());
    }

    // ---- chains

    @Test
    void theChainOfEachRootCanBeHad() throws Exception {
        Scene alternates = Scene.at(servers, Settings.DEFAULT.withAlternates(1));
        List<X509Certificate> roots = alternates.server.roots();
        assertThat(roots).hasSize(2);
        AcmeAccount account = alternates.account();
        try (Http01Server http = alternates.http01()) {
            for (X509Certificate root : roots) {
                ChainPreference preference = ChainPreference.root(commonName(root));
                ObtainedCertificate obtained =
                        account.obtain(request().preferredChain(preference).build(), http);
                assertThat(Certificates.requireChain(obtained.chain(), roots)).isEqualTo(root);
                Certificates.require(obtained, roots, NAME);

                X509Certificate intermediate = obtained.chain().certificates().get(1);
                ObtainedCertificate again = account.obtain(
                        request()
                                .preferredChain(ChainPreference.fingerprint(sha256(intermediate)))
                                .build(),
                        http);
                assertThat(Certificates.requireChain(again.chain(), roots)).isEqualTo(root);
            }
            ObtainedCertificate any = account.obtain(
                    request().preferredChain(ChainPreference.issuer("Nobody")).build(), http);
            assertThat(Certificates.requireChain(any.chain(), roots)).isEqualTo(roots.get(0));
        }
    }

    private static String commonName(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
    }

    private static String sha256(X509Certificate certificate) throws Exception {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    // ---- profiles

    @Test
    void aProfileIsChosen() throws Exception {
        Map<String, String> offered = scene.client.directory().body().meta().profiles();
        assumeTrue(!offered.isEmpty(), "the server has no profiles");
        assertThat(offered).containsOnlyKeys(Settings.PROFILES.keySet());
        AcmeAccount account = scene.account();
        for (String profile : offered.keySet()) {
            ObtainedCertificate obtained =
                    obtain(account, request().profile(profile).build());
            assertThat(obtained.order().body().profile()).contains(profile);
            X509Certificate leaf = obtained.chain().leaf();
            Duration life = Duration.between(
                    leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
            assertThat(life).isCloseTo(Settings.PROFILES.get(profile), Duration.ofHours(1));
        }
        assertThatExceptionOfType(ObtainException.class)
                .isThrownBy(() -> obtain(account, request().profile("nobody's").build()))
                .satisfies(e -> assertThat(
                                ((AcmeProblemException) e.getCause()).problem().type())
                        .isEqualTo(ProblemType.INVALID_PROFILE));
    }

    // ---- renewal

    @Test
    void theServerSaysWhenToRenew() throws Exception {
        assumeTrue(scene.client.directory().body().renewalInfo().isPresent(), "the server has no renewalInfo");
        AcmeAccount account = scene.account();
        X509Certificate leaf = obtain(account, request().build()).chain().leaf();
        CertificateIdentifier identifier = CertificateIdentifier.of(leaf);

        Resource<RenewalInfo> info = scene.client.renewalInfo(identifier);
        Instant moment = Renewal.renewAt(leaf, Optional.of(info.body()), 0.5);
        assertThat(moment)
                .isBetween(
                        info.body().suggestedWindow().start(),
                        info.body().suggestedWindow().end());
        assertThat(moment)
                .isBetween(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
        assertThat(info.retryAfter()).isPresent();
        assertThat(Renewal.shouldRenew(leaf, Optional.of(info.body()), 0.5, Instant.now()))
                .isFalse();

        account.revoke(Revocation.builder().certificate(leaf.getEncoded()).build());
        RenewalInfo revoked = scene.client.renewalInfo(identifier).body();
        assertThat(Renewal.shouldRenew(leaf, Optional.of(revoked), 0.5, Instant.now()))
                .isTrue();
    }

    @Test
    void aCertificateIsReplacedOnceAndOtherwiseOrderedWithoutSayingSo() throws Exception {
        assumeTrue(scene.client.directory().body().renewalInfo().isPresent(), "the server has no renewalInfo");
        AcmeAccount account = scene.account();
        X509Certificate old = obtain(account, request().build()).chain().leaf();
        ObtainRequest renewal =
                request().replaces(CertificateIdentifier.of(old)).build();

        ObtainedCertificate first = obtain(account, renewal);
        assertThat(first.order().body().replaces())
                .contains(CertificateIdentifier.of(old).toString());
        ObtainedCertificate second = obtain(account, renewal);
        assertThat(second.order().body().replaces()).isEmpty();
        Certificates.require(second, scene.server.roots(), NAME);

        ObtainRequest unknown = request()
                .replaces(CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"))
                .build();
        assertThat(obtain(account, unknown).order().body().replaces()).isEmpty();
    }

    // ---- revocation

    @Test
    void theAccountRevokes() throws Exception {
        AcmeAccount account = scene.account();
        X509Certificate leaf = obtain(account, request().build()).chain().leaf();
        Revocation revocation = Revocation.builder()
                .certificate(leaf.getEncoded())
                .reason(RevocationReason.SUPERSEDED)
                .build();
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(() -> scene.account().revoke(revocation));
        assertThat(scene.server.status(leaf)).isEqualTo(Status.VALID);
        account.revoke(revocation);
        assertThat(scene.server.status(leaf)).isEqualTo(Status.REVOKED);
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(() -> account.revoke(revocation))
                .satisfies(e -> assertThat(e.problem().type()).isEqualTo(ProblemType.ALREADY_REVOKED));
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "RSA2048"})
    void theKeyOfTheCertificateRevokes(KeyType type) throws Exception {
        ObtainedCertificate obtained =
                obtain(scene.account(), request().keyType(type).build());
        X509Certificate leaf = obtained.chain().leaf();
        Revocation revocation = Revocation.builder()
                .certificate(leaf.getEncoded())
                .reason(RevocationReason.KEY_COMPROMISE)
                .build();
        assertThatExceptionOfType(AcmeProblemException.class)
                .isThrownBy(() -> scene.client.revoke(Scene.newKey(), revocation));
        assertThat(scene.server.status(leaf)).isEqualTo(Status.VALID);
        scene.client.revoke(obtained.key().orElseThrow(), revocation);
        assertThat(scene.server.status(leaf)).isEqualTo(Status.REVOKED);
    }
}
