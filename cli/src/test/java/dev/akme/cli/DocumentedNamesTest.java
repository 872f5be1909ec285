package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs read has the names that the guides promise, and no others. */
class DocumentedNamesTest {

    private static final Pattern NAME = Pattern.compile("`([A-Za-z]+)`(\\?)?");

    @TempDir
    private Path home;

    /** The names in a row of a guide's table. */
    private record Names(Set<String> always, Set<String> sometimes) {

        static Names of(String guide, String row) throws IOException {
            Names names = new Names(new HashSet<>(), new HashSet<>());
            String line = Files.readAllLines(Path.of("..", "docs", guide)).stream()
                    .filter(text -> text.startsWith("| " + row + " |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(guide + " has no row for " + row));
            String members = line.split("\\|", -1)[2].replaceFirst(", and what was found out.*", "");
            if (members.contains("those of a certificate")) {
                Names certificate = of(guide, "a certificate");
                names.always.addAll(certificate.always);
                names.sometimes.addAll(certificate.sometimes);
            }
            Matcher found = NAME.matcher(members);
            while (found.find()) {
                (found.group(2) == null ? names.always : names.sometimes).add(found.group(1));
            }
            return names;
        }

        void areThoseOf(JsonObject object) {
            Set<String> all = new HashSet<>(always);
            all.addAll(sometimes);
            assertThat(object.members().keySet()).containsAll(always).isSubsetOf(all);
        }
    }

    private static void holds(String row, Run run) throws IOException {
        assertThat(run.out()).as(run.err()).isNotEmpty();
        Names names = Names.of("issue-and-renew.md", row);
        for (String line : run.out().lines().toList()) {
            names.areThoseOf((JsonObject) JsonValue.read(line));
        }
    }

    @Test
    void certificates() throws Exception {
        try (World world = World.in(home)) {
            holds("`issue --dry-run`", world.issue("-d", "example.org", "--dry-run", "--json"));
            String many = "`issue`, `order resume`, `revoke`";
            holds(many, world.issue("-d", "example.org", "--json"));
            holds(many, world.issue("-d", "example.org", "--json"));
            holds("`renew`", world.run("renew", "--json"));
            holds("`renew`", world.run("renew", "--force", "--json"));
            holds("`list`", world.run("list", "--json"));
            holds(many, world.run("revoke", "example.org", "--json"));
            assertThat(world.run("list", "--json").out()).doesNotContain("renewAt");
            holds("`list`", world.run("list", "--json"));
            world.useWebServer(); // where no answer is
            holds("`renew`, of what failed", world.run("renew", "--force", "--json"));
            holds("any that fails", world.issue("-d", "other.example.org", "--json"));
            holds("`delete`", world.run("delete", "example.org", "--yes", "--json"));
        }
    }

    @Test
    void accounts() throws Exception {
        String row = "`account show`, `register`, `update`, `rollover`, `deactivate`";
        try (World world = World.in(home)) {
            holds(row, world.at("account", "register", "--email", "pki@example.org", "--json"));
            holds(row, world.at("account", "show", "--json"));
            holds(row, world.at("account", "update", "--no-email", "--json"));
            holds(row, world.at("account", "rollover", "--json"));
            holds(row, world.at("account", "deactivate", "--yes", "--json"));
        }
    }

    @Test
    void ordersAndRefusals() throws Exception {
        try (World world = World.in(home)) {
            // The CA looks for nothing any more, so that the order stays.
            Run failed = world.at("issue", "-d", "example.org", "--dns-hook", "true", "--dns-no-check", "--json");
            holds("any that fails", failed);
            world.issue("-d", "example.org");
            String order = new dev.akme.cli.state.StateFolder(world.state)
                    .certificate("example.org")
                    .read()
                    .orElseThrow()
                    .order()
                    .toString();
            holds("`order show URL`", world.at("order", "show", order, "--json"));
        }
        Problem problem = Problem.of(ProblemType.RATE_LIMITED, "too many");
        try (RefusingCa ca = new RefusingCa(429, problem, Map.of("Retry-After", "7200"))) {
            String[] args = {
                "issue", "-d", "a.example.org", "--http", "127.0.0.1:0", "--server", ca.directory(), "--json"
            };
            Run run = Run.in(home.resolve("other"), Map.of(), false, "", java.time.Clock.systemUTC(), args);
            holds("any that fails", run);
            assertThat(run.out()).contains("retryAt");
        }
    }

    @Test
    void theRest() throws Exception {
        holds("`completion`", Run.of("completion", "bash", "--json"));
        holds("`help`", Run.of("help", "issue", "--json"));
        holds("`demo`", Run.of("demo", "--json", "--dir", home.toString()));
    }

    @Test
    void whatInspectAndLintSay() throws Exception {
        String guide = "inspect.md";
        JsonObject order = InspectCommandTest.json(Run.with(Samples.ORDER, "inspect", "--json"));
        Names.of(guide, "`inspect`, for each text").areThoseOf(order);
        for (JsonValue member : items(order, "members")) {
            Names.of(guide, "each of `members`").areThoseOf((JsonObject) member);
        }
        Names jws = Names.of(guide, "`inspect`, for each text");
        Names more = Names.of(guide, "a JWS has besides");
        jws.always().addAll(more.always());
        jws.sometimes().addAll(more.sometimes());
        jws.areThoseOf(InspectCommandTest.json(Run.with(Samples.request().toJson(), "inspect", "--json")));
        String wrong = "{\"status\":\"pending\"}";
        JsonObject found = InspectCommandTest.json(Run.with(wrong, "inspect", "--json", "--kind", "order"));
        assertThat(items(found, "findings")).isNotEmpty();
        for (JsonValue finding : items(found, "findings")) {
            Names.of(guide, "each of `findings`").areThoseOf((JsonObject) finding);
        }
        for (String line : Run.with(wrong, "lint", "--json", "--kind", "order")
                .out()
                .lines()
                .toList()) {
            Names.of(guide, "`lint`, for each finding").areThoseOf((JsonObject) JsonValue.read(line));
        }
    }

    private static List<JsonValue> items(JsonObject object, String member) {
        return ((JsonArray) object.members().get(member)).items();
    }
}
