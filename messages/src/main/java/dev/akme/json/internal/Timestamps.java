package dev.akme.json.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times of RFC 3339: any offset, any number of fraction digits (kept to the nanosecond), lower-case {@code t}
 * and {@code z}, a blank for {@code T}, leap seconds (the last of a day in UTC, read as the first instant of the next). Written in UTC, in
 * whole seconds, with {@code Z}.
 */
public final class Timestamps {

    private static final Pattern PLAIN = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    private static final long MIN = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private Timestamps() {}

    public static String format(Instant time) {
        if (time.getEpochSecond() < MIN || time.getEpochSecond() > MAX) {
            throw new IllegalArgumentException("a timestamp must lie in the years 0000 to 9999");
        }
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whether a timestamp has the one form that every reader knows: UTC with {@code Z}, whole seconds. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    public static Optional<Instant> parse(String text) {
        try {
            return Optional.ofNullable(new Scanner(text).instant());
        } catch (DateTimeException impossibleDate) {
            return Optional.empty();
        }
    }

    /** By hand: {@code DateTimeFormatter} takes a microsecond and knows neither leap seconds nor long fractions. */
    private static final class Scanner {

        private final String text;
        private int at;
        private boolean broken;

        Scanner(String text) {
            this.text = text;
        }

        @Nullable
        Instant instant() {
            int year = digits(4);
            expect('-', '-');
            int month = digits(2);
            expect('-', '-');
            int day = digits(2);
            if (at < text.length() && text.charAt(at) == ' ') {
                at++;
            } else {
                expect('T', 't');
            }
            int hour = digits(2);
            expect(':', ':');
            int minute = digits(2);
            expect(':', ':');
            int second = digits(2);
            int nano = fraction();
            int offset = offsetSeconds();
            if (broken || at != text.length() || hour > 23 || minute > 59 || second > 60) {
                return null;
            }
            long utc = LocalDate.of(year, month, day).toEpochDay() * 86_400L
                    + hour * 3_600L
                    + minute * 60L
                    + second
                    - offset;
            // A leap second is the last of a day in UTC, whatever the offset.
            if (second == 60 && Math.floorMod(utc, 86_400L) != 0) {
                return null;
            }
            return Instant.ofEpochSecond(utc, second == 60 ? 0 : nano);
        }

        private int digits(int count) {
            int value = 0;
            for (int i = 0; i < count; i++, at++) {
                int digit = at < text.length() ? text.charAt(at) - '0' : -1;
                if (digit < 0 || digit > 9) {
                    broken = true;
                    return 0;
                }
                value = value * 10 + digit;
            }
            return value;
        }

        private void expect(char upper, char lower) {
            if (at < text.length() && (text.charAt(at) == upper || text.charAt(at) == lower)) {
                at++;
            } else {
                broken = true;
            }
        }

        private int fraction() {
            if (at >= text.length() || text.charAt(at) != '.') {
                return 0;
            }
            int start = ++at;
            int nano = 0;
            for (; at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9'; at++) {
                if (at - start < 9) {
                    nano = nano * 10 + text.charAt(at) - '0';
                }
            }
            int count = at - start;
            if (count == 0) {
                broken = true;
            }
            for (int i = count; i < 9; i++) {
                nano *= 10;
            }
            return nano;
        }

        private int offsetSeconds() {
            if (at >= text.length()) {
                broken = true;
                return 0;
            }
            char sign = text.charAt(at);
            if (sign != '+' && sign != '-') {
                expect('Z', 'z');
                return 0;
            }
            at++;
            int hours = digits(2);
            expect(':', ':');
            int minutes = digits(2);
            if (hours > 23 || minutes > 59) {
                broken = true;
            }
            return (sign == '-' ? -1 : 1) * (hours * 3_600 + minutes * 60);
        }
    }
}
