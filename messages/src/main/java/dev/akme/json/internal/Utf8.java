package dev.akme.json.internal;

import dev.akme.json.JsonException;
import dev.akme.json.JsonLimits;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text to bytes and back, without the silent replacement that {@code String} does. */
public final class Utf8 {

    private Utf8() {}

    static byte[] encode(String text) {
        if (text.length() > JsonLimits.MAX_BYTES) {
            throw tooLong();
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        check(utf8, text);
        // A lone surrogate became '?', so the way back tells.
        if (!new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            int at = loneSurrogate(text);
            int offset = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
            throw new JsonException("", offset, "a lone surrogate", "Unicode text");
        }
        return utf8;
    }

    static String decode(byte[] utf8) {
        if (utf8.length > JsonLimits.MAX_BYTES) {
            throw tooLong();
        }
        String text = new String(utf8, StandardCharsets.UTF_8);
        // Bytes that are not UTF-8 become U+FFFD, which may also stand there in earnest.
        if (text.indexOf('\uFFFD') >= 0) {
            int at = firstInvalid(utf8);
            if (at >= 0) {
                throw new JsonException("", at, "bytes that are not UTF-8", "JSON text in UTF-8");
            }
        }
        check(utf8, text);
        return text;
    }

    private static void check(byte[] utf8, String text) {
        if (utf8.length > JsonLimits.MAX_BYTES) {
            throw tooLong();
        }
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            throw new JsonException("", 0, "a byte order mark", "JSON text without one (RFC 8259 §8.1)");
        }
    }

    private static JsonException tooLong() {
        return new JsonException(
                "", JsonLimits.MAX_BYTES, "a text of more bytes", "at most " + JsonLimits.MAX_BYTES + " bytes");
    }

    private static int firstInvalid(byte[] utf8) {
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(utf8);
        CoderResult result = strict.decode(in, CharBuffer.allocate(utf8.length), true);
        return result.isError() ? in.position() : -1;
    }

    /** Throws for text that has no form in UTF-8. */
    public static void requireUnicode(String text) {
        int at = loneSurrogate(text);
        if (at >= 0) {
            throw new IllegalArgumentException("a lone surrogate at character " + at + " cannot be written as UTF-8");
        }
    }

    /** Where the first surrogate without its other half stands; -1 when there is none. */
    static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
