package dev.akme.jose;

import dev.akme.der.DerReader;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * ECDSA signatures in the form of JWS, R and S in fixed length one after another (RFC 7518 §3.4). Most providers make and
 * take them in DER, which {@link dev.akme.der.DerWriter#ecdsaSignature} writes.
 */
final class EcdsaFormat {

    private EcdsaFormat() {}

    /** Whether a signature has the length of the curve, and both numbers are at least 1 and below the order. */
    static boolean isInRange(byte[] signature, Curve curve) {
        int length = curve.octets();
        return signature.length == 2 * length
                && isInRange(Numbers.of(Arrays.copyOfRange(signature, 0, length)), curve)
                && isInRange(Numbers.of(Arrays.copyOfRange(signature, length, 2 * length)), curve);
    }

    private static boolean isInRange(BigInteger number, Curve curve) {
        return number.signum() > 0 && number.compareTo(curve.order()) < 0;
    }

    /** Reads what a provider has made (RFC 3279 §2.2.3). */
    static byte[] fromDer(byte[] der, Curve curve) {
        DerReader numbers = DerReader.of(der).sequence();
        byte[] r = Numbers.unsigned(numbers.integer(), curve.octets());
        byte[] s = Numbers.unsigned(numbers.integer(), curve.octets());
        byte[] signature = Arrays.copyOf(r, r.length + s.length);
        System.arraycopy(s, 0, signature, r.length, s.length);
        return signature;
    }
}
