package dev.akme.challenge;

import static dev.akme.challenge.CheckAssertions.passes;
import static dev.akme.challenge.CheckAssertions.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Http01Test {

    private static final Identifier NAME = Identifier.dns("example.org");
    private static final String PATH = "/.well-known/acme-challenge/" + Keys.TOKEN_2;

    @Test
    void hasTheUrlsOfTheVectors() {
        assertThat(Http01.path(Keys.TOKEN_2)).isEqualTo(PATH);
        assertThat(Http01.url(NAME, Keys.TOKEN_2))
                .hasToString("http://example.org/.well-known/acme-challenge/"
                        + "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0");
        assertThat(Http01.url(Identifier.ip("2001:db8::1"), Keys.TOKEN_2)).hasToString("http://[2001:db8::1]" + PATH);
        assertThat(Http01.url(Identifier.ip("192.0.2.1"), Keys.TOKEN_2, 5002))
                .hasToString("http://192.0.2.1:5002" + PATH)
                .hasPort(5002);
        assertThat(Http01.url(Identifier.ip("2001:db8::1"), Keys.TOKEN_2, 5002))
                .hasToString("http://[2001:db8::1]:5002" + PATH);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"type\":\"dns\",\"value\":\"Example.ORG.\"}', example.org",
        "'{\"type\":\"ip\",\"value\":\"2001:0DB8:0:0::1\"}', [2001:db8::1]",
        "'{\"type\":\"ip\",\"value\":\"::ffff:192.0.2.1\"}', [::ffff:192.0.2.1]",
        "'{\"type\":\"ip\",\"value\":\"192.0.2.1\"}', 192.0.2.1"
    })
    void theHostHeaderIsCanonicalWhateverThePeerWrote(String identifier, String host) {
        assertThat(Http01.hostHeader(Identifier.TYPE.read(identifier))).isEqualTo(host);
        assertThat(Http01.hostHeader(Identifier.TYPE.read(identifier), 80)).isEqualTo(host);
        assertThat(Http01.hostHeader(Identifier.TYPE.read(identifier), 8080)).isEqualTo(host + ":8080");
    }

    @Test
    void refusesWhatItCannotValidate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Http01.url(Identifier.dns("*.example.org"), Keys.TOKEN_2))
                .withMessageContaining("wildcard");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Http01.hostHeader(Identifier.email("a@example.org")))
                .withMessageContaining("type");
        assertThatIllegalArgumentException().isThrownBy(() -> Http01.url(NAME, Keys.TOKEN_2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Http01.url(NAME, Keys.TOKEN_2, 65_536));
        Identifier strange = Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"example.org/x?\"}");
        assertThatThrownBy(() -> Http01.url(strange, Keys.TOKEN_2)).isInstanceOf(MemberException.class);
        Identifier noAddress = Identifier.TYPE.read("{\"type\":\"ip\",\"value\":\"example.org\"}");
        assertThatThrownBy(() -> Http01.url(noAddress, Keys.TOKEN_2)).isInstanceOf(MemberException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../index.html/index.html", "short", "AAAAAAAAAAAAAAAAAAAAAA/A"})
    void noTokenLeadsOutOfTheFolder(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Http01.path(token))
                .withMessageContaining("RFC 8555 §8.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", " \t\r\n\n"})
    void whiteSpaceAtTheEndDoesNotCount(String space) {
        byte[] body = (Keys.KA_2.text() + space).getBytes(StandardCharsets.US_ASCII);
        passes(Http01.check(body, Keys.KA_2));
        unauthorized(Http01.check(body, Keys.KA_3), "account key");
    }

    @Test
    void anythingElseIsWrong() {
        unauthorized(Http01.check(new byte[0], Keys.KA_2), "empty");
        unauthorized(Http01.check(" \n".getBytes(StandardCharsets.US_ASCII), Keys.KA_2), "empty");
        for (String body : new String[] {
            " " + Keys.KA_2.text(),
            Keys.KA_2.text() + "\u0000",
            Keys.KA_2.text() + "x",
            Keys.TOKEN_2,
            "\ufeff" + Keys.KA_2.text(),
            "<html>"
        }) {
            unauthorized(Http01.check(body.getBytes(StandardCharsets.UTF_8), Keys.KA_2));
        }
    }

    @Test
    void noMoreNeedBeReadThanTheLimit() {
        byte[] body = Http01.body(Keys.KA_2);
        int limit = Http01.maxBodyLength(Keys.KA_2);
        byte[] padded = Arrays.copyOf(body, limit);
        Arrays.fill(padded, body.length, limit, (byte) '\n');
        passes(Http01.check(padded, Keys.KA_2));
        byte[] longer = Arrays.copyOf(padded, limit + 1);
        longer[limit] = '\n';
        unauthorized(Http01.check(longer, Keys.KA_2), "more octets");
    }
}
