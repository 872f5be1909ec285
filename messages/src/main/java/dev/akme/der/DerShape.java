package dev.akme.der;

/** What octets look like from their first few: enough to tell a certificate from a key, without reading either. */
public final class DerShape {

    private static final int VERSION = 0xa0;

    private DerShape() {}

    /** Whether the octets begin like a sequence. */
    public static boolean beginsSequence(byte[] octets) {
        return contentStart(octets, 0) > 0;
    }

    /**
     * Whether the octets begin as certificates do: a sequence, in it another, in that a version
     * or serial number. Keys do not, neither private ones (PKCS#8, PKCS#1, SEC 1), encrypted or not, nor public ones.
     */
    public static boolean beginsLikeCertificate(byte[] octets) {
        int innermost = innermost(octets);
        if (innermost < 0) {
            return false;
        }
        int tag = octets[innermost] & 0xff;
        return (tag == DerReader.INTEGER && !isZero(octets, innermost)) || tag == VERSION;
    }

    /**
     * Whether the octets begin as certificate requests do: a sequence, in it another, in that the
     * version, which is 0 (RFC 2986 §4.1).
     */
    public static boolean beginsLikeRequest(byte[] octets) {
        int innermost = innermost(octets);
        return innermost >= 0 && (octets[innermost] & 0xff) == DerReader.INTEGER && isZero(octets, innermost);
    }

    private static boolean isZero(byte[] octets, int at) {
        return octets.length > at + 2 && octets[at + 1] == 1 && octets[at + 2] == 0;
    }

    /** Where the contents of the sequence in the sequence begin; -1 when there is none. */
    private static int innermost(byte[] octets) {
        int inner = contentStart(octets, 0);
        int innermost = inner < 0 ? -1 : contentStart(octets, inner);
        if (innermost < 0 || innermost >= octets.length) {
            return -1;
        }
        return innermost;
    }

    /** Where the contents of the sequence at an offset begin; -1 when none begins there. */
    private static int contentStart(byte[] octets, int at) {
        if (octets.length < at + 2 || (octets[at] & 0xff) != DerReader.SEQUENCE) {
            return -1;
        }
        int length = octets[at + 1] & 0xff;
        return at + 2 + (length > 0x80 ? length - 0x80 : 0);
    }

    /** Whether the octets are PEM armour instead of what it protects. */
    public static boolean isPem(byte[] octets) {
        return octets.length > 5 && octets[0] == '-' && octets[1] == '-' && octets[4] == '-';
    }
}
