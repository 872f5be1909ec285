package dev.akme.challenge;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one value in CBOR (RFC 8949), as much of it as attestation objects need: integers, octet and text strings, arrays,
 * maps, booleans and null, all of definite length and in their shortest form. Anything else is an
 * {@link IllegalArgumentException} that names the octet and quotes none.
 *
 * <p>Values become {@link Long}, {@code byte[]}, {@link String}, {@link List}, {@link Map}, {@link Boolean} and
 * {@link #NULL}. Mutable: for one thread.
 */
final class CborReader {

    /** Stands for null, which collections of Java cannot hold. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int OCTETS = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;

    static final int FALSE_OCTET = 0xf4;
    static final int TRUE_OCTET = 0xf5;
    static final int NULL_OCTET = 0xf6;

    /** Large chains of certificates are some tens of KiB. */
    static final int MAX_OCTETS = 256 * 1024;

    /** Values inside of each other: an attestation object of any known format needs four. */
    private static final int MAX_DEPTH = 16;

    private final byte[] cbor;
    private int at;
    private int depth;

    private CborReader(byte[] cbor) {
        this.cbor = cbor;
    }

    static Object read(byte[] cbor) {
        if (cbor.length > MAX_OCTETS) {
            throw new IllegalArgumentException("not CBOR to be read here: more than " + MAX_OCTETS + " octets");
        }
        CborReader reader = new CborReader(cbor);
        Object value = reader.value();
        if (reader.at < cbor.length) {
            throw fail(reader.at, "something follows where nothing should");
        }
        return value;
    }

    private Object value() {
        int start = at;
        int first = octet();
        if (first == FALSE_OCTET || first == TRUE_OCTET) {
            return first == TRUE_OCTET;
        }
        if (first == NULL_OCTET) {
            return NULL;
        }
        int type = first >> 5;
        if (type > MAP) {
            throw fail(start, "a tag, a floating-point number or another kind of value that has no place here");
        }
        long argument = argument(start, first & 0x1f);
        return switch (type) {
            case UNSIGNED -> argument;
            case NEGATIVE -> -1 - argument;
            case OCTETS -> octets(start, argument);
            case TEXT -> text(start, argument);
            default -> nested(start, type, argument);
        };
    }

    /** The number that follows the kind of value: itself, or a length. */
    private long argument(int start, int additional) {
        if (additional < 24) {
            return additional;
        }
        if (additional > 27) {
            throw fail(start, "a length that is not definite, or is reserved");
        }
        int size = 1 << (additional - 24);
        long argument = 0;
        for (int i = 0; i < size; i++) {
            argument = argument << 8 | octet();
        }
        if (argument < 0) {
            throw fail(start, "a number of more than 63 bits");
        }
        if (size == 1 ? argument < 24 : argument >>> (4 * size) == 0) {
            throw fail(start, "a number that is not in its shortest form");
        }
        return argument;
    }

    private int octet() {
        if (at == cbor.length) {
            throw fail(at, "cut off");
        }
        return cbor[at++] & 0xff;
    }

    private byte[] octets(int start, long length) {
        if (length > cbor.length - at) {
            throw fail(start, "cut off");
        }
        at += (int) length;
        return Arrays.copyOfRange(cbor, at - (int) length, at);
    }

    private String text(int start, long length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets(start, length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fail(start, "a text that is not UTF-8");
        }
    }

    private Object nested(int start, int type, long count) {
        // Every item takes an octet at least: a count beyond what is left is a lie, and must not cost memory.
        if (count > cbor.length - at) {
            throw fail(start, "cut off");
        }
        if (++depth > MAX_DEPTH) {
            throw fail(start, "more than " + MAX_DEPTH + " values inside of each other");
        }
        Object value = type == ARRAY ? array(count) : map(count);
        depth--;
        return value;
    }

    private List<Object> array(long count) {
        List<Object> items = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            items.add(value());
        }
        return List.copyOf(items);
    }

    private Map<Object, Object> map(long count) {
        Map<Object, Object> members = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            int start = at;
            Object key = value();
            if (!(key instanceof String || key instanceof Long)) {
                throw fail(start, "a key that is neither text nor integer");
            }
            if (members.put(key, value()) != null) {
                throw fail(start, "a key that is there twice");
            }
        }
        return members;
    }

    private static IllegalArgumentException fail(int at, String problem) {
        return new IllegalArgumentException("not CBOR as it is demanded here: octet " + at + ": " + problem);
    }
}
