package dev.akme.jose;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The curves of EdDSA keys (RFC 8032 §5.1, §5.2): {@code ax² + y² = 1 + dx²y²} over a prime field. */
enum EdwardsCurve {
    ED25519(
            "Ed25519",
            "1.3.101.112",
            32,
            BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19)),
            BigInteger.valueOf(-1),
            new BigInteger("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3", 16),
            3),
    ED448(
            "Ed448",
            "1.3.101.113",
            57,
            BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE),
            BigInteger.ONE,
            BigInteger.valueOf(-39_081),
            2);

    private static final Map<String, EdwardsCurve> BY_NAME = Map.of("Ed25519", ED25519, "Ed448", ED448);

    private final String crv;
    private final String oid;
    private final int octets;
    private final BigInteger p;
    private final BigInteger a;
    private final BigInteger d;
    private final int doublings;

    EdwardsCurve(String crv, String oid, int octets, BigInteger p, BigInteger a, BigInteger d, int doublings) {
        this.crv = crv;
        this.oid = oid;
        this.octets = octets;
        this.p = p;
        this.a = a;
        this.d = d;
        this.doublings = doublings;
    }

    /** The curve of an OKP key that was checked. */
    static EdwardsCurve of(Jwk key) {
        EdwardsCurve curve = BY_NAME.get(key.crv().orElse(""));
        if (curve == null) {
            throw JoseException.key("the curve of the key is not supported: use Ed25519 or Ed448");
        }
        return curve;
    }

    /** The curve of that object identifier (RFC 8410 §3), which also says what the key is. */
    static Optional<EdwardsCurve> ofOid(String oid) {
        return Arrays.stream(values()).filter(curve -> curve.oid.equals(oid)).findFirst();
    }

    /** Its name in a JWK, and in the JDK. */
    String crv() {
        return crv;
    }

    String oid() {
        return oid;
    }

    /** Octets of a public key, and of each half of a signature. */
    int octets() {
        return octets;
    }

    /**
     * Whether octets are the one encoding of a point on the curve (RFC 8032 §5.1.3, §5.2.3) that is of use as a key: a
     * point of small order would take signatures over anything.
     */
    boolean takes(byte[] encoded) {
        byte[] number = new byte[octets];
        for (int i = 0; i < octets; i++) {
            number[i] = encoded[octets - 1 - i];
        }
        boolean odd = (number[0] & 0x80) != 0;
        number[0] &= 0x7f;
        BigInteger y = new BigInteger(1, number);
        if (y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger xx = xSquared(y);
        if (xx.signum() == 0 ? odd : !isSquare(xx)) {
            return false;
        }
        for (int i = 0; i < doublings; i++) {
            y = doubled(y);
        }
        return !y.equals(BigInteger.ONE);
    }

    private BigInteger xSquared(BigInteger y) {
        BigInteger yy = y.multiply(y);
        return BigInteger.ONE
                .subtract(yy)
                .multiply(a.subtract(d.multiply(yy)).modInverse(p))
                .mod(p);
    }

    private boolean isSquare(BigInteger number) {
        return number.modPow(p.shiftRight(1), p).equals(BigInteger.ONE);
    }

    /** The y of a point added to itself; it depends on the square of x alone. */
    private BigInteger doubled(BigInteger y) {
        BigInteger yy = y.multiply(y).mod(p);
        BigInteger xx = xSquared(y);
        BigInteger below = BigInteger.ONE.subtract(d.multiply(xx).multiply(yy));
        return yy.subtract(a.multiply(xx)).multiply(below.modInverse(p)).mod(p);
    }
}
