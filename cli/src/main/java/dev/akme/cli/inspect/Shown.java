package dev.akme.cli.inspect;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Values as people see them. */
public final class Shown {

    /** Longer ones of one kind of character are numbers to people: keys, signatures, certificates. */
    private static final int LONG = 96;

    private static final int ENDS = 16;
    private static final int LONGEST_TEXT = 2000;
    private static final Pattern OPAQUE = Pattern.compile("[A-Za-z0-9+/_=-]*+");

    /** What stands in place of something secret. */
    public static final String HIDDEN = "(hidden)";

    private Shown() {}

    static String text(String text) {
        if (text.length() > LONG && OPAQUE.matcher(text).matches()) {
            return ends(text);
        }
        String printable = printable(text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
        return text.length() > LONGEST_TEXT ? printable + "… (" + text.length() + " characters)" : printable;
    }

    /** Beginning and end, for what can be recognized by them. */
    static String ends(String text) {
        return text.length() <= 3 * ENDS
                ? printable(text)
                : printable(text.substring(0, ENDS)) + "…" + printable(text.substring(text.length() - ENDS)) + " ("
                        + text.length() + " characters)";
    }

    /**
     * Shows characters that could steer a terminal as escapes.
     *
     * @param text any text
     * @return the text
     */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.PRIVATE_USE -> out.append(String.format("\\u%04x", c));
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /**
     * Shows the serial number of a certificate as openssl does: whole octets, without the one that only holds the sign.
     *
     * @param number the serial number
     * @return hexadecimal digits
     */
    public static String serial(BigInteger number) {
        byte[] octets = number.toByteArray();
        return hex(octets.length > 1 && octets[0] == 0 ? Arrays.copyOfRange(octets, 1, octets.length) : octets);
    }

    /** Key identifiers and the like, in a piece that can be copied. */
    static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
