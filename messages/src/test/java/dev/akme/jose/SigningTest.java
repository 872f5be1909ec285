package dev.akme.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.der.DerWriter;
import dev.akme.jose.JoseException.Fault;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.MemberException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SigningTest {

    private static final URI URL = URI.create("https://acme.example.com/acme/new-account");
    private static final byte[] INPUT = "input".getBytes(UTF_8);

    private static final Map<String, SigningKey> KEYS = Map.of(
            "ES256", Keys.p256(),
            "ES384", Keys.p384(),
            "ES512", Keys.p521(),
            "RS256", Keys.rsa(),
            "EdDSA", Keys.ed25519());

    static Stream<JwsTest.Vector> signedByPrivateKeys() throws IOException {
        return JwsTest.vectors().stream().filter(v -> !alg(v).isMac());
    }

    private static JwsAlgorithm alg(JwsTest.Vector vector) {
        return Jws.TYPE.read(vector.json()).protectedHeader().alg();
    }

    @ParameterizedTest
    @MethodSource("signedByPrivateKeys")
    void everyVectorVerifies(JwsTest.Vector vector) {
        SigningKey key = KEYS.get(alg(vector).value());
        VerifiedJws verified =
                Jws.TYPE.read(vector.json()).verify(Set.of(alg(vector)), header -> key.verificationKey());
        assertThat(verified.header().toJson()).isEqualTo(vector.header());
        assertThat(new String(verified.payload(), UTF_8)).isEqualTo(vector.payload());
        assertThat(verified.key()).contains(key.verificationKey());
    }

    @ParameterizedTest
    @MethodSource("signedByPrivateKeys")
    void everyVectorIsMadeAgain(JwsTest.Vector vector) {
        SigningKey key = KEYS.get(alg(vector).value());
        JwsHeader header = JwsHeader.TYPE.read(vector.header());
        JwsHeader.Builder again = key.header().url(header.url());
        header.nonce().ifPresent(again::nonce);
        header.kid().ifPresentOrElse(again::kid, () -> again.jwk(key.publicKey()));
        Jws made = key.sign(again.build(), vector.payload().getBytes(UTF_8));
        Jws given = Jws.TYPE.read(vector.json());
        assertThat(made.protectedText()).isEqualTo(given.protectedText());
        assertThat(made.payloadText()).isEqualTo(given.payloadText());
        assertThat(made.signature()).hasSameSizeAs(given.signature());
        if (Set.of("RS256", "EdDSA").contains(alg(vector).value())) {
            assertThat(made.toJson()).isEqualTo(vector.json());
        } else {
            assertThat(made.verify(Set.of(alg(vector)), h -> key.verificationKey())
                            .payload())
                    .isEqualTo(given.payload());
        }
    }

    @Test
    void thereAreVectorsForEveryAlgorithm() throws IOException {
        assertThat(signedByPrivateKeys().map(v -> alg(v).value()).distinct())
                .containsExactlyInAnyOrder("ES256", "ES384", "ES512", "RS256", "EdDSA");
    }

    @ParameterizedTest
    @EnumSource(names = "RSA4096", mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfKeyIsMadeAndSignsByAllItsAlgorithms(KeyType type) {
        SigningKey key = SigningKey.generate(type);
        assertThat(key.publicKey().kty()).isEqualTo(type.kty());
        assertThat(key.publicKey().crv()).isEqualTo(type.crv());
        for (JwsAlgorithm alg : JwsAlgorithm.known()) {
            if (alg.fits(key.publicKey())) {
                assertThat(key.verificationKey().verify(alg, INPUT, key.sign(alg, INPUT)))
                        .as("%s", alg)
                        .isTrue();
            } else {
                assertThatThrownBy(() -> key.sign(alg, INPUT))
                        .isInstanceOfSatisfying(
                                JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.KEY))
                        .hasMessageContaining("is not one for keys of the kind");
            }
        }
        assertThat(key.algorithm().fits(key.publicKey())).isTrue();
    }

    @Test
    void everyWayToSignAndToMakeAKeyComesToTheSame() {
        SigningKey key = Keys.ed25519();
        SigningKey again =
                SigningKey.of(key.exportPrivateKey(), key.verificationKey().publicKey());
        URI account = URI.create("https://example.com/acme/acct/1");
        JwsHeader header = again.header().kid(account).url(URL).build();
        assertThat(header.kid()).contains(account.toString());
        assertThat(again.signPostAsGet(header)).isEqualTo(key.sign(header, new byte[0]));
        assertThat(VerificationKey.of(key.verificationKey().publicKey()))
                .isEqualTo(key.verificationKey())
                .hasSameHashCodeAs(key.verificationKey());
        assertThat(key.verificationKey().hashCode())
                .isNotEqualTo(Keys.p256().verificationKey().hashCode());
        assertThat(key).hasToString("private " + key.verificationKey());
    }

    @Test
    void keysAreNeverTheSame() {
        assertThat(EnumSet.allOf(KeyType.class)).hasSize(8);
        assertThat(SigningKey.generate(KeyType.P256).publicKey())
                .isNotEqualTo(SigningKey.generate(KeyType.P256).publicKey());
    }

    @Test
    void aHeaderWithAnotherKeyIsRefused() {
        SigningKey key = Keys.p256();
        JwsHeader header = key.header()
                .jwk(Keys.p384().publicKey())
                .url(URL)
                .alg(JwsAlgorithm.ES384)
                .build();
        assertThatThrownBy(() -> key.sign(header, INPUT))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("not the key that signs");
        JwsHeader wrong = key.header()
                .kid("https://example.com/a")
                .url(URL)
                .alg(JwsAlgorithm.EDDSA)
                .build();
        assertThatThrownBy(() -> key.sign(wrong, INPUT)).isInstanceOf(JoseException.class);
    }

    @Test
    void whatRequestsMustNotLackIsMissed() {
        SigningKey key = Keys.p256();
        assertThatThrownBy(() -> key.header().kid("https://example.com/a").build())
                .isInstanceOf(MemberException.class)
                .hasMessageContaining("/url");
        assertThatThrownBy(() -> key.header().url(URL).build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("both jwk and kid, or neither");
    }

    @Test
    void extraMembersOfAKeyAreNotSent() {
        Jwk more = Keys.p256().publicKey().toBuilder().alg(JwsAlgorithm.ES256).build();
        assertThat(VerificationKey.of(more).jwk()).isEqualTo(Keys.p256().publicKey());
        assertThat(VerificationKey.of(more)).isEqualTo(Keys.p256().verificationKey());
        assertThat(VerificationKey.of(more)).hasSameHashCodeAs(Keys.p256().verificationKey());
    }

    /** Half of all coordinates and numbers have a highest bit, and one in 256 a leading zero octet. */
    @Test
    void numbersThatBeginWithZerosKeepTheirLength() {
        SigningKey key = Keys.p256();
        int shorter = 0;
        for (int i = 0; i < 300; i++) {
            byte[] signature =
                    key.sign(JwsAlgorithm.ES256, BigInteger.valueOf(i).toByteArray());
            assertThat(signature).hasSize(64);
            shorter += signature[0] == 0 || signature[32] == 0 ? 1 : 0;
        }
        assertThat(EcdsaFormat.fromDer(DerWriter.ecdsaSignature(new byte[63 + 1]), Curve.P256))
                .hasSize(64);
        assertThat(shorter).isLessThan(50);
    }

    /** Each bit of a valid signature turned, and other ways to spoil it. */
    @ParameterizedTest
    @EnumSource(names = {"P256", "ED25519", "RSA2048"})
    void noMutationOfASignatureIsAccepted(KeyType type) {
        SigningKey key = SigningKey.generate(type);
        JwsAlgorithm alg = key.algorithm();
        byte[] signature = key.sign(alg, INPUT);
        long seed = 20261124;
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] spoiled = signature.clone();
            spoiled[random.nextInt(spoiled.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(key.verificationKey().verify(alg, INPUT, spoiled))
                    .as("seed %s, %s", seed, i)
                    .isFalse();
        }
        for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
            assertThat(key.verificationKey().verify(alg, INPUT, java.util.Arrays.copyOf(signature, length)))
                    .isFalse();
        }
        assertThat(key.verificationKey().verify(alg, new byte[0], signature)).isFalse();
    }

    @Test
    void oneKeySignsInManyThreads() throws Exception {
        List<SigningKey> keys = List.of(Keys.p256(), Keys.ed25519(), Keys.rsa());
        ExecutorService executor = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                int id = thread;
                results.add(executor.submit(() -> {
                    int right = 0;
                    for (int i = 0; i < 30; i++) {
                        SigningKey key = keys.get((id + i) % keys.size());
                        byte[] input = (id + " " + i).getBytes(UTF_8);
                        byte[] signature = key.sign(key.algorithm(), input);
                        right += key.verificationKey().verify(key.algorithm(), input, signature) ? 1 : 0;
                    }
                    return right;
                }));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(30);
            }
        } finally {
            executor.shutdown();
        }
    }
}
