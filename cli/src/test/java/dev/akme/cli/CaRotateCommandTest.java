package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCa;
import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How an operator gives a CA that runs another intermediate. */
@Timeout(120)
class CaRotateCommandTest {

    private static final Logger LOG = Logger.getLogger("dev.akme.ca");

    /** Listens where nobody looks. */
    private final Http01Server solver = Http01Server.builder().port(0).build();

    @TempDir
    private Path folder;

    private Path state;

    @BeforeEach
    void name() {
        state = folder.resolve("state");
    }

    @AfterEach
    void close() {
        solver.close();
    }

    private X509Certificate intermediate(AcmeAccount account) throws Exception {
        return account.obtain(ObtainRequest.of("a.test"), solver)
                .chain()
                .certificates()
                .get(1);
    }

    /** What the CA issues with once it has seen the signal, which takes as long as it takes. */
    private void expect(AcmeAccount account, X509Certificate next) throws Exception {
        X509Certificate found = intermediate(account);
        while (!found.equals(next)) {
            found = intermediate(account);
        }
    }

    private RunningCa start(String... more) throws Exception {
        return new RunningCa(
                Map.of(),
                Stream.concat(
                                Stream.of("ca", "--port", "0", "--dir", state.toString(), "--accept-validations"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGHUP")
    void aCaThatRunsTakesTheNewIntermediateAtASignal() throws Exception {
        try (RunningCa ca = start()) {
            AcmeAccount account = ca.account();
            X509Certificate first = intermediate(account);
            Run run = Run.of("ca", "rotate", "--dir", state.toString());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out()).startsWith("new intermediate: CN=Akme Intermediate ");
            assertThat(run.err()).contains("kill -HUP");
            X509Certificate next = KeyFiles.certificates(state.resolve("keys/intermediates/2/intermediate.pem"))
                    .get(0);
            assertThat(intermediate(account)).isEqualTo(first);
            HangupTest.raise();
            expect(account, next);
        }
        try (RunningCa ca = start()) {
            assertThat(intermediate(ca.account()))
                    .isEqualTo(KeyFiles.certificates(state.resolve("keys/intermediates/2/intermediate.pem"))
                            .get(0));
            assertThat(ca.err()).doesNotContain("warning");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGHUP")
    void aKeyInTheConfigurationCanFollowAnother() throws Exception {
        X509Certificate first = keys("one");
        X509Certificate second = keys("two");
        Path config = folder.resolve("ca.yaml");
        Files.writeString(config, "issuingKey: {chain: one/chain.pem, key: one/intermediate-key.pem}\n");
        try (RunningCa ca = start("--config", config.toString())) {
            AcmeAccount account = ca.account();
            assertThat(intermediate(account)).isEqualTo(first);
            Files.writeString(config, "issuingKey: {chain: two/chain.pem, key: two/intermediate-key.pem}\n");
            HangupTest.raise();
            expect(account, second);
        }
        List<String> log = new CopyOnWriteArrayList<>();
        String missing =
                "the key of " + first.getSubjectX500Principal().getName() + " is missing: add it to the retired keys";
        LOG.setFilter(line -> {
            log.add(new SimpleFormatter().formatMessage(line));
            return false;
        });
        try (RunningCa ca = start("--config", config.toString())) {
            ca.account();
            assertThat(ca.stop()).isZero();
            // Once, and not by the command too.
            assertThat(log)
                    .filteredOn(line -> line.startsWith(missing))
                    .hasSize(1)
                    .allMatch(line -> line.endsWith("nobody signs their revocation list"));
            assertThat(ca.err()).doesNotContain("warning");
        } finally {
            LOG.setFilter(null);
        }
        Files.writeString(config, """
                issuingKey: {chain: two/chain.pem, key: two/intermediate-key.pem}
                retiredKeys:
                  - {chain: one/chain.pem, key: one/intermediate-key.pem}
                """);
        try (RunningCa ca = start("--config", config.toString())) {
            ca.account();
            assertThat(ca.stop()).isZero();
            assertThat(ca.err()).doesNotContain("warning");
        }
    }

    private X509Certificate keys(String name) throws Exception {
        Path keys = folder.resolve(name);
        AcmeCa.forTests().plainHttp().keys(keys).start().close();
        Files.writeString(
                keys.resolve("chain.pem"),
                Files.readString(keys.resolve("intermediate.pem")) + Files.readString(keys.resolve("root.pem")));
        return KeyFiles.certificates(keys.resolve("chain.pem")).get(0);
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        AcmeCa.forTests().plainHttp().folder(state).start().close();
        Path rootKey = state.resolve("keys/root-key.pem");
        Files.move(rootKey, folder.resolve("root-key.pem"));
        for (List<String> wrong : List.of(
                List.of("--dir", folder.resolve("none").toString(), "there is no folder"),
                List.of("--dir", folder.toString(), "there is no authority"),
                List.of("--dir", state.toString(), "root-key.pem cannot be read in"),
                List.of("--root-keys", folder.toString(), "alternate-root-key.pem cannot be read in"))) {
            Run run = wrong.get(0).equals("--dir")
                    ? Run.of("ca", "rotate", "--dir", wrong.get(1))
                    : Run.of("ca", "rotate", "--dir", state.toString(), "--root-keys", wrong.get(1));
            assertThat(run.exitCode()).isNotZero();
            assertThat(run.err()).contains(wrong.get(2)).hasLineCount(1);
        }
        Files.move(folder.resolve("root-key.pem"), rootKey);
        Run run = Run.of("ca", "rotate", "--dir", state.toString(), "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"intermediate\":\"CN=Akme Intermediate ", "\"notAfter\":");
    }
}
