package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {

    private static final String PENDING = """
            {"identifier":{"type":"dns","value":"example.org"},"status":"pending","expires":"2026-12-01T10:00:00Z","challenges":[\
            {"type":"http-01","url":"https://acme.example.com/acme/chall/h1","status":"pending","token":"LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"},\
            {"type":"dns-01","url":"https://acme.example.com/acme/chall/d1","status":"pending","token":"LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"},\
            {"type":"tls-alpn-01","url":"https://acme.example.com/acme/chall/t1","status":"pending","token":"LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"},\
            {"type":"dns-account-01","url":"https://acme.example.com/acme/chall/da1","status":"pending","token":"LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"},\
            {"type":"dns-persist-01","url":"https://acme.example.com/acme/chall/p1","status":"pending","issuer-domain-names":["example.com"],"accounturi":"https://acme.example.com/acme/acct/7Hk2q"},\
            {"type":"future-99","url":"https://acme.example.com/acme/chall/x1","status":"pending","knob":{"a":[1,2]}}],\
            "subdomainAuthAllowed":true}""";

    private static final String VALID = """
            {"identifier":{"type":"dns","value":"example.org"},"status":"valid","expires":"2026-12-20T10:00:00Z","challenges":[\
            {"type":"dns-01","url":"https://acme.example.com/acme/chall/d1","status":"valid","validated":"2026-11-23T11:12:13.123456789+01:00","token":"LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"}],\
            "wildcard":true}""";

    private static final String INVALID = """
            {"identifier":{"type":"dns","value":"example.org"},"status":"invalid","challenges":[\
            {"type":"http-01","url":"https://acme.example.com/acme/chall/h1","status":"invalid","error":{"type":"urn:ietf:params:acme:error:incorrectResponse","detail":"body did not match","subproblems":[\
            {"type":"urn:ietf:params:acme:error:connection","detail":"192.0.2.7:80 timed out"},{"type":"urn:ietf:params:acme:error:incorrectResponse","detail":"got 404"}]},"token":"LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"}]}""";

    @ParameterizedTest
    @ValueSource(strings = {PENDING, VALID, INVALID})
    void losesNothing(String json) {
        Authorization authorization = Authorization.TYPE.readStrict(json);
        assertThat(authorization.toJson()).isEqualTo(json);
        assertThat(authorization.toBuilder().build()).isEqualTo(authorization);
        assertThat(Authorization.TYPE.read(authorization.toJsonValue())).isEqualTo(authorization);
        assertThat(authorization.toString()).doesNotContain("LoqXcYV8q5");
    }

    @Test
    void readsAPendingOne() {
        Authorization authorization = Authorization.TYPE.read(PENDING);
        assertThat(authorization.identifier()).isEqualTo(Identifier.dns("example.org"));
        assertThat(authorization.status()).isEqualTo(Status.PENDING);
        assertThat(authorization.expires()).contains(Instant.parse("2026-12-01T10:00:00Z"));
        assertThat(authorization.subdomainAuthAllowed()).isTrue();
        assertThat(authorization.wildcard()).isFalse();
        assertThat(authorization.challenges())
                .extracting(c -> (Object) c.getClass())
                .containsExactly(
                        Http01Challenge.class,
                        Dns01Challenge.class,
                        TlsAlpn01Challenge.class,
                        DnsAccount01Challenge.class,
                        DnsPersist01Challenge.class,
                        UnknownChallenge.class);
        assertThat(authorization.challenges().get(5).extensions().get("knob")).hasToString("{\"a\":[1,2]}");
    }

    @Test
    void readsAFailedOne() {
        Challenge failed = Authorization.TYPE.read(INVALID).challenges().get(0);
        assertThat(failed.error().orElseThrow().subproblems()).hasSize(2);
        assertThat(Authorization.TYPE.read(INVALID).expires()).isEmpty();
    }

    @Test
    void readsAValidOne() {
        Authorization authorization = Authorization.TYPE.read(VALID);
        assertThat(authorization.wildcard()).isTrue();
        assertThat(authorization.challenges().get(0).validated())
                .contains(Instant.parse("2026-11-23T10:12:13.123456789Z"));
    }

    @Test
    void findsChallenges() {
        Authorization authorization = Authorization.TYPE.read(PENDING);
        assertThat(authorization.challenge(Dns01Challenge.class).orElseThrow().url())
                .isEqualTo(URI.create("https://acme.example.com/acme/chall/d1"));
        assertThat(authorization.challenge(OnionCsr01Challenge.class)).isEmpty();
        assertThat(authorization.challenge(TokenChallenge.class)).containsInstanceOf(Http01Challenge.class);
        assertThat(authorization.challenge(ChallengeType.of("future-99"))).containsInstanceOf(UnknownChallenge.class);
        assertThat(authorization.challenge(ChallengeType.DNS_01)).containsInstanceOf(Dns01Challenge.class);
        assertThat(authorization.challenge(ChallengeType.TKAUTH_01)).isEmpty();
        Authorization odd = Authorization.TYPE.read("{\"challenges\":[{},{\"type\":5},{\"type\":\"dns-01\"}]}");
        assertThat(odd.challenge(ChallengeType.DNS_01)).isPresent();
    }

    @Test
    void absentAndNullAndWrongMembers() {
        for (String json : List.of(
                "{}",
                "{\"identifier\":null,\"status\":null,\"expires\":null,\"challenges\":null,\"wildcard\":null,\"subdomainAuthAllowed\":null}")) {
            Authorization empty = Authorization.TYPE.read(json);
            assertThatThrownBy(empty::identifier).isInstanceOf(MissingMemberException.class);
            assertThatThrownBy(empty::status).isInstanceOf(MissingMemberException.class);
            assertThatThrownBy(empty::challenges).isInstanceOf(MissingMemberException.class);
            assertThat(empty.expires()).isEmpty();
            assertThat(empty.wildcard()).isFalse();
            assertThat(empty.subdomainAuthAllowed()).isFalse();
            assertThat(empty.toJson()).isEqualTo(json);
        }
        Authorization odd = Authorization.TYPE.read(
                "{\"identifier\":1,\"status\":1,\"expires\":1,\"challenges\":[{\"type\":\"dns-01\"},7],\"wildcard\":1,\"subdomainAuthAllowed\":1}");
        for (Runnable accessor : List.<Runnable>of(
                odd::identifier, odd::status, odd::expires, odd::wildcard, odd::subdomainAuthAllowed)) {
            assertThatThrownBy(accessor::run).isInstanceOf(InvalidMemberException.class);
        }
        assertThatThrownBy(odd::challenges)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/challenges/1");
        assertThat(odd.toJson()).contains("\"challenges\":[{\"type\":\"dns-01\"},7]");
    }

    @Test
    void builds() {
        Http01Challenge challenge = Http01Challenge.builder()
                .url(URI.create("https://acme.example.com/acme/chall/h1"))
                .status(Status.PENDING)
                .token("LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0")
                .build();
        Authorization.Builder builder = Authorization.builder()
                .identifier(Identifier.dns("example.org"))
                .status(Status.PENDING)
                .expires(Instant.parse("2026-12-01T10:00:00Z"))
                .challenges(challenge)
                .wildcard(true)
                .subdomainAuthAllowed(false);
        Authorization authorization = builder.build();
        assertThat(Authorization.TYPE.readStrict(authorization.toJson())).isEqualTo(authorization);
        assertThat(authorization.challenges()).containsExactly(challenge);
        assertThat(builder.wildcard(false).build().member("wildcard")).isEmpty();
        assertThatThrownBy(() ->
                        builder.identifier(Identifier.dns("*.example.org")).build())
                .isInstanceOf(InvalidMemberException.class);
    }

    private static String with(String identifierType, String value, String more) {
        return "{\"identifier\":{\"type\":\"" + identifierType + "\",\"value\":\"" + value + "\"}" + more + "}";
    }

    private static String offering(String identifierType, String value, String challengeType) {
        return with(identifierType, value, ",\"challenges\":[{},{\"type\":\"" + challengeType + "\"}]");
    }

    @Test
    void rulesOfTheIdentifier() {
        fires(Authorization.TYPE, "authorization/wildcard-identifier", with("dns", "*.example.org", ""));
        silent(Authorization.TYPE, "authorization/wildcard-identifier", with("dns", "example.org", ""));

        fires(Authorization.TYPE, "authorization/wildcard-type", with("ip", "192.0.2.7", ",\"wildcard\":true"));
        silent(Authorization.TYPE, "authorization/wildcard-type", with("dns", "example.org", ",\"wildcard\":true"));

        fires(Authorization.TYPE, "authorization/wildcard-false", with("dns", "example.org", ",\"wildcard\":false"));
        silent(Authorization.TYPE, "authorization/wildcard-false", with("dns", "example.org", ",\"wildcard\":true"));
        silent(Authorization.TYPE, "authorization/wildcard-false", with("dns", "example.org", ""));

        String subdomains = ",\"subdomainAuthAllowed\":true";
        fires(Authorization.TYPE, "authorization/subdomains-of-dns", with("ip", "192.0.2.7", subdomains));
        silent(Authorization.TYPE, "authorization/subdomains-of-dns", with("dns", "example.org", subdomains));
    }

    @Test
    void rulesOfTheStatus() {
        fires(Authorization.TYPE, "authorization/status", "{\"status\":\"ready\"}");
        silent(Authorization.TYPE, "authorization/status", "{\"status\":\"revoked\"}");
        silent(Authorization.TYPE, "authorization/status", "{\"status\":\"strange\"}");

        fires(Authorization.TYPE, "authorization/expires", "{\"status\":\"valid\"}");
        silent(Authorization.TYPE, "authorization/expires", VALID);
        silent(Authorization.TYPE, "authorization/expires", INVALID);

        fires(Authorization.TYPE, "authorization/no-challenges", "{\"status\":\"pending\",\"challenges\":[]}");
        silent(Authorization.TYPE, "authorization/no-challenges", PENDING);
        silent(Authorization.TYPE, "authorization/no-challenges", "{\"status\":\"valid\",\"challenges\":[]}");

        fires(
                Authorization.TYPE,
                "authorization/no-valid-challenge",
                "{\"status\":\"valid\",\"challenges\":[{\"type\":\"http-01\",\"status\":\"pending\"}]}");
        silent(Authorization.TYPE, "authorization/no-valid-challenge", VALID);
        silent(Authorization.TYPE, "authorization/no-valid-challenge", "{\"status\":\"valid\",\"challenges\":[]}");
    }

    @Test
    void rulesOfTheChallenges() {
        fires(Authorization.TYPE, "authorization/challenge-type", offering("ip", "192.0.2.7", "dns-01"));
        fires(Authorization.TYPE, "authorization/challenge-type", offering("email", "a@example.org", "http-01"));
        fires(Authorization.TYPE, "authorization/challenge-type", offering("dns", "example.org", "email-reply-00"));
        silent(Authorization.TYPE, "authorization/challenge-type", offering("ip", "192.0.2.7", "http-01"));
        silent(Authorization.TYPE, "authorization/challenge-type", offering("dns", "example.org", "future-99"));
        silent(Authorization.TYPE, "authorization/challenge-type", offering("future", "x", "http-01"));
        silent(Authorization.TYPE, "authorization/challenge-type", PENDING);

        fires(Authorization.TYPE, "authorization/onion-challenge", offering("dns", "a.onion", "dns-01"));
        fires(Authorization.TYPE, "authorization/onion-challenge", offering("dns", "example.org", "onion-csr-01"));
        silent(Authorization.TYPE, "authorization/onion-challenge", offering("dns", "a.ONION", "onion-csr-01"));
        silent(Authorization.TYPE, "authorization/onion-challenge", offering("dns", "example.org", "dns-01"));
        silent(Authorization.TYPE, "authorization/onion-challenge", offering("dns", "a.onion", "http-01"));
    }
}
