package dev.akme.jose;

import java.math.BigInteger;
import java.util.Arrays;

/** Unsigned numbers as octets, highest first. */
final class Numbers {

    private Numbers() {}

    /** In so many octets, with leading zeros, or in more where it needs more; leading zeros beyond that are dropped. */
    static byte[] unsigned(byte[] number, int length) {
        int zeros = 0;
        while (zeros < number.length && number[zeros] == 0) {
            zeros++;
        }
        byte[] bare = Arrays.copyOfRange(number, zeros, number.length);
        if (bare.length >= length) {
            return bare;
        }
        byte[] padded = new byte[length];
        System.arraycopy(bare, 0, padded, length - bare.length, bare.length);
        return padded;
    }

    static byte[] unsigned(BigInteger number, int length) {
        return unsigned(number.toByteArray(), length);
    }

    static BigInteger of(byte[] unsigned) {
        return new BigInteger(1, unsigned);
    }
}
