package dev.akme.jose;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A private key in pieces, on its way between the forms that files have: PKCS#8 (RFC 5958), SEC 1 (RFC 5915), PKCS#1
 * (RFC 8017 A.1.2) and JWK (RFC 7518 §6.2.2, §6.3.2, RFC 8037 §2). Never leaves this package; no error quotes a piece.
 */
final class PrivateParts {

    /** In the order of PKCS#1. */
    private static final List<String> RSA_PARTS = List.of("n", "e", "d", "p", "q", "dp", "dq", "qi");

    private static final int PARAMETERS_TAG = 0xa0;
    private static final int PUBLIC_KEY_TAG = 0xa1;
    private static final int PUBLIC_KEY_BITS_TAG = 0x81;

    private final byte[] algorithm;
    private final byte[] contents;
    private final Map<String, byte[]> members;
    private final @Nullable Jwk publicKey;

    /**
     * The pieces.
     *
     * @param algorithm the AlgorithmIdentifier in DER
     * @param contents what PKCS#8 holds besides
     * @param members the private members of the JWK
     * @param publicKey the public key, if the form says it
     */
    private PrivateParts(byte[] algorithm, byte[] contents, Map<String, byte[]> members, @Nullable Jwk publicKey) {
        this.algorithm = algorithm;
        this.contents = contents;
        this.members = members;
        this.publicKey = publicKey;
    }

    /** The public key, if the form said it. */
    Optional<Jwk> publicKey() {
        return Optional.ofNullable(publicKey);
    }

    /** What the form tells of the type: the name that the JDK has for its keys. */
    String jcaName() {
        String oid = DerReader.of(algorithm).sequence().oid();
        return switch (oid) {
            case Spki.EC -> "EC";
            case Spki.RSA -> "RSA";
            default -> edwards(oid).crv();
        };
    }

    /** The public keys that may belong to it, where the form did not say it. */
    List<Jwk> publicKeys(PrivateKey key) {
        DerReader type = DerReader.of(algorithm).sequence();
        String oid = type.oid();
        return oid.equals(Spki.EC)
                ? KeyFactories.candidates(Curve.named(type), key)
                : List.of(
                        KeyFactories.ofSeed(edwards(oid), DerReader.of(contents).octetString()));
    }

    // ---- PKCS#8

    static PrivateParts ofPkcs8(byte[] der) {
        DerReader info = DerReader.ofSequence(der);
        BigInteger version = info.integer();
        if (version.signum() < 0 || version.compareTo(BigInteger.ONE) > 0) {
            throw JoseException.key("the private key is of an unknown version of PKCS#8");
        }
        byte[] algorithm = info.whole();
        byte[] contents = info.octetString();
        byte[] more = null;
        while (info.hasMore()) {
            // Attributes (0) mean nothing here; version 2 may carry the public key (1).
            boolean isKey = info.peekTag() == PUBLIC_KEY_BITS_TAG;
            byte[] value = isKey ? info.contents(PUBLIC_KEY_BITS_TAG) : info.whole();
            more = isKey ? Arrays.copyOfRange(value, Math.min(1, value.length), value.length) : more;
        }
        DerReader type = DerReader.of(algorithm).sequence();
        String oid = type.oid();
        return switch (oid) {
            case Spki.EC -> ofSec1(contents, Curve.named(type));
            case Spki.RSA -> ofPkcs1(contents);
            default -> ofSeed(edwards(oid), contents, more);
        };
    }

    byte[] toPkcs8() {
        return DerWriter.sequence(DerWriter.integer(0), algorithm, DerWriter.octetString(contents));
    }

    private static EdwardsCurve edwards(String oid) {
        return EdwardsCurve.ofOid(oid)
                .orElseThrow(() -> JoseException.key(
                        "private keys of the type " + oid + " are not supported: use EC, RSA, Ed25519 or Ed448"));
    }

    private static PrivateParts ofSeed(EdwardsCurve curve, byte[] contents, byte @Nullable [] publicKey) {
        byte[] seed = DerReader.of(contents).octetString();
        return okp(curve, seed, publicKey == null ? null : Jwk.okp(curve.crv(), publicKey));
    }

    private static PrivateParts okp(EdwardsCurve curve, byte[] seed, @Nullable Jwk publicKey) {
        if (seed.length != curve.octets()) {
            throw JoseException.key("the private key has not as many octets as an " + curve.crv() + " key has");
        }
        return new PrivateParts(
                DerWriter.sequence(DerWriter.oid(curve.oid())),
                DerWriter.octetString(seed),
                Map.of("d", seed),
                publicKey);
    }

    // ---- SEC 1

    /** Reads an EC key by itself; the curve may stand outside, inside or both. */
    static PrivateParts ofSec1(byte[] der, @Nullable Curve outside) {
        DerReader key = DerReader.ofSequence(der);
        if (!key.integer().equals(BigInteger.ONE)) {
            throw JoseException.key("the private key is of an unknown version of SEC 1");
        }
        byte[] number = key.octetString();
        Curve curve = outside;
        byte[] point = null;
        while (key.hasMore()) {
            if (key.peekTag() == PARAMETERS_TAG) {
                Curve inside = Curve.named(key.enter(PARAMETERS_TAG));
                if (curve != null && curve != inside) {
                    throw JoseException.key("the private key names two curves");
                }
                curve = inside;
            } else {
                point = key.enter(PUBLIC_KEY_TAG).bitString();
            }
        }
        if (curve == null) {
            throw JoseException.key(
                    "the private key does not say its curve: give it with its EC PARAMETERS, or in PKCS#8");
        }
        return ec(curve, number, point == null ? null : Spki.ec(curve, point));
    }

    private static PrivateParts ec(Curve curve, byte[] number, @Nullable Jwk publicKey) {
        BigInteger d = Numbers.of(number);
        if (d.signum() == 0 || d.compareTo(curve.order()) >= 0) {
            throw JoseException.key("the private key is not a number between 1 and the order of " + curve.crv());
        }
        byte[] fixed = Numbers.unsigned(d, curve.octets());
        byte[] version = DerWriter.integer(1);
        byte[] octets = DerWriter.octetString(fixed);
        byte[] contents = publicKey == null
                ? DerWriter.sequence(version, octets)
                : DerWriter.sequence(
                        version,
                        octets,
                        DerWriter.value(
                                PUBLIC_KEY_TAG,
                                DerWriter.bitString(Spki.point(
                                        publicKey.x().orElseThrow(),
                                        publicKey.y().orElseThrow()))));
        return new PrivateParts(
                DerWriter.sequence(DerWriter.oid(Spki.EC), DerWriter.oid(curve.oid())),
                contents,
                Map.of("d", fixed),
                publicKey);
    }

    // ---- PKCS#1

    /** Reads an RSA key by itself. */
    static PrivateParts ofPkcs1(byte[] der) {
        DerReader key = DerReader.ofSequence(der);
        if (key.integer().signum() != 0) {
            throw JoseException.key("the RSA key has more than two primes: that is not supported");
        }
        Map<String, BigInteger> numbers = new LinkedHashMap<>();
        for (String part : RSA_PARTS) {
            numbers.put(part, key.integer());
        }
        key.end();
        return rsa(numbers);
    }

    private static PrivateParts rsa(Map<String, BigInteger> numbers) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        List<byte[]> integers = new ArrayList<>(List.of(DerWriter.integer(0)));
        BigInteger n = number(numbers, "n");
        RsaChecks.checkSize(n);
        for (String part : RSA_PARTS) {
            BigInteger number = number(numbers, part);
            if (number.signum() <= 0) {
                throw JoseException.key("a number of the RSA key is not positive: its primes and exponents are needed");
            }
            if (number.compareTo(n) > 0) {
                throw JoseException.key("a number of the RSA key is greater than its modulus");
            }
            integers.add(DerWriter.integer(number));
            if (!part.equals("n") && !part.equals("e")) {
                members.put(part, Numbers.unsigned(number, 0));
            }
        }
        if (!isConsistent(numbers)) {
            throw JoseException.key("the numbers of the RSA key do not belong together");
        }
        return new PrivateParts(
                DerWriter.sequence(DerWriter.oid(Spki.RSA), DerWriter.nothing()),
                DerWriter.sequence(integers.toArray(byte[][]::new)),
                members,
                Jwk.rsa(number(numbers, "n").toByteArray(), number(numbers, "e").toByteArray()));
    }

    /** A provider may look at some of the numbers only, and another one at others. */
    private static boolean isConsistent(Map<String, BigInteger> numbers) {
        BigInteger p = number(numbers, "p");
        BigInteger q = number(numbers, "q");
        BigInteger d = number(numbers, "d");
        BigInteger p1 = p.subtract(BigInteger.ONE);
        BigInteger q1 = q.subtract(BigInteger.ONE);
        BigInteger ed = number(numbers, "e").multiply(d);
        return p1.signum() > 0
                && q1.signum() > 0
                && p.multiply(q).equals(number(numbers, "n"))
                && ed.mod(p1).equals(BigInteger.ONE)
                && ed.mod(q1).equals(BigInteger.ONE)
                && d.mod(p1).equals(number(numbers, "dp"))
                && d.mod(q1).equals(number(numbers, "dq"))
                && number(numbers, "qi").multiply(q).mod(p).equals(BigInteger.ONE);
    }

    private static BigInteger number(Map<String, BigInteger> numbers, String part) {
        return numbers.getOrDefault(part, BigInteger.ZERO);
    }

    // ---- JWK

    /** Takes the private members of a key that was read tolerantly, so that they are among its extensions. */
    static PrivateParts ofJwk(Jwk jwk) {
        if (jwk.member("keys").isPresent()) {
            throw JoseException.key("this is a set of JWKs: give one of its keys");
        }
        if (jwk.member("k").isPresent()) {
            throw JoseException.key("this is a symmetric key: give a private key");
        }
        Jwk publicKey = jwk.publicKey();
        if (jwk.member("d").isEmpty()) {
            throw JoseException.key("this is a public key: its private members, such as d, are missing");
        }
        return switch (jwk.kty()) {
            case "EC" -> ec(Curve.of(publicKey), member(jwk, "d"), publicKey);
            case "OKP" -> okp(EdwardsCurve.of(publicKey), member(jwk, "d"), publicKey);
            case "RSA" -> {
                Map<String, BigInteger> numbers = new LinkedHashMap<>();
                numbers.put("n", Numbers.of(publicKey.n().orElseThrow()));
                numbers.put("e", Numbers.of(publicKey.e().orElseThrow()));
                for (String part : RSA_PARTS.subList(2, RSA_PARTS.size())) {
                    numbers.put(part, Numbers.of(member(jwk, part)));
                }
                yield rsa(numbers);
            }
            default -> throw JoseException.key("this type of key is not supported: use EC, RSA or OKP");
        };
    }

    private static byte[] member(Jwk jwk, String name) {
        JsonValue value = jwk.extensions().get(name);
        if (!(value instanceof JsonString text)) {
            throw JoseException.key("the private member " + name + " of the JWK is missing or not a string");
        }
        try {
            return Base64Url.decode(text.text());
        } catch (IllegalArgumentException e) {
            throw JoseException.key("the private member " + name + " of the JWK is " + e.getMessage());
        }
    }

    /** The JWK with its private members. */
    String toJwk(Jwk publicKey) {
        StringBuilder json = new StringBuilder(publicKey.publicKey().toJson());
        json.setLength(json.length() - 1);
        members.forEach((name, octets) -> json.append(",\"")
                .append(name)
                .append("\":\"")
                .append(Base64Url.encode(octets))
                .append('"'));
        return json.append('}').toString();
    }
}
