package dev.akme.jose;

import dev.akme.der.DerReader;
import java.math.BigInteger;
import java.util.Map;

/**
 * The curves of EC keys (FIPS 186-5, SP 800-186 §3.2.1), with their domain parameters: {@code y² = x³ - 3x + b} over a
 * prime field, of prime order.
 */
enum Curve {
    P256(
            "P-256",
            "1.2.840.10045.3.1.7",
            "secp256r1",
            32,
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
            "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
            "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
    P384(
            "P-384",
            "1.3.132.0.34",
            "secp384r1",
            48,
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
            "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
            "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"),
    P521(
            "P-521",
            "1.3.132.0.35",
            "secp521r1",
            66,
            "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
                    + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109"
                    + "e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
            "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
                    + "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
            "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3d"
                    + "baa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66");

    private static final Map<String, Curve> BY_NAME = Map.of("P-256", P256, "P-384", P384, "P-521", P521);
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final String crv;
    private final String oid;
    private final String jcaName;
    private final int octets;
    private final BigInteger p;
    private final BigInteger b;
    private final BigInteger order;
    private final BigInteger baseX;

    Curve(String crv, String oid, String jcaName, int octets, String p, String b, String order, String baseX) {
        this.crv = crv;
        this.oid = oid;
        this.jcaName = jcaName;
        this.octets = octets;
        this.p = new BigInteger(p, 16);
        this.b = new BigInteger(b, 16);
        this.order = new BigInteger(order, 16);
        this.baseX = new BigInteger(baseX, 16);
    }

    static Curve of(Jwk key) {
        return named(key.crv().orElse(""));
    }

    /** The curve that a JWK calls so. */
    static Curve named(String crv) {
        Curve curve = BY_NAME.get(crv);
        if (curve == null) {
            throw JoseException.key("the curve of the key is not supported: use P-256, P-384 or P-521");
        }
        return curve;
    }

    /** The curve that parameters of a key name (RFC 5480 §2.1.1). */
    static Curve named(DerReader parameters) {
        if (parameters.peekTag() == DerReader.SEQUENCE) {
            throw JoseException.key("the key spells its curve out instead of naming it: convert it with \"openssl ec"
                    + " -param_enc named_curve\"");
        }
        return ofOid(parameters.oid());
    }

    static Curve ofOid(String oid) {
        for (Curve curve : values()) {
            if (curve.oid.equals(oid)) {
                return curve;
            }
        }
        throw JoseException.key("the curve " + oid + " of the key is not supported: use P-256, P-384 or P-521");
    }

    /** Its name in a JWK. */
    String crv() {
        return crv;
    }

    String oid() {
        return oid;
    }

    /** Its name in the JDK. */
    String jcaName() {
        return jcaName;
    }

    /** Octets of a coordinate, and of each number in a signature. */
    int octets() {
        return octets;
    }

    BigInteger order() {
        return order;
    }

    /** A point of which every other is a multiple. */
    byte[] baseX() {
        return baseX.toByteArray();
    }

    /** Which of the two y makes no difference to what it is used for. */
    byte[] baseY() {
        return y(baseX).toByteArray();
    }

    /** Whether a point is on the curve. That is all there is to check: the order is prime, and infinity has no coordinates. */
    boolean contains(byte[] x, byte[] y) {
        BigInteger xx = Numbers.of(x);
        BigInteger yy = Numbers.of(y);
        return xx.compareTo(p) < 0
                && yy.compareTo(p) < 0
                && yy.multiply(yy).mod(p).equals(right(xx));
    }

    private BigInteger right(BigInteger x) {
        return x.multiply(x).subtract(THREE).multiply(x).add(b).mod(p);
    }

    /** One of the two y that belong to an x on the curve; the other is {@link #negate}. All p are 3 modulo 4. */
    BigInteger y(BigInteger x) {
        return right(x).modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    }

    BigInteger negate(BigInteger y) {
        return p.subtract(y);
    }
}
