package dev.akme.der;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads values in DER (ITU-T X.690), one after another. Lengths must be definite and in their shortest form, and values
 * must end where what holds them ends; anything else is an {@link IllegalArgumentException} that names the octet and
 * quotes none. Mutable: for one thread.
 */
public final class DerReader {

    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OID = 0x06;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    private final byte[] der;
    private final int end;
    private int at;

    private DerReader(byte[] der, int start, int end) {
        this.der = der;
        this.at = start;
        this.end = end;
    }

    /** Reads values that stand one after another in these octets, which are not copied. */
    public static DerReader of(byte[] der) {
        return new DerReader(der, 0, der.length);
    }

    /** Steps into a sequence, after which these octets, which are not copied, end. */
    public static DerReader ofSequence(byte[] der) {
        DerReader outer = of(der);
        DerReader sequence = outer.sequence();
        outer.end();
        return sequence;
    }

    public boolean hasMore() {
        return at < end;
    }

    /** The tag of the next value; -1 at the end. */
    public int peekTag() {
        return at < end ? der[at] & 0xff : -1;
    }

    /** Steps into the next value, which must have that tag. */
    public DerReader enter(int tag) {
        int start = header(tag);
        DerReader inner = new DerReader(der, start, start + contentLength(start));
        at = inner.end;
        return inner;
    }

    public DerReader sequence() {
        return enter(SEQUENCE);
    }

    /** The contents of the next value, which must have that tag. */
    public byte[] contents(int tag) {
        DerReader inner = enter(tag);
        return Arrays.copyOfRange(der, inner.at, inner.end);
    }

    /** The next value as a whole, whatever its tag. */
    public byte[] whole() {
        int from = at;
        enter(peekTag());
        return Arrays.copyOfRange(der, from, at);
    }

    public BigInteger integer() {
        int from = at;
        byte[] octets = contents(INTEGER);
        if (octets.length == 0 || (octets.length > 1 && octets[0] == (octets[1] < 0 ? -1 : 0))) {
            throw fail(from, "an integer is not in its shortest form");
        }
        return new BigInteger(octets);
    }

    public byte[] octetString() {
        return contents(OCTET_STRING);
    }

    /** The octets of a bit string, which must be whole. */
    public byte[] bitString() {
        int from = at;
        byte[] octets = contents(BIT_STRING);
        if (octets.length == 0 || octets[0] != 0) {
            throw fail(from, "a bit string is not one of whole octets");
        }
        return Arrays.copyOfRange(octets, 1, octets.length);
    }

    /** An object identifier as numbers with dots between. */
    public String oid() {
        int from = at;
        byte[] octets = contents(OID);
        StringBuilder dotted = new StringBuilder();
        long arc = 0;
        boolean begun = false;
        for (byte octet : octets) {
            if ((!begun && octet == (byte) 0x80) || arc > Long.MAX_VALUE >> 8) {
                throw fail(from, "an object identifier is not well formed");
            }
            arc = (arc << 7) | (octet & 0x7f);
            begun = octet < 0;
            if (!begun) {
                dotted.append(dotted.length() == 0 ? first(arc) : "." + arc);
                arc = 0;
            }
        }
        if (begun || octets.length == 0) {
            throw fail(from, "an object identifier is cut off");
        }
        return dotted.toString();
    }

    private static String first(long arc) {
        long root = Math.min(2, arc / 40);
        return root + "." + (arc - 40 * root);
    }

    /** Nothing may follow. */
    public void end() {
        if (at < end) {
            throw fail(at, "something follows where nothing should");
        }
    }

    /** Where the contents of the next value begin, after its length; leaves the position at the length's first octet. */
    private int header(int tag) {
        if (at + 2 > end) {
            throw fail(at, "cut off");
        }
        if ((der[at] & 0xff) != tag || tag < 0) {
            // What stands there instead may be the first octet of a private key.
            throw fail(at, String.format("another tag than %02x", tag));
        }
        int first = der[at + 1] & 0xff;
        return at + 2 + (first > 0x80 ? first - 0x80 : 0);
    }

    private int contentLength(int start) {
        int length = der[at + 1] & 0xff;
        if (length >= 0x80) {
            int octets = length - 0x80;
            // Nothing that is read here is anywhere near 16 MiB.
            if (octets == 0 || octets > 3 || start > end) {
                throw fail(at, "a length that DER does not allow, or that is too great");
            }
            length = 0;
            for (int i = start - octets; i < start; i++) {
                length = (length << 8) | (der[i] & 0xff);
            }
            if (length < 0x80 || length >>> (8 * (octets - 1)) == 0) {
                throw fail(at, "a length that is not in its shortest form");
            }
        }
        if (length > end - start) {
            throw fail(at, "cut off");
        }
        return length;
    }

    private static IllegalArgumentException fail(int at, String problem) {
        return new IllegalArgumentException("not DER: octet " + at + ": " + problem);
    }
}
