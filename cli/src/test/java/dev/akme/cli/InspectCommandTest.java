package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T03:04:05Z"), ZoneOffset.UTC);

    private static Run at(int width, boolean terminal, String input, String... args) {
        Map<String, String> environment = Map.of("COLUMNS", String.valueOf(width), "TERM", "xterm");
        return Run.in(Path.of("no-home"), environment, terminal, input, CLOCK, args);
    }

    static JsonObject json(Run run) {
        assertThat(run.out()).hasLineCount(1);
        return (JsonObject) JsonValue.read(run.out());
    }

    static String text(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonString text ? text.text() : "";
    }

    @Test
    void saysWhatAnOrderIsAndWhatEachMemberMeans() {
        Run run = at(80, false, Samples.ORDER, "inspect");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("order  ")
                .contains("RFC 8555 §7.1.3", "How far the order has come. Next: send the certificate request")
                .contains("2026-01-02T03:04:05Z (past: ended 3 days ago)")
                .contains("dns example.org")
                .contains("Nothing is wrong with it");
    }

    @Test
    void fitsIntoTheWidthOfTheTerminal() {
        for (int width : new int[] {40, 60, 80, 100, 120}) {
            for (String input : new String[] {Samples.ORDER, Samples.request().toJson(), Samples.text("chain.pem")}) {
                Run run = at(width, false, input, "inspect");
                assertThat(run.out().lines())
                        .allSatisfy(line -> assertThat(line.length())
                                .as("%s columns: %s", width, line)
                                .isLessThanOrEqualTo(width));
            }
        }
    }

    @Test
    void hasColoursOnATerminalAndNoneInAPipe() {
        assertThat(at(80, true, Samples.ORDER, "inspect").out()).contains("\u001b[");
        assertThat(at(80, false, Samples.ORDER, "inspect").out()).doesNotContain("\u001b[");
    }

    @Test
    void textsOfOthersCannotSteerTheTerminal() {
        String input = "{\"type\":\"urn:ietf:params:acme:error:malformed\",\"detail\":\"a\\u001b[31m\\u202eb\"}";
        Run run = at(80, true, input, "inspect");
        assertThat(run.out()).contains("a\\u001b[31m\\u202eb").doesNotContain("\u001b[31m", "\u202e");
    }

    @Test
    void programsGetOneObject() {
        JsonObject order = json(at(80, false, Samples.ORDER, "inspect", "--json"));
        assertThat(text(order, "kind")).isEqualTo("order");
        JsonObject status = (JsonObject)
                ((JsonArray) order.members().get("members")).items().get(0);
        assertThat(text(status, "pointer")).isEqualTo("/status");
        assertThat(text(status, "value")).isEqualTo("ready");
        assertThat(text(status, "section")).isEqualTo("RFC 8555 §7.1.3");
        assertThat(order.members().get("findings")).isEqualTo(new JsonArray(java.util.List.of()));
    }

    @Test
    void findingsSayWhatToDo() {
        Run run = at(80, false, "{\"status\":\"pending\",\"identifiers\":[]}", "inspect", "--kind", "order");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("findings:", "error", "/finalize", "→ ");
    }

    @Test
    void saysWhatElseATextCouldBeAndKindChooses() {
        String input = "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"example.org\"}]}";
        assertThat(at(80, false, input, "inspect").out()).startsWith("newOrder ");
        Run run = at(80, false, "{\"status\":\"deactivated\"}", "inspect");
        assertThat(run.out()).contains("Could also be", "--kind");
        assertThat(at(80, false, "{\"status\":\"deactivated\"}", "inspect", "--kind", "AuthorizationUpdate")
                        .out())
                .startsWith("authorizationUpdate ")
                .doesNotContain("Could also be");
    }

    @Test
    void anUnknownKindIsAWrongCommandLineAndAllKindsAreNamed() {
        Run run = at(80, false, Samples.ORDER, "inspect", "--kind", "ordre");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).hasLineCount(1).contains("ordre", "newOrder", "certificateChain", "dnsPersist");
    }

    @Test
    void explainsEachOfManyLines() {
        Run run = at(80, false, Samples.ORDER + "\n\n" + Samples.request().toJson() + "\n", "inspect", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out()).contains("\"item\":\"line 1\"", "\"item\":\"line 3\"");
    }

    @Test
    void aBadLineAmongManyIsNamedAfterTheGoodOnes() {
        Run run = at(80, false, Samples.ORDER + "\n{\"status\":\n", "inspect");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("line 1: order");
        assertThat(run.err()).hasLineCount(1).contains("line 2", "at byte 10", "expected a value");
    }

    @Test
    void whatIsNotReadableEndsWithOneLineAndItsPlace() {
        Run run = at(80, false, "{\"status\":\"ready\",,}", "inspect");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("standard input", "not JSON", "at byte 18");
        assertThat(at(80, false, "", "inspect").err()).hasLineCount(1).contains("empty");
        assertThat(at(80, false, "<html>", "inspect").err()).hasLineCount(1).contains("nothing of ACME");
        assertThat(at(80, false, "{\"a\":1}", "inspect").err()).hasLineCount(1).contains("--kind");
        assertThat(at(80, false, "", "inspect", "no-such-file").err())
                .hasLineCount(1)
                .contains("no-such-file", "no such file");
    }

    @Test
    void helpHasExamples() {
        assertThat(Run.of("inspect", "--help").out()).contains("Examples:", "akme inspect request.json");
        assertThat(Run.of("lint", "--help").out()).contains("Examples:", "akme lint");
        assertThat(Run.of("--help").out()).contains("inspect", "lint");
    }
}
