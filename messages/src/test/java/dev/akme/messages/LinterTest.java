package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinterTest {

    // What the linter says of any member, by its declaration.
    static final List<String> GENERIC = List.of(
            "missing",
            "null",
            "invalid",
            "unknown-word",
            "relative-url",
            "number-in-string",
            "integer-form",
            "bare",
            "timestamp-form",
            "base64url-padding");

    private static final String ORDER = """
            {"status":"ready","identifiers":[{"type":"dns","value":"example.org"}],\
            "authorizations":["https://example.com/acme/authz/a1"],\
            "finalize":"https://example.com/acme/order/1/finalize"}""";

    @Test
    void aGoodMessageHasNoFindings() {
        assertThat(Linter.check(Order.TYPE.read(ORDER))).isEmpty();
    }

    @Test
    void aFindingSaysWhereWhatAndWhatToDo() {
        List<Finding> found = Linter.check(Order.TYPE.read(ORDER.replace("dns\",\"value\":\"", "ip\",\"value\":\"")));
        assertThat(found)
                .containsExactly(new Finding(
                        Severity.ERROR,
                        "identifier/ip-address",
                        "/identifiers/0/value",
                        "RFC 8738 §3",
                        "the value is not an IP address",
                        "send IPv4 in dotted decimal or IPv6 text, without brackets, zone or prefix length"));
        assertThat(found.get(0))
                .hasToString(
                        "ERROR /identifiers/0/value: the value is not an IP address; send IPv4 in dotted decimal or "
                                + "IPv6 text, without brackets, zone or prefix length (RFC 8738 §3)");
    }

    @Test
    void aBrokenItemDoesNotHideWhatIsWrongWithTheOthers() {
        String json = "{\"identifiers\":[{\"type\":\"ip\",\"value\":\"example.org\"},7]}";
        assertThat(Linter.check(Order.TYPE.read(json)))
                .extracting(Finding::pointer)
                .contains("/identifiers/1", "/identifiers/0/value");
    }

    @Test
    void everyMemberIsHeldAgainstItsDeclaration() {
        fires(Order.TYPE, "missing", "{}");
        silent(Order.TYPE, "missing", ORDER);
        fires(Order.TYPE, "null", "{\"expires\":null}");
        silent(Order.TYPE, "null", ORDER);
        fires(Order.TYPE, "invalid", "{\"expires\":\"tomorrow\"}");
        silent(Order.TYPE, "invalid", ORDER);
        fires(Order.TYPE, "unknown-word", "{\"status\":\"on-hold\"}");
        silent(Order.TYPE, "unknown-word", ORDER);
        fires(Order.TYPE, "relative-url", "{\"finalize\":\"/finalize\"}");
        silent(Order.TYPE, "relative-url", ORDER);
        fires(Problem.TYPE, "number-in-string", "{\"status\":\"400\"}");
        silent(Problem.TYPE, "number-in-string", "{\"status\":400}");
        fires(Problem.TYPE, "integer-form", "{\"status\":400.0}");
        silent(Problem.TYPE, "integer-form", "{\"status\":400}");
        fires(OrdersList.TYPE, "bare", "[]");
        silent(OrdersList.TYPE, "bare", "{\"orders\":[]}");
    }

    @Test
    void aTestFiresEveryRuleAndOneDoesNot() throws IOException {
        Set<String> rules = AllTypes.schemas().stream()
                .flatMap(schema -> schema.rules().stream().map(Rule::name))
                .collect(Collectors.toCollection(TreeSet::new));
        rules.addAll(GENERIC);
        String tests = testSources();
        assertThat(rules).hasSizeGreaterThan(50).allSatisfy(rule -> {
            assertThat(tests).as("a test in which %s fires", rule).containsPattern(call("fires", rule));
            assertThat(tests).as("a test in which %s is silent", rule).containsPattern(call("silent", rule));
        });
    }

    private static Pattern call(String method, String rule) {
        return Pattern.compile(method + "\\(\\s*(?:[\\w.]+,\\s*)?\"" + Pattern.quote(rule) + "\"");
    }

    private static String testSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
