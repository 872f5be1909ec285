package dev.akme.jose;

import dev.akme.der.Pem;
import dev.akme.json.Finding;
import dev.akme.json.internal.Members;
import java.security.Provider;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A public key that was checked and is ready to verify signatures. There is none for a key that must be refused: points
 * off their curve, of small order or not in their one encoding; RSA keys of fewer than 2048 bits, with an exponent that
 * is even, below 65537 or of more than 256 bits, with small or close factors, or with the weakness ROCA; keys with
 * private members; kinds that are not supported.
 *
 * <p>Making one costs more than using it (for RSA up to two milliseconds): a server keeps it with the
 * account. Immutable and safe for use by many threads. Two are equal when their {@link #jwk()} is.
 */
public final class VerificationKey {

    private final Jwk jwk;
    private final String kind;
    private final int signatureOctets;
    private final PublicKey key;
    private final @Nullable Provider provider;

    private VerificationKey(Jwk jwk, int signatureOctets, PublicKey key, @Nullable Provider provider) {
        this.jwk = jwk;
        this.kind = jwk.kind();
        this.signatureOctets = signatureOctets;
        this.key = key;
        this.provider = provider;
    }

    /**
     * Checks a public key, which the JVM's providers will compute with.
     *
     * @param jwk a key of the type EC (P-256, P-384, P-521), RSA, or OKP (Ed25519, Ed448)
     * @return the key
     * @throws JoseException with {@link JoseException.Fault#FORM} when it is not a public JWK in its one right form, and
     *     {@link JoseException.Fault#KEY} when it is weak, no key at all, or not supported
     */
    public static VerificationKey of(Jwk jwk) {
        return of(jwk, null);
    }

    /**
     * Checks a public key.
     *
     * @param jwk as in {@link #of(Jwk)}
     * @param provider the provider to compute with; null leaves it to the JVM
     * @return the key
     * @throws JoseException as {@link #of(Jwk)}, and when the provider does not take the key
     */
    public static VerificationKey of(Jwk jwk, @Nullable Provider provider) {
        List<Finding> errors = Members.errors(jwk);
        if (!errors.isEmpty()) {
            Finding first = errors.get(0);
            throw JoseException.form("jwk" + first.pointer() + ": " + first.problem() + "; " + first.advice() + " ("
                    + first.section() + ")");
        }
        int signatureOctets = switch (jwk.kty()) {
            case "EC" -> checkEc(Curve.of(jwk), jwk);
            case "OKP" -> checkOkp(EdwardsCurve.of(jwk), jwk);
            case "RSA" -> checkRsa(jwk);
            default -> throw JoseException.key("this type of key is not supported: use EC, RSA or OKP");
        };
        Jwk bare = jwk.publicKey();
        if (!SignatureScheme.of(JwsAlgorithm.defaultFor(bare), bare.kind()).isOffered(provider)) {
            throw JoseException.key("the provider knows no signatures of this kind of key: choose another provider");
        }
        return new VerificationKey(bare, signatureOctets, KeyFactories.publicKey(bare, provider), provider);
    }

    /**
     * Checks a public key of the JDK, such as that of a certificate, which the JVM's providers will compute with.
     *
     * @param key the key
     * @return the key
     * @throws JoseException as {@link #of(Jwk)}
     */
    public static VerificationKey of(PublicKey key) {
        return of(key, null);
    }

    /**
     * Checks a public key of the JDK, such as that of a certificate or a certificate request.
     *
     * @param key the key
     * @param provider the provider to compute with; null leaves it to the JVM
     * @return the key
     * @throws JoseException as {@link #of(Jwk, Provider)}
     */
    public static VerificationKey of(PublicKey key, @Nullable Provider provider) {
        return of(Jwk.of(key), provider);
    }

    // Each gives the number of octets that a signature has.

    private static int checkEc(Curve curve, Jwk jwk) {
        if (!curve.contains(jwk.x().orElseThrow(), jwk.y().orElseThrow())) {
            throw JoseException.key("the key is not a point of the curve " + curve.crv());
        }
        return 2 * curve.octets();
    }

    private static int checkOkp(EdwardsCurve curve, Jwk jwk) {
        if (!curve.takes(jwk.x().orElseThrow())) {
            throw JoseException.key("the key is not a point of the curve " + curve.crv()
                    + " in its one encoding, or is one of small order");
        }
        return 2 * curve.octets();
    }

    private static int checkRsa(Jwk jwk) {
        byte[] n = jwk.n().orElseThrow();
        RsaChecks.check(Numbers.of(n), Numbers.of(jwk.e().orElseThrow()));
        return n.length;
    }

    /**
     * {@return the key as it stands on the wire, with required members only}
     */
    public Jwk jwk() {
        return jwk;
    }

    /**
     * {@return the key as the JDK's classes have it}
     */
    public PublicKey publicKey() {
        return key;
    }

    /**
     * {@return the key as PEM, in the form of X.509 (RFC 7468 §13), with a line break at the end}
     */
    public String toPem() {
        return Pem.encode("PUBLIC KEY", Spki.encode(jwk));
    }

    /** As {@link Jwk#kind()}. */
    String kind() {
        return kind;
    }

    /**
     * Tells whether octets are a signature by this key, over exactly these octets.
     *
     * @param alg the algorithm, which the caller allows
     * @param input what was signed
     * @param signature the signature; for ECDSA the two numbers in fixed length (RFC 7518 §3.4)
     * @return {@code false} for any other octets, such as a signature in DER, of another length, or with numbers out of
     *     range
     * @throws JoseException with {@link JoseException.Fault#KEY} when the algorithm is not one for this kind of key; never
     *     because of the signature
     * @throws IllegalStateException when the provider does not have the algorithm, or fails
     */
    public boolean verify(JwsAlgorithm alg, byte[] input, byte[] signature) {
        SignatureScheme scheme = SignatureScheme.of(alg, kind);
        return signature.length == signatureOctets && scheme.verify(key, provider, input, signature);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerificationKey that && that.jwk.equals(jwk);
    }

    @Override
    public int hashCode() {
        return jwk.hashCode();
    }

    /**
     * {@return the kind of key and its thumbprint}
     */
    @Override
    public String toString() {
        return kind + " key " + jwk.thumbprint();
    }
}
