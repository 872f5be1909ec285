package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    private static final Map<String, String> TERMINAL = Map.of("TERM", "xterm", "COLUMNS", "40");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Standing clock = new Standing();

    private Progress progress(boolean terminal, Map<String, String> environment) {
        return new Progress(new Surroundings(
                console(terminal, environment),
                new ByteArrayInputStream(new byte[0]),
                environment,
                Optional.empty(),
                clock));
    }

    private Console console(boolean terminal, Map<String, String> environment) {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                environment);
    }

    private String written() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void onATerminalTheStepThatGoesOnTurnsAndCounts() {
        Progress progress = progress(true, TERMINAL);
        progress.say("order a certificate");
        assertThat(Screen.of(written())).containsExactly("|   0.0s  order a certificate");
        clock.pass(1300);
        progress.refresh();
        assertThat(Screen.of(written())).containsExactly("-   1.3s  order a certificate");
        clock.pass(200);
        progress.say("finalize the order");
        assertThat(Screen.of(written()))
                .containsExactly("    1.5s  order a certificate", "|   1.5s  finalize the order");
        clock.pass(60_000);
        progress.close();
        assertThat(Screen.of(written()))
                .containsExactly("    1.5s  order a certificate", "   61.5s  finalize the order");
        progress.refresh();
        assertThat(Screen.of(written())).hasSize(2);
    }

    @Test
    void thatAnAnswerIsWaitedForIsShownUntilItIsThere() {
        Progress progress = progress(true, TERMINAL);
        progress.request("GET", URI.create("https://ca.example.org/directory"));
        assertThat(Screen.of(written())).containsExactly("|   0.0s  ask ca.example.org");
        progress.say("order a certificate");
        assertThat(Screen.of(written())).containsExactly("|   0.0s  order a certificate");
        progress.request("POST", URI.create("https://ca.example.org/order"));
        assertThat(Screen.of(written())).containsExactly("|   0.0s  order a certificate");
    }

    @Test
    void whatIsWiderThanTheTerminalIsNotBroken() {
        Progress progress = progress(true, TERMINAL);
        progress.say("present dns-01 for a.very.long.name.example.org");
        assertThat(Screen.of(written()))
                .allMatch(line -> line.length() < 40, "fits")
                .anyMatch(line -> line.endsWith("..."));
        progress.close();
        assertThat(written()).contains("a.very.long.name.example.org");
    }

    @Test
    void otherLinesComeAboveAndResultsBelow() {
        Console console = console(true, TERMINAL);
        Progress progress = new Progress(
                new Surroundings(console, new ByteArrayInputStream(new byte[0]), TERMINAL, Optional.empty(), clock));
        progress.say("run the deploy hook");
        console.note("  | reloaded");
        assertThat(Screen.of(written())).containsExactly("  | reloaded");
        progress.refresh();
        assertThat(Screen.of(written())).containsExactly("  | reloaded", "|   0.0s  run the deploy hook");
        console.line("done");
        assertThat(Screen.of(written())).containsExactly("  | reloaded", "    0.0s  run the deploy hook");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("done" + System.lineSeparator());
    }

    @Test
    void inAPipeStepsArePlainLines() {
        Progress progress = progress(false, TERMINAL);
        progress.say("order a certificate");
        progress.refresh();
        progress.say("finalize the order");
        progress.close();
        assertThat(written().lines()).containsExactly("order a certificate", "finalize the order");
    }

    @Test
    void aTerminalWithoutEscapesGetsPlainLinesToo() {
        Progress progress = progress(true, Map.of("TERM", "dumb"));
        progress.say("order a certificate");
        progress.close();
        assertThat(written().lines()).containsExactly("order a certificate");
    }

    @Test
    void whereNoColourIsWantedItStillTurns() {
        Progress progress = progress(true, Map.of("TERM", "xterm", "NO_COLOR", "1", "COLUMNS", "40"));
        progress.say("order a certificate");
        progress.close();
        assertThat(written()).startsWith("\r\u001b[K|").doesNotContain("\u001b[3", "\u001b[2m", "\u001b[0m");
    }

    @Test
    void withALogFileForErrorsNothingTurns() {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Terminal(true, true, false, () -> 80),
                TERMINAL);
        Progress progress = new Progress(
                new Surroundings(console, new ByteArrayInputStream(new byte[0]), TERMINAL, Optional.empty(), clock));
        progress.say("order a certificate");
        assertThat(written().lines()).containsExactly("order a certificate");
    }

    @Test
    void aCertificateIsIssuedOnATerminal(@TempDir Path home) throws Exception {
        try (World world = World.in(home)) {
            String[] args = {
                "issue",
                "-d",
                "example.org",
                "--http",
                "127.0.0.1:" + world.port,
                "--server",
                world.ca.directoryUrl().toString(),
                "--ca-file",
                home.resolve("roots.pem").toString()
            };
            Run run = Run.in(home, Map.of("TERM", "xterm", "COLUMNS", "120"), true, "", world.clock, args);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Screen.of(run.err()))
                    .allMatch(line -> line.matches(" +[0-9.]+s  .*"), "a time and a step")
                    .anyMatch(line -> line.endsWith("order a certificate for example.org"))
                    .anyMatch(line -> line.endsWith("got the certificate for example.org"));
            assertThat(run.out()).contains("The certificate for example.org is in ");
        }
    }

    /** A clock that stands until somebody moves it on. */
    private static final class Standing extends Clock {
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        void pass(long millis) {
            now = now.plus(Duration.ofMillis(millis));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
