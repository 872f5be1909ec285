package dev.akme.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.JoseException.Fault;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Providers may throw anything and say in it what they want: that neither gets out nor lets anybody in. */
class StumblingProviderTest {

    private static final byte[] INPUT = "input".getBytes(UTF_8);
    private static final String SECRET = "octets of the key";

    private static final List<Supplier<RuntimeException>> STUMBLES = List.of(
            () -> new ProviderException(SECRET),
            () -> new ArrayIndexOutOfBoundsException(SECRET),
            () -> new IllegalArgumentException(SECRET),
            () -> new InvalidParameterException(SECRET));

    /** Does what it is asked for by throwing. */
    private static final class Stumbling extends Provider {

        private static final long serialVersionUID = 1;

        Stumbling(Set<String> services, Supplier<RuntimeException> stumble) {
            super("Stumbling", "1", "throws");
            for (String service : services) {
                String[] typeAndName = service.split(" ", -1);
                putService(new Service(this, typeAndName[0], typeAndName[1], "none", null, null) {
                    @Override
                    public Object newInstance(Object parameter) {
                        throw stumble.get();
                    }
                });
            }
        }
    }

    private static void refused(ThrowingCallable call, Class<? extends RuntimeException> type) {
        assertThatThrownBy(call)
                .isInstanceOf(type)
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    @Test
    void whatItSaysWhileSigningDoesNotGetOut() {
        for (Supplier<RuntimeException> stumble : STUMBLES) {
            Stumbling provider = new Stumbling(Set.of("Signature SHA256withECDSAinP1363Format"), stumble);
            SigningKey key = Keys.p256().withProvider(provider);
            refused(() -> key.sign(JwsAlgorithm.ES256, INPUT), IllegalStateException.class);
            Stumbling macs = new Stumbling(Set.of("Mac HmacSHA256", "Mac HmacSHA384", "Mac HmacSHA512"), stumble);
            MacKey mac = MacKey.of(INPUT).withProvider(macs);
            refused(() -> mac.sign(JwsAlgorithm.HS256, INPUT), IllegalStateException.class);
        }
    }

    @Test
    void aSignatureThatItStumblesOverIsWrong() {
        byte[] signature = Keys.p256().sign(JwsAlgorithm.ES256, INPUT);
        for (Supplier<RuntimeException> stumble : STUMBLES) {
            Stumbling provider = new Stumbling(Set.of("Signature SHA256withECDSAinP1363Format"), stumble);
            VerificationKey key = VerificationKey.of(Keys.p256().publicKey(), provider);
            if (stumble.get() instanceof ProviderException) {
                refused(() -> key.verify(JwsAlgorithm.ES256, INPUT, signature), IllegalStateException.class);
            } else {
                assertThat(key.verify(JwsAlgorithm.ES256, INPUT, signature)).isFalse();
            }
        }
    }

    /** Takes every signature, as JDK 17 took zeros for a while (CVE-2022-21449). */
    private static final class Yes extends SignatureSpi {
        @Override
        protected void engineInitVerify(PublicKey key) {}

        @Override
        protected void engineInitSign(PrivateKey key) {}

        @Override
        protected void engineUpdate(byte octet) {}

        @Override
        protected void engineUpdate(byte[] octets, int from, int length) {}

        @Override
        protected byte[] engineSign() {
            return new byte[0];
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return true;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    /** What {@link Yes} is asked by. */
    private static final class Credulous extends Provider {

        private static final long serialVersionUID = 1;

        Credulous() {
            super("Credulous", "1", "takes everything");
            putService(new Service(this, "Signature", "SHA256withECDSAinP1363Format", "none", null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Yes();
                }
            });
        }
    }

    @Test
    void lengthAndRangeAreNotLeftToIt() {
        VerificationKey key = VerificationKey.of(Keys.p256().publicKey(), new Credulous());
        byte[] good = Keys.p256().sign(JwsAlgorithm.ES256, INPUT);
        assertThat(key.verify(JwsAlgorithm.ES256, INPUT, good)).isTrue();
        byte[] order = Numbers.unsigned(Curve.P256.order(), 32);
        for (byte[] number : List.of(new byte[32], order)) {
            for (int at : new int[] {0, 32}) {
                byte[] wrong = good.clone();
                System.arraycopy(number, 0, wrong, at, 32);
                assertThat(key.verify(JwsAlgorithm.ES256, INPUT, wrong)).isFalse();
            }
        }
        for (int length : new int[] {0, 1, 63, 65, 96}) {
            byte[] wrong = Arrays.copyOf(good, length);
            assertThat(key.verify(JwsAlgorithm.ES256, INPUT, wrong)).isFalse();
            assertThat(EcdsaFormat.isInRange(wrong, Curve.P256)).isFalse();
        }
    }

    @Test
    void aKeyThatItStumblesOverIsRefused() {
        for (Supplier<RuntimeException> stumble : STUMBLES) {
            Stumbling provider = new Stumbling(Set.of("KeyFactory EC"), stumble);
            assertThatThrownBy(() -> VerificationKey.of(Keys.p256().publicKey(), provider))
                    .isInstanceOfSatisfying(
                            JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.KEY));
            refused(() -> VerificationKey.of(Keys.p256().publicKey(), provider), JoseException.class);
            refused(
                    () -> KeyFactories.privateKey(
                            "EC", Keys.p256().exportPrivateKey().getEncoded(), provider),
                    JoseException.class);
        }
    }
}
