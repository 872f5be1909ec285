package dev.akme.jose;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of key that {@link SigningKey#generate} makes, for accounts and for certificates. Which of them a CA takes is its
 * own choice; {@link #P256} is taken everywhere.
 */
public enum KeyType {
    /** EC on the curve P-256: short, fast, and taken by every server (RFC 8555 §6.2). */
    P256("EC", "P-256", 0),
    /** EC on the curve P-384. */
    P384("EC", "P-384", 0),
    /** EC on the curve P-521. Some CAs, Let's Encrypt among them, refuse it. */
    P521("EC", "P-521", 0),
    /** RSA with a modulus of 2048 bits, the smallest that is taken (RFC 7518 §3.3). */
    RSA2048("RSA", null, 2048),
    /** RSA with a modulus of 3072 bits. */
    RSA3072("RSA", null, 3072),
    /** RSA with a modulus of 4096 bits. Takes seconds to generate. */
    RSA4096("RSA", null, 4096),
    /** Ed25519 (RFC 8037). Few CAs take it. */
    ED25519("OKP", "Ed25519", 0),
    /** Ed448 (RFC 8037). Few CAs take it. */
    ED448("OKP", "Ed448", 0);

    private final String kty;
    private final @Nullable String crv;
    private final int bits;

    KeyType(String kty, @Nullable String crv, int bits) {
        this.kty = kty;
        this.crv = crv;
        this.bits = bits;
    }

    /**
     * {@return the type as a JWK has it, {@code "EC"}, {@code "RSA"} or {@code "OKP"} (RFC 7517 §4.1)}
     */
    public String kty() {
        return kty;
    }

    /**
     * {@return the curve as a JWK has it; empty for RSA (RFC 7518 §6.2.1.1, RFC 8037 §2)}
     */
    public Optional<String> crv() {
        return Optional.ofNullable(crv);
    }

    /** The size of the modulus; 0 when it is not RSA. */
    int bits() {
        return bits;
    }
}
