package dev.akme.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    private static final long MIN = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long MAX = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02 03:04:05.5+01:00, 2026-01-02T02:04:05.5Z",
        // Offsets.
        "2026-01-02T03:04:05+00:00, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05-00:00, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05+04:00, 2026-01-01T23:04:05Z",
        "2026-01-02T03:04:05+05:30, 2026-01-01T21:34:05Z",
        "2026-01-02T03:04:05+23:59, 2026-01-01T03:05:05Z",
        "2026-01-02T03:04:05-23:59, 2026-01-03T03:03:05Z",
        // Fractions of any length, kept to the nanosecond.
        "2026-01-02T03:04:05.9Z, 2026-01-02T03:04:05.9Z",
        "2026-01-02T03:04:05.99Z, 2026-01-02T03:04:05.99Z",
        "2026-01-02T03:04:05.000000001Z, 2026-01-02T03:04:05.000000001Z",
        "2026-01-02T03:04:05.123456789Z, 2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04:05.1234567899999Z, 2026-01-02T03:04:05.123456789Z",
        "2026-01-02T03:04:05.0Z, 2026-01-02T03:04:05Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.5Z",
        // Leap seconds end a day in UTC.
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2016-12-31T23:59:60.999Z, 2017-01-01T00:00:00Z",
        "2017-01-01T00:59:60+01:00, 2017-01-01T00:00:00Z",
        "2016-12-31T15:59:60-08:00, 2017-01-01T00:00:00Z",
        "2017-01-01T05:29:60+05:30, 2017-01-01T00:00:00Z",
        // Dates that exist, and the edges.
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "2000-02-29T23:59:59Z, 2000-02-29T23:59:59Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00, 0000-12-31T23:00:00Z",
        "0000-01-01T00:00:00+00:01, -0001-12-31T23:59:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59-01:00, +10000-01-01T00:59:59Z"
    })
    void reads(String text, String instant) {
        assertThat(Timestamps.parse(text)).contains(Instant.parse(instant));
    }

    @Test
    void readsFractionsOfAnyLength() {
        assertThat(Timestamps.parse("2026-01-02T03:04:05." + "3".repeat(100_000) + "Z"))
                .contains(Instant.parse("2026-01-02T03:04:05.333333333Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2026",
                "2026-01-02",
                "2026-01-02T",
                "2026-01-02T03:04:05", // no offset
                "2026-01-02T03:04Z",
                "2026-01-02T03Z",
                "20260102T030405Z",
                "2026-W01-5T03:04:05Z",
                "2026-002T03:04:05Z",
                "2026-01-02T03:04:05+0530",
                "2026-01-02T03:04:05+05",
                "2026-01-02T03:04:05+5:30",
                "2026-01-02T03:04:05+24:00",
                "2026-01-02T03:04:05-24:00",
                "2026-01-02T03:04:05+23:60",
                "2026-01-02T03:04:05 Z",
                "2026-01-02T03:04:05ZZ",
                "2026-01-02T03:04:05Z ",
                " 2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05Z+00:00",
                "2026-01-02T03:04:05.Z",
                "2026-01-02T03:04:05.+01:00",
                "2026-01-02T03:04:05,5Z",
                "2026-01-02T03:04:05.5",
                "2026-01-02_03:04:05Z",
                "2026-01-02  03:04:05Z",
                "2026/01/02T03:04:05Z",
                "2026-1-2T03:04:05Z",
                "2026-01-02T3:4:5Z",
                "2026-00-02T03:04:05Z",
                "2026-13-02T03:04:05Z",
                "2026-01-00T03:04:05Z",
                "2026-01-32T03:04:05Z",
                "2026-02-29T03:04:05Z",
                "1900-02-29T03:04:05Z",
                "2026-04-31T03:04:05Z",
                "2026-01-02T24:00:00Z",
                "2026-01-02T03:60:05Z",
                "2026-01-02T03:04:61Z",
                "2026-01-02T03:04:60Z", // a leap second in the middle of a day
                "2016-12-31T23:59:60+01:00",
                "10000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "+2026-01-02T03:04:05Z",
                "26-01-02T03:04:05Z",
                "٢٠٢٦-01-02T03:04:05Z",
                "2026-01-02T03:04:05\u221201:00",
                "2026-01-02T03:04:05Z\u0000",
                "1767323045",
                "Fri, 02 Jan 2026 03:04:05 GMT"
            })
    void refuses(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void refusesEveryCut() {
        String whole = "2026-01-02T03:04:05.678+01:00";
        for (int length = 0; length < whole.length(); length++) {
            assertThat(Timestamps.parse(whole.substring(0, length))).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:00Z, 2026-01-02T03:04:00Z",
        "2026-01-02T03:04:05.999999999Z, 2026-01-02T03:04:05Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "0999-01-01T00:00:00Z, 0999-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59Z"
    })
    void writesUtcInWholeSeconds(String instant, String text) {
        assertThat(Timestamps.format(Instant.parse(instant))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0001-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void refusesToWriteOtherYears(String instant) {
        assertThatThrownBy(() -> Timestamps.format(Instant.parse(instant)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a timestamp must lie in the years 0000 to 9999");
    }

    @Test
    void readsWhatItWrites() {
        SplittableRandom random = new SplittableRandom(20260102);
        for (int i = 0; i < 20_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(MIN, MAX + 1));
            assertThat(Timestamps.parse(Timestamps.format(time))).contains(time);
        }
    }

    @Test
    void agreesWithTheJdkOnOffsets() {
        SplittableRandom random = new SplittableRandom(20260103);
        for (int i = 0; i < 20_000; i++) {
            Instant local = Instant.ofEpochSecond(random.nextLong(MIN, MAX + 1));
            int minutes = random.nextInt(-1439, 1440);
            String text = Timestamps.format(local).replace("Z", "")
                    + (minutes < 0 ? "-" : "+")
                    + "%02d:%02d".formatted(Math.abs(minutes) / 60, Math.abs(minutes) % 60);
            assertThat(Timestamps.parse(text)).as(text).contains(local.minusSeconds(minutes * 60L));
        }
    }
}
