package dev.akme.json.internal;

import dev.akme.json.JsonException;
import dev.akme.json.JsonLimits;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Text to bytes and back, without the silent replacement that {@code String} does. */
public final class Utf8 {

    // One bit in each byte: the lowest, the highest.
    private static final long LOW = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Utf8() {}

    static byte[] encode(String text) {
        if (text.length() > JsonLimits.MAX_BYTES) {
            throw tooLong();
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        check(utf8);
        // A lone surrogate became '?', so the way back tells.
        if (has(utf8, '?') && !new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            int at = loneSurrogate(text);
            int offset = text.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
            throw new JsonException("", offset, "a lone surrogate", "Unicode text");
        }
        return utf8;
    }

    /** Refuses bytes that are too many or no UTF-8. */
    static void validate(byte[] utf8) {
        check(utf8);
        if (isAscii(utf8)) {
            return;
        }
        // Bytes that are not UTF-8 become U+FFFD, which may also stand there in earnest.
        if (new String(utf8, StandardCharsets.UTF_8).indexOf('\uFFFD') >= 0) {
            int at = firstInvalid(utf8);
            if (at >= 0) {
                throw new JsonException("", at, "bytes that are not UTF-8", "JSON text in UTF-8");
            }
        }
    }

    private static void check(byte[] utf8) {
        if (utf8.length > JsonLimits.MAX_BYTES) {
            throw tooLong();
        }
        if (utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF) {
            throw new JsonException("", 0, "a byte order mark", "JSON text without one (RFC 8259 §8.1)");
        }
    }

    // ---- eight bytes at a time, four times in a round: every text goes through these

    private static boolean isAscii(byte[] bytes) {
        ByteBuffer in = words(bytes);
        long seen = 0;
        int i = 0;
        for (; i <= bytes.length - 4 * Long.BYTES; i += 4 * Long.BYTES) {
            seen |= in.getLong(i) | in.getLong(i + 8) | in.getLong(i + 16) | in.getLong(i + 24);
        }
        for (; i < bytes.length; i++) {
            seen |= bytes[i];
        }
        return (seen & HIGH) == 0;
    }

    /** Whether a byte stands there; it must be ASCII. */
    static boolean has(byte[] bytes, char ascii) {
        ByteBuffer in = words(bytes);
        long all = ascii * LOW;
        int i = 0;
        for (; i <= bytes.length - 4 * Long.BYTES; i += 4 * Long.BYTES) {
            long found = zeros(in.getLong(i) ^ all)
                    | zeros(in.getLong(i + 8) ^ all)
                    | zeros(in.getLong(i + 16) ^ all)
                    | zeros(in.getLong(i + 24) ^ all);
            if (found != 0) {
                return true;
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] == ascii) {
                return true;
            }
        }
        return false;
    }

    /** Not zero when one of the eight bytes is. */
    private static long zeros(long word) {
        return (word - LOW) & ~word & HIGH;
    }

    // The order does not matter here; the machine's own is the fastest.
    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
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
