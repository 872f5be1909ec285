package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | 1994-11-06T08:02:00Z",
                " 0 | 1994-11-06T08:00:00Z",
                "86400 | 1994-11-07T08:00:00Z",
                "86401 | 1994-11-07T08:00:00Z",
                "999999999999999999 | 1994-11-07T08:00:00Z",
                "Sun, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994 | 1994-11-06T08:49:37Z",
                "Sun, 06 Nov 1994 07:00:00 GMT | 1994-11-06T08:00:00Z",
                "Fri, 06 Nov 2099 07:00:00 GMT | 1994-11-07T08:00:00Z"
            })
    void readsBothFormsAndKeepsThemWithinADay(String text, Instant at) {
        assertThat(RetryAfter.parse(text, NOW)).contains(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-3", "+7", "1_000", "1.5", "soon", "٣", "1e3", "Sun, 06 Nov 1994", "9999999999999999999999"
            })
    void anythingElseIsNoHint(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }

    @Test
    void datesAreGoodForOtherHeadersToo() {
        assertThat(RetryAfter.date("Sun, 06 Nov 1994 08:49:37 GMT")).contains(NOW.plus(Duration.ofSeconds(2977)));
    }
}
