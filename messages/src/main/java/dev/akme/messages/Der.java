package dev.akme.messages;

import java.util.Arrays;
import java.util.Optional;

/** As much of DER (ITU-T X.690) as these messages need: the outermost tag and length. */
final class Der {

    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int VERSION = 0xa0;

    private Der() {}

    /** Whether the octets begin like a sequence. */
    static boolean beginsSequence(byte[] octets) {
        return contentStart(octets, 0) > 0;
    }

    /**
     * Whether the octets begin as certificates and requests do: a sequence, in it another, in that a version or serial
     * number. Keys do not, neither private ones (PKCS#8, PKCS#1, SEC 1), encrypted or not, nor public ones.
     */
    static boolean beginsLikeCertificate(byte[] octets) {
        int inner = contentStart(octets, 0);
        int innermost = inner < 0 ? -1 : contentStart(octets, inner);
        if (innermost < 0 || innermost >= octets.length) {
            return false;
        }
        int tag = octets[innermost] & 0xff;
        return tag == INTEGER || tag == VERSION;
    }

    /** Where the contents of the sequence at an offset begin; -1 when none begins there. */
    private static int contentStart(byte[] octets, int at) {
        if (octets.length < at + 2 || (octets[at] & 0xff) != SEQUENCE) {
            return -1;
        }
        int length = octets[at + 1] & 0xff;
        return at + 2 + (length > 0x80 ? length - 0x80 : 0);
    }

    /** Whether the octets are PEM armour instead of what it protects. */
    static boolean isPem(byte[] octets) {
        return octets.length > 5 && octets[0] == '-' && octets[1] == '-' && octets[4] == '-';
    }

    /** The contents of the value that begins at an offset; empty when it has another tag or is cut off. */
    static Optional<byte[]> contents(byte[] der, int offset, int tag) {
        if (der.length < offset + 2 || (der[offset] & 0xff) != tag) {
            return Optional.empty();
        }
        int length = der[offset + 1] & 0xff;
        int start = offset + 2;
        if (length >= 0x80) {
            int octets = length - 0x80;
            // Indefinite lengths are not DER, and nothing here needs more than 65535 octets.
            if (octets == 0 || octets > 2 || der.length < start + octets) {
                return Optional.empty();
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (der[start++] & 0xff);
            }
        }
        return der.length - start < length
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(der, start, start + length));
    }
}
