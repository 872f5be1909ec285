package dev.akme.jose;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What makes an RSA key too weak to be trusted, as far as its public part shows it. */
final class RsaChecks {

    /** RFC 7518 §3.3. */
    private static final int MIN_BITS = 2048;

    /** Beyond this a single verification takes milliseconds, for no use: no CA takes more than 4096. */
    private static final int MAX_BITS = 8192;

    /** FIPS 186-5 §5.1: 2^16 < e < 2^256, odd. */
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);

    private static final int MAX_EXPONENT_BITS = 256;

    /** A factor below this is no accident, but a key that was not made of two primes; Boulder looks as far. */
    private static final int SMALL = 752;

    private static final BigInteger SMALL_PRIMES = smallPrimes();

    /**
     * The primes by which moduli of ROCA (CVE-2017-15361) are told from others: factors of its primorial, in whose
     * residues a good modulus is everywhere a power of 65537 by chance only once in 2^27.
     */
    private static final int[] ROCA_PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};

    /** Steps of Fermat's method: primes so close that it finds them this fast are not random. Boulder does as many. */
    private static final int FERMAT_STEPS = 110;

    /** Without common factors; of 120 numbers, one is a square modulo all of them. */
    private static final int[] SIEVE_PARTS = {64, 63, 65, 11};

    private static final BigInteger SIEVE = BigInteger.valueOf(64 * 63 * 65 * 11);

    private RsaChecks() {}

    /** Throws {@link JoseException} for a key that is not to be used. */
    static void check(BigInteger n, BigInteger e) {
        checkSize(n);
        checkRest(n, e);
    }

    /** Before anything else, as all else takes the longer the greater the number is. */
    static void checkSize(BigInteger n) {
        if (n.bitLength() < MIN_BITS) {
            throw JoseException.key("the RSA key has " + n.bitLength() + " bits: use " + MIN_BITS + " or more");
        }
        if (n.bitLength() > MAX_BITS) {
            throw JoseException.key("the RSA key has " + n.bitLength() + " bits: use " + MAX_BITS + " or fewer");
        }
    }

    private static void checkRest(BigInteger n, BigInteger e) {
        if (!e.testBit(0) || e.compareTo(MIN_EXPONENT) < 0 || e.bitLength() > MAX_EXPONENT_BITS) {
            throw JoseException.key("the exponent of the RSA key is even, too small or too great: use 65537");
        }
        if (!n.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            throw JoseException.key("the RSA modulus has a small factor: make a new key");
        }
        if (isRoca(n)) {
            throw JoseException.key("the RSA key was made by a device with the weakness ROCA (CVE-2017-15361):"
                    + " make a new key elsewhere");
        }
        if (hasCloseFactors(n)) {
            throw JoseException.key("the two primes of the RSA key are too close to each other: make a new key");
        }
    }

    private static BigInteger smallPrimes() {
        BigInteger product = BigInteger.TWO;
        for (int i = 3; i < SMALL; i += 2) {
            if (product.gcd(BigInteger.valueOf(i)).equals(BigInteger.ONE)) {
                product = product.multiply(BigInteger.valueOf(i));
            }
        }
        return product;
    }

    private static boolean isRoca(BigInteger n) {
        for (int prime : ROCA_PRIMES) {
            int residue = n.mod(BigInteger.valueOf(prime)).intValue();
            if (!powers(prime).contains(residue)) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> powers(int prime) {
        List<Integer> powers = new ArrayList<>();
        int power = 1;
        do {
            powers.add(power);
            power = power * 65_537 % prime;
        } while (power != 1);
        return powers;
    }

    private static boolean hasCloseFactors(BigInteger n) {
        BigInteger a = n.sqrt();
        if (a.multiply(a).equals(n)) {
            return true;
        }
        a = a.add(BigInteger.ONE);
        for (int i = 0; i < FERMAT_STEPS; i++) {
            if (isSquare(a.multiply(a).subtract(n))) {
                return true;
            }
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    /** A root takes long: whatever is no square modulo a small number needs none, which is nearly every number. */
    private static boolean isSquare(BigInteger number) {
        int residue = number.mod(SIEVE).intValue();
        for (int modulus : SIEVE_PARTS) {
            if (!isSquare(residue % modulus, modulus)) {
                return false;
            }
        }
        BigInteger root = number.sqrt();
        return root.multiply(root).equals(number);
    }

    private static boolean isSquare(int residue, int modulus) {
        for (int root = 0; root <= modulus / 2; root++) {
            if (root * root % modulus == residue) {
                return true;
            }
        }
        return false;
    }
}
