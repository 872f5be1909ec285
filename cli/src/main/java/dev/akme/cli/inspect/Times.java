package dev.akme.cli.inspect;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long ago a time was, in words. */
final class Times {

    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:.]{5,30}.{1,6}");

    private final Clock clock;

    Times(Clock clock) {
        this.clock = clock;
    }

    static Optional<Instant> read(String text) {
        if (!TIMESTAMP.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isPast(Instant time) {
        return time.isBefore(clock.instant());
    }

    /** Such as {@code "in 3 days"} or {@code "2 hours ago"}. */
    String relative(Instant time) {
        Duration distance = Duration.between(clock.instant(), time);
        if (distance.abs().compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        String length = length(distance.abs());
        return distance.isNegative() ? length + " ago" : "in " + length;
    }

    static String length(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 120) {
            return count(seconds, "second");
        }
        if (seconds < 2 * 3600) {
            return count(seconds / 60, "minute");
        }
        if (seconds < 2 * 86_400) {
            return count(seconds / 3600, "hour");
        }
        return seconds < 730L * 86_400 ? count(seconds / 86_400, "day") : count(seconds / (365L * 86_400), "year");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** A remark about the time in a member of that name. */
    String remark(String member, Instant time) {
        String relative = relative(time);
        return switch (member) {
            case "expires", "exp", "end", "notAfter", "end-date", "expiry" ->
                isPast(time) ? "past: ended " + relative : "ends " + relative;
            case "start", "notBefore", "nbf", "start-date" -> isPast(time) ? "began " + relative : "begins " + relative;
            default -> relative;
        };
    }
}
