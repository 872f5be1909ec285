package dev.akme.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonObject;
import dev.akme.messages.CertificateChain;
import dev.akme.scenarios.server.AkmeCaProcess;
import dev.akme.scenarios.server.AkmeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Clients of others at the {@code akme ca} command, and accounts of certbot in the {@code akme} command. */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class CommandTest {

    private static final String NAME = "www.peer.test";

    @TempDir
    private Path folder;

    /** The newest, where there are several. */
    private static Path program(String name) {
        Optional<Path> program = Programs.configured(name).findFirst();
        assumeTrue(
                program.isPresent(),
                "akme." + name + " is not set. .ci/peers installs the program, and says where it is");
        return program.orElseThrow();
    }

    @Test
    void certbotGetsACertificateFromTheCommand() throws Exception {
        Path certbot = program("certbot");
        try (AkmeCaProcess ca = AkmeCaProcess.start()) {
            Programs.run(
                            folder,
                            Map.of("REQUESTS_CA_BUNDLE", ca.rootFile().toString()),
                            List.of(
                                    certbot.toString(),
                                    "certonly",
                                    "--standalone",
                                    "--http-01-port",
                                    String.valueOf(ca.network().httpPort()),
                                    "-d",
                                    NAME,
                                    "--server",
                                    ca.directory().toString(),
                                    "--agree-tos",
                                    "--register-unsafely-without-email",
                                    "--non-interactive",
                                    "--config-dir",
                                    folder.resolve("certbot").toString(),
                                    "--work-dir",
                                    folder.resolve("work").toString(),
                                    "--logs-dir",
                                    folder.resolve("logs").toString()))
                    .requireSuccess();
            requireIssued(ca, folder.resolve("certbot/live").resolve(NAME).resolve("fullchain.pem"));
        }
    }

    @Test
    void legoGetsACertificateFromTheCommand() throws Exception {
        Path lego = program("lego");
        try (AkmeCaProcess ca = AkmeCaProcess.start()) {
            boolean isNew = Programs.run(folder, Map.of(), List.of(lego.toString(), "run", "--help"))
                    .text()
                    .contains("--renew-force");
            List<String> options = List.of(
                    "--server",
                    ca.directory().toString(),
                    "--email",
                    "admin@example.org",
                    "--accept-tos",
                    "--path",
                    folder.resolve("lego").toString(),
                    "--http",
                    isNew ? "--http.address" : "--http.port",
                    "127.0.0.1:" + ca.network().httpPort(),
                    "--domains",
                    NAME);
            // Version 5 has the options of a command behind its name.
            List<String> command = new ArrayList<>(options);
            command.add(isNew ? 0 : options.size(), "run");
            command.add(0, lego.toString());
            Programs.run(folder, Map.of("LEGO_CA_CERTIFICATES", ca.rootFile().toString()), command)
                    .requireSuccess();
            requireIssued(ca, folder.resolve("lego/certificates").resolve(NAME + ".crt"));
        }
    }

    @Test
    void theCommandStopsCleanly() throws Exception {
        try (AkmeCaProcess ca = AkmeCaProcess.start()) {
            Path root = ca.rootFile();
            assertThat(root).exists();
            // As from SIGTERM: a shell shows 143.
            assertThat(ca.stop().exitCode()).isIn(0, 143);
            assertThat(root).doesNotExist();
        }
    }

    private static void requireIssued(AkmeCaProcess ca, Path chain) throws Exception {
        List<X509Certificate> certificates =
                CertificateChain.read(Files.readString(chain)).certificates();
        assertThat(certificates.get(0).getSubjectAlternativeNames().stream().map(entry -> (String) entry.get(1)))
                .containsExactly(NAME);
        certificates.get(certificates.size() - 1).verify(ca.roots().get(0).getPublicKey());
    }

    // ---- an account that moves

    @Test
    void anAccountOfCertbotIsTakenOverAndRenewsWith() throws Exception {
        try (PeerCa ca = PeerCa.start(folder, settings -> settings)) {
            Certbot certbot = new Certbot(program("certbot"), ca);
            String port = String.valueOf(ca.dns().httpPort());
            certbot.certonly("--standalone", "--http-01-port", port, "--domains", NAME)
                    .requireSuccess();
            X509Certificate before = ca.requireAccepted(certbot.chain(NAME), NAME);

            Path configuration = folder.resolve("certbot").resolve("config");
            String[] take = {"account", "import-certbot", configuration.toString(), "--json"};
            JsonObject taken = AkmeProcess.run(folder, take).object(0);
            assertThat(taken.get("new")).contains(JsonBoolean.TRUE);
            assertThat(AkmeProcess.text(taken, "account")).isEqualTo(ca.accountUrl(before));
            assertThat(AkmeProcess.run(folder, take).object(3).get("new")).contains(JsonBoolean.FALSE);

            // The CA has terms, and nobody agrees to them here: only the account that is there can be used.
            JsonObject issued = AkmeProcess.run(
                            folder,
                            "issue",
                            "-d",
                            NAME,
                            "--server",
                            ca.directory(),
                            "--ca-file",
                            ca.root().toString(),
                            "--http",
                            "127.0.0.1:" + port,
                            "--json")
                    .object(0);
            Path chain = Path.of(AkmeProcess.text(issued, "folder")).resolve("fullchain.pem");
            X509Certificate first = ca.requireAccepted(chain, NAME);
            assertThat(ca.accountUrl(first)).isEqualTo(ca.accountUrl(before));
            ca.suggestRenewalNow(first);
            JsonObject renewed = AkmeProcess.run(folder, "renew", "--json").object(0);
            assertThat(AkmeProcess.text(renewed, "state")).isEqualTo("renewed");
            X509Certificate second = ca.requireAccepted(chain, NAME);
            assertThat(second).isNotEqualTo(first);
            assertThat(ca.accountUrl(second)).isEqualTo(ca.accountUrl(before));
            assertThat(ca.replaces(second)).isPresent();
        }
    }
}
