package dev.akme.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/** Keys as the JDK's classes have them, from any provider. */
final class KeyFactories {

    private KeyFactories() {}

    static PublicKey publicKey(Jwk jwk, @Nullable Provider provider) {
        X509EncodedKeySpec spki = new X509EncodedKeySpec(Spki.encode(jwk));
        try {
            return factory(jcaName(jwk), provider).generatePublic(spki);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw JoseException.key(
                    "the provider does not take the public key: choose another provider or kind of key");
        }
    }

    static PrivateKey privateKey(String jcaName, byte[] pkcs8, @Nullable Provider provider) {
        try {
            return factory(jcaName, provider).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Without the cause, which may quote the key.
            throw JoseException.key("the provider does not take the private key: it is broken, or of a kind that the"
                    + " provider does not know");
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /** The type of a private key as a JWK would have it. */
    static String kty(PrivateKey key) {
        String name = key.getAlgorithm();
        return name.startsWith("Ed") ? "OKP" : name.startsWith("EC") ? "EC" : name;
    }

    static String jcaName(Jwk jwk) {
        return jwk.kty().equals("OKP") ? EdwardsCurve.of(jwk).crv() : jwk.kty();
    }

    /** Corretto's provider signs with Edwards curves, but takes its keys from the JDK. */
    private static KeyFactory factory(String name, @Nullable Provider provider) throws NoSuchAlgorithmException {
        return provider == null || provider.getService("KeyFactory", name) == null
                ? KeyFactory.getInstance(name)
                : KeyFactory.getInstance(name, provider);
    }

    static KeyPair generate(KeyType type, @Nullable Provider provider, @Nullable SecureRandom random) {
        return generate(type.crv().orElse(type.kty()), type.bits(), provider, random);
    }

    private static KeyPair generate(String kind, int bits, @Nullable Provider provider, @Nullable SecureRandom random) {
        boolean edwards = kind.startsWith("Ed");
        String name = bits > 0 ? "RSA" : edwards ? kind : "EC";
        SecureRandom source = random == null ? new SecureRandom() : random;
        try {
            KeyPairGenerator generator = provider == null
                    ? KeyPairGenerator.getInstance(name)
                    : KeyPairGenerator.getInstance(name, provider);
            if (bits > 0) {
                // All providers choose 65537 as exponent; VerificationKey would not take less.
                generator.initialize(bits, source);
            } else if (!edwards) {
                generator.initialize(new ECGenParameterSpec(Curve.named(kind).jcaName()), source);
            } else if (random != null) {
                // The name says the curve already, and Corretto's provider takes no parameters.
                generator.initialize(new NamedParameterSpec(kind), random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            // Up to JDK 21 a runtime that jlink put together has no curves unless it was told.
            throw new IllegalStateException(
                    provider == null
                            ? "this Java cannot make a key of the kind " + kind
                                    + ": add the module jdk.crypto.ec to it, or choose a provider"
                            : "the provider " + provider.getName() + " cannot make a key of the kind " + kind
                                    + ": choose another provider or kind of key",
                    e);
        }
    }

    // ---- what a file does not say

    /**
     * The public keys that may belong to an EC key: a key agreement with the base point gives the x of its public point,
     * and two points have it. In this way the JDK's own code does what depends on the private number.
     */
    static List<Jwk> candidates(Curve curve, PrivateKey key) {
        PublicKey base = publicKey(Jwk.ec(curve.crv(), curve.baseX(), curve.baseY()), null);
        byte[] x;
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(key);
            agreement.doPhase(base, true);
            x = agreement.generateSecret();
        } catch (GeneralSecurityException | RuntimeException e) {
            throw JoseException.key(
                    "the private key does not say its public key, and it cannot be computed here: give the"
                            + " key with its public part");
        }
        BigInteger y = curve.y(Numbers.of(x));
        return List.of(
                Jwk.ec(curve.crv(), x, y.toByteArray()),
                Jwk.ec(curve.crv(), x, curve.negate(y).toByteArray()));
    }

    /** The public key that a generator makes of a seed: a generator that draws the seed gives the pair. */
    static Jwk ofSeed(EdwardsCurve curve, byte[] seed) {
        KeyPair pair = generate(curve.crv(), 0, null, new Draws(seed));
        return Spki.decode(pair.getPublic().getEncoded());
    }

    /** Draws the octets that it was given. */
    private static final class Draws extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final transient byte[] octets;

        Draws(byte[] octets) {
            this.octets = octets;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(octets, 0, bytes, 0, Math.min(octets.length, bytes.length));
        }
    }
}
