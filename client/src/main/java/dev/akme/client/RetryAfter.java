package dev.akme.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the header {@code Retry-After} and other dates of HTTP (RFC 9110 §10.2.3, §5.6.7). */
final class RetryAfter {

    /** A server that asks for more means "not today": it is told as one day. */
    static final Duration MAX = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ENGLISH),
            // RFC 850, whose years have two digits: from 1970 on.
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            // asctime
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * When to try again; empty for text of any other form. Never before now, and never later than {@link #MAX} from it.
     */
    static Optional<Instant> parse(String text, Instant now) {
        String trimmed = text.strip();
        Optional<Instant> at = SECONDS.matcher(trimmed).matches()
                ? Optional.of(now.plusSeconds(Math.min(Long.parseLong(trimmed), MAX.toSeconds())))
                : date(trimmed);
        return at.map(time -> time.isBefore(now) ? now : time)
                .map(time -> time.isAfter(now.plus(MAX)) ? now.plus(MAX) : time);
    }

    static Optional<Instant> date(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return Optional.of(form.parse(text, ZonedDateTime::from).toInstant());
            } catch (DateTimeException e) {
                // Another form, then.
            }
        }
        return Optional.empty();
    }
}
