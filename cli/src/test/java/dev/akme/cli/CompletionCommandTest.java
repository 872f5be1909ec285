package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @TempDir
    private Path folder;

    private Path script = Path.of("");

    @BeforeEach
    void write() throws IOException {
        Run run = Run.of("completion", "bash");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        script = Files.writeString(folder.resolve("completion.bash"), run.out());
    }

    /** What bash offers for a line that is typed, by its own machinery. */
    private List<String> completed(String... words) throws Exception {
        String array = Arrays.stream(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        Path driver = Files.writeString(folder.resolve("driver.bash"), """
                source %s
                COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
                specification=($(complete -p akme))
                for ((i = 0; i < ${#specification[@]}; i++)); do
                    if [[ ${specification[i]} == -F ]]; then completer=${specification[i + 1]}; fi
                done
                $completer akme 2>/dev/null # which complains that nobody types
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script, array, words.length - 1));
        return bash(driver.toString()).lines().map(String::strip).toList();
    }

    private static String bash(String... args) throws Exception {
        Process bash = new ProcessBuilder(
                        java.util.stream.Stream.concat(java.util.stream.Stream.of("bash"), Arrays.stream(args))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void theScriptIsOneThatBashReads() throws Exception {
        assertThat(bash("-n", script.toString())).isEmpty();
    }

    @Test
    void commandsAreCompleted() throws Exception {
        assertThat(completed("akme", "iss")).containsExactly("issue");
        assertThat(completed("akme", "re")).containsExactlyInAnyOrder("renew", "revoke");
        assertThat(completed("akme", "account", "imp")).containsExactly("import-certbot");
    }

    @Test
    void optionsAndTheirValuesAreCompleted() throws Exception {
        assertThat(completed("akme", "issue", "--preferred")).containsExactly("--preferred-chain");
        assertThat(completed("akme", "issue", "--key-type", "P3")).containsExactly("P384");
    }

    @Test
    void zshGetsOneThatItReadsLikeBash() {
        Run run = Run.of("completion", "zsh");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("ZSH_VERSION", "bashcompinit");
    }

    @Test
    void anotherShellIsAWrongCommandLine() {
        Run run = Run.of("completion", "fish");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).hasLineCount(1).containsIgnoringCase("bash");
        assertThat(Run.of("completion").exitCode()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void programsGetAnObject() {
        JsonObject object = (JsonObject)
                JsonValue.read(Run.of("completion", "bash", "--json").out());
        assertThat(object.members()).containsOnlyKeys("shell", "script");
    }
}
