package dev.akme.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** Writes values in DER (ITU-T X.690). Each call gives one value: tag, length and contents. */
public final class DerWriter {

    private DerWriter() {}

    /** A value of any tag, of which the contents are given. */
    public static byte[] value(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] part : contents) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        length(out, length);
        for (byte[] part : contents) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int octets = (39 - Integer.numberOfLeadingZeros(length)) / 8;
        out.write(0x80 | octets);
        for (int i = octets - 1; i >= 0; i--) {
            out.write(length >>> (8 * i));
        }
    }

    public static byte[] sequence(byte[]... values) {
        return value(DerReader.SEQUENCE, values);
    }

    /** A set whose values are in the order that DER demands of a SET OF. */
    public static byte[] setOf(byte[]... values) {
        byte[][] sorted = values.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return value(DerReader.SET, sorted);
    }

    public static byte[] integer(BigInteger number) {
        return value(DerReader.INTEGER, number.toByteArray());
    }

    public static byte[] integer(long number) {
        return integer(BigInteger.valueOf(number));
    }

    public static byte[] octetString(byte[] octets) {
        return value(DerReader.OCTET_STRING, octets);
    }

    /** A bit string of whole octets. */
    public static byte[] bitString(byte[] octets) {
        return value(DerReader.BIT_STRING, new byte[] {0}, octets);
    }

    public static byte[] bool(boolean value) {
        return value(DerReader.BOOLEAN, new byte[] {(byte) (value ? 0xff : 0)});
    }

    public static byte[] nothing() {
        return value(DerReader.NULL);
    }

    /** An ECDSA signature (RFC 3279 §2.2.3), from R and S in fixed length one after another (RFC 7518 §3.4). */
    public static byte[] ecdsaSignature(byte[] fixed) {
        int length = fixed.length / 2;
        return sequence(
                integer(new BigInteger(1, Arrays.copyOf(fixed, length))),
                integer(new BigInteger(1, Arrays.copyOfRange(fixed, length, fixed.length))));
    }

    /** An object identifier, from numbers with dots between. */
    public static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        base128(out, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            base128(out, Long.parseLong(arcs[i]));
        }
        return value(DerReader.OID, out.toByteArray());
    }

    private static void base128(ByteArrayOutputStream out, long number) {
        int groups = Math.max(1, (70 - Long.numberOfLeadingZeros(number)) / 7);
        for (int i = groups - 1; i >= 0; i--) {
            int more = i == 0 ? 0 : 0x80;
            out.write(more | (int) ((number >>> (7 * i)) & 0x7f));
        }
    }
}
