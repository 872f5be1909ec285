package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.testkit.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How commands end from end to end; scripts depend on it. */
class ExitCodeTest {

    @TempDir
    private Path home;

    private Run issue(String server, String... more) {
        String[] args = new String[7 + more.length];
        System.arraycopy(
                new String[] {"issue", "-d", "example.org", "--webroot", home.toString(), "--server", server},
                0,
                args,
                0,
                7);
        System.arraycopy(more, 0, args, 7, more.length);
        return Run.in(home, Map.of(), false, "", Clock.systemUTC(), args);
    }

    @Test
    void nothingToDo() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            assertThat(world.issue("-d", "example.org").exitCode()).isEqualTo(3);
            assertThat(world.run("renew").exitCode()).isEqualTo(3);
        }
    }

    @Test
    void refusedByTheCa() throws Exception {
        Problem problem = Problem.of(ProblemType.REJECTED_IDENTIFIER, "example.org is on a list");
        try (RefusingCa ca = new RefusingCa(403, problem, Map.of())) {
            Run run = issue(ca.directory());
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.err().lines().reduce("", (a, b) -> b))
                    .startsWith("akme: ")
                    .contains("example.org is on a list", "ask another CA");
        }
    }

    @Test
    void rateLimitedWithTheTimeToComeBack() throws Exception {
        Problem problem = Problem.of(ProblemType.RATE_LIMITED, "too many certificates for example.org");
        Map<String, String> later = Map.of("Retry-After", "7200");
        Instant before = Instant.now();
        try (RefusingCa ca = new RefusingCa(429, problem, later)) {
            Run run = issue(ca.directory());
            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.err()).contains("too many certificates", "try again after 20");
            // Nobody can go on with what was never ordered.
            assertThat(Run.in(home, Map.of(), false, "", Clock.systemUTC(), "list")
                            .out())
                    .isEmpty();

            Run forPrograms = issue(ca.directory(), "--json");
            assertThat(forPrograms.exitCode()).isEqualTo(5);
            JsonObject object = (JsonObject) JsonValue.read(forPrograms.out());
            assertThat(object.members()).containsOnlyKeys("error", "exitCode", "retryAt");
            assertThat(Instant.parse(InspectCommandTest.text(object, "retryAt")))
                    .isBetween(before.plusSeconds(7200), Instant.now().plusSeconds(7200));
        }
    }

    @Test
    void aCaThatCannotBeReached() throws Exception {
        int port = FreePorts.next();
        Run run = issue("http://127.0.0.1:" + port + "/dir");
        assertThat(run.exitCode()).isEqualTo(6);
        assertThat(run.err())
                .contains("no connection to 127.0.0.1:" + port + ": nobody listens there", "--server")
                .doesNotContain("Exception");
        // That it is tried again is said once, and not each time.
        assertThat(run.err()).hasLineCount(2);
    }

    @Test
    void aCaThatIsNotTrusted() throws Exception {
        try (World world = World.in(home)) {
            Run run = issue(world.ca.directoryUrl().toString());
            assertThat(run.exitCode()).isEqualTo(6);
            assertThat(run.err())
                    .hasLineCount(1)
                    .contains("comes from no root that is trusted here", "--ca-file")
                    .doesNotContain("PKIX", "Exception");
        }
    }

    @Test
    void aNameThatIsNotProven() throws Exception {
        try (World world = World.in(home)) {
            world.useWebServer(); // where the answer is not
            assertThat(world.issue("-d", "example.org").exitCode()).isEqualTo(7);
        }
    }

    @Test
    void aWrongPathIsBlamedOnTheUrl() throws Exception {
        try (World world = World.in(home)) {
            String wrong = world.ca.directoryUrl().toString() + "x";
            Run run = issue(wrong, "--ca-file", home.resolve("roots.pem").toString());
            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.err()).hasLineCount(1).contains(wrong, "is no directory of a CA", "--server");
        }
    }

    @Test
    void localErrorsSpeakOfOptionsAndNotOfClasses() throws Exception {
        try (World world = World.in(home);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = world.at("issue", "-d", "example.org", "--http", "127.0.0.1:" + taken.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(7);
            assertThat(last(run))
                    .contains(
                            "port " + taken.getLocalPort(), "another program has the port", "--webroot", "example.org")
                    .doesNotContain("about:blank", "Http01WebRoot", "CAP_NET");

            Run wildcard = world.issue("-d", "*.example.org");
            assertThat(wildcard.exitCode()).isEqualTo(7);
            assertThat(last(wildcard)).contains("*.example.org", "--dns-hook").doesNotContain("about:blank");
            assertThat(Files.exists(world.current("_.example.org"))).isFalse();
            assertThat(world.run("list").out()).isEmpty();
        }
    }

    private static String last(Run run) {
        return run.err().strip().lines().reduce("", (a, b) -> b);
    }
}
