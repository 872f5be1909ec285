package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class AkmeTest {

    @TempDir
    private Path home;

    @Test
    void withoutACommandItSaysThatOneIsMissing() {
        Run run = Run.of();
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("a command is missing", "--help").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatIsUnknownIsNamed() {
        Run run = Run.of("--colour");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("--colour").hasLineCount(1);
    }

    @Test
    void helpAndVersionAreResults() {
        assertThat(Run.of("--help").exitCode()).isZero();
        assertThat(Run.of("--help").out()).contains("Usage: akme");
        assertThat(Run.of("--version").out()).startsWith("akme ");
    }

    @Test
    void eachCommandIsListedAndKnown() {
        String list = Run.of("--help").out();
        for (Class<?> command : Akme.COMMANDS) {
            String name = command.getAnnotation(Command.class).name();
            assertThat(list).contains("\n  " + name + " ");
            Run help = Run.of(name, "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).contains("Usage: akme " + name);
        }
    }

    @Test
    void theVersionIsTheSameHoweverItIsAskedFor() {
        assertThat(Run.of("-V")).isEqualTo(Run.of("--version"));
    }

    @Test
    void aRehearsalGoesThroughWithoutAWord() {
        Rehearsal.main(new String[] {home.toString()});
        assertThat(home.resolve("demo").resolve("fullchain.pem")).exists();
    }

    @Test
    void aFileThatIsNotThereIsSaidToBe() {
        Run run = Run.in(
                home,
                Map.of(),
                false,
                "",
                Clock.systemUTC(),
                "issue",
                "-d",
                "www.test",
                "--server",
                "https://localhost:1/dir",
                "--ca-file",
                "nowhere.pem",
                "--http",
                ":0");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("--ca-file", "nowhere.pem", "not there").hasLineCount(1);
        assertThat(Failures.of(new AccessDeniedException("/x"))).hasMessageContaining("/x may not be used");
        assertThat(Failures.of(new NoSuchFileException("/x"))).hasMessage("/x is not there: give another");
    }

    @Test
    void whatIsInTheWrongPlaceIsNotRepeated() {
        for (String[] wrong : new String[][] {
            {"issue", "-d", "www.test", "--eab-hmac-key=c2VjcmV0"},
            {"issue", "-d", "www.test", "--eab-key", "c2VjcmV0"},
            {"list", "c2VjcmV0"}
        }) {
            Run run = Run.of(wrong);
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.out() + run.err()).doesNotContain("c2VjcmV0");
        }
        assertThat(Run.of("issue", "--eab-hmac-key=c2VjcmV0").err()).contains("--eab-hmac-key");
        assertThat(Run.of("isue").err()).contains("isue");
    }
}
