package dev.akme.ca.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CryptoProvidersTest {

    private static final Provider WITHOUT_CORRETTO =
            CryptoProviders.choose(Optional.empty(), BouncyCastleProvider::new);

    @ParameterizedTest
    @EnumSource(names = "RSA4096", mode = EnumSource.Mode.EXCLUDE)
    void oneProviderServesAllKindsOfKeys(KeyType type) {
        SigningKey signer = SigningKey.generate(type);
        byte[] input = {1, 2, 3};
        JwsAlgorithm alg = JwsAlgorithm.defaultFor(signer.publicKey());
        byte[] signature = signer.sign(alg, input);
        for (Provider provider : new Provider[] {CryptoProviders.fastest(), WITHOUT_CORRETTO}) {
            VerificationKey key = VerificationKey.of(signer.publicKey(), provider);
            assertThat(key.verify(alg, input, signature)).as(provider.getInfo()).isTrue();
            assertThat(key.verify(alg, new byte[3], signature)).isFalse();

            SigningKey made = SigningKey.generate(type, provider, null);
            assertThat(VerificationKey.of(made.publicKey()).verify(alg, input, made.sign(alg, input)))
                    .as(provider.getInfo())
                    .isTrue();
        }
    }

    @Test
    void ellipticCurvesAreNeverLeftToTheJvm() {
        assertThat(CryptoProviders.fastest().getInfo())
                .doesNotContain("SunEC, RSA")
                .contains("EC by ", "RSA by ");
        assertThat(WITHOUT_CORRETTO.getInfo()).isEqualTo("EC by BC, RSA by SunRsaSign, Ed25519 by BC, Ed448 by BC");
    }

    @Test
    void theFastestIsTakenWhereItRuns() {
        boolean runs = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;

        assertThat(CryptoProviders.fastest().getInfo().startsWith("EC by AmazonCorrettoCryptoProvider, RSA by Amazon"))
                .isEqualTo(runs);
        assertThat(CryptoProviders.fastest()).isSameAs(CryptoProviders.fastest());
    }

    @Test
    void nothingIsInstalledInTheJvm() {
        CryptoProviders.fastest();

        assertThat(Arrays.stream(Security.getProviders()).map(Provider::getName))
                .doesNotContain("BC", "AmazonCorrettoCryptoProvider", "Akme");
    }

    @Test
    void aProviderThatDoesNotPassItsTestIsNotTaken() {
        Provider broken = new Broken();

        assertThat(CryptoProviders.choose(Optional.of(broken), BouncyCastleProvider::new)
                        .getInfo())
                .startsWith("EC by BC, RSA by SunRsaSign, Ed25519 by ")
                .doesNotContain("Broken");
        assertThat(CryptoProviders.choose(Optional.empty(), () -> broken).getInfo())
                .isEqualTo("EC by SunEC, RSA by SunRsaSign, Ed25519 by SunEC, Ed448 by SunEC");
    }

    /** Takes every signature for a good one. */
    private static final class Broken extends Provider {

        private static final long serialVersionUID = 1;

        Broken() {
            super("Broken", "1", "");
            put("Signature.SHA256withECDSA", TakesAll.class.getName());
        }
    }

    /** Signs with zeros. */
    public static final class TakesAll extends java.security.SignatureSpi {

        @Override
        protected void engineInitVerify(java.security.PublicKey publicKey) {}

        @Override
        protected void engineInitSign(java.security.PrivateKey privateKey) {}

        @Override
        protected void engineUpdate(byte b) {}

        @Override
        protected void engineUpdate(byte[] b, int off, int len) {}

        @Override
        protected byte[] engineSign() {
            return new byte[8];
        }

        @Override
        protected boolean engineVerify(byte[] sigBytes) {
            return true;
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String param, Object value) {}

        @Override
        @Deprecated
        protected Object engineGetParameter(String param) {
            throw new UnsupportedOperationException(param);
        }
    }
}
