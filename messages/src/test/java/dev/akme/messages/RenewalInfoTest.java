package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RenewalInfoTest {

    private static final String JSON =
            "{\"suggestedWindow\":{\"start\":\"2026-12-20T04:00:00Z\",\"end\":\"2026-12-22T04:00:00Z\"},"
                    + "\"explanationURL\":\"https://www.example.com/why-now\"}";
    private static final Instant START = Instant.parse("2026-12-20T04:00:00Z");
    private static final Instant END = Instant.parse("2026-12-22T04:00:00Z");

    @Test
    void saysWhenAndWhy() {
        RenewalInfo info = RenewalInfo.TYPE.readStrict(JSON);
        assertThat(info.suggestedWindow().start()).isEqualTo(START);
        assertThat(info.suggestedWindow().end()).isEqualTo(END);
        assertThat(info.explanationUrl()).contains(URI.create("https://www.example.com/why-now"));
        assertThat(RenewalInfo.builder()
                        .suggestedWindow(SuggestedWindow.of(START, END))
                        .explanationUrl(URI.create("https://www.example.com/why-now"))
                        .build()
                        .toJson())
                .isEqualTo(JSON);
    }

    @Test
    void theWindowEndsAfterItsStart() {
        fires(RenewalInfo.TYPE, "suggestedWindow/end", JSON.replace("12-22", "12-20"));
        fires(SuggestedWindow.TYPE, "suggestedWindow/end", """
                {"start":"2026-12-20T04:00:00Z","end":"2026-12-20T04:30:00+01:00"}""");
        silent(RenewalInfo.TYPE, "suggestedWindow/end", JSON);
        silent(SuggestedWindow.TYPE, "suggestedWindow/end", "{\"start\":\"2026-12-20T04:00:00Z\"}");
        assertThatThrownBy(() -> SuggestedWindow.of(END, END))
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("RFC 9773 §4.2");
    }
}
