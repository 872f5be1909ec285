package dev.akme.json;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A JSON number, kept as it was written: {@code 300.0} stays {@code 300.0}.
 *
 * @param text the number as in RFC 8259 §6, at most {@link JsonLimits#MAX_NUMBER_LENGTH} characters
 */
public record JsonNumber(String text) implements JsonValue {

    // Past this, a decimal of a few characters would need megabytes to be written out: 1e1000000.
    private static final int MAX_SCALE = 1_000;

    /**
     * Makes a number from its text.
     *
     * @param text a number as in RFC 8259 §6
     * @throws IllegalArgumentException when the text is not a JSON number or too long
     */
    public JsonNumber {
        if (text.length() > JsonLimits.MAX_NUMBER_LENGTH || !isNumber(text)) {
            throw new IllegalArgumentException(
                    "not a JSON number of at most " + JsonLimits.MAX_NUMBER_LENGTH + " characters");
        }
    }

    /**
     * Makes an integer.
     *
     * @param value its value
     * @return the number
     */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /**
     * {@return the value; empty when its exponent is so large (beyond 1000 digits) that arithmetic with it would be a
     * burden}
     */
    public Optional<BigDecimal> decimal() {
        try {
            BigDecimal value = new BigDecimal(text);
            return Math.abs((long) value.scale()) > MAX_SCALE ? Optional.empty() : Optional.of(value);
        } catch (NumberFormatException exponentOverflow) {
            return Optional.empty();
        }
    }

    /**
     * {@return the value when it is a whole number that fits a {@code long} ({@code 300.0} and {@code 3e2} are whole);
     * empty otherwise}
     */
    public Optional<Long> wholeNumber() {
        try {
            return decimal().map(BigDecimal::longValueExact);
        } catch (ArithmeticException notWholeOrTooLarge) {
            return Optional.empty();
        }
    }

    // By hand: every number that is read passes here, and an expression takes many times as long.
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = digits(text, start);
        if (end == start || (end > start + 1 && text.charAt(start) == '0')) {
            return false;
        }
        if (end < text.length() && text.charAt(end) == '.') {
            int fraction = end + 1;
            end = digits(text, fraction);
            if (end == fraction) {
                return false;
            }
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int exponent = end + 1;
            if (exponent < text.length() && (text.charAt(exponent) == '+' || text.charAt(exponent) == '-')) {
                exponent++;
            }
            end = digits(text, exponent);
            if (end == exponent) {
                return false;
            }
        }
        return end == text.length();
    }

    private static int digits(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    @Override
    public String kind() {
        return "a number";
    }

    @Override
    public String toString() {
        return text;
    }
}
