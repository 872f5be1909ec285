package dev.akme.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.TXTRecord;

/** The strings of TXT records (RFC 1035 §3.3.14). */
final class TxtStrings {

    /** The longest string, in octets. */
    private static final int MAX = 255;

    private TxtStrings() {}

    /** A text in as many strings as it takes, written as in a zone file. */
    static List<String> of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < octets.length || i == 0; i += MAX) {
            strings.add(escaped(Arrays.copyOfRange(octets, i, Math.min(octets.length, i + MAX))));
        }
        return strings;
    }

    private static String escaped(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (byte octet : octets) {
            boolean plain = octet > ' ' && octet < 127 && octet != '"' && octet != '\\' && octet != ';';
            if (plain || octet == ' ') {
                text.append((char) octet);
            } else {
                int value = octet & 0xff;
                text.append('\\').append(value / 100).append(value / 10 % 10).append(value % 10);
            }
        }
        return text.toString();
    }

    static List<String> read(TXTRecord record) {
        List<String> strings = new ArrayList<>();
        for (Object octets : record.getStringsAsByteArrays()) {
            strings.add(new String((byte[]) octets, StandardCharsets.UTF_8));
        }
        return strings;
    }
}
