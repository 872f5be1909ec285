package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonValue;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void secretsAreHiddenAtAnyDepth() {
        String hidden = Secrets.hide(JsonValue.read("""
                                {"status":"pending","challenges":[{"type":"http-01","token":"dG9rZW4"}],
                                 "binding":{"signature":"c2ln","protected":"eyJ9"},"nonce":"bm9uY2U","keyAuthorization":"a.b"}
                                """)).toJson();

        assertThat(hidden)
                .isEqualTo("{\"status\":\"pending\",\"challenges\":[{\"type\":\"http-01\",\"token\":\"(hidden)\"}],"
                        + "\"binding\":{\"signature\":\"(hidden)\",\"protected\":\"eyJ9\"},\"nonce\":\"(hidden)\","
                        + "\"keyAuthorization\":\"(hidden)\"}");
    }

    @Test
    void aMessageWithHiddenSecretsIsStillAMessage() {
        Challenge challenge = Challenge.TYPE.read(
                Secrets.hide(JsonValue.read("{\"type\":\"dns-01\",\"status\":\"valid\",\"token\":\"dG9rZW4\"}")));

        assertThat(challenge.status()).isEqualTo(Status.VALID);
        assertThat(challenge.toString()).doesNotContain("dG9rZW4");
    }
}
