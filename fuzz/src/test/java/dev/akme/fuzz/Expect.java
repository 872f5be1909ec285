package dev.akme.fuzz;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;

/** What targets demand of what they call. Whatever else is thrown is a finding, errors such as a full stack too. */
public final class Expect {

    /** As long as the shortest secret that matters, half a token of 128 bits. */
    private static final int TELLING = 12;

    private Expect() {}

    /**
     * Gives what was read; empty when it was refused as the method's documentation says, with a message.
     *
     * @param <T> what is read
     * @param read reads it
     * @param documented the exceptions that the documentation names
     */
    public static <T> Optional<T> read(Callable<T> read, Class<?>... documented) {
        try {
            return Optional.of(read.call());
        } catch (Exception e) {
            if (Arrays.stream(documented).noneMatch(type -> type.isInstance(e))) {
                throw new AssertionError("threw what its documentation does not name: " + e, e);
            }
            that(e.getMessage() != null && !e.getMessage().isBlank(), "a refusal says why");
            return Optional.empty();
        }
    }

    /** The same of something that holds secrets: what a refusal says must not have a part of it. */
    public static <T> Optional<T> readSecret(String text, Callable<T> read, Class<?>... documented) {
        return read(
                () -> {
                    try {
                        return read.call();
                    } catch (Exception e) {
                        for (Throwable t = e; t != null; t = t.getCause()) {
                            quotesNothing(text, String.valueOf(t.getMessage()));
                        }
                        throw e;
                    }
                },
                documented);
    }

    /** Whether something is in a text that looks like a part of a key, and stands in the input too. */
    public static void quotesNothing(String input, String said) {
        int start = 0;
        for (int i = 0; i <= said.length(); i++) {
            if (i < said.length() && isBase64(said.charAt(i))) {
                continue;
            }
            for (int at = start; at + TELLING <= i; at++) {
                String part = said.substring(at, at + TELLING);
                if (looksRandom(part)) {
                    that(!input.contains(part), "what is said quotes a secret: " + said);
                }
            }
            start = i + 1;
        }
    }

    private static boolean isBase64(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "+/-_=".indexOf(c) >= 0;
    }

    /** No word of English has all three. */
    private static boolean looksRandom(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9')
                && text.chars().anyMatch(c -> c >= 'a' && c <= 'z')
                && text.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    }

    /** Demands that a property holds. */
    public static void that(boolean holds, String property) {
        if (!holds) {
            throw new AssertionError(property);
        }
    }

    /** Demands that two things are equal, and so their hashes. */
    public static void same(Object one, Object other, String what) {
        if (!one.equals(other)) {
            throw new AssertionError(what + ": " + one + " is not " + other);
        }
        that(one.hashCode() == other.hashCode(), what + ": equal, but with different hashes");
    }
}
