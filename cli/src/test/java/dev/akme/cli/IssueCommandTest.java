package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.Csr;
import dev.akme.jose.Jwk;
import dev.akme.jose.KeyType;
import dev.akme.jose.MacKey;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssueCommandTest {

    @TempDir
    private Path home;

    @Test
    void aCertificateIsIssuedAndKept() throws Exception {
        try (World world = World.in(home)) {
            Run run = world.issue("-d", "www.example.org", "-d", "example.org");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains(
                            "www.example.org example.org",
                            world.current("www.example.org").toString());
            assertThat(run.err()).contains("order a certificate for www.example.org", "finalize the order");

            Path folder = world.current("www.example.org");
            CertificateChain chain = CertificateChain.read(Files.readString(folder.resolve("fullchain.pem")));
            SigningKey key = SigningKey.parse(Files.readString(folder.resolve("privkey.pem")));
            assertThat(Jwk.of(chain.leaf().getPublicKey())).isEqualTo(key.publicKey());
            assertThat(Files.readString(folder.resolve("cert.pem")) + Files.readString(folder.resolve("chain.pem")))
                    .isEqualTo(chain.toPem());
            assertThat(world.state.resolve("certificates/www.example.org/order"))
                    .doesNotExist();
            assertPrivate(world.state);
        }
    }

    private static void assertPrivate(Path state) throws Exception {
        try (Stream<Path> paths = Files.walk(state)) {
            for (Path path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void whatIsThereAndNotDueStays() throws Exception {
        try (World world = World.in(home)) {
            assertThat(world.issue("-d", "example.org").exitCode()).isZero();
            Run again = world.issue("-d", "example.org");
            assertThat(again.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(again.out()).contains("not due").contains("--force");

            Run forced = world.issue("-d", "example.org", "--force");
            assertThat(forced.exitCode()).isZero();
            assertThat(Files.readSymbolicLink(world.current("example.org"))).hasToString("0002");
            // Other names are another certificate under the same name.
            assertThat(world.issue("-d", "example.org", "-d", "a.example.org").exitCode())
                    .isZero();
        }
    }

    @Test
    void whatIsNotTakenForACertificateThatStaysIsSaid() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            assertThat(world.issue("-d", "example.org").out()).doesNotContain("not taken");
            String[] other = {
                "issue", "-d", "example.org", "--tls-alpn", "127.0.0.1:" + world.port, "--deploy-hook", "true"
            };
            Run kept = world.at(other);
            assertThat(kept.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(kept.out()).contains("--tls-alpn, --deploy-hook not taken", "With --force");
            assertThat(world.at(and(other, "--json")).out())
                    .contains("\"notTaken\":[\"--tls-alpn\",\"--deploy-hook\"]")
                    .hasLineCount(1);

            assertThat(world.at(and(other, "--force")).exitCode()).isZero();
            assertThat(world.at(other).out()).contains("not due").doesNotContain("not taken");
        }
    }

    private static String[] and(String[] arguments, String more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void whatIsWrongIsRefusedForACertificateThatStaysToo() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            Run port = world.at("issue", "-d", "example.org", "--http=:99999");
            assertThat(port.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(port.err()).contains("--http", "99999");
            Run email = world.issue("-d", "example.org", "--email", "nonsense");
            assertThat(email.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(email.err()).contains("--email", "local@domain");
        }
    }

    @Test
    void aNameThatTheNewCertificateLacksIsNamed() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "m.test", "-d", "n.test");
            Run run = world.issue("-d", "m.test");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains("This takes n.test out of the certificate m.test", "--name");
            assertThat(world.issue("-d", "m.test", "-d", "o.test").err()).doesNotContain("This takes");
        }
    }

    @Test
    void anAccountThatTheCaHasForgottenIsNamedWithTheCommandForAnother() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            Path folder;
            try (Stream<Path> accounts = Files.list(world.state.resolve("accounts"))) {
                folder = accounts.findFirst().orElseThrow();
            }
            Path file = folder.resolve("account.json");
            Files.writeString(file, Files.readString(file).replace("account/", "account/forgotten-"));
            String advice = "move " + folder + " out of " + folder.getParent() + ", and run akme ";
            String command = "account register --server " + world.ca.directoryUrl() + " --ca-file "
                    + home.resolve("roots.pem") + " --dir " + world.state;
            for (String[] forgotten : new String[][] {
                {"renew", "--force"}, {"account", "show"}, {"account", "register"}, {"revoke", "example.org"}
            }) {
                assertThat(world.run(forgotten).err()).contains(advice + command);
            }
            assertThat(world.issue("-d", "example.org", "--force").err()).contains(advice + command);
            Files.move(folder, home.resolve("away"));
            Run another = world.run(command.split(" "));
            assertThat(another.exitCode()).as(another.err()).isZero();
            assertThat(world.run("renew", "--force").exitCode()).isZero();
        }
    }

    @Test
    void whatIsThereIsIssuedAgainAtTheSameCa() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            String[] again = {"issue", "-d", "example.org", "--http", "127.0.0.1:" + world.port};
            assertThat(world.run(again).exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            Run forced = world.run(
                    Stream.concat(Stream.of(again), Stream.of("--force")).toArray(String[]::new));
            assertThat(forced.exitCode()).as(forced.err()).isZero();
            assertThat(Files.readSymbolicLink(world.current("example.org"))).hasToString("0002");
        }
    }

    @Test
    void objectsHaveTheDocumentedNames() throws Exception {
        try (World world = World.in(home)) {
            Run run = world.issue("-d", "example.org", "--json");
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).hasLineCount(1);
            JsonObject object = (JsonObject) JsonValue.read(run.out());
            assertThat(object.members().keySet())
                    .containsExactly(
                            "certificate",
                            "names",
                            "folder",
                            "server",
                            "serial",
                            "notBefore",
                            "notAfter",
                            "renewAt",
                            "revoked",
                            "new");
        }
    }

    @Test
    void filesBelowAWebRootProveNames() throws Exception {
        try (World world = World.in(home)) {
            world.useWebServer();
            Run run = world.at("issue", "-d", "example.org", "--webroot", world.webRoot.toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
            try (Stream<Path> left = Files.walk(world.webRoot)) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Test
    void tlsAlpnProvesNames() throws Exception {
        try (World world = World.in(home)) {
            Run run = world.at("issue", "-d", "example.org", "--tls-alpn", "127.0.0.1:" + world.port);
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    @Test
    void aHookProvesNamesAndWildcards() throws Exception {
        try (World world = World.in(home)) {
            String hook = "echo called; case $AKME_ACTION in add) echo \"$AKME_NAME $AKME_VALUE\" >> " + world.zone
                    + ";; remove) grep -v \" $AKME_VALUE\\$\" " + world.zone + " > " + world.zone + ".new; mv "
                    + world.zone + ".new " + world.zone + ";; esac";
            Run run =
                    world.at("issue", "-d", "*.example.org", "-d", "example.org", "--dns-hook", hook, "--dns-no-check");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err()).contains("  | called");
            assertThat(Files.readString(world.zone)).isEmpty();
            assertThat(world.current("_.example.org")).exists();
        }
    }

    @Test
    void updatesOfTheZoneProveNames() throws Exception {
        try (World world = World.in(home);
                UpdateServer dns = new UpdateServer(world.zone)) {
            Run run = world.at(
                    "issue",
                    "-d",
                    "example.org",
                    "--dns-rfc2136",
                    dns.address(),
                    "--dns-zone",
                    "example.org",
                    "--dns-no-check",
                    "--key-type",
                    "p384");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Files.readAllLines(world.zone)).isEmpty();
        }
    }

    @Test
    void aHookThatFailsIsNamed() throws Exception {
        try (World world = World.in(home)) {
            Run run = world.at("issue", "-d", "example.org", "--dns-hook", "exit 9", "--dns-no-check");
            assertThat(run.exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            assertThat(run.err()).contains("example.org", "the DNS hook ended with 9");
        }
    }

    @Test
    void aPersonIsToldWhatToDo() throws Exception {
        try (World world = World.in(home)) {
            String[] args = {
                "issue",
                "-d",
                "example.org",
                "--manual",
                "--server",
                world.ca.directoryUrl().toString(),
                "--ca-file",
                home.resolve("roots.pem").toString()
            };
            Run alone = Run.in(home, world.environment, false, "", world.clock, args);
            assertThat(alone.exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            assertThat(alone.err()).contains("answer with exactly this", "nobody pressed Enter");
        }
    }

    @Test
    void aRequestOfOnesOwnLeavesTheKeyWhereItIs() throws Exception {
        try (World world = World.in(home)) {
            SigningKey key = SigningKey.generate(KeyType.P256);
            Path csr = home.resolve("request.pem");
            Files.writeString(
                    csr,
                    Csr.builder()
                            .key(key)
                            .identifiers(List.of(Identifier.dns("csr.example.org")))
                            .build()
                            .toPem());
            Run run = world.issue("--csr", csr.toString());
            assertThat(run.exitCode()).as(run.err()).isZero();
            Path folder = world.current("csr.example.org");
            assertThat(folder.resolve("privkey.pem")).doesNotExist();
            assertThat(Jwk.of(CertificateChain.read(Files.readString(folder.resolve("cert.pem")))
                            .leaf()
                            .getPublicKey()))
                    .isEqualTo(key.publicKey());
        }
    }

    @Test
    void aRehearsalKeepsNothing() throws Exception {
        try (World world = World.in(home)) {
            Run run = world.issue("-d", "example.org", "--dry-run");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("It works");
            assertThat(world.state).doesNotExist();
        }
    }

    // ---- what goes wrong

    @Test
    void termsHaveToBeAgreedTo() throws Exception {
        try (World world = new World(home, ca -> ca.termsOfService(URI.create("https://ca.example.org/terms")))) {
            Run run = world.issue("-d", "example.org");
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.err()).contains("https://ca.example.org/terms", "--agree-tos");
            assertThat(world.issue("-d", "example.org", "--agree-tos").exitCode())
                    .isZero();
            // Once is enough.
            assertThat(world.issue("-d", "example.com").exitCode()).isZero();
        }
    }

    @Test
    void externalAccountsAreBoundByAFileOrTheEnvironment() throws Exception {
        try (World world = new World(home, ca -> ca.externalAccountRequired(true))) {
            Run without = world.issue("-d", "example.org");
            assertThat(without.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(without.err()).contains("--eab-kid");

            MacKey key = MacKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
            world.ca.externalAccounts().add("kid-1", key);
            Path file = home.resolve("mac");
            Files.writeString(file, key.exportPrivateText() + "\n");
            assertThat(world.issue("-d", "example.org", "--eab-kid", "kid-1").err())
                    .contains(AccountOptions.EAB_KEY);
            Run wrong = world.issue("-d", "example.org", "--eab-kid", "kid-0", "--eab-key-file", file.toString());
            assertThat(wrong.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(wrong.err())
                    .contains("see that --eab-kid and its key are those that the CA gave you")
                    .doesNotContain("port");
            Run with = world.issue("-d", "example.org", "--eab-kid", "kid-1", "--eab-key-file", file.toString());
            assertThat(with.exitCode()).as(with.err()).isZero();

            world.ca.externalAccounts().add("kid-2", key);
            world.environment.put(AccountOptions.EAB_KEY, key.exportPrivateText());
            Run second = world.issue(
                    "-d",
                    "example.org",
                    "--eab-kid",
                    "kid-2",
                    "--dir",
                    home.resolve("other").toString());
            assertThat(second.exitCode()).as(second.err()).isZero();
        }
    }

    @Test
    void aNameThatCannotBeProvenIsNamedWithWhatToDo() throws Exception {
        try (World world = World.in(home)) {
            world.useWebServer(); // where the answer is not
            Run run = world.issue("-d", "example.org");
            assertThat(run.exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            String last = run.err().strip().lines().reduce("", (a, b) -> b);
            assertThat(last).startsWith("akme: ").contains("example.org").contains("port 80");
            assertThat(world.state.resolve("certificates/example.org/order")).doesNotExist();
            assertThat(world.run("list").out()).isEmpty();
        }
    }

    @Test
    void whereNobodyListensIsANetworkFailure() throws Exception {
        Run run = Run.in(
                home,
                new HashMap<>(),
                false,
                "",
                Clock.systemUTC(),
                "issue",
                "-d",
                "example.org",
                "--http",
                "127.0.0.1:0",
                "--server",
                "http://127.0.0.1:1/directory");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NETWORK.number());
        assertThat(run.err()).contains("127.0.0.1:1");
    }

    @Test
    void whatIsMissingOrWrongIsAskedFor() {
        assertThat(Run.of("issue", "-d", "example.org").err()).contains("--webroot", "--dns-hook");
        assertThat(Run.of("issue", "--http").err()).contains("-d NAME");
        assertThat(Run.of("issue").err()).contains("-d NAME").doesNotContain("--webroot");
        assertThat(Run.of("issue", "-d", "exa mple", "--http").exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(Run.of("issue", "-d", "example.org", "--http", "--server", "nobody")
                        .err())
                .contains("letsencrypt-staging");
        assertThat(Run.of("issue", "-d", "example.org", "--http", "--name", "../x")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(Run.of("issue", "--help").out()).contains("Example:");
    }
}
