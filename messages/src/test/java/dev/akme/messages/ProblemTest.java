package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.places;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemTest {

    private static final String COMPOUND = """
            {"type":"urn:ietf:params:acme:error:compound","title":"Several names refused","status":403,\
            "detail":"2 of 3 identifiers refused","subproblems":[\
            {"type":"urn:ietf:params:acme:error:malformed","detail":"underscore in name",\
            "identifier":{"type":"dns","value":"_x.example.org"}},\
            {"type":"urn:ietf:params:acme:error:rejectedIdentifier","detail":"blocked by policy",\
            "identifier":{"type":"dns","value":"bank.example.org"}}]}""";

    @Test
    void readsAProblemWithSubproblems() {
        Problem problem = Problem.TYPE.read(COMPOUND);
        assertThat(problem.type()).isSameAs(ProblemType.COMPOUND);
        assertThat(problem.code()).contains("compound");
        assertThat(problem.title()).contains("Several names refused");
        assertThat(problem.status()).contains(403);
        assertThat(problem.detail()).contains("2 of 3 identifiers refused");
        assertThat(problem.subproblems()).hasSize(2);
        assertThat(problem.subproblems().get(1).identifier()).contains(Identifier.dns("bank.example.org"));
        assertThat(problem.toJson()).isEqualTo(COMPOUND);
        assertThat(problem.toBuilder().build()).isEqualTo(problem);
    }

    @Test
    void anEmptyProblemIsAboutBlankAndStaysEmpty() {
        Problem problem = Problem.TYPE.read("{}");
        assertThat(problem.type()).isSameAs(ProblemType.ABOUT_BLANK);
        assertThat(problem.code()).isEmpty();
        assertThat(problem.subproblems()).isEmpty();
        assertThat(problem.toJson()).isEqualTo("{}");
    }

    @Test
    void codesAreOfTheAcmeNamespaceOnlyAndNeedNotBeKnown() {
        assertThat(code("urn:ietf:params:acme:error:conflict")).contains("conflict");
        assertThat(code("urn:acme:error:malformed")).isEmpty();
        assertThat(code("malformed")).isEmpty();
        assertThat(code("https://example.org/x:dns")).isEmpty();
    }

    private static Optional<String> code(String type) {
        return Problem.TYPE.read("{\"type\":\"" + type + "\"}").code();
    }

    @Test
    void explicitNullsCountAsAbsentAndAreWrittenBack() {
        String json = "{\"type\":null,\"detail\":null,\"subproblems\":null}";
        Problem problem = Problem.TYPE.read(json);
        assertThat(problem.type()).isSameAs(ProblemType.ABOUT_BLANK);
        assertThat(problem.detail()).isEmpty();
        assertThat(problem.subproblems()).isEmpty();
        assertThat(problem.toJson()).isEqualTo(json);
    }

    @Test
    void numbersInStringsAreReadAndLeftAsTheyAre() {
        Problem problem = Problem.TYPE.read("{\"status\":\"400\"}");
        assertThat(problem.status()).contains(400);
        assertThat(problem.toJson()).isEqualTo("{\"status\":\"400\"}");
        assertThatThrownBy(() -> Problem.TYPE.read("{\"status\":\"bad\"}").status())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessage("problem /status: found a string, expected an integer (RFC 9457 §3.1.2)");
    }

    @Test
    void peopleSeeALineForEachProblemWithItsIdentifier() {
        assertThat(Problem.TYPE.read(COMPOUND).toText()).isEqualTo("""
                        compound: 2 of 3 identifiers refused
                          _x.example.org: malformed: underscore in name
                          bank.example.org: rejectedIdentifier: blocked by policy""");
        assertThat(Problem.TYPE
                        .read("{\"title\":\"Bad Gateway\",\"status\":502}")
                        .toText())
                .isEqualTo("Bad Gateway");
        assertThat(Problem.TYPE.read("{}").toText()).isEqualTo(ProblemType.ABOUT_BLANK.description());
        assertThat(Problem.TYPE.read("{\"detail\":\" \",\"title\":\"Bad\"}").toText())
                .isEqualTo("Bad");
        assertThat(Problem.TYPE.read("{\"detail\":\"\",\"title\":\" \"}").toText())
                .isEqualTo(ProblemType.ABOUT_BLANK.description());
        assertThat(Problem.TYPE
                        .read("{\"type\":\"urn:ietf:params:acme:error:badNonce\"}")
                        .toText())
                .isEqualTo("badNonce: " + ProblemType.BAD_NONCE.description());
    }

    @Test
    void peopleSeeWhatTheyNeedToGoOn() {
        assertThat(Problem.builder()
                        .type(ProblemType.USER_ACTION_REQUIRED)
                        .detail("new terms")
                        .instance(URI.create("https://example.com/agree"))
                        .build()
                        .toText())
                .isEqualTo("userActionRequired: new terms (see https://example.com/agree)");
        assertThat(Problem.builder()
                        .type(ProblemType.BAD_SIGNATURE_ALGORITHM)
                        .detail("no HS256")
                        .algorithms(List.of("ES256", "EdDSA"))
                        .build()
                        .toText())
                .isEqualTo("badSignatureAlgorithm: no HS256 (ES256, EdDSA)");
        assertThat(Problem.TYPE
                        .read("{\"subproblems\":[7,{\"detail\":\"good\"}]}")
                        .toText())
                .contains("good");
    }

    @Test
    void textForPeopleCannotSteerATerminalOrForgeALogLine() {
        Problem problem = Problem.builder()
                .type(ProblemType.MALFORMED)
                .detail("a\nb\u001b[31m\u202e\u2028 é €")
                .build();
        assertThat(problem.toText()).isEqualTo("malformed: a\\u000ab\\u001b[31m\\u202e\\u2028 é €");
    }

    @Test
    void theAsciiFormHasTheLayoutOfPythonsStr() {
        Problem problem = Problem.TYPE.read("""
                {"type":"urn:ietf:params:acme:error:unauthorized","detail":"Fehler \u201eé\u201c 🔥","title":"",\
                "identifier":{"type":"dns","value":"www.example.org"},"subproblems":[\
                {"type":"urn:acme:badCSR","detail":"x"},\
                {"type":"urn:ietf:params:acme:error:malformed"}]}""");
        Map<ProblemType, String> words =
                Map.of(ProblemType.UNAUTHORIZED, "not allowed", ProblemType.MALFORMED, "not understood");
        assertThat(problem.toAscii(type -> Optional.ofNullable(words.get(type))))
                .isEqualTo("""
                        Problem for www.example.org: urn:ietf:params:acme:error:unauthorized :: not allowed :: \
                        Fehler \\u201e\\xe9\\u201c \\U0001f525 ::\s
                        urn:acme:badCSR :: x
                        urn:ietf:params:acme:error:malformed :: not understood""");
        assertThat(Problem.TYPE
                        .read("{\"detail\":\"\u007f\u0080\u00ff\u0100\uffff\ud800\udc00\"}")
                        .toAscii(type -> Optional.empty()))
                .isEqualTo("about:blank :: \u007f\\x80\\xff\\u0100\\uffff\\U00010000");
        assertThat(problem.toAscii()).contains(ProblemType.UNAUTHORIZED.description());
    }

    @Test
    void aServerMakesAProblemWithTheStatusOfItsType() {
        assertThat(Problem.of(ProblemType.RATE_LIMITED, "too many orders").toJson())
                .isEqualTo("{\"type\":\"urn:ietf:params:acme:error:rateLimited\",\"status\":429,"
                        + "\"detail\":\"too many orders\"}");
        assertThat(ProblemType.RATE_LIMITED.section()).isEqualTo("RFC 8555 §6.6");
        assertThat(ProblemType.of("urn:ietf:params:acme:error:rateLimited")).isSameAs(ProblemType.RATE_LIMITED);
        assertThat(ProblemType.of("urn:example:other").isKnown()).isFalse();
        assertThat(ProblemType.ofCode("dnssec").isKnown()).isTrue();
        assertThatThrownBy(() -> ProblemType.ofCode("madeUp")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void buildRefusesWhatTheRfcForbids() {
        assertThatThrownBy(() -> Problem.of(ProblemType.USER_ACTION_REQUIRED, "new terms"))
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/instance")
                .hasMessageContaining("RFC 8555 §7.3.3");
        assertThat(Problem.builder()
                        .type(ProblemType.USER_ACTION_REQUIRED)
                        .instance(URI.create("https://example.com/agree"))
                        .build()
                        .instance())
                .contains(URI.create("https://example.com/agree"));
    }

    @Test
    void rulesSpeakOfWhatServersGetWrong() {
        String acme = "urn:ietf:params:acme:error:";
        fires(Problem.TYPE, "problem/user-action-instance", "{\"type\":\"" + acme + "userActionRequired\"}");
        silent(
                Problem.TYPE,
                "problem/user-action-instance",
                "{\"type\":\"" + acme + "userActionRequired\",\"instance\":\"https://example.com/agree\"}");
        fires(Problem.TYPE, "problem/algorithms", "{\"type\":\"" + acme + "badSignatureAlgorithm\"}");
        silent(
                Problem.TYPE,
                "problem/algorithms",
                "{\"type\":\"" + acme + "badSignatureAlgorithm\",\"algorithms\":[\"ES256\"]}");
        fires(
                Problem.TYPE,
                "problem/top-level-identifier",
                "{\"identifier\":{\"type\":\"dns\",\"value\":\"a.test\"},\"subproblems\":[{}]}");
        silent(Problem.TYPE, "problem/top-level-identifier", COMPOUND);
        fires(Problem.TYPE, "problem/nested-subproblems", "{\"subproblems\":[{\"subproblems\":[{}]}]}");
        silent(Problem.TYPE, "problem/nested-subproblems", COMPOUND);
        silent(Problem.TYPE, "problem/nested-subproblems", "{\"subproblems\":[{\"subproblems\":[]}]}");
        assertThat(places(
                        Problem.TYPE,
                        "problem/nested-subproblems",
                        "{\"subproblems\":[{\"subproblems\":[{}]},{},{\"subproblems\":[{}]}]}"))
                .containsExactly("/subproblems/0/subproblems", "/subproblems/2/subproblems");
        for (int status : new int[] {399, 600}) {
            fires(Problem.TYPE, "problem/status", "{\"status\":" + status + "}");
        }
        for (int status : new int[] {400, 599}) {
            silent(Problem.TYPE, "problem/status", "{\"status\":" + status + "}");
        }
        fires(Problem.TYPE, "problem/invented-code", "{\"type\":\"" + acme + "conflict\"}");
        silent(Problem.TYPE, "problem/invented-code", "{\"type\":\"https://example.org/conflict\"}");
        fires(Problem.TYPE, "problem/not-a-uri", "{\"type\":\"" + acme + "unsupported type ACME error type '13'\"}");
        silent(Problem.TYPE, "problem/not-a-uri", COMPOUND);
        fires(Problem.TYPE, "problem/no-type", "{\"message\":\"oops\"}");
        silent(Problem.TYPE, "problem/no-type", COMPOUND);
    }

    @Test
    void theExceptionCarriesTheProblemEvenWhenSerialized() throws Exception {
        AcmeProblemException e = new AcmeProblemException(
                Problem.TYPE.read(COMPOUND),
                403,
                null,
                Map.of("Link", List.of("<https://ca.test/help>;rel=\"help\"", "x"), "Replay-Nonce", List.of("n0nce")));
        assertThat(e).hasMessage("HTTP 403: " + Problem.TYPE.read(COMPOUND).toText());
        assertThat(new AcmeProblemException(Problem.TYPE.read("{}"), 503, Instant.parse("2026-12-01T10:00:00Z")))
                .hasMessageStartingWith("HTTP 503, try again after 2026-12-01T10:00:00Z: Nothing is known");
        assertThat(new AcmeProblemException(Problem.TYPE.read("{}"), 503, Instant.EPOCH).retryAfter())
                .contains(Instant.EPOCH);
        assertThat(e.httpStatus()).isEqualTo(403);
        assertThat(e.retryAfter()).isEmpty();
        assertThat(e.headers()).containsExactly(Map.entry("link", List.of("<https://ca.test/help>;rel=\"help\"", "x")));
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = new java.io.ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }
        try (var in = new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray()))) {
            AcmeProblemException read = (AcmeProblemException) in.readObject();
            assertThat(read.problem()).isEqualTo(e.problem());
            assertThat(read.headers()).isEqualTo(e.headers());
        }
    }

    @Test
    void anAcmeErrorIsOneOfTheAcmeNamespace() {
        assertThat(AcmeProblemException.isAcmeError(
                        new AcmeProblemException(Problem.of(ProblemType.BAD_NONCE, "used before"))))
                .isTrue();
        List<Throwable> others = List.of(
                new AcmeProblemException(Problem.TYPE.read("{}")),
                new AcmeProblemException(
                        Problem.TYPE.read("{\"type\":\"https://a.test/urn:ietf:params:acme:error:\"}")),
                new IllegalStateException("urn:ietf:params:acme:error:badNonce"));
        assertThat(others).noneMatch(AcmeProblemException::isAcmeError);
        assertThat(AcmeProblemException.isAcmeError(null)).isFalse();
    }
}
