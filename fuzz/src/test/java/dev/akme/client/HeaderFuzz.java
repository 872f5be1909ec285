package dev.akme.client;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.fuzz.Expect;
import dev.akme.messages.Link;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The headers of answers that say what comes next: {@code Link} and {@code Retry-After}. */
final class HeaderFuzz {

    private static final URI BASE = URI.create("https://ca.example/orders/1?cursor=a");
    private static final Instant NOW = Instant.parse("2031-03-01T12:00:00Z");

    @FuzzTest
    void reads(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        List<Link> links = Link.parse(List.of(text, text), BASE);
        Expect.that(links.size() <= 1_000, "there are not many links");
        for (Link link : links) {
            Expect.that(!link.rel().isBlank(), "a link has a relation");
            Expect.same(link.rel().toLowerCase(Locale.ROOT), link.rel(), "in lower case");
            Expect.that(text.contains("<"), "a link has a target");
        }
        RetryAfter.parse(text, NOW)
                .ifPresent(at -> Expect.that(
                        !at.isBefore(NOW) && !at.isAfter(NOW.plus(RetryAfter.MAX)), "within a day from now: " + at));
        RetryAfter.date(text);
    }
}
