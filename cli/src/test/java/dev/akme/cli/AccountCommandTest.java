package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.StateFolder;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandTest {

    @TempDir
    private Path home;

    @Test
    void anAccountIsMadeShownChangedAndEnded() throws Exception {
        try (World world = World.in(home)) {
            assertThat(world.at("account", "show").err()).contains("akme account register");
            Run made = world.at("account", "register", "--email", "pki@example.org");
            assertThat(made.exitCode()).as(made.err()).isZero();
            assertThat(made.out()).contains("valid");
            assertThat(world.at("account", "register").exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(world.at("account", "show", "--json").out())
                    .contains("\"status\":\"valid\"", "\"thumbprint\"", "\"algorithm\":\"ES256\"");

            assertThat(world.at("account", "update").exitCode()).isEqualTo(ExitCode.USAGE.number());
            Run updated = world.at("account", "update", "--email", "new@example.org");
            assertThat(updated.exitCode()).as(updated.err()).isZero();

            assertThat(world.at("account", "deactivate").err()).contains("--yes");
            Run ended = world.at("account", "deactivate", "--yes");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(world.at("account", "show").exitCode()).isEqualTo(ExitCode.FAILED.number());
            assertThat(world.issue("-d", "example.org").exitCode()).isZero();
        }
    }

    @Test
    void withoutAServerItIsTheOneThatThereIsAnAccountAt() throws Exception {
        try (World world = World.in(home)) {
            world.at("account", "register");
            // Nor is --ca-file needed a second time.
            Run shown = world.run("account", "show");
            assertThat(shown.exitCode()).as(shown.err()).isZero();
            assertThat(world.run("account", "update", "--email", "pki@example.org")
                            .exitCode())
                    .isZero();
            Run named = world.run(
                    "account", "show", "--server", world.ca.directoryUrl().toString());
            assertThat(named.exitCode()).as(named.err()).isZero();

            StateFolder folder = new StateFolder(world.state);
            folder.account(URI.create("https://other.example.org/dir"))
                    .store(folder.account(world.ca.directoryUrl()).account().orElseThrow(), Optional.empty());
            Run several = world.run("account", "show");
            assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(several.err())
                    .contains("other.example.org", world.ca.directoryUrl().toString(), "--server");
        }
    }

    @Test
    void aServerWithThePlaceOfAnotherDoesNotGetItsKey() throws Exception {
        try (World world = World.in(home)) {
            assertThat(world.at("account", "register").exitCode()).isZero();
            String owner = world.ca.directoryUrl().toString();
            String other = owner + "/";
            new StateFolder(world.state).account(URI.create(owner + "_")).storeKey(SigningKey.generate(KeyType.P256));
            for (String command : new String[] {"register", "show"}) {
                Run run = world.run("account", command, "--server", other);
                assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
                assertThat(run.err()).contains(owner + "_", other + ":", "--dir");
            }
        }
    }

    @Test
    void theKeyIsChanged() throws Exception {
        try (World world = World.in(home)) {
            world.at("account", "register");
            AccountFolder folder = new StateFolder(world.state).account(world.ca.directoryUrl());
            SigningKey old = folder.key().orElseThrow();
            Run run = world.at("account", "rollover", "--key-type", "P384");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("ES384");
            assertThat(folder.key().orElseThrow().publicKey()).isNotEqualTo(old.publicKey());
            assertThat(folder.nextKey()).isEmpty();
        }
    }

    @Test
    void aChangeOfKeyThatWasKilledIsCompletedOrTakenBack() throws Exception {
        try (World world = World.in(home)) {
            world.at("account", "register");
            AccountFolder folder = new StateFolder(world.state).account(world.ca.directoryUrl());
            SigningKey old = folder.key().orElseThrow();

            // Killed before the CA heard of it.
            SigningKey never = SigningKey.generate(KeyType.P256);
            folder.storeNextKey(never);
            assertThat(world.at("account", "show").exitCode()).isZero();
            assertThat(folder.nextKey()).isEmpty();
            assertThat(folder.key().orElseThrow().publicKey()).isEqualTo(old.publicKey());

            // Killed after the CA had it.
            world.at("account", "rollover");
            SigningKey changed = folder.key().orElseThrow();
            folder.storeNextKey(changed);
            folder.storeKey(old);
            Run run = world.at("account", "show");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(folder.key().orElseThrow().publicKey()).isEqualTo(changed.publicKey());
        }
    }

    @Test
    void accountsOfCertbotAreTakenOver() throws Exception {
        SigningKey key = SigningKey.generate(KeyType.RSA2048);
        Path certbot = home.resolve("letsencrypt");
        Path account = certbot.resolve("accounts/acme-v02.api.letsencrypt.org/directory/0123abc");
        Files.createDirectories(account);
        Files.writeString(
                account.resolve("regr.json"),
                "{\"body\": {}, \"uri\": \"https://acme-v02.api.letsencrypt.org/acme/acct/1\"}");
        Files.writeString(account.resolve("private_key.json"), key.exportPrivateJwk());
        Files.writeString(account.resolve("meta.json"), "{\"creation_dt\": \"2020-01-01T00:00:00Z\"}");

        Run run = akme("account", "import-certbot", certbot.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("https://acme-v02.api.letsencrypt.org/acme/acct/1");
        AccountFolder folder = new StateFolder(home.resolve(".akme"))
                .account(URI.create("https://acme-v02.api.letsencrypt.org/directory"));
        assertThat(folder.key().orElseThrow().publicKey()).isEqualTo(key.publicKey());
        assertThat(folder.account().orElseThrow().uri())
                .hasToString("https://acme-v02.api.letsencrypt.org/acme/acct/1");
        assertThat(akme("account", "import-certbot", certbot.toString()).exitCode())
                .isEqualTo(ExitCode.NOTHING_TO_DO.number());
        assertThat(akme("account", "import-certbot", home.resolve("nowhere").toString())
                        .err())
                .contains("nowhere");
    }

    private Run akme(String... args) {
        return Run.in(home, new HashMap<>(), false, "", Clock.systemUTC(), args);
    }

    @Test
    void eachCommandHelps() {
        for (String[] command : new String[][] {
            {"account"},
            {"account", "show"},
            {"account", "register"},
            {"account", "update"},
            {"account", "deactivate"},
            {"account", "rollover"},
            {"account", "import-certbot"},
            {"order"},
            {"order", "show"},
            {"order", "resume"},
            {"issue"},
            {"renew"},
            {"list"},
            {"revoke"}
        }) {
            String[] help = Arrays.copyOf(command, command.length + 1);
            help[command.length] = "--help";
            assertThat(Run.of(help).out()).as(String.join(" ", command)).contains("Example:", "akme " + command[0]);
        }
        assertThat(Run.of("account", "shwo").err()).contains("akme account --help");
    }
}
