package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {

    @Test
    void whatIsRightEndsWithZeroAndSaysNothing() {
        Run run = Run.with(Samples.ORDER, "lint");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).contains("0 errors");
    }

    @Test
    void errorsEndWithOneAndEachHasALine() {
        Run run = Run.with("{\"status\":\"pending\"}", "lint", "--kind", "order");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(": error: ", "(RFC 8555"));
    }

    @Test
    void remarksAloneEndWithZero() {
        String input = "{\"protected\":\"e30\",\"payload\":\"\",\"signature\":\"AAAA\"}";
        assertThat(Run.with(input, "lint").exitCode()).isEqualTo(1);
        String chain = Samples.text("chain.pem");
        int second = chain.lastIndexOf("-----BEGIN");
        Run warned = Run.with(chain.substring(second) + chain.substring(0, second), "lint");
        assertThat(warned.out()).contains("warning");
        assertThat(warned.exitCode()).isZero();
    }

    @Test
    void looksAtManyFilesAndNamesThem(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.json"), Samples.ORDER);
        Path bad = Files.writeString(folder.resolve("bad.json"), Samples.ORDER.replace("ready", "valid"));
        Run run = Run.of("lint", good.toString(), bad.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith(bad + ": ").doesNotContain("good.json");
    }

    @Test
    void programsGetAnObjectForEachFinding() {
        Run run = Run.with("{\"status\":\"pending\"}", "lint", "--json", "--kind", "order");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(((JsonObject) JsonValue.read(line)).members())
                        .containsKeys(
                                "input",
                                "kind",
                                "severity",
                                "rule",
                                "part",
                                "pointer",
                                "section",
                                "problem",
                                "advice"));
    }

    @Test
    void whatCannotBeReadEndsWithOne() {
        Run run = Run.with("{", "lint");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1);
    }
}
