package dev.akme.scenarios.command;

import static dev.akme.scenarios.server.AkmeProcess.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonObject;
import dev.akme.messages.CertificateChain;
import dev.akme.scenarios.peers.WebServer;
import dev.akme.scenarios.server.AkmeProcess;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.TestServer;
import dev.akme.scenarios.server.TestServers;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issues and renews by each way to prove a name, with a CA in another process. */
@Scenarios
class SolversTest {

    private static final int DONE = 0;
    private static final int NOTHING_TO_DO = 3;
    private static final int CHALLENGE_FAILED = 7;

    private static final Pattern RECORD = Pattern.compile("^ +(\\S+)\\. IN TXT \"(.*)\"$", Pattern.MULTILINE);

    @TempDir
    private Path home;

    // ---- a name, a way

    /** Issues and renews. */
    private void issuesAndRenews(TestServer server, String name, String... way) throws Exception {
        JsonObject issued = issue(server, name, way).object(DONE);
        assertThat(issued.get("new")).contains(JsonBoolean.TRUE);
        CertificateChain first = current(server, issued, name);
        JsonObject renewed = AkmeProcess.run(home, "renew", "--force", "--json").object(DONE);
        assertThat(text(renewed, "state")).isEqualTo("renewed");
        assertThat(current(server, renewed, name).leaf()).isNotEqualTo(first.leaf());
        Soundness.check(home.resolve(".akme"));
    }

    private AkmeProcess.Ended issue(TestServer server, String name, String... way) throws Exception {
        return AkmeProcess.run(home, command(server, name, way));
    }

    private String[] command(TestServer server, String name, String... way) throws IOException {
        Path root = Files.writeString(
                home.resolve("root.pem"),
                CertificateChain.of(server.trustAnchors()).toPem());
        List<String> command = new ArrayList<>(List.of("issue", "-d", name, "--json", "--agree-tos"));
        command.addAll(List.of("--server", server.directory().toString(), "--ca-file", root.toString()));
        command.addAll(List.of(way));
        return command.toArray(String[]::new);
    }

    private static CertificateChain current(TestServer server, JsonObject said, String name) throws Exception {
        CertificateChain chain = CertificateChain.read(
                Files.readString(Path.of(text(said, "folder")).resolve("fullchain.pem")));
        assertThat(chain.leaf().getSubjectAlternativeNames().stream().map(entry -> (String) entry.get(1)))
                .containsExactly(name);
        chain.certificates()
                .get(chain.certificates().size() - 1)
                .verify(server.roots().get(0).getPublicKey());
        assertThat(new BigInteger(text(said, "serial"), 16))
                .isEqualTo(chain.leaf().getSerialNumber());
        return chain;
    }

    // ---- the ways

    @Test
    void httpByAServerOfItsOwn(TestServers servers) throws Exception {
        TestServer server = servers.process();
        issuesAndRenews(
                server, "http.test", "--http", "127.0.0.1:" + server.network().httpPort());
        JsonObject same = AkmeProcess.run(home, "renew", "--json").object(NOTHING_TO_DO);
        assertThat(text(same, "state")).isEqualTo("not-due");
    }

    @Test
    void httpByFilesOfAWebServer(TestServers servers) throws Exception {
        TestServer server = servers.process();
        Path site = Files.createDirectory(home.resolve("site"));
        try (WebServer web = WebServer.start(server.network().httpPort(), site)) {
            issuesAndRenews(server, "webroot.test", "--webroot", site.toString());
            assertThat(web.served()).isPositive();
        }
    }

    @Test
    void tlsAlpnByAServerOfItsOwn(TestServers servers) throws Exception {
        TestServer server = servers.process();
        issuesAndRenews(
                server,
                "alpn.test",
                "--tls-alpn",
                "127.0.0.1:" + server.network().tlsPort());
    }

    @Test
    void dnsByUpdatesThatAreSigned(TestServers servers) throws Exception {
        TestServer server = servers.process();
        Path key = Files.writeString(home.resolve("tsig.key"), UpdatedDns.KEY_FILE);
        try (UpdatedDns dns = UpdatedDns.start(server.network())) {
            issuesAndRenews(
                    server,
                    "*.update.test",
                    "--dns-rfc2136",
                    dns.address(),
                    "--dns-key-file",
                    key.toString(),
                    "--dns-zone",
                    "update.test",
                    "--dns-no-check");
            // Two for each proof; a server may take the first for the renewal too.
            assertThat(dns.updates()).isIn(2, 4);
        }
    }

    /** Asks a server of the test to change the DNS, with nothing but the shell. */
    private static String hook(int port) {
        return "bash -ec 'exec 3<>/dev/tcp/127.0.0.1/" + port
                + "; printf \"POST /%s/%s HTTP/1.0\\r\\nContent-Length: %d\\r\\n\\r\\n%s\""
                + " \"$AKME_ACTION\" \"$AKME_NAME\" \"${#AKME_VALUE}\" \"$AKME_VALUE\" >&3; read -r _ status _ <&3; [ \"$status\" = 204 ]'";
    }

    @Test
    void dnsByACommand(TestServers servers) throws Exception {
        TestServer server = servers.process();
        HttpServer hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hooks.createContext("/", exchange -> {
            try (exchange) {
                String[] path = exchange.getRequestURI().getPath().split("/", -1);
                String value = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
                if (path[1].equals("add")) {
                    server.network().add(path[2], value);
                } else {
                    server.network().remove(path[2], value);
                }
                exchange.sendResponseHeaders(204, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        hooks.start();
        try {
            issuesAndRenews(
                    server, "*.hook.test", "--dns-hook", hook(hooks.getAddress().getPort()), "--dns-no-check");
        } finally {
            hooks.stop(0);
        }
    }

    /** The record is what the command itself asks for, when it is not there. */
    @Test
    void dnsByARecordThatStays(TestServers servers) throws Exception {
        TestServer server = servers.process();
        String name = "persist.test";
        AkmeProcess.Ended told = issue(
                server,
                name,
                "--dns-persist",
                "--dns-resolver",
                server.network().resolver());
        assumeTrue(!told.out().contains("offers no"), "the server offers no dns-persist-01");
        JsonObject failure = told.object(CHALLENGE_FAILED);
        Matcher record = Pattern.compile("(_validation-persist\\S+?)\\.? IN TXT \"([^\"]+)\"")
                .matcher(text(failure, "error"));
        assertThat(record.find()).as(failure.toJson()).isTrue();
        server.network().add(record.group(1), record.group(2));
        issuesAndRenews(
                server,
                name,
                "--dns-persist",
                "--dns-resolver",
                server.network().resolver());
    }

    @Test
    void byHand(TestServers servers) throws Exception {
        TestServer server = servers.process();
        String name = "*.manual.test";
        try (AkmeProcess akme = AkmeProcess.start(home, command(server, name, "--manual"))) {
            Matcher record = RECORD.matcher("");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!record.reset(akme.errors()).find()) {
                assertThat(akme.isRunning() && System.nanoTime() < end)
                        .as(akme.errors())
                        .isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            server.network().add(record.group(1), record.group(2));
            akme.enter();
            JsonObject issued = akme.await().object(DONE);
            current(server, issued, name);
            server.network().remove(record.group(1), record.group(2));
        }
        // Nobody is there at the next timer, and the command says so instead of waiting.
        JsonObject failed = AkmeProcess.run(home, "renew", "--force", "--json").object(1);
        assertThat(text(failed, "error")).contains("by hand");
    }

    // ---- what goes wrong

    @Test
    void aNameThatDoesNotAnswerIsSaidToBeTheReason(TestServers servers) throws Exception {
        TestServer server = servers.process();
        Path site = Files.createDirectory(home.resolve("nobody"));
        JsonObject failure =
                issue(server, "nobody.test", "--webroot", site.toString()).object(CHALLENGE_FAILED);
        assertThat(text(failure, "error")).contains("nobody.test");
        Soundness.check(home.resolve(".akme"));
    }
}
