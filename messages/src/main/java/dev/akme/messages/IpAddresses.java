package dev.akme.messages;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text: read without ever asking a name server, written as RFC 8738 §3 demands. */
final class IpAddresses {

    private static final Pattern DOTS = Pattern.compile("\\.");
    private static final Pattern COLONS = Pattern.compile(":");
    private static final int GROUPS = 8;

    private IpAddresses() {}

    /** The 4 or 16 octets of an address in any text form of RFC 1123 §2.1 or RFC 4291 §2.2, without a zone. */
    static Optional<byte[]> parse(String text) {
        return text.indexOf(':') < 0 ? parseV4(text) : parseV6(text);
    }

    private static Optional<byte[]> parseV4(String text) {
        String[] parts = DOTS.split(text, -1);
        byte[] octets = new byte[4];
        if (parts.length != 4) {
            return Optional.empty();
        }
        for (int i = 0; i < 4; i++) {
            int value = number(parts[i], 3, 10);
            // A leading zero would be octal to some readers.
            if (value < 0 || value > 255 || (parts[i].length() > 1 && parts[i].charAt(0) == '0')) {
                return Optional.empty();
            }
            octets[i] = (byte) value;
        }
        return Optional.of(octets);
    }

    private static Optional<byte[]> parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(all -> all.length == 16);
        }
        Optional<byte[]> head = groups(text.substring(0, gap), false);
        Optional<byte[]> tail = groups(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 14) {
            return Optional.empty();
        }
        byte[] all = Arrays.copyOf(head.get(), 16);
        System.arraycopy(tail.get(), 0, all, 16 - tail.get().length, tail.get().length);
        return Optional.of(all);
    }

    private static Optional<byte[]> groups(String text, boolean mayEndInV4) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] parts = COLONS.split(text, -1);
        if (parts.length > GROUPS) {
            return Optional.empty();
        }
        byte[] octets = new byte[2 * parts.length + 2];
        int size = 0;
        for (int i = 0; i < parts.length; i++) {
            if (mayEndInV4 && i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                Optional<byte[]> v4 = parseV4(parts[i]);
                if (v4.isEmpty()) {
                    return Optional.empty();
                }
                System.arraycopy(v4.get(), 0, octets, size, 4);
                size += 4;
            } else {
                int value = number(parts[i], 4, 16);
                if (value < 0) {
                    return Optional.empty();
                }
                octets[size++] = (byte) (value >> 8);
                octets[size++] = (byte) value;
            }
        }
        return Optional.of(Arrays.copyOf(octets, size));
    }

    private static int number(String digits, int maxLength, int radix) {
        if (digits.isEmpty() || digits.length() > maxLength) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }

    /** Dotted decimal, or the canonical text of RFC 5952: lower case, the longest run of zeros as {@code ::}. */
    static String format(byte[] address) {
        if (address.length == 4) {
            return formatV4(address, 0);
        }
        // RFC 5952 §5: an IPv4-mapped address is known by its prefix and shown with its IPv4 part.
        if (isV4Mapped(address)) {
            return "::ffff:" + formatV4(address, 12);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (address[2 * i] & 0xff) << 8 | (address[2 * i + 1] & 0xff);
        }
        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(groups, i);
            if (run > gapLength) {
                gapStart = i;
                gapLength = run;
            }
        }
        StringBuilder out = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                out.append("::");
                i += gapLength - 1;
            } else {
                boolean first = out.length() == 0 || out.charAt(out.length() - 1) == ':';
                out.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    private static int zeros(int[] groups, int from) {
        int end = from;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end - from;
    }

    private static boolean isV4Mapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == -1 && address[11] == -1;
    }

    private static String formatV4(byte[] address, int from) {
        return (address[from] & 0xff) + "." + (address[from + 1] & 0xff) + "." + (address[from + 2] & 0xff) + "."
                + (address[from + 3] & 0xff);
    }
}
