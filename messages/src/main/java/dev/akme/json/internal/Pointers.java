package dev.akme.json.internal;

import java.util.HexFormat;

/** JSON Pointers (RFC 6901) for messages: long names are cut, characters that are not to be seen shown as escapes. */
public final class Pointers {

    private static final int MAX_SHOWN = 64;
    private static final HexFormat HEX = HexFormat.of();

    private Pointers() {}

    public static String escape(String token) {
        StringBuilder out = new StringBuilder(Math.min(token.length(), MAX_SHOWN) + 8);
        int c;
        for (int i = 0; i < token.length(); i += Character.charCount(c)) {
            if (i >= MAX_SHOWN) {
                return out.append('…').toString();
            }
            c = token.codePointAt(i);
            switch (c) {
                case '~' -> out.append("~0");
                case '/' -> out.append("~1");
                default -> {
                    if (isUnseen(c)) {
                        out.append("\\u").append(HEX.toHexDigits(c, 4));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /** Control and format characters (those that turn the direction of text among them), and lone surrogates. */
    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
