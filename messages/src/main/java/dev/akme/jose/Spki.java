package dev.akme.jose;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import dev.akme.der.Pem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Public keys as the rest of the world has them: SubjectPublicKeyInfo in DER (RFC 5280 §4.1.2.7). */
final class Spki {

    static final String EC = "1.2.840.10045.2.1";
    static final String RSA = "1.2.840.113549.1.1.1";

    private Spki() {}

    /** Writes a key of which the parts are known to be there. */
    static byte[] encode(Jwk key) {
        return switch (key.kty()) {
            case "EC" ->
                encode(
                        DerWriter.sequence(
                                DerWriter.oid(EC), DerWriter.oid(Curve.of(key).oid())),
                        point(key.x().orElseThrow(), key.y().orElseThrow()));
            case "RSA" ->
                encode(
                        DerWriter.sequence(DerWriter.oid(RSA), DerWriter.nothing()),
                        DerWriter.sequence(
                                unsigned(key.n().orElseThrow()),
                                unsigned(key.e().orElseThrow())));
            default ->
                encode(
                        DerWriter.sequence(DerWriter.oid(EdwardsCurve.of(key).oid())),
                        key.x().orElseThrow());
        };
    }

    private static byte[] encode(byte[] algorithm, byte[] key) {
        return DerWriter.sequence(algorithm, DerWriter.bitString(key));
    }

    /** A point without compression (SEC 1 §2.3.3). */
    static byte[] point(byte[] x, byte[] y) {
        byte[] point = new byte[1 + x.length + y.length];
        point[0] = 4;
        System.arraycopy(x, 0, point, 1, x.length);
        System.arraycopy(y, 0, point, 1 + x.length, y.length);
        return point;
    }

    private static byte[] unsigned(byte[] number) {
        return DerWriter.integer(Numbers.of(number));
    }

    /** Reads a key; nothing is checked but its form. */
    static Jwk decode(byte[] der) {
        try {
            DerReader info = DerReader.ofSequence(der);
            DerReader algorithm = info.sequence();
            byte[] key = info.bitString();
            info.end();
            String oid = algorithm.oid();
            return switch (oid) {
                case EC -> ec(Curve.named(algorithm), key);
                case RSA -> rsa(key);
                default -> okp(oid, key);
            };
        } catch (IllegalArgumentException e) {
            throw JoseException.key("the public key is " + e.getMessage());
        }
    }

    static Jwk ofPem(String pem) {
        List<Jwk> found = new ArrayList<>();
        try {
            for (Pem.Block block : Pem.blocks(pem)) {
                switch (block.label()) {
                    case "PUBLIC KEY" -> found.add(decode(block.der()));
                    case "RSA PUBLIC KEY" -> found.add(rsa(block.der()));
                    default -> {}
                }
            }
        } catch (IllegalArgumentException e) {
            throw JoseException.key("the public key cannot be read: " + e.getMessage());
        }
        if (found.size() != 1) {
            throw JoseException.key(
                    found.isEmpty() ? "there is no public key in PEM" : "there is more than one public key: give one");
        }
        return found.get(0);
    }

    /** Reads an RSA key by itself (RFC 8017 A.1.1). */
    static Jwk rsa(byte[] der) {
        DerReader key = DerReader.ofSequence(der);
        BigInteger n = key.integer();
        BigInteger e = key.integer();
        key.end();
        if (n.signum() <= 0 || e.signum() <= 0) {
            throw JoseException.key("a number of the RSA key is not positive");
        }
        return Jwk.rsa(n.toByteArray(), e.toByteArray());
    }

    static Jwk ec(Curve curve, byte[] point) {
        int length = curve.octets();
        if (point.length == 1 + 2 * length && point[0] == 4) {
            return Jwk.ec(
                    curve.crv(),
                    Arrays.copyOfRange(point, 1, 1 + length),
                    Arrays.copyOfRange(point, 1 + length, point.length));
        }
        if (point.length == 1 + length && (point[0] == 2 || point[0] == 3)) {
            byte[] x = Arrays.copyOfRange(point, 1, point.length);
            BigInteger y = curve.y(Numbers.of(x));
            return Jwk.ec(curve.crv(), x, (y.testBit(0) == (point[0] == 3) ? y : curve.negate(y)).toByteArray());
        }
        throw JoseException.key("the key is not a point of the curve " + curve.crv());
    }

    private static Jwk okp(String oid, byte[] key) {
        EdwardsCurve curve = EdwardsCurve.ofOid(oid)
                .orElseThrow(() -> JoseException.key(
                        "keys of the type " + oid + " are not supported: use EC, RSA, Ed25519 or Ed448"));
        if (key.length != curve.octets()) {
            throw JoseException.key("the key has not as many octets as an " + curve.crv() + " key has");
        }
        return Jwk.okp(curve.crv(), key);
    }
}
