package dev.akme.json.internal;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON number with a meaning. The number's text stays in the slot; a string that holds a number is read too, as some
 * servers send it so, and reported by the linter.
 */
public final class NumberCodec<T> extends Codec<T> {

    /** A whole number that fits an {@code int}. */
    public static final NumberCodec<Integer> INTEGER = new NumberCodec<>(
            "an integer",
            true,
            n -> n.wholeNumber().filter(v -> v.intValue() == v).map(Long::intValue),
            v -> JsonNumber.of(v));

    /** A whole, non-negative number of seconds. */
    public static final NumberCodec<Duration> SECONDS = new NumberCodec<>(
            "a whole number of seconds",
            true,
            n -> n.wholeNumber().filter(v -> v >= 0).map(Duration::ofSeconds),
            v -> wholeSeconds(v));

    /** A non-negative number of seconds with fractions down to the nanosecond. */
    public static final NumberCodec<Duration> DECIMAL_SECONDS = new NumberCodec<>(
            "a number of seconds, zero or more",
            false,
            n -> n.decimal().flatMap(NumberCodec::duration),
            v -> decimalSeconds(v));

    /** Seconds since 1970-01-01T00:00:00Z. */
    public static final NumberCodec<Instant> EPOCH_SECONDS = new NumberCodec<>(
            "a whole number of seconds since 1970",
            true,
            n -> n.wholeNumber()
                    .filter(v -> v <= Instant.MAX.getEpochSecond() && v >= Instant.MIN.getEpochSecond())
                    .map(Instant::ofEpochSecond),
            v -> JsonNumber.of(v.getEpochSecond()));

    private final String expects;
    private final boolean whole;
    private final Function<JsonNumber, Optional<T>> decode;
    private final Function<T, JsonNumber> encode;

    private NumberCodec(
            String expects, boolean whole, Function<JsonNumber, Optional<T>> decode, Function<T, JsonNumber> encode) {
        this.expects = expects;
        this.whole = whole;
        this.decode = decode;
        this.encode = encode;
    }

    /** Numbers that stand for something: the same on the wire, another type in Java. */
    public <U> NumberCodec<U> map(Function<T, U> to, Function<U, T> from) {
        return new NumberCodec<>(expects, whole, n -> decode.apply(n).map(to), v -> encode.apply(from.apply(v)));
    }

    private static JsonNumber wholeSeconds(Duration value) {
        if (value.isNegative() || value.getNano() != 0) {
            throw new IllegalArgumentException("must be a whole number of seconds, zero or more");
        }
        return JsonNumber.of(value.getSeconds());
    }

    private static JsonNumber decimalSeconds(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("must be a number of seconds, zero or more");
        }
        return new JsonNumber(BigDecimal.valueOf(value.getSeconds())
                .add(BigDecimal.valueOf(value.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString());
    }

    private static Optional<Duration> duration(BigDecimal seconds) {
        if (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return Optional.empty();
        }
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Optional.of(Duration.ofSeconds(
                parts[0].longValue(), parts[1].movePointRight(9).longValue()));
    }

    @Override
    public String expects() {
        return expects;
    }

    @Override
    public Object fromJson(JsonValue value) {
        return value;
    }

    @Override
    public T decode(Object slot) {
        return decode.apply(Codecs.lenientNumber(slot, expects)).orElseThrow(() -> new Misfit("not " + expects));
    }

    @Override
    public Object encode(T value) {
        return encode.apply(value);
    }

    @Override
    public Object key(Object slot) {
        try {
            return decode(slot);
        } catch (Misfit e) {
            return slot;
        }
    }

    @Override
    public void lint(Object slot, String pointer, String section, Findings found) {
        if (slot instanceof JsonString) {
            found.add(new Finding(
                    Severity.ERROR,
                    "number-in-string",
                    pointer,
                    section,
                    "a number is written as a string",
                    "write it without quotes"));
        } else if (whole && slot instanceof JsonNumber n && !n.text().matches("-?[0-9]+")) {
            found.add(new Finding(
                    Severity.WARNING,
                    "integer-form",
                    pointer,
                    section,
                    "an integer is written with a fraction or an exponent",
                    "write plain digits"));
        }
    }
}
