package dev.akme.client.dns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what DNS messages are made of (RFC 1035 §4.1), never beyond their end. Mutable: for one thread. */
final class DnsReader {

    private final byte[] octets;
    private final int end;
    private int at;

    private DnsReader(byte[] octets, int at, int end) {
        this.octets = octets;
        this.at = at;
        this.end = end;
    }

    static DnsReader of(byte[] octets) {
        return new DnsReader(octets, 0, octets.length);
    }

    int at() {
        return at;
    }

    boolean hasMore() {
        return at < end;
    }

    /** A reader for that many octets from here on, which are stepped over. Names in it may still point to before it. */
    DnsReader part(int length) throws DnsFormatException {
        need(length);
        at += length;
        return new DnsReader(octets, at - length, at);
    }

    int u8() throws DnsFormatException {
        need(1);
        return octets[at++] & 0xff;
    }

    int u16() throws DnsFormatException {
        return u8() << 8 | u8();
    }

    long u32() throws DnsFormatException {
        return (long) u16() << 16 | u16();
    }

    long u48() throws DnsFormatException {
        return (long) u16() << 32 | u32();
    }

    byte[] bytes(int length) throws DnsFormatException {
        need(length);
        at += length;
        return Arrays.copyOfRange(octets, at - length, at);
    }

    byte[] rest() throws DnsFormatException {
        return bytes(end - at);
    }

    /** A character-string (RFC 1035 §3.3), each character an octet. */
    String string() throws DnsFormatException {
        return new String(bytes(u8()), StandardCharsets.ISO_8859_1);
    }

    /**
     * A name, which may be compressed (RFC 1035 §4.1.4). Every pointer has to lead further towards the beginning than the
     * last, so that there are no loops, and together with the limit on a name's length no long ways.
     */
    DnsName name() throws DnsFormatException {
        List<String> labels = new ArrayList<>();
        int start = at;
        int length = 1;
        DnsReader reader = this;
        int lowest = at;
        while (true) {
            int here = reader.at;
            int first = reader.u8();
            if (first == 0) {
                return DnsName.ofLabels(labels);
            } else if (first <= DnsName.MAX_LABEL) {
                length += 1 + first;
                if (length > DnsName.MAX_OCTETS) {
                    throw new DnsFormatException(start, "a name has more than " + DnsName.MAX_OCTETS + " octets");
                }
                labels.add(new String(reader.bytes(first), StandardCharsets.ISO_8859_1));
            } else if (first >= 0xc0) {
                int target = (first & 0x3f) << 8 | reader.u8();
                if (target >= lowest) {
                    throw new DnsFormatException(here, "a name points to itself or to what comes later");
                }
                lowest = target;
                reader = new DnsReader(octets, target, end);
            } else {
                throw new DnsFormatException(here, "a label of a kind that nobody uses");
            }
        }
    }

    /** Nothing may follow. */
    void end() throws DnsFormatException {
        if (at < end) {
            throw new DnsFormatException(at, "something follows where nothing should");
        }
    }

    private void need(int length) throws DnsFormatException {
        if (length > end - at) {
            throw new DnsFormatException(at, "cut off");
        }
    }
}
