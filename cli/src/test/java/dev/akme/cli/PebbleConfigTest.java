package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.akme.ca.AcmeCa;
import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.ChallengeType;
import dev.akme.testkit.FreePorts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pebble's configuration, environment and command line. */
@Timeout(60)
class PebbleConfigTest {

    @TempDir
    private Path folder;

    private Path file(String json) throws Exception {
        return Files.writeString(folder.resolve("pebble-config.json"), json);
    }

    private CaPlan plan(String json) throws Exception {
        return CaConfig.read(file(json), false, Map.of());
    }

    @Test
    void everythingThatPebbleCanBeToldIsUnderstood() throws Exception {
        writeServerCertificate();
        CaPlan plan = plan("""
                {
                \t"pebble": {
                \t\t"listenAddress": "0.0.0.0:14000",
                    "managementListenAddress": ":15000",
                    "certificate": "%1$s/cert.pem",
                    "privateKey": "%1$s/key.pem",
                    "httpPort": 5012,
                    "tlsPort": 5011,
                    "ocspResponderURL": "http://127.0.0.1:4002",
                    "externalAccountBindingRequired": true,
                    "externalAccountMACKeys": {"kid-1": "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W"},
                    "CAAIdentities": ["ca.example"],
                    "domainBlocklist": ["blocked-domain.example"],
                    "retryAfter": {"authz": 3, "order": 5},
                    "keyAlgorithm": "ecdsa",
                    "profiles": {
                      "shortlived": {"description": "six days", "validityPeriod": 518400, "promoteCommonName": true},
                      "default": {"description": "as usual", "validityPeriod": 7776000}
                    },
                    "certificateValidityPeriod": 157766400
                  }
                }
                """.formatted(folder));
        assertThat(plan.listen.getAddress().isAnyLocalAddress()).isTrue();
        assertThat(plan.listen.getPort()).isEqualTo(14000);
        assertThat(plan.management).isNotNull();
        assertThat(plan.management.getPort()).isEqualTo(15000);
        assertThat(plan.managementShowsKeys).isTrue();
        assertThat(plan.tls).isNotNull();
        assertThat(plan.httpPort).isEqualTo(5012);
        assertThat(plan.tlsPort).isEqualTo(5011);
        assertThat(plan.ocspResponder).isEqualTo(URI.create("http://127.0.0.1:4002"));
        assertThat(plan.externalAccountRequired).isTrue();
        assertThat(plan.externalAccounts).containsOnlyKeys("kid-1");
        assertThat(plan.validation.build().caaIdentities()).containsExactly("ca.example");
        assertThat(plan.authorizationPause).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.orderPause).isEqualTo(Duration.ofSeconds(5));
        assertThat(plan.keyType).isEqualTo(KeyType.P256);
        assertThat(plan.profiles).extracting(profile -> profile.name()).containsExactly("default", "shortlived");
        assertThat(plan.profiles.get(0).lifetime()).isEqualTo(Duration.ofDays(90));
        assertThat(plan.profiles.get(0).commonName()).isFalse();
        assertThat(plan.profiles.get(1).commonName()).isTrue();
        assertThat(plan.notes).singleElement().asString().contains("certificateValidityPeriod");
    }

    private void writeServerCertificate() throws Exception {
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--accept-validations");
                Http01Server solver = Http01Server.builder().port(0).build()) {
            var obtained = ca.account().obtain(ObtainRequest.of("pebble.test"), solver);
            Files.writeString(folder.resolve("cert.pem"), obtained.chain().toPem());
            Files.writeString(
                    folder.resolve("key.pem"), obtained.key().orElseThrow().exportPrivatePem());
        }
    }

    @Test
    void whatIsLeftOutIsAsPebbleHasIt() throws Exception {
        CaPlan plan = plan("{\"pebble\": {}}");
        assertThat(plan.keyType).isEqualTo(KeyType.RSA2048);
        assertThat(plan.alternateRoots).isZero();
        assertThat(plan.ordersPerPage).isEqualTo(3);
        assertThat(plan.reuse).isEqualTo(0.5);
        assertThat(plan.validation.build().caaIdentities()).containsExactly("pebble.letsencrypt.org");
        assertThat(plan.challenges).contains(ChallengeType.DNS_PERSIST_01);
        assertThat(plan.profiles).extracting(profile -> profile.name()).containsExactly("default");
        assertThat(plan.management).isNull();
    }

    @Test
    void namesCountInAnyCaseAndWhatIsUnknownIsSaid() throws Exception {
        CaPlan plan = plan("{\"Pebble\": {\"HTTPPort\": 5099, \"novelty\": 1, \"retryAfter\": {\"nonce\": 1}}}");
        assertThat(plan.httpPort).isEqualTo(5099);
        assertThat(plan.notes)
                .containsExactly("Pebble.retryAfter.nonce has no meaning here", "Pebble.novelty has no meaning here");
    }

    @Test
    void whatIsWrongIsSaidWithFileLineAndKey() throws Exception {
        Map<String, String> wrong = new HashMap<>();
        wrong.put(
                "{\"pebble\": {\n\"caaIdentities\": [\"ca.example\", \"\"]}}",
                ":2: pebble.caaIdentities[1]: a CAA identity is empty");
        wrong.put("{\"pebble\": {\n\"httpPort\": 70000}}", ":2: pebble.httpPort: write a whole number");
        wrong.put("{\"pebble\": {\n\n\"keyAlgorithm\": \"dsa\"}}", ":3: pebble.keyAlgorithm: write rsa or ecdsa");
        wrong.put("{\"pebble\": {\"listenAddress\": \"14000\"}}", ":1: pebble.listenAddress: give HOST:PORT");
        wrong.put("{\"pebble\": {\n\"profiles\": []}}", ":2: pebble.profiles: write an object");
        wrong.put("{\"pebble\": {\n\"certificate\": \"no.pem\", \"privateKey\": \"no.pem\"}}", "no.pem is not there");
        wrong.put("{\"pebble\": {\n\"externalAccountMACKeys\": {\"k\": \"?secret?\"}}}", "externalAccountMACKeys.k");
        wrong.put("{\"pebble\": {\n\"httpPort\": 1,\n\"httpPort\": 2}}", ":3: pebble.httpPort: this is here twice");
        wrong.put("{\"pebble\": {\n\"httpPort\": }\n", "neither YAML nor JSON");
        for (Map.Entry<String, String> one : wrong.entrySet()) {
            Path file = file(one.getKey());
            Run run = Run.of("ca", "-config", file.toString());
            assertThat(run.exitCode()).as(one.getKey()).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.err())
                    .contains(file.toString(), one.getValue())
                    .doesNotContain("?secret?")
                    .hasLineCount(1);
        }
    }

    @Test
    void theEnvironmentIsRead() {
        CaPlan plan = new CaPlan(false);
        PebbleConfig.readEnvironment(
                plan,
                Map.of(
                        "PEBBLE_AUTHZREUSE", "100",
                        "PEBBLE_WFE_ORDERS_PER_PAGE", "15",
                        "PEBBLE_ALTERNATE_ROOTS", "2",
                        "PEBBLE_CHAIN_LENGTH", "3",
                        "PEBBLE_WFE_NONCEREJECT", "lots",
                        "PEBBLE_NOVELTY", "1",
                        "PATH", "/bin"));
        assertThat(plan.reuse).isEqualTo(1);
        assertThat(plan.ordersPerPage).isEqualTo(15);
        assertThat(plan.alternateRoots).isEqualTo(2);
        assertThat(plan.chainLength).isEqualTo(3);
        assertThat(plan.notes)
                .containsExactly(
                        "PEBBLE_NOVELTY has no meaning here",
                        "PEBBLE_WFE_NONCEREJECT counts for nothing: it can be 0 to 100");
    }

    @Test
    void itRunsAsCertbotsTestsStartPebble() throws Exception {
        Path file = file("""
                {"pebble": {"listenAddress": "127.0.0.1:0", "managementListenAddress": "127.0.0.1:0",
                  "keyAlgorithm": "ecdsa", "httpPort": 5002, "tlsPort": 5001,
                  "ocspResponderURL": "http://127.0.0.1:4002"}}
                """);
        try (RunningCa ca = new RunningCa(
                        Map.of(
                                "PEBBLE_VA_NOSLEEP", "1",
                                "PEBBLE_WFE_NONCEREJECT", "0",
                                "PEBBLE_AUTHZREUSE", "100",
                                "PEBBLE_ALTERNATE_ROOTS", "2",
                                "PEBBLE_VA_ALWAYS_VALID", "1"),
                        "ca",
                        "-config",
                        file.toString(),
                        "-dnsserver",
                        "127.0.0.1:8053",
                        "-strict");
                Http01Server solver = Http01Server.builder().port(0).build()) {
            assertThat(ca.next("management: ")).startsWith("https://localhost:");
            AcmeAccount account = ca.account();
            var obtained = account.obtain(ObtainRequest.of("le.wtf"), solver);
            X509Certificate leaf = obtained.chain().leaf();
            assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
            assertThat(obtained.order().body().certificate().orElseThrow().getPath())
                    .startsWith("/certZ/");
        }
    }

    @Test
    void itRunsAsLegosTestsStartPebble() throws Exception {
        Path file = file("{\"pebble\": {\"listenAddress\": \"127.0.0.1:0\", \"keyAlgorithm\": \"ecdsa\"}}");
        try (RunningCa ca = new RunningCa(
                Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "100"),
                "ca",
                "-strict=true",
                "-config=" + file)) {
            assertThat(CertificateChain.read(Files.readString(ca.root)).leaf().getBasicConstraints())
                    .isPositive();
            assertThat(catchThrowable(ca::account)).hasMessageContaining("badNonce");
        }
    }

    @Test
    void urlsHaveTheHostThatItListensAt() throws Exception {
        int port = FreePorts.next();
        try (AcmeCa ca = plan("{\"pebble\": {\"listenAddress\": \"127.0.0.1:" + port
                        + "\", \"keyAlgorithm\": \"ecdsa\"}}")
                .builder()
                .start()) {
            assertThat(ca.directoryUrl()).isEqualTo(URI.create("https://127.0.0.1:" + port + "/dir"));
        }
    }

    @Test
    void thePlanOfAFileCanBeStarted() throws Exception {
        try (AcmeCa ca = plan("{\"pebble\": {\"listenAddress\": \"127.0.0.1:0\", \"keyAlgorithm\": \"ecdsa\"}}")
                .builder()
                .start()) {
            assertThat(ca.roots()).hasSize(1);
            assertThat(List.of(new Akme.Version().getVersion()))
                    .isEqualTo(List.of(Run.of("ca", "-version").out().strip()));
        }
    }
}
