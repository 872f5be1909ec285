package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CachedDirectoryTest {

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;

    private void livesFor(Duration lifetime) throws InterruptedException {
        scene.client.directory();
        scene.time.pass(lifetime.minusSeconds(1));
        scene.client.directory();
        assertThat(ca.count(Step.DIRECTORY)).isEqualTo(1);
        scene.time.pass(Duration.ofSeconds(1));
        scene.client.directory();
        assertThat(ca.count(Step.DIRECTORY)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=3600 | 3600",
                "public, Max-Age=3600, must-revalidate | 3600",
                "max-age=\"3600\" | 3600",
                "s-maxage=7200, max-age=3600 | 3600",
                "max-age=0, no-cache, no-store | 600",
                "max-age=60 | 600",
                "max-age=999999999 | 86400",
                "max-age=99999999999999999999 | 86400",
                "max-age=-5 | 600",
                "private | 600",
                "'' | 600"
            })
    void isKeptAsLongAsTheServerSaysWithinLimits(String header, long seconds) throws Exception {
        ca.always(Step.DIRECTORY, Fault.change(reply -> reply.header("Cache-Control", header)));
        livesFor(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 24 Nov 2026 09:00:00 GMT | 3600",
                "Tue, 24 Nov 2020 09:00:00 GMT | 600",
                "Tue, 24 Nov 2099 09:00:00 GMT | 86400",
                "0 | 600"
            })
    void orAsExpiresSays(String header, long seconds) throws Exception {
        ca.always(Step.DIRECTORY, Fault.change(reply -> reply.header("Expires", header)));
        livesFor(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "",
                "<html></html>",
                "{\"newNonce\":5}",
                "{\"newNonce\":\"not a url\"}",
                "{\"newNonce\":null}"
            })
    void anythingElseIsNoDirectory(String body) {
        ca.always(Step.DIRECTORY, Fault.edit(old -> body));
        assertThatExceptionOfType(AcmeProtocolException.class)
                .isThrownBy(scene.client::directory)
                .withMessageContaining("https://ca.test/dir");
    }

    @Test
    void aBadOneIsNotKept() throws Exception {
        ca.once(Step.DIRECTORY, Fault.edit(old -> "{}"));
        assertThatExceptionOfType(AcmeProtocolException.class).isThrownBy(scene.client::directory);
        assertThat(scene.client.directory().body().newOrder()).isPresent();
    }

    @Test
    void relativeUrlsAreRelativeToWhereItReallyIs() throws Exception {
        ca.once(Step.DIRECTORY, Fault.instead(Reply.empty(302).header("Location", "https://other.test/v2/dir")));
        AcmeClient client = AcmeClient.builder(FakeCa.DIRECTORY)
                .transport(request -> request.url().getHost().equals("other.test")
                        ? (request.method().equals("HEAD")
                                        ? Reply.empty(200)
                                                .header(
                                                        "Replay-Nonce",
                                                        request.url().getPath().substring(1, 3))
                                        : Reply.json(200, "{\"newNonce\":\"nonce\"}"))
                                .done()
                        : ca.send(request))
                .listener(AcmeListener.NONE)
                .build();
        assertThat(client.newNonce()).isEqualTo("v2");
        assertThat(client.directory().url()).isEqualTo(FakeCa.DIRECTORY);
    }
}
