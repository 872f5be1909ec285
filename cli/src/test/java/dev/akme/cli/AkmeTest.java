package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
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
    void theHomeFolderIsThatOfTheEnvironmentElseOfTheUserElseMissed() throws Exception {
        assertThat(list("?", home.toString())).contains("There are no certificates in " + home.resolve(".akme"));
        assertThat(list("nowhere", home.toString())).contains("in " + home.resolve(".akme"));
        assertThat(list(home.toString(), "")).contains("in " + home.resolve(".akme"));
        for (String unknown : List.of("?", "")) {
            assertThat(list(unknown, ""))
                    .contains("no home folder", "--dir", "HOME")
                    .hasLineCount(1);
        }
    }

    /** What {@code akme list} says where the JVM and the environment know these homes. */
    private String list(String userHome, String environmentHome) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + userHome,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Akme.class.getName(),
                        "list")
                .directory(home.toFile())
                .redirectErrorStream(true);
        program.environment().put("HOME", environmentHome);
        return new String(program.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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

    @Test
    void whoMistypesIsToldWhatIsAlike() {
        assertThat(Run.of("isue").err())
                .contains("there is no command isue; did you mean issue?")
                .hasLineCount(1);
        assertThat(Run.of("account", "shwo").err()).contains("did you mean show?", "akme account --help");
        assertThat(Run.of("issue", "--servr", "x").err())
                .contains("there is no option --servr; did you mean --server?");
        assertThat(Run.of("help", "renw").err()).contains("did you mean renew?").hasLineCount(1);
        assertThat(Run.of("xyzzy").err()).contains("there is no command xyzzy (see akme --help)");
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Run.of("help").out()).isEqualTo(Run.of("--help").out());
        assertThat(Run.of("help", "issue").out())
                .isEqualTo(Run.of("issue", "--help").out());
        assertThat(Run.of("help", "account", "rollover").out())
                .isEqualTo(Run.of("account", "rollover", "--help").out())
                .contains("Usage: akme account rollover");
        assertThat(Run.of("help", "issue", "--json").out()).hasLineCount(1).startsWith("{\"command\":\"akme issue\"");
    }

    @Test
    void everyCommandHasHelpWithAnExampleAndTheVersionAndObjects() {
        List<CommandLine> commands = commands(Akme.program());
        assertThat(commands).hasSizeGreaterThan(20);
        String version = Run.of("--version").out();
        assertThat(version).matches("akme [0-9]+\\.[0-9]+\\.[0-9]+.*\\R");
        for (CommandLine command : commands) {
            String[] words = command.getCommandSpec().qualifiedName().split(" ");
            String help = Run.of(with(words, "--help")).out();
            assertThat(help).contains("Example", "  akme ");
            assertThat(help.lines()).allMatch(line -> line.length() <= 80, "fits into 80 columns");
            assertThat(Run.of(with(words, "-V")).out()).isEqualTo(version);
            if (command.getSubcommands().isEmpty()) {
                assertThat(help).contains("--json", "--verbose");
            }
        }
    }

    private static List<CommandLine> commands(CommandLine above) {
        return Stream.concat(
                        Stream.of(above),
                        above.getSubcommands().values().stream().flatMap(below -> commands(below).stream()))
                .toList();
    }

    /** Without the name of the program. */
    private static String[] with(String[] words, String option) {
        return Stream.concat(Arrays.stream(words).skip(1), Stream.of(option)).toArray(String[]::new);
    }

    @Test
    void helpHasNoYellow() {
        Map<String, String> environment = Map.of("TERM", "xterm", "COLUMNS", "100");
        String help = Run.in(home, environment, true, "", Clock.systemUTC(), "issue", "--help")
                .out();
        assertThat(help).contains("\u001b[36m").doesNotContain("\u001b[33m");
        assertThat(Screen.of(help)).anyMatch(line -> line.length() > 80).allMatch(line -> line.length() <= 100);
    }
}
