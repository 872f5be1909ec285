package dev.akme.client.dns;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes what DNS messages are made of (RFC 1035 §4.1). Names are not compressed. Mutable: for one thread. */
final class DnsWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    DnsWriter u8(int number) {
        out.write(number);
        return this;
    }

    DnsWriter u16(int number) {
        return u8(number >> 8).u8(number);
    }

    DnsWriter u32(long number) {
        return u16((int) (number >> 16)).u16((int) number);
    }

    DnsWriter u48(long number) {
        return u16((int) (number >> 32)).u32(number);
    }

    DnsWriter bytes(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    DnsWriter name(DnsName name) {
        return bytes(name.toBytes());
    }

    /** A character-string, each character an octet. */
    DnsWriter string(String text) {
        if (text.length() > 255) {
            throw new IllegalArgumentException("a character-string has more than 255 octets (RFC 1035 §3.3)");
        }
        return u8(text.length()).bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
