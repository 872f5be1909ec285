package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.CertificateChain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path folder;

    @Test
    void everyStepIsTakenAndShown() throws Exception {
        Run run = Run.of("demo", "--dir", folder.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "client -> CA   POST newOrder",
                        "http-01  the CA fetches the answer",
                        "dns-01  the CA asks for TXT records",
                        "replaces: ",
                        "GET renewalInfo",
                        "alreadyRevoked",
                        "== the conversation",
                        "The certificate is in " + folder.resolve("fullchain.pem"),
                        "Its key is beside it")
                .doesNotContain(" ? ")
                .doesNotContain("\u001b");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80 || line.contains(folder.toString()));
        assertThat(CertificateChain.read(Files.readString(folder.resolve("fullchain.pem")))
                        .size())
                .isEqualTo(2);
        assertThat(Files.getPosixFilePermissions(folder.resolve("privkey.pem"))).hasSize(2);
    }

    @Test
    void programsGetObjects() {
        Run run = Run.of("demo", "--json", "--dir", folder.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        List<JsonObject> objects =
                run.out().lines().map(line -> (JsonObject) JsonValue.read(line)).toList();
        assertThat(objects)
                .anyMatch(object -> object.get("kind")
                                .filter(new JsonString("newOrder")::equals)
                                .isPresent()
                        && object.get("payload").isPresent());
        assertThat(objects.get(objects.size() - 1).members()).containsOnlyKeys("direction", "kind", "certificate");
        assertThat(run.out()).contains("\"token\":\"(hidden)\"", "\"nonce\":\"(hidden)\"");
    }

    @Test
    void aTerminalHasColoursUnlessItMustNot() {
        Map<String, String> terminal = Map.of("TERM", "xterm", "COLUMNS", "120");
        Run run = Run.in(folder, terminal, true, "", Clock.systemUTC(), "demo", "--dir", folder.toString());
        assertThat(run.out()).contains("\u001b[36m").contains("\u001b[0m");
        Map<String, String> plain = Map.of("TERM", "xterm", "NO_COLOR", "1");
        assertThat(Run.in(folder, plain, true, "", Clock.systemUTC(), "demo", "--dir", folder.toString())
                        .out())
                .doesNotContain("\u001b");
    }
}
