package dev.akme.jose;

import dev.akme.json.Term;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/** How a {@link Jws} is signed: the header parameter {@code alg} (RFC 7515 §4.1.1). */
public final class JwsAlgorithm extends Term {

    private static final Vocabulary<JwsAlgorithm> WORDS = new Vocabulary<>("algorithm", JwsAlgorithm::new);

    /** {@code ES256}: ECDSA with P-256 and SHA-256. Every server takes it (RFC 8555 §6.2). */
    public static final JwsAlgorithm ES256 = WORDS.add("ES256", "RFC 7518 §3.4", "ECDSA with P-256 and SHA-256.");
    /** {@code ES384}: ECDSA with P-384 and SHA-384. */
    public static final JwsAlgorithm ES384 = WORDS.add("ES384", "RFC 7518 §3.4", "ECDSA with P-384 and SHA-384.");
    /** {@code ES512}: ECDSA with P-521 and SHA-512. */
    public static final JwsAlgorithm ES512 = WORDS.add("ES512", "RFC 7518 §3.4", "ECDSA with P-521 and SHA-512.");
    /** {@code RS256}: RSASSA-PKCS1-v1_5 with SHA-256. */
    public static final JwsAlgorithm RS256 = WORDS.add("RS256", "RFC 7518 §3.3", "RSASSA-PKCS1-v1_5 with SHA-256.");
    /** {@code RS384}: RSASSA-PKCS1-v1_5 with SHA-384. */
    public static final JwsAlgorithm RS384 = WORDS.add("RS384", "RFC 7518 §3.3", "RSASSA-PKCS1-v1_5 with SHA-384.");
    /** {@code RS512}: RSASSA-PKCS1-v1_5 with SHA-512. */
    public static final JwsAlgorithm RS512 = WORDS.add("RS512", "RFC 7518 §3.3", "RSASSA-PKCS1-v1_5 with SHA-512.");
    /** {@code PS256}: RSASSA-PSS with SHA-256. */
    public static final JwsAlgorithm PS256 = WORDS.add("PS256", "RFC 7518 §3.5", "RSASSA-PSS with SHA-256.");
    /** {@code PS384}: RSASSA-PSS with SHA-384. */
    public static final JwsAlgorithm PS384 = WORDS.add("PS384", "RFC 7518 §3.5", "RSASSA-PSS with SHA-384.");
    /** {@code PS512}: RSASSA-PSS with SHA-512. */
    public static final JwsAlgorithm PS512 = WORDS.add("PS512", "RFC 7518 §3.5", "RSASSA-PSS with SHA-512.");
    /** {@code EdDSA}: Ed25519 or Ed448, as the key's curve says. Deprecated by RFC 9864, and what servers know. */
    public static final JwsAlgorithm EDDSA =
            WORDS.add("EdDSA", "RFC 8037 §3.1", "Ed25519 or Ed448, as the curve of the key says.");
    /** {@code Ed25519}: EdDSA with Ed25519 alone. */
    public static final JwsAlgorithm ED25519 = WORDS.add("Ed25519", "RFC 9864 §2.2", "EdDSA with Ed25519.");
    /** {@code Ed448}: EdDSA with Ed448 alone. */
    public static final JwsAlgorithm ED448 = WORDS.add("Ed448", "RFC 9864 §2.2", "EdDSA with Ed448.");
    /** {@code HS256}: HMAC with SHA-256, for external account bindings alone. */
    public static final JwsAlgorithm HS256 = WORDS.add("HS256", "RFC 7518 §3.2", "HMAC with SHA-256.");
    /** {@code HS384}: HMAC with SHA-384, for external account bindings alone. */
    public static final JwsAlgorithm HS384 = WORDS.add("HS384", "RFC 7518 §3.2", "HMAC with SHA-384.");
    /** {@code HS512}: HMAC with SHA-512, for external account bindings alone. */
    public static final JwsAlgorithm HS512 = WORDS.add("HS512", "RFC 7518 §3.2", "HMAC with SHA-512.");
    /** {@code ML-DSA-44}: ML-DSA of FIPS 204, smallest parameters. */
    public static final JwsAlgorithm ML_DSA_44 = WORDS.add("ML-DSA-44", "RFC 9964 §4", "ML-DSA-44 of FIPS 204.");
    /** {@code ML-DSA-65}: ML-DSA of FIPS 204, middle parameters. */
    public static final JwsAlgorithm ML_DSA_65 = WORDS.add("ML-DSA-65", "RFC 9964 §4", "ML-DSA-65 of FIPS 204.");
    /** {@code ML-DSA-87}: ML-DSA of FIPS 204, largest parameters. */
    public static final JwsAlgorithm ML_DSA_87 = WORDS.add("ML-DSA-87", "RFC 9964 §4", "ML-DSA-87 of FIPS 204.");

    static final Codec<JwsAlgorithm> CODEC = WORDS.codec();

    private JwsAlgorithm(TermSpec spec) {
        super(spec);
    }

    /**
     * Gives the algorithm of that name.
     *
     * @param value the word as it stands in a message; any text
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static JwsAlgorithm of(String value) {
        return WORDS.of(value);
    }

    /**
     * {@return all known algorithms; {@code none} is not among them}
     */
    public static List<JwsAlgorithm> known() {
        return WORDS.known();
    }

    /**
     * {@return whether it is a MAC, made with a shared key: right for an external account binding (RFC 8555 §7.3.4) and
     * wrong everywhere else}
     */
    public boolean isMac() {
        return equals(HS256) || equals(HS384) || equals(HS512);
    }

    /**
     * Chooses the algorithm that a key signs with when nobody says otherwise: the one that most servers take.
     *
     * @param key a public key
     * @return {@code ES256}, {@code ES384} or {@code ES512} by the curve of an EC key; {@code RS256} for RSA;
     *     {@code EdDSA} for Ed25519 and Ed448
     * @throws JoseException when there is none for that kind of key
     */
    public static JwsAlgorithm defaultFor(Jwk key) {
        return switch (key.kind()) {
            case "EC P-256" -> ES256;
            case "EC P-384" -> ES384;
            case "EC P-521" -> ES512;
            case "RSA" -> RS256;
            case "OKP Ed25519", "OKP Ed448" -> EDDSA;
            default -> throw JoseException.key("there is no algorithm to sign with for this kind of key");
        };
    }

    /**
     * Tells whether this algorithm works with keys of that kind, going by {@code kty}, {@code crv} and, for
     * {@code AKP}, {@code alg}.
     *
     * @param key a public key
     * @return {@code false} also for a MAC, as its key is not public, and for unknown algorithms
     */
    public boolean fits(Jwk key) {
        String kind = key.kind();
        return switch (value()) {
            case "ES256" -> kind.equals("EC P-256");
            case "ES384" -> kind.equals("EC P-384");
            case "ES512" -> kind.equals("EC P-521");
            case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" -> kind.equals("RSA");
            case "EdDSA" -> kind.equals("OKP Ed25519") || kind.equals("OKP Ed448");
            case "Ed25519", "Ed448" -> kind.equals("OKP " + value());
            case "ML-DSA-44", "ML-DSA-65", "ML-DSA-87" -> kind.equals("AKP " + value());
            default -> false;
        };
    }
}
