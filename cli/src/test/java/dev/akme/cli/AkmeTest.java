package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AkmeTest {

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
    void aFileThatIsNotThereIsSaidToBe() {
        Run run = Run.of(
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
        assertThat(Failures.of(new java.nio.file.AccessDeniedException("/x")))
                .hasMessageContaining("/x may not be used");
        assertThat(Failures.of(new java.nio.file.NoSuchFileException("/x")))
                .hasMessage("/x is not there: give another");
    }
}
