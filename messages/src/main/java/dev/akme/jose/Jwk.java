package dev.akme.jose;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonString;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A public key as it stands on the wire: a JSON Web Key (RFC 7517). Sent by the client, in the header of requests
 * (RFC 8555 §6.2), in external account bindings and in key changes.
 *
 * <p>This is a value, not a key to compute with, which {@link VerificationKey} is: nothing checks here that a point lies
 * on its curve. A private key never belongs here; {@code build()} and a strict read refuse one, and {@code toString} shows no key material.
 */
public final class Jwk extends AcmeObject {

    private static final Schema<Jwk> SCHEMA = Schema.of("jwk", Jwk.class, Jwk::new, "RFC 7517 §4");

    private static final Field<String> KTY =
            SCHEMA.field("kty", Codecs.TEXT).section("RFC 7517 §4.1").required();
    private static final Field<String> CRV =
            SCHEMA.field("crv", Codecs.TEXT).section("RFC 7518 §6.2.1.1").optional();
    private static final Field<byte[]> X = SCHEMA.field("x", Codecs.BASE64URL)
            .section("RFC 7518 §6.2.1.2")
            .secret()
            .optional();
    private static final Field<byte[]> Y = SCHEMA.field("y", Codecs.BASE64URL)
            .section("RFC 7518 §6.2.1.3")
            .secret()
            .optional();
    private static final Field<byte[]> N = SCHEMA.field("n", Codecs.BASE64URL)
            .section("RFC 7518 §6.3.1.1")
            .secret()
            .optional();
    private static final Field<byte[]> E = SCHEMA.field("e", Codecs.BASE64URL)
            .section("RFC 7518 §6.3.1.2")
            .secret()
            .optional();
    private static final Field<byte[]> PUB = SCHEMA.field("pub", Codecs.BASE64URL)
            .section("RFC 9964 §3")
            .secret()
            .optional();
    private static final Field<JwsAlgorithm> ALG =
            SCHEMA.field("alg", JwsAlgorithm.CODEC).section("RFC 7517 §4.4").optional();

    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    /** What a key of each type consists of, in the order of a thumbprint (RFC 7638 §3.2, RFC 8037 §2, RFC 9964 §6). */
    private static final Map<String, List<Field<?>>> PARTS = Map.of(
            "EC", List.of(CRV, KTY, X, Y),
            "OKP", List.of(CRV, KTY, X),
            "RSA", List.of(E, KTY, N),
            "AKP", List.of(ALG, KTY, PUB));

    /** Octets of {@code x} and {@code y}, or of {@code pub}, by {@link #kind()}. */
    private static final Map<String, Integer> LENGTHS = Map.of(
            "EC P-256", 32,
            "EC P-384", 48,
            "EC P-521", 66,
            "OKP Ed25519", 32,
            "OKP Ed448", 57,
            "OKP X25519", 32,
            "OKP X448", 56,
            "AKP ML-DSA-44", 1312,
            "AKP ML-DSA-65", 1952,
            "AKP ML-DSA-87", 2592);

    /** Reads public keys. */
    public static final MessageType<Jwk> TYPE = SCHEMA.rules(Jwk::rules).done();

    private static void rules(Rules<Jwk> rules) {
        rules.rule(
                        Severity.ERROR,
                        "jwk/private",
                        "RFC 7517 §9.2",
                        "the key has a private or symmetric part",
                        "send the public members only, and replace the key: it is known to others now",
                        k -> PRIVATE_MEMBERS.stream()
                                .filter(k.extensions()::containsKey)
                                .map(name -> "/" + name)
                                .toList())
                .rule(
                        Severity.ERROR,
                        "jwk/incomplete",
                        "RFC 7518 §6",
                        "a member that this type of key consists of is missing",
                        "send all members that the key type requires",
                        k -> k.parts().stream()
                                .filter(field -> !field.equals(KTY))
                                .filter(field -> !Members.of(k).has(field))
                                .map(field -> "/" + field.name())
                                .toList())
                .rule(
                        Severity.ERROR,
                        "jwk/length",
                        "RFC 7518 §6.2.1.2",
                        "the octets are not as many as this kind of key has",
                        "send all octets, with leading zeros",
                        Jwk::ofWrongLength)
                .rule(
                        Severity.ERROR,
                        "jwk/leading-zero",
                        "RFC 7518 §2",
                        "the number has a leading zero octet, or no octets",
                        "send the fewest octets that hold the number (RFC 8555 §8.1)",
                        k -> pointers(
                                List.of(N, E),
                                f -> k.parts().contains(f)
                                        && k.peek(f).filter(Jwk::isNotMinimal).isPresent()))
                .rule(
                        Severity.INFO,
                        "jwk/unknown-type",
                        "RFC 7517 §4.1",
                        "/kty",
                        "this type of key is not one that Akme knows",
                        "treat the key as one that is not supported",
                        k -> k.parts().isEmpty() && k.peek(KTY).isPresent());
    }

    private Jwk(Members members) {
        super(members);
    }

    /**
     * Makes an EC key (RFC 7518 §6.2).
     *
     * @param crv the curve, {@code "P-256"}, {@code "P-384"} or {@code "P-521"}
     * @param x the x coordinate, unsigned, highest octet first; filled up or cut to the length of the curve with zeros
     * @param y the y coordinate, likewise
     * @return the key
     * @throws InvalidMemberException when a coordinate is too long for the curve, or there is no such curve
     */
    public static Jwk ec(String crv, byte[] x, byte[] y) {
        int length = length("EC", crv);
        return builder()
                .part(KTY, "EC")
                .part(CRV, crv)
                .part(X, Numbers.unsigned(x, length))
                .part(Y, Numbers.unsigned(y, length))
                .build();
    }

    /**
     * Makes an Ed25519 or Ed448 key (RFC 8037 §2).
     *
     * @param crv the curve, {@code "Ed25519"} or {@code "Ed448"}
     * @param x the public key, 32 or 57 octets
     * @return the key
     * @throws InvalidMemberException when the length does not suit the curve, or there is no such curve
     */
    public static Jwk okp(String crv, byte[] x) {
        length("OKP", crv);
        return builder().part(KTY, "OKP").part(CRV, crv).part(X, x).build();
    }

    /** A new key must be on a known curve; keys that are read need not. */
    private static int length(String kty, String crv) {
        Integer length = LENGTHS.get(kty + " " + crv);
        if (length == null) {
            throw new InvalidMemberException(
                    "jwk", "/crv", "RFC 7518 §6.2.1.1", "not the name of a curve for " + kty + " keys");
        }
        return length;
    }

    /**
     * Makes an RSA key (RFC 7518 §6.3).
     *
     * @param n the modulus, unsigned, highest octet first; leading zeros are dropped (RFC 8555 §8.1)
     * @param e the public exponent, likewise
     * @return the key
     * @throws InvalidMemberException when one of them is zero
     */
    public static Jwk rsa(byte[] n, byte[] e) {
        return builder()
                .part(KTY, "RSA")
                .part(N, Numbers.unsigned(n, 0))
                .part(E, Numbers.unsigned(e, 0))
                .build();
    }

    /**
     * Makes the JWK of a public key of the JDK. Nothing is checked but its form, see {@link VerificationKey}.
     *
     * @param key an EC key on one of the curves above, an RSA key, or an Ed25519 or Ed448 key
     * @return the key, with the members that its type requires
     * @throws JoseException when the key is of another kind, or cannot be encoded
     */
    public static Jwk of(PublicKey key) {
        byte @Nullable [] spki = "X.509".equals(key.getFormat()) ? key.getEncoded() : null;
        if (spki == null) {
            throw JoseException.key("the public key has no encoding");
        }
        return Spki.decode(spki);
    }

    /**
     * Reads a public key in PEM, {@code PUBLIC KEY} or {@code RSA PUBLIC KEY}. Nothing is checked but its form, see
     * {@link VerificationKey}.
     *
     * @param pem text with exactly one public key; other blocks are passed over
     * @return the key, with the members that its type requires
     * @throws JoseException when there is no key, more than one, or one of a kind that is not supported
     */
    public static Jwk parsePem(String pem) {
        return Spki.ofPem(pem);
    }

    /**
     * Makes a key of the type "algorithm key pair", such as ML-DSA (RFC 9964 §3).
     *
     * @param alg the only algorithm that the key is for
     * @param pub the public key
     * @return the key
     * @throws InvalidMemberException when the length does not suit the algorithm
     */
    public static Jwk akp(JwsAlgorithm alg, byte[] pub) {
        return builder().part(KTY, "AKP").part(PUB, pub).part(ALG, alg).build();
    }

    /**
     * {@return a builder that starts with all members of this key; for adding or dropping members such as {@code use}}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    private static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the type of key: {@code "EC"}, {@code "OKP"}, {@code "RSA"}, {@code "AKP"} or another word (RFC 7517
     * §4.1)}
     */
    public String kty() {
        return require(KTY);
    }

    /**
     * {@return the curve of an EC or OKP key (RFC 7518 §6.2.1.1)}
     */
    public Optional<String> crv() {
        return find(CRV);
    }

    /**
     * {@return the x coordinate of an EC key, or an OKP public key (RFC 7518 §6.2.1.2, RFC 8037 §2)}
     */
    public Optional<byte[]> x() {
        return find(X);
    }

    /**
     * {@return the y coordinate of an EC key (RFC 7518 §6.2.1.3)}
     */
    public Optional<byte[]> y() {
        return find(Y);
    }

    /**
     * {@return the modulus of an RSA key, unsigned, highest octet first (RFC 7518 §6.3.1.1)}
     */
    public Optional<byte[]> n() {
        return find(N);
    }

    /**
     * {@return the public exponent of an RSA key, unsigned, highest octet first (RFC 7518 §6.3.1.2)}
     */
    public Optional<byte[]> e() {
        return find(E);
    }

    /**
     * {@return the public key of an AKP key (RFC 9964 §3)}
     */
    public Optional<byte[]> pub() {
        return find(PUB);
    }

    /**
     * {@return the algorithm that the key is for (RFC 7517 §4.4); an AKP key always has one}
     */
    public Optional<JwsAlgorithm> alg() {
        return find(ALG);
    }

    /**
     * Computes the name of this key: base64url of the SHA-256 of its required members (RFC 7638, RFC 8555 §8.1).
     * Members beyond those make no difference.
     *
     * @return 43 characters
     * @throws dev.akme.json.MemberException when a required member is absent or invalid, or no thumbprint is defined for
     *     the type of key
     */
    public String thumbprint() {
        List<Field<?>> parts = PARTS.get(kty());
        if (parts == null) {
            throw new InvalidMemberException(
                    "jwk", "/kty", "RFC 7638 §3.2", "no thumbprint is defined for this type of key");
        }
        List<String> wrong = ofWrongLength();
        if (!wrong.isEmpty()) {
            throw new InvalidMemberException(
                    "jwk", wrong.get(0), "RFC 7518 §6.2.1.2", "not as many octets as this kind of key has");
        }
        StringBuilder json = new StringBuilder("{");
        for (Field<?> part : parts) {
            json.append(json.length() == 1 ? "\"" : ",\"").append(part.name()).append("\":");
            json.append(new JsonString(canonical(require(part))).toJson());
        }
        return Base64Url.encode(sha256(json.append('}').toString()));
    }

    /**
     * {@return this key with the members only that its type requires, as it is to be sent; private ones are left out}
     *
     * @throws dev.akme.json.MemberException when one of them is absent or invalid, or the type of key is not known
     */
    public Jwk publicKey() {
        if (parts().isEmpty()) {
            throw new InvalidMemberException("jwk", "/kty", "RFC 7517 §4.1", "this is no type of public key");
        }
        Builder builder = toBuilder();
        extensions().keySet().forEach(builder::without);
        SCHEMA.fields().stream()
                .filter(field -> !parts().contains(field))
                .forEach(field -> builder.without(field.name()));
        return builder.build();
    }

    private String canonical(Object part) {
        if (part instanceof byte[] octets) {
            return Base64Url.encode(kty().equals("RSA") ? Numbers.unsigned(octets, 0) : octets);
        }
        return part.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Type and curve (or algorithm), such as {@code "EC P-256"} or {@code "RSA"}; {@code ""} when they are missing. */
    String kind() {
        String kty = peek(KTY).orElse("");
        return switch (kty) {
            case "EC", "OKP" -> kty + " " + peek(CRV).orElse("");
            case "AKP" -> kty + " " + peek(ALG).map(JwsAlgorithm::value).orElse("");
            default -> kty;
        };
    }

    private List<Field<?>> parts() {
        return PARTS.getOrDefault(peek(KTY).orElse(""), List.of());
    }

    private List<String> ofWrongLength() {
        Integer length = LENGTHS.get(kind());
        if (length == null) {
            return List.of();
        }
        return pointers(
                List.of(X, Y, PUB),
                f -> parts().contains(f)
                        && peek(f).filter(octets -> octets.length != length).isPresent());
    }

    private static List<String> pointers(List<Field<byte[]>> fields, Predicate<Field<byte[]>> broken) {
        List<String> pointers = new ArrayList<>();
        for (Field<byte[]> field : fields) {
            if (broken.test(field)) {
                pointers.add("/" + field.name());
            }
        }
        return pointers;
    }

    private static boolean isNotMinimal(byte[] number) {
        return number.length == 0 || number[0] == 0;
    }

    /** Builds a {@link Jwk} from another; new ones come from {@link Jwk#ec} and its like. */
    public static final class Builder extends ObjectBuilder<Jwk, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Jwk start) {
            super(SCHEMA, start);
        }

        // Not setters of their own: the members of a key make sense only together.
        private <V> Builder part(Field<V> field, V value) {
            return set(field, value);
        }

        /**
         * Sets the algorithm that the key is for.
         *
         * @param alg the algorithm
         * @return this builder
         */
        public Builder alg(JwsAlgorithm alg) {
            return set(ALG, alg);
        }
    }
}
