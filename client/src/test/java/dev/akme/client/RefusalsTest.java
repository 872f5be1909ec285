package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    private static AcmeProblemException of(Reply reply) {
        return Refusals.of(new Answer(URI.create("https://ca.test/order-new"), reply.done(), FakeTime.START));
    }

    @Test
    void aPageBecomesAProblemWithItsBeginning() {
        AcmeProblemException e = of(
                Reply.html(502, "<html>\r\n\t<title>Bad \u001b[31mGateway</title>\n\n\u202e\u0085" + "x".repeat(10_000))
                        .header("Retry-After", "30"));
        assertThat(e.httpStatus()).isEqualTo(502);
        assertThat(e.retryAfter()).contains(FakeTime.START.plus(Duration.ofSeconds(30)));
        assertThat(e.problem().type()).isEqualTo(ProblemType.ABOUT_BLANK);
        assertThat(e.problem().title()).contains("HTTP 502 from ca.test");
        String detail = e.problem().detail().orElseThrow();
        assertThat(detail)
                .startsWith("<html> <title>Bad [31mGateway</title> xxx")
                .endsWith("...")
                .hasSize(203);
        assertThat(detail.chars()).allMatch(c -> c >= ' ' && c <= '~');
    }

    @Test
    void theHeadersAreThereButForTheNonce() {
        AcmeProblemException e = of(Reply.html(409, "")
                .header("LOCATION", "https://ca.test/account/1")
                .header("Link", "<https://ca.test/help>;rel=\"help\"")
                .header("link", "<https://ca.test/directory>;rel=\"index\"")
                .header("Replay-Nonce", "n0nce"));
        assertThat(e.headers())
                .containsEntry("location", List.of("https://ca.test/account/1"))
                .containsEntry(
                        "link",
                        List.of("<https://ca.test/help>;rel=\"help\"", "<https://ca.test/directory>;rel=\"index\""))
                .doesNotContainKey("replay-nonce");
        assertThat(e.headers().toString()).doesNotContain("n0nce");
    }

    @Test
    void charactersAreNotCutInTwo() {
        String detail = of(Reply.html(500, "\uD83D\uDE00".repeat(1000)))
                .problem()
                .detail()
                .orElseThrow();
        assertThat(detail).isEqualTo("\uD83D\uDE00".repeat(200) + "...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "{", "{}", "[]", "null", "\u0000\u0001"})
    void nothingIsAProblemToo(String body) {
        AcmeProblemException e = of(Reply.html(500, body));
        assertThat(e).hasMessageStartingWith("HTTP 500");
        assertThat(e.problem().status()).contains(500);
        assertThat(e.problem().detail().orElse("")).isEqualTo(body.strip().replaceAll("\\p{Cntrl}", ""));
    }

    @Test
    void onlyNobodysAnswersAreLost() {
        assertThat(Refusals.isLost(of(Reply.empty(502)))).isTrue();
        assertThat(Refusals.isLost(of(Reply.empty(504)))).isTrue();
        assertThat(Refusals.isLost(of(Reply.empty(500)))).isFalse();
        assertThat(Refusals.isLost(new AcmeNetworkException("x", null, true))).isTrue();
        assertThat(Refusals.isLost(new AcmeNetworkException("x", null, false))).isFalse();
        assertThat(Refusals.isLost(new AcmeTimeoutException("x", null))).isFalse();
    }

    @Test
    void ofARefusedNonceNothingIsRepeatedThatMayHaveItInIt() {
        AcmeProblemException e = of(Reply.problem(400, "badNonce", "n0nce is unknown"));
        assertThat(e.problem().type()).isEqualTo(ProblemType.BAD_NONCE);
        assertThat(e.problem().detail()).isEmpty();
        assertThat(e).hasMessageStartingWith("HTTP 400: badNonce").hasMessageNotContaining("n0nce");
    }

    @Test
    void someRefusalsPass() {
        for (int status : new int[] {429, 500, 502, 503, 504}) {
            assertThat(Refusals.isPassing(of(Reply.empty(status)))).isTrue();
        }
        for (int status : new int[] {400, 401, 403, 404, 409, 501}) {
            assertThat(Refusals.isPassing(of(Reply.empty(status)))).isFalse();
        }
        assertThat(Refusals.isPassing(of(Reply.empty(403).header("Retry-After", "5"))))
                .isTrue();
        assertThat(Refusals.isPassing(new AcmeProtocolException("x", null))).isFalse();
    }
}
