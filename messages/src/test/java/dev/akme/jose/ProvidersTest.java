package dev.akme.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any provider does, each one agrees with the JVM's own, and none is ever installed. */
class ProvidersTest {

    private static final byte[] INPUT = "input".getBytes(UTF_8);

    static Stream<Providers.Named> others() {
        return Providers.all().stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("others")
    void signsWhatTheJvmVerifiesAndTheOtherWayRound(Providers.Named other) {
        Provider provider = other.provider();
        for (SigningKey key : List.of(
                Keys.p256(),
                Keys.p384(),
                Keys.p521(),
                Keys.rsa(),
                Keys.ed25519(),
                SigningKey.generate(KeyType.ED448))) {
            if (!Providers.does(
                    provider,
                    key.algorithm().equals(JwsAlgorithm.EDDSA)
                            ? JwsAlgorithm.of(key.publicKey().crv().orElseThrow())
                            : key.algorithm())) {
                continue;
            }
            SigningKey there = key.withProvider(provider);
            assertThat(there.publicKey()).isEqualTo(key.publicKey());
            for (JwsAlgorithm alg : JwsAlgorithm.known()) {
                if (alg.fits(key.publicKey())) {
                    assertThat(key.verificationKey().verify(alg, INPUT, there.sign(alg, INPUT)))
                            .as("%s signs %s", other, alg)
                            .isTrue();
                    VerificationKey verification = VerificationKey.of(key.publicKey(), provider);
                    byte[] signature = key.sign(alg, INPUT);
                    assertThat(verification.verify(alg, INPUT, signature))
                            .as("%s verifies %s", other, alg)
                            .isTrue();
                    signature[signature.length / 2] ^= 4;
                    assertThat(verification.verify(alg, INPUT, signature))
                            .as("%s refuses %s", other, alg)
                            .isFalse();
                }
            }
            assertThat(there.withProvider(null).exportPrivateJwk()).isEqualTo(key.exportPrivateJwk());
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void makesKeys(Providers.Named other) {
        Provider provider = other.provider();
        for (KeyType type : List.of(KeyType.P256, KeyType.P384, KeyType.P521, KeyType.RSA2048, KeyType.ED25519)) {
            if (type == KeyType.ED25519 && !Providers.does(provider, JwsAlgorithm.ED25519)) {
                continue;
            }
            SigningKey key = SigningKey.generate(type, provider, null);
            byte[] signature = key.sign(key.algorithm(), INPUT);
            assertThat(VerificationKey.of(key.publicKey()).verify(key.algorithm(), INPUT, signature))
                    .as("%s %s", other, type)
                    .isTrue();
            assertThat(SigningKey.parse(key.exportPrivatePem()).publicKey()).isEqualTo(key.publicKey());
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void computesMacs(Providers.Named other) {
        MacKey key = MacKey.generate(JwsAlgorithm.HS512, new SecureRandom());
        for (JwsAlgorithm alg : List.of(JwsAlgorithm.HS256, JwsAlgorithm.HS384, JwsAlgorithm.HS512)) {
            assertThat(key.withProvider(other.provider()).sign(alg, INPUT)).isEqualTo(key.sign(alg, INPUT));
        }
    }

    @Test
    void theListOfTheJvmStaysAsItIs() {
        List<String> before =
                Stream.of(Security.getProviders()).map(Provider::getName).toList();
        others().forEach(this::makesKeys);
        assertThat(Stream.of(Security.getProviders()).map(Provider::getName)).isEqualTo(before);
        assertThat(before).doesNotContain("BC", "Conscrypt", "AmazonCorrettoCryptoProvider");
    }

    @Test
    void aProviderThatDoesNotKnowTheKindOfKeyIsRefusedAtOnce() {
        Provider empty = new Provider("Empty", "1", "") {
            private static final long serialVersionUID = 1;
        };
        assertThatThrownBy(() -> Keys.p256().withProvider(empty))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("the provider knows no signatures of this kind of key");
        assertThatThrownBy(() -> VerificationKey.of(Keys.rsa().publicKey(), empty))
                .isInstanceOf(JoseException.class);
        assertThatThrownBy(() -> MacKey.generate(JwsAlgorithm.HS256).withProvider(empty))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("the provider has no HMAC");
    }

    @Test
    void whoeverCannotMakeAKeySaysSo() {
        assertThatThrownBy(() -> SigningKey.generate(KeyType.P256, Security.getProvider("SunRsaSign"), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("SunRsaSign", "P-256", "another provider");
    }

    /** What a runtime that jlink put together has when it was not told to have more. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_21)
    void aJavaWithoutCurvesSaysWhatItLacks() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules=java.base",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MakesKey.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8)).contains("add the module jdk.crypto.ec");
    }

    static final class MakesKey {

        private MakesKey() {}

        public static void main(String[] args) {
            SigningKey.generate(KeyType.P256);
        }
    }
}
