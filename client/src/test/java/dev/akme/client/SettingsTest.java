package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.jose.KeyType;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import java.net.URI;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client and a request can be told, and what is refused. */
class SettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"ftp://ca.test/dir", "ca.test/dir", "/dir", "https:///dir", "mailto:a@example.org"})
    void aDirectoryIsAtAUrlOfHttps(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> AcmeClient.of(URI.create(url)));
    }

    @Test
    void aClientSendsNothingYet() {
        assertThat(AcmeClient.of(URI.create("HTTPS://ca.invalid/dir"))).hasToString("HTTPS://ca.invalid/dir");
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        AcmeClientBuilder builder = AcmeClient.builder(FakeCa.DIRECTORY);
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.requestTimeout(timeout));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.callTimeout(timeout));
            assertThatIllegalArgumentException().isThrownBy(() -> builder.cleanUpTimeout(timeout));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> builder.trust(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent("a\r\nHost: b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.userAgent("für"));
    }

    @Test
    void noLanguageIsNone() throws Exception {
        Scene scene = new Scene(builder -> builder.acceptLanguage(Locale.GERMAN).acceptLanguage(Locale.ROOT));
        scene.client.directory();
        assertThat(scene.ca.seen().get(0).headers()).doesNotContainKey("Accept-Language");
    }

    @Test
    void endlessTimeIsNoFault() throws Exception {
        Duration endless = Duration.ofSeconds(Long.MAX_VALUE);
        Scene scene = new Scene(builder -> builder.requestTimeout(endless).callTimeout(endless));
        ObtainRequest request = ObtainRequest.builder()
                .names("www.example.org")
                .timeout(endless)
                .build();
        assertThat(scene.account().obtain(request, scene.solver).key()).isPresent();
    }

    // ---- requests

    @Test
    void namesAreNamesOrAddresses() {
        ObtainRequest request = ObtainRequest.of("www.example.org", "*.example.org", "192.0.2.1", "2001:db8::1");
        assertThat(request.identifiers())
                .containsExactly(
                        Identifier.dns("www.example.org"),
                        Identifier.dns("*.example.org"),
                        Identifier.ip("192.0.2.1"),
                        Identifier.ip("2001:db8::1"));
        assertThat(request.keyType()).isEqualTo(KeyType.P256);
        assertThat(request.timeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(ObtainRequest.of("a.test", "a.test").identifiers()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> ObtainRequest.of());
        assertThatIllegalArgumentException().isThrownBy(() -> ObtainRequest.of("http://www.example.org"));
        assertThatIllegalArgumentException().isThrownBy(() -> ObtainRequest.of("1.2.3"));
    }

    @Test
    void aReadyRequestStandsAlone() {
        Csr csr = Csr.builder()
                .key(Requests.P256)
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .build();
        assertThat(ObtainRequest.builder().csr(csr).build().identifiers()).isEqualTo(csr.identifiers());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ObtainRequest.builder().csr(csr).names("a.test").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ObtainRequest.builder().csr(csr).key(Requests.P256).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ObtainRequest.builder().csr(csr).mustStaple(true).build());
    }

    @Test
    void aCertificateEndsAfterItBegins() {
        for (long seconds : new long[] {0, -1}) {
            ObtainRequest.Builder builder = ObtainRequest.builder()
                    .names("www.example.org")
                    .notBefore(FakeTime.START)
                    .notAfter(FakeTime.START.plusSeconds(seconds));
            assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("notAfter");
        }
        assertThat(ObtainRequest.builder()
                        .names("www.example.org")
                        .notAfter(FakeTime.START)
                        .build()
                        .notBefore())
                .isEmpty();
    }

    @Test
    void aCopyHasEverything() {
        ObtainRequest.Builder builder = ObtainRequest.builder()
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .key(Requests.P256)
                .keyType(KeyType.P384)
                .mustStaple(true)
                .profile("short")
                .notBefore(FakeTime.START)
                .notAfter(FakeTime.START.plusSeconds(5))
                .replaces(CertificateIdentifier.parse("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"))
                .preferredChain(chain -> true)
                .timeout(Duration.ofMinutes(1));
        ObtainRequest request = builder.build();
        builder.names("later.example.org");
        ObtainRequest copy = request.toBuilder().build();
        assertThat(copy).usingRecursiveComparison().isEqualTo(request);
        assertThat(copy.identifiers()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
    }

    // ---- chains

    @Test
    void aChainIsWantedByAnyIssuerOrByHash() throws Exception {
        FakeCaState state = new FakeCa(new FakeTime()).state;
        Csr csr = Csr.builder()
                .key(Requests.P256)
                .identifiers(List.of(Identifier.dns("www.example.org")))
                .build();
        CertificateChain chain = CertificateChain.of(state.issuer.issue(csr.der(), FakeTime.START));
        assertThat(ChainPreference.issuer("fake ROOT").isWanted(chain)).isTrue();
        assertThat(ChainPreference.issuer("Fake").isWanted(chain)).isFalse();
        assertThat(ChainPreference.issuer("leaf").isWanted(chain)).isFalse();
        assertThat(ChainPreference.fingerprint(sha256(state.issuer.root())).isWanted(chain))
                .isTrue();
        assertThat(ChainPreference.fingerprint(sha256(chain.leaf())).isWanted(chain))
                .isFalse();
        assertThat(ChainPreference.fingerprint("00").isWanted(chain)).isFalse();
    }

    private static String sha256(X509Certificate certificate) throws Exception {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** The chain that other roots prolong has the name of the first one in it, but does not end there. */
    @Test
    void aRootIsWhereTheChainEnds() throws Exception {
        FakeIssuer root = new FakeIssuer("CN=ISRG Root X1,O=Internet Security Research Group", FakeTime.START);
        FakeIssuer older = new FakeIssuer("CN=DST Root CA X3,O=Digital Signature Trust", FakeTime.START);
        FakeIssuer issuing = new FakeIssuer("CN=R3,O=Let's Encrypt", FakeTime.START);
        X509Certificate leaf = issuing.issue(
                        Csr.builder()
                                .key(Requests.P256)
                                .identifiers(List.of(Identifier.dns("www.example.org")))
                                .build()
                                .der(),
                        FakeTime.START)
                .get(0);
        CertificateChain straight = CertificateChain.of(List.of(leaf, root.sign(issuing, FakeTime.START)));
        CertificateChain prolonged = CertificateChain.of(
                List.of(leaf, root.sign(issuing, FakeTime.START), older.sign(root, FakeTime.START)));
        CertificateChain whole = CertificateChain.of(List.of(leaf, root.sign(issuing, FakeTime.START), root.root()));

        ChainPreference wanted = ChainPreference.root("isrg root x1");
        assertThat(wanted.isWanted(straight)).isTrue();
        assertThat(wanted.isWanted(whole)).isTrue();
        assertThat(wanted.isWanted(prolonged)).isFalse();
        assertThat(ChainPreference.issuer("ISRG Root X1").isWanted(prolonged)).isTrue();
        assertThat(ChainPreference.root("DST Root CA X3").isWanted(prolonged)).isTrue();
        // Neither an intermediate nor the organization of many roots.
        assertThat(ChainPreference.root("R3").isWanted(straight)).isFalse();
        assertThat(ChainPreference.issuer("R3").isWanted(straight)).isTrue();
        assertThat(ChainPreference.root("Internet Security Research Group").isWanted(straight))
                .isFalse();
        assertThat(ChainPreference.issuer("Internet Security Research Group").isWanted(straight))
                .isTrue();
    }

    @Test
    void aRootWithoutCommonNameHasAnOrganization() throws Exception {
        FakeIssuer root = new FakeIssuer("O=Old Roots,OU=Class 2", FakeTime.START);
        CertificateChain chain = CertificateChain.of(List.of(root.root()));
        assertThat(ChainPreference.root("Old Roots").isWanted(chain)).isTrue();
        assertThat(ChainPreference.root("Class 2").isWanted(chain)).isFalse();
    }

    // ---- challenges

    @Test
    void aChallengeWithoutTokenHasNoKeyAuthorization() {
        ChallengeTask task = new ChallengeTask(
                Identifier.dns("www.example.org"),
                false,
                dev.akme.messages.Challenge.TYPE.read("{\"type\":\"smoke-01\",\"url\":\"https://ca.test/chall/1\"}"),
                Requests.P256.publicKey(),
                URI.create("https://ca.test/acct/1"));
        assertThat(task).hasToString("smoke-01 for www.example.org");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(task::keyAuthorization);
    }
}
