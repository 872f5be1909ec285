package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.AcmeObject;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

    static final String TOKEN = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";

    /** A challenge in JSON, the class that it is read as, and that class's type. */
    record Vector(String json, Class<? extends Challenge> javaType, MessageType<? extends Challenge> type) {}

    private static String pending(String type, String more) {
        return "{\"type\":\"" + type + "\",\"url\":\"https://acme.example.com/acme/chall/1\",\"status\":\"pending\""
                + more + "}";
    }

    private static String withToken(String type) {
        return pending(type, ",\"token\":\"" + TOKEN + "\"");
    }

    static Stream<Vector> vectors() {
        return Stream.of(
                new Vector(withToken("http-01"), Http01Challenge.class, Http01Challenge.TYPE),
                new Vector(withToken("dns-01"), Dns01Challenge.class, Dns01Challenge.TYPE),
                new Vector(withToken("tls-alpn-01"), TlsAlpn01Challenge.class, TlsAlpn01Challenge.TYPE),
                new Vector(withToken("dns-account-01"), DnsAccount01Challenge.class, DnsAccount01Challenge.TYPE),
                new Vector(withToken("device-attest-01"), DeviceAttest01Challenge.class, DeviceAttest01Challenge.TYPE),
                new Vector(
                        pending(
                                "dns-persist-01",
                                ",\"issuer-domain-names\":[\"example.com\"],\"accounturi\":\"https://acme.example.com/acme/acct/7Hk2q\""),
                        DnsPersist01Challenge.class,
                        DnsPersist01Challenge.TYPE),
                new Vector(
                        pending(
                                "email-reply-00",
                                ",\"token\":\"DGyRejmCefe7v4NfDGDKfA\",\"from\":\"acme-challenge+9f31@ca.example.net\""),
                        EmailReply00Challenge.class,
                        EmailReply00Challenge.TYPE),
                new Vector(
                        pending(
                                "tkauth-01",
                                ",\"tkauth-type\":\"atc\",\"token-authority\":\"https://authority.example.org/at\",\"token\":\"IlirfxKKXAsHtmzK29Pj8A\""),
                        TkAuth01Challenge.class,
                        TkAuth01Challenge.TYPE),
                new Vector(
                        pending(
                                "onion-csr-01",
                                ",\"nonce\":\"bI6/MRqV4gw=\",\"authKey\":{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}"),
                        OnionCsr01Challenge.class,
                        OnionCsr01Challenge.TYPE),
                new Vector(
                        pending(
                                "bp-nodeid-00",
                                ",\"id-chal\":\"dDtaviYTPUWFS3NK37YWfQ\",\"token-chal\":\"tPUZNY4ONIk6LxErRFEjVw\""),
                        BpNodeid00Challenge.class,
                        BpNodeid00Challenge.TYPE),
                new Vector(
                        pending(
                                "openid-federation-01",
                                ",\"token\":\"" + TOKEN + "\",\"trustAnchors\":[\"https://ta.example.org\"]"),
                        OpenIdFederation01Challenge.class,
                        OpenIdFederation01Challenge.TYPE),
                new Vector(
                        pending(
                                "remote-attest-01",
                                ",\"freshness_nonce\":\"yoW1RL2zPBzYEHBQ06Jy\",\"attestClaimsHint\":[\"hwmodel\"],\"verifierEncryptionCredential\":\"https://acme.example.com/keys/1\""),
                        RemoteAttest01Challenge.class,
                        RemoteAttest01Challenge.TYPE),
                new Vector(
                        pending("wire-oidc-01", ",\"token\":\"" + TOKEN + "\",\"target\":\"https://idp.example.org/\""),
                        WireOidc01Challenge.class,
                        WireOidc01Challenge.TYPE),
                new Vector(
                        pending(
                                "wire-dpop-01",
                                ",\"token\":\"" + TOKEN + "\",\"target\":\"https://wire.example.org/\""),
                        WireDpop01Challenge.class,
                        WireDpop01Challenge.TYPE),
                new Vector(
                        pending("future-99", ",\"knob\":{\"a\":[1,2]}"),
                        UnknownChallenge.class,
                        UnknownChallenge.TYPE));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsTheClassOfTheType(Vector v) {
        Challenge challenge = Challenge.TYPE.read(v.json());
        assertThat(challenge).isExactlyInstanceOf(v.javaType());
        assertThat(challenge.toJson()).isEqualTo(v.json());
        assertThat(challenge.messageType()).isSameAs(v.type());
        assertThat(challenge.status()).isEqualTo(Status.PENDING);
        assertThat(challenge.url()).isEqualTo(URI.create("https://acme.example.com/acme/chall/1"));
        assertThat(challenge.validated()).isEmpty();
        assertThat(challenge.error()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void allWaysOfReadingAreEqual(Vector v) {
        Challenge challenge = Challenge.TYPE.read(v.json());
        assertThat(List.<AcmeObject>of(
                        v.type().read(v.json()),
                        v.type().readStrict(v.json()),
                        v.type().read(challenge.toJsonValue()),
                        Challenge.TYPE.read(challenge.toJsonBytes()),
                        Challenge.TYPE.read(challenge.toJsonValue()),
                        Challenge.TYPE.readStrict(v.json()),
                        challenge.toBuilder().build()))
                .allSatisfy(other -> {
                    assertThat(other).isEqualTo(challenge).hasSameHashCodeAs(challenge);
                    assertThat(other.toJson()).isEqualTo(challenge.toJson());
                    assertThat(other.toString()).isEqualTo(challenge.toString());
                });
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void anyChallengeCanBeMovedOnByItsBuilder(Vector v) {
        Challenge before = Challenge.TYPE.read(v.json());
        Instant when = Instant.parse("2026-11-23T10:12:13Z");
        Challenge after =
                before.toBuilder().status(Status.VALID).validated(when).build();
        assertThat(after).isExactlyInstanceOf(v.javaType()).isNotEqualTo(before);
        assertThat(after.status()).isEqualTo(Status.VALID);
        assertThat(after.validated()).contains(when);
        assertThat(after.toBuilder().status(Status.PENDING).without("validated").build())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void memberOrderDoesNotMatter(Vector v) {
        String json = v.json();
        String typeLast = "{" + json.substring(json.indexOf(',') + 1, json.length() - 1) + ","
                + json.substring(1, json.indexOf(',')) + "}";
        assertThat(Challenge.TYPE.read(typeLast)).isEqualTo(Challenge.TYPE.read(json));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void secretsStayOutOfToString(Vector v) {
        assertThat(Challenge.TYPE.read(v.json()).toString())
                .doesNotContain(
                        TOKEN,
                        "DGyRejmCefe7v4NfDGDKfA",
                        "IlirfxKKXAsHtmzK29Pj8A",
                        "bI6/MRqV4gw",
                        "dDtaviYTPUWFS3NK37YWfQ",
                        "tPUZNY4ONIk6LxErRFEjVw",
                        "yoW1RL2zPBzYEHBQ06Jy");
    }

    @Test
    void everyTypeWithAClassHasAVector() {
        assertThat(vectors().map(v -> Challenge.TYPE.read(v.json()).type()).filter(ChallengeClasses::hasClass))
                .hasSize(14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":null,\"url\":\"https://acme.example.com/c\"}",
                "{\"type\":7}",
                "{\"type\":{\"a\":1},\"token\":5}",
                "{\"type\":\"HTTP-01\"}",
                "{\"type\":\"\"}",
                "{\"type\":\"sectigo-email-01\",\"status\":\"valid\"}"
            })
    void whatHasNoClassIsUnknownAndKept(String json) {
        Challenge challenge = Challenge.TYPE.read(json);
        assertThat(challenge).isExactlyInstanceOf(UnknownChallenge.class);
        assertThat(challenge.toJson()).isEqualTo(json);
    }

    @Test
    void unknownChallengesKeepTheirMembersAndDiffer() {
        UnknownChallenge challenge =
                UnknownChallenge.TYPE.read(pending("future-99", ",\"token\":\"abc\",\"knob\":{\"a\":[1,2]}"));
        assertThat(challenge.type()).isEqualTo(ChallengeType.of("future-99"));
        assertThat(challenge.token()).contains("abc");
        assertThat(challenge.extensions()).containsOnlyKeys("knob");
        assertThat(challenge.extensions().get("knob")).hasToString("{\"a\":[1,2]}");
        assertThat(challenge)
                .isNotEqualTo(Challenge.TYPE.read(pending("future-99", ",\"token\":\"abc\",\"knob\":1")))
                .isNotEqualTo(Challenge.TYPE.read(withToken("http-01")));
    }

    @Test
    void buildsUnknownChallenges() {
        UnknownChallenge challenge = UnknownChallenge.builder(ChallengeType.of("future-99"))
                .url(URI.create("https://acme.example.com/acme/chall/1"))
                .status(Status.PENDING)
                .token("abc")
                .extension("knob", new JsonNumber("1.50"))
                .build();
        assertThat(challenge.toJson()).isEqualTo(pending("future-99", ",\"token\":\"abc\",\"knob\":1.50"));
        assertThat(Challenge.TYPE.read(challenge.toJson())).isEqualTo(challenge);
        assertThatThrownBy(() -> UnknownChallenge.builder(ChallengeType.HTTP_01)
                        .url(URI.create("https://acme.example.com/acme/chall/1"))
                        .status(Status.PENDING)
                        .build())
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void classesCanBeToldApart() {
        assertThat(vectors().map(v -> what(Challenge.TYPE.read(v.json()))).distinct())
                .containsExactlyInAnyOrder("token", "persist", "authority", "onion", "bundle", "evidence", "unknown");
    }

    private static String what(Challenge challenge) {
        if (challenge instanceof TokenChallenge t && !t.token().isEmpty()) {
            return "token";
        } else if (challenge instanceof DnsPersist01Challenge) {
            return "persist";
        } else if (challenge instanceof TkAuth01Challenge) {
            return "authority";
        } else if (challenge instanceof OnionCsr01Challenge) {
            return "onion";
        } else if (challenge instanceof BpNodeid00Challenge) {
            return "bundle";
        } else if (challenge instanceof RemoteAttest01Challenge) {
            return "evidence";
        }
        return "unknown";
    }

    @Test
    void absentStatusIsPendingAndIsNotWritten() {
        String json = "{\"type\":\"http-01\",\"url\":\"https://acme.example.com/c\",\"token\":\"" + TOKEN + "\"}";
        Challenge challenge = Challenge.TYPE.read(json);
        assertThat(challenge.status()).isEqualTo(Status.PENDING);
        assertThat(challenge.toJson()).isEqualTo(json);
        fires(Challenge.TYPE, "missing", json);
    }

    @Test
    void urlFallsBackToUri() {
        Challenge old = Challenge.TYPE.read("{\"type\":\"http-01\",\"uri\":\"https://acme.example.com/c\"}");
        assertThat(old.url()).isEqualTo(URI.create("https://acme.example.com/c"));
        assertThat(old.toJson()).contains("\"uri\":").doesNotContain("\"url\":");
        assertThat(Challenge.TYPE
                        .read("{\"url\":null,\"uri\":\"https://acme.example.com/c\"}")
                        .url())
                .isEqualTo(old.url());
        assertThat(Challenge.TYPE
                        .read("{\"url\":\"https://acme.example.com/new\",\"uri\":\"https://acme.example.com/c\"}")
                        .url())
                .isEqualTo(URI.create("https://acme.example.com/new"));
        for (String none : List.of("{}", "{\"uri\":5}", "{\"uri\":\"not a url\"}", "{\"uri\":null}")) {
            assertThatThrownBy(() -> Challenge.TYPE.read(none).url()).isInstanceOf(MissingMemberException.class);
        }
        assertThatThrownBy(() -> Challenge.TYPE
                        .read("{\"url\":5,\"uri\":\"https://acme.example.com/c\"}")
                        .url())
                .isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void anEmptyErrorIsAnEmptyProblem() {
        Challenge challenge = Challenge.TYPE.read("{\"type\":\"http-01\",\"status\":\"invalid\",\"error\":{}}");
        assertThat(challenge.error().orElseThrow().type()).isEqualTo(ProblemType.ABOUT_BLANK);
        assertThat(challenge.toJson()).endsWith("\"error\":{}}");
        assertThat(Challenge.TYPE.read("{\"error\":null}").error()).isEmpty();
    }

    @Test
    void aMemberOfTheWrongTypeHarmsNobodyElse() {
        Http01Challenge challenge = Http01Challenge.TYPE.read(
                "{\"type\":\"http-01\",\"url\":1,\"status\":[],\"validated\":\"noon\",\"error\":\"x\",\"token\":2,\"authKey\":\"thumbprint\"}");
        for (Runnable accessor : List.<Runnable>of(
                challenge::url,
                challenge::status,
                challenge::validated,
                challenge::error,
                challenge::token,
                challenge::authKey)) {
            assertThatThrownBy(accessor::run).isInstanceOf(InvalidMemberException.class);
        }
        assertThat(challenge.type()).isEqualTo(ChallengeType.HTTP_01);
        assertThat(challenge.member("authKey").map(JsonValue::toJson)).contains("\"thumbprint\"");
        assertThat(Challenge.TYPE.read(challenge.toJson())).isEqualTo(challenge);
    }

    @Test
    void aMissingTokenIsFoundWhenAskedFor() {
        Http01Challenge challenge = Http01Challenge.TYPE.read(pending("http-01", ""));
        assertThatThrownBy(challenge::token)
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining("/token");
        fires(Challenge.TYPE, "missing", challenge.toJson());
    }

    @Test
    void membersOfOtherServersAreKept() {
        String json = pending(
                "http-01",
                ",\"token\":\"" + TOKEN
                        + "\",\"validationRecord\":[{\"url\":\"http://example.org/\",\"addressesResolved\":[\"192.0.2.7\"]}],\"keyAuthorization\":\"x\"");
        assertThat(Challenge.TYPE.read(json).toJson()).isEqualTo(json);
        assertThat(Challenge.TYPE.read(json).extensions()).containsOnlyKeys("validationRecord", "keyAuthorization");
    }

    @Test
    void buildDemandsWhatTheTypeDemands() {
        Http01Challenge.Builder builder = Http01Challenge.builder()
                .url(URI.create("https://acme.example.com/c"))
                .status(Status.PENDING);
        assertThatThrownBy(builder::build).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> builder.token("short").build()).isInstanceOf(InvalidMemberException.class);
        assertThat(builder.token(TOKEN).build().type()).isEqualTo(ChallengeType.HTTP_01);
        assertThatThrownBy(() -> builder.status(Status.READY).build()).isInstanceOf(InvalidMemberException.class);
    }

    @Test
    void aClassRefusesTheTypeOfAnother() {
        fires(Http01Challenge.TYPE, "challenge/type", withToken("dns-01"));
        silent(Http01Challenge.TYPE, "challenge/type", withToken("http-01"));
        silent(Challenge.TYPE, "challenge/type", withToken("dns-01"));
        fires(UnknownChallenge.TYPE, "challenge/known", withToken("dns-01"));
        silent(UnknownChallenge.TYPE, "challenge/known", withToken("future-99"));
    }

    @Test
    void rulesOfAllChallenges() {
        fires(Challenge.TYPE, "challenge/uri", "{\"type\":\"http-01\",\"uri\":\"https://acme.example.com/c\"}");
        silent(Challenge.TYPE, "challenge/uri", "{\"type\":\"http-01\",\"url\":\"https://acme.example.com/c\"}");

        fires(Challenge.TYPE, "challenge/status", "{\"type\":\"http-01\",\"status\":\"ready\"}");
        silent(Challenge.TYPE, "challenge/status", "{\"type\":\"http-01\",\"status\":\"processing\"}");
        silent(Challenge.TYPE, "challenge/status", "{\"type\":\"http-01\",\"status\":\"strange\"}");

        fires(Challenge.TYPE, "challenge/validated", "{\"type\":\"http-01\",\"status\":\"valid\"}");
        silent(
                Challenge.TYPE,
                "challenge/validated",
                "{\"type\":\"http-01\",\"status\":\"valid\",\"validated\":\"2026-11-23T11:12:13.123456789+01:00\"}");

        fires(Challenge.TYPE, "challenge/error", "{\"type\":\"http-01\",\"status\":\"pending\",\"error\":{}}");
        silent(Challenge.TYPE, "challenge/error", "{\"type\":\"http-01\",\"status\":\"processing\",\"error\":{}}");
        silent(Challenge.TYPE, "challenge/error", "{\"type\":\"http-01\",\"status\":\"invalid\",\"error\":{}}");

        fires(Challenge.TYPE, "challenge/reserved", withToken("tls-sni-01"));
        fires(Challenge.TYPE, "challenge/reserved", withToken("tls-sni-02"));
        silent(Challenge.TYPE, "challenge/reserved", withToken("tls-alpn-01"));
        silent(Challenge.TYPE, "challenge/reserved", withToken("future-99"));
    }

    @Test
    void rulesOfTokens() {
        for (String type : List.of("http-01", "dns-01", "device-attest-01")) {
            fires(Challenge.TYPE, "challenge/token-alphabet", pending(type, ",\"token\":\"DGyRejmCefe7v4NfDGDKfA==\""));
            silent(Challenge.TYPE, "challenge/token-alphabet", withToken(type));
            fires(Challenge.TYPE, "challenge/token-entropy", pending(type, ",\"token\":\"123456789012345678901\""));
            silent(Challenge.TYPE, "challenge/token-entropy", pending(type, ",\"token\":\"1234567890123456789012\""));
        }
        silent(Challenge.TYPE, "challenge/token-entropy", pending("future-99", ",\"token\":\"x\""));
    }

    @Test
    void rulesOfSingleTypes() {
        fires(Challenge.TYPE, "challenge/onion-nonce", pending("onion-csr-01", ",\"nonce\":\"bI6_MRqV4gw=\""));
        fires(Challenge.TYPE, "challenge/onion-nonce", pending("onion-csr-01", ",\"nonce\":\"bI6/MRqV4gw\""));
        fires(Challenge.TYPE, "challenge/onion-nonce", pending("onion-csr-01", ",\"nonce\":\"bI6/MRqV\""));
        silent(Challenge.TYPE, "challenge/onion-nonce", pending("onion-csr-01", ",\"nonce\":\"bI6/MRqV4gw=\""));

        fires(Challenge.TYPE, "challenge/bp-token", pending("bp-nodeid-00", ",\"id-chal\":\"short\""));
        fires(
                Challenge.TYPE,
                "challenge/bp-token",
                pending("bp-nodeid-00", ",\"token-chal\":\"tPUZNY4ONIk6LxErRFEjVw==\""));
        silent(
                Challenge.TYPE,
                "challenge/bp-token",
                pending("bp-nodeid-00", ",\"token-chal\":\"tPUZNY4ONIk6LxErRFEjVw\""));
    }

    @Test
    void rulesOfIssuerDomainNames() {
        String eleven = "\"a.test\"" + ",\"a.test\"".repeat(10);
        for (String member : List.of("issuer-domain-names", "issuerDomainNames")) {
            for (Map.Entry<String, Boolean> list : Map.of(
                            "[]", true, "[" + eleven + "]", true, "[\"a.test\"]", false, "[\"A.test\"]", false)
                    .entrySet()) {
                String json = pending("dns-persist-01", ",\"" + member + "\":" + list.getKey());
                if (list.getValue()) {
                    fires(Challenge.TYPE, "challenge/issuer-domain-names", json);
                } else {
                    silent(Challenge.TYPE, "challenge/issuer-domain-names", json);
                }
            }
            for (String bad : List.of("A.test", "a.test.", "ä.test", "", "a".repeat(254))) {
                fires(
                        Challenge.TYPE,
                        "challenge/issuer-domain-name",
                        pending("dns-persist-01", ",\"" + member + "\":[\"b.test\",\"" + bad + "\"]"));
            }
            silent(
                    Challenge.TYPE,
                    "challenge/issuer-domain-name",
                    pending("dns-persist-01", ",\"" + member + "\":[\"xn--4ca.test\",\"" + "a".repeat(253) + "\"]"));
        }
        fires(Challenge.TYPE, "challenge/issuer-domain-names", pending("dns-persist-01", ""));
    }
}
