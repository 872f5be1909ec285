package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.MissingMemberException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationRequestTest {

    private static final String PLAIN = "{\"identifier\":{\"type\":\"dns\",\"value\":\"example.org\"}}";
    private static final String INSIDE =
            "{\"identifier\":{\"type\":\"dns\",\"value\":\"example.org\",\"subdomainAuthAllowed\":true}}";
    private static final String BESIDE =
            "{\"identifier\":{\"type\":\"dns\",\"value\":\"example.org\"},\"subdomainAuthAllowed\":true}";

    @Test
    void newAuthorization() {
        NewAuthorization request = NewAuthorization.of(Identifier.dns("example.org"));
        assertThat(request.toJson()).isEqualTo(PLAIN);
        assertThat(NewAuthorization.TYPE.readStrict(PLAIN)).isEqualTo(request);
        assertThat(request.toBuilder().build()).isEqualTo(request);
        assertThat(request.subdomainAuthAllowed()).isFalse();
        assertThatThrownBy(NewAuthorization.builder()::build).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> NewAuthorization.of(Identifier.dns("*.example.org")))
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void subdomainsAreAskedForInEitherPlace() {
        assertThat(NewAuthorization.TYPE.readStrict(INSIDE).subdomainAuthAllowed())
                .isTrue();
        assertThat(NewAuthorization.TYPE.readStrict(BESIDE).subdomainAuthAllowed())
                .isTrue();
        assertThat(NewAuthorization.TYPE
                        .read(BESIDE.replace("true", "\"true\""))
                        .subdomainAuthAllowed())
                .isFalse();
        assertThat(NewAuthorization.TYPE.read(BESIDE).toJson()).isEqualTo(BESIDE);
    }

    @Test
    void rulesOfNewAuthorizations() {
        fires(NewAuthorization.TYPE, "newAuthz/wildcard", PLAIN.replace("example", "*.example"));
        silent(NewAuthorization.TYPE, "newAuthz/wildcard", PLAIN);
        fires(NewAuthorization.TYPE, "newAuthz/subdomains-place", BESIDE);
        silent(NewAuthorization.TYPE, "newAuthz/subdomains-place", INSIDE);
        fires(NewAuthorization.TYPE, "newAuthz/server-member", PLAIN.replace("}}", "},\"status\":\"valid\"}"));
        silent(NewAuthorization.TYPE, "newAuthz/server-member", BESIDE);
    }

    @Test
    void deactivates() {
        AuthorizationUpdate update = AuthorizationUpdate.deactivate();
        assertThat(update.toJson()).isEqualTo("{\"status\":\"deactivated\"}");
        assertThat(update.status()).isEqualTo(Status.DEACTIVATED);
        assertThat(AuthorizationUpdate.TYPE.readStrict(update.toJson())).isEqualTo(update);
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"status\":null}", "{\"status\":\"valid\"}", "{\"status\":\"strange\"}", "{\"status\":1}"})
    void aServerRefusesEveryOtherUpdate(String json) {
        assertThatThrownBy(() -> AuthorizationUpdate.TYPE.readStrict(json)).isInstanceOf(JsonException.class);
    }

    @Test
    void rulesOfUpdates() {
        fires(AuthorizationUpdate.TYPE, "authorizationUpdate/status", "{\"status\":\"revoked\"}");
        silent(AuthorizationUpdate.TYPE, "authorizationUpdate/status", "{\"status\":\"deactivated\"}");
        silent(AuthorizationUpdate.TYPE, "authorizationUpdate/status", "{}");
    }
}
