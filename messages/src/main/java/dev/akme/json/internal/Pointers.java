package dev.akme.json.internal;

/** JSON Pointers (RFC 6901) for messages: long names are cut, control characters shown as escapes. */
public final class Pointers {

    private static final int MAX_SHOWN = 64;

    private Pointers() {}

    public static String escape(String token) {
        StringBuilder out = new StringBuilder(token.length() + 8);
        for (int i = 0; i < token.length(); i++) {
            if (i == MAX_SHOWN) {
                return out.append('…').toString();
            }
            char c = token.charAt(i);
            switch (c) {
                case '~' -> out.append("~0");
                case '/' -> out.append("~1");
                default -> {
                    if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
