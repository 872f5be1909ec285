package dev.akme.challenge;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one value in CBOR (RFC 8949), of the kinds that {@link CborReader} gives, in the one form that WebAuthn demands:
 * numbers as short as can be, keys of maps sorted, shorter ones first (CTAP 2.1 §8).
 */
final class CborWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CborWriter() {}

    static byte[] write(Object value) {
        CborWriter writer = new CborWriter();
        writer.value(value);
        return writer.out.toByteArray();
    }

    private void value(Object value) {
        if (value instanceof Long number) {
            head(number < 0 ? CborReader.NEGATIVE : CborReader.UNSIGNED, number < 0 ? -1 - number : number);
        } else if (value instanceof byte[] octets) {
            head(CborReader.OCTETS, octets.length);
            out.writeBytes(octets);
        } else if (value instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            head(CborReader.TEXT, utf8.length);
            out.writeBytes(utf8);
        } else if (value instanceof List<?> items) {
            head(CborReader.ARRAY, items.size());
            items.forEach(this::value);
        } else if (value instanceof Map<?, ?> members) {
            map(members);
        } else if (value instanceof Boolean flag) {
            out.write(flag ? CborReader.TRUE_OCTET : CborReader.FALSE_OCTET);
        } else if (CborReader.NULL.equals(value)) {
            out.write(CborReader.NULL_OCTET);
        } else {
            throw new IllegalStateException("no value of CBOR: " + value.getClass());
        }
    }

    private void map(Map<?, ?> members) {
        head(CborReader.MAP, members.size());
        // Of keys of one kind, the encoding of the shorter one begins with the smaller number.
        TreeMap<byte[], Object> sorted = new TreeMap<>(Arrays::compareUnsigned);
        members.forEach((key, member) -> sorted.put(write(key), member));
        sorted.forEach((key, member) -> {
            out.writeBytes(key);
            value(member);
        });
    }

    private void head(int type, long argument) {
        int size = argument < 24 ? 0 : argument < 1L << 8 ? 1 : argument < 1L << 16 ? 2 : argument < 1L << 32 ? 4 : 8;
        int additional = size == 0 ? (int) argument : 24 + Integer.numberOfTrailingZeros(size);
        out.write(type << 5 | additional);
        for (int i = size - 1; i >= 0; i--) {
            out.write((int) (argument >>> (8 * i)));
        }
    }
}
