package dev.akme.client;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text in DER. What a text has no place for is refused with {@link IllegalArgumentException}, never replaced. */
final class DerText {

    static final int UTF8_STRING = 0x0c;
    static final int PRINTABLE_STRING = 0x13;
    static final int IA5_STRING = 0x16;

    private DerText() {}

    static byte[] utf8String(String text) {
        return DerWriter.value(UTF8_STRING, utf8(text));
    }

    static byte[] utf8(String text) {
        return encode(text, StandardCharsets.UTF_8, "half of a surrogate pair");
    }

    static byte[] ascii(String text) {
        return encode(text, StandardCharsets.US_ASCII, "a character outside of ASCII");
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static byte[] encode(String text, Charset charset, String culprit) {
        try {
            ByteBuffer encoded = charset.newEncoder().encode(CharBuffer.wrap(text));
            byte[] octets = new byte[encoded.remaining()];
            encoded.get(octets);
            return octets;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name has " + culprit);
        }
    }

    static String utf8String(DerReader from) {
        return utf8(from.contents(UTF8_STRING)).orElseThrow(() -> broken("UTF-8"));
    }

    static String ascii(byte[] octets) {
        return decode(octets, StandardCharsets.US_ASCII).orElseThrow(() -> broken("ASCII"));
    }

    /** Empty when the octets are not UTF-8. */
    static Optional<String> utf8(byte[] octets) {
        return decode(octets, StandardCharsets.UTF_8);
    }

    private static Optional<String> decode(byte[] octets, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static IllegalArgumentException broken(String encoding) {
        return new IllegalArgumentException("a name is not in " + encoding);
    }
}
