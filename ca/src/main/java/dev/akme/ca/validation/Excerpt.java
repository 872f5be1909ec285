package dev.akme.ca.validation;

import java.util.List;
import java.util.stream.Collectors;

/** What a peer said, fit for the eyes of people: short, in quotes, and without anything that a terminal would obey. */
final class Excerpt {

    private static final int MAX_LENGTH = 80;
    private static final int MAX_TEXTS = 3;
    private static final String CUT = "...";

    private Excerpt() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder(MAX_LENGTH + 8).append('"');
        int length = Math.min(text.length(), MAX_LENGTH);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            clean.append(c < 0x20 || c > 0x7e || c == '"' ? '?' : c);
        }
        return clean.append(text.length() > MAX_LENGTH ? CUT : "").append('"').toString();
    }

    /** The first of several texts. */
    static String of(List<String> texts) {
        return texts.stream().limit(MAX_TEXTS).map(Excerpt::of).collect(Collectors.joining(", "))
                + (texts.size() > MAX_TEXTS ? ", " + CUT : "");
    }

    /** Why something failed, in the words of an exception, which may be those of a peer. */
    static String of(Throwable e) {
        String message = e.getMessage();
        String text = message == null ? e.getClass().getSimpleName() : message;
        String quoted = of(text);
        return quoted.substring(1, quoted.length() - 1);
    }
}
