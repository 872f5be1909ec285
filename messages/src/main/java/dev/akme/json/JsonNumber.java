package dev.akme.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON number, kept as it was written: {@code 300.0} stays {@code 300.0}.
 *
 * @param text the number as in RFC 8259 §6, at most {@link JsonLimits#MAX_NUMBER_LENGTH} characters
 */
public record JsonNumber(String text) implements JsonValue {

    private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    // Past this, a decimal of a few characters would need megabytes to be written out: 1e1000000.
    private static final int MAX_SCALE = 1_000;

    /**
     * Makes a number from its text.
     *
     * @param text a number as in RFC 8259 §6
     * @throws IllegalArgumentException when the text is not a JSON number or too long
     */
    public JsonNumber {
        if (text.length() > JsonLimits.MAX_NUMBER_LENGTH
                || !GRAMMAR.matcher(text).matches()) {
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

    @Override
    public String kind() {
        return "a number";
    }

    @Override
    public String toString() {
        return text;
    }
}
