package dev.akme.challenge;

import java.io.ByteArrayOutputStream;

/** Base32 (RFC 4648 §6) as names in the DNS have it: in lower case, without padding. */
final class Base32 {

    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";

    private Base32() {}

    static String encode(byte[] octets) {
        StringBuilder text = new StringBuilder((octets.length * 8 + 4) / 5);
        int buffer = 0;
        int bits = 0;
        for (byte octet : octets) {
            buffer = (buffer << 8 | (octet & 0xff)) & 0xfff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(DIGITS.charAt(buffer >>> (bits - 5) & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(DIGITS.charAt(buffer << (5 - bits) & 0x1f));
        }
        return text.toString();
    }

    /** The octets of a text in its one spelling; {@link IllegalArgumentException} for any other. */
    static byte[] decode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not base32: character " + i + " is outside of the alphabet");
            }
            buffer = (buffer << 5 | digit) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                octets.write(buffer >>> bits);
            }
        }
        if (bits >= 5 || (buffer & ((1 << bits) - 1)) != 0) {
            throw new IllegalArgumentException("not base32: the last character has bits that belong to no octet");
        }
        return octets.toByteArray();
    }
}
