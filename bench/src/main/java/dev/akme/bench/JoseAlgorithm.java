package dev.akme.bench;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The algorithms that are measured, with a key for each. */
public enum JoseAlgorithm {
    /** ECDSA with P-256. */
    ES256(KeyType.P256, "SHA256withECDSAinP1363Format"),

    /** RSA of 2048 bits, with the padding of PKCS#1 v1.5. */
    RS256(KeyType.RSA2048, "SHA256withRSA"),

    /** Ed25519. */
    EDDSA(KeyType.ED25519, "Ed25519"),

    /** HMAC with SHA-256, which signs bindings to external accounts and no requests. */
    HS256(null, "HmacSHA256");

    /** Those that sign requests. */
    static final List<JoseAlgorithm> SIGNATURES = List.of(ES256, RS256, EDDSA);

    private final @Nullable KeyType keyType;
    private final String jcaName;

    JoseAlgorithm(@Nullable KeyType keyType, String jcaName) {
        this.keyType = keyType;
        this.jcaName = jcaName;
    }

    /** Its name in JWS. */
    String label() {
        return this == EDDSA ? "EdDSA" : name();
    }

    JwsAlgorithm jws() {
        return JwsAlgorithm.of(label());
    }

    /** Its name in the JDK, for signatures as JWS has them; all three providers know it. */
    String jcaName() {
        return jcaName;
    }

    /**
     * A key of that provider.
     *
     * @param number 0, 1 and so on: the same one gives the same key in every JVM, so that peers sign with the same
     */
    SigningKey signingKey(CryptoProvider provider, int number) {
        if (keyType == null) {
            throw new IllegalStateException(this + " has no signing keys");
        }
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(20_261_125 + number);
            return SigningKey.generate(keyType, null, random).withProvider(provider.provider());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static MacKey macKey(CryptoProvider provider) {
        return MacKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII))
                .withProvider(provider.provider());
    }
}
