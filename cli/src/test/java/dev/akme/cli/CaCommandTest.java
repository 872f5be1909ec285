package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.testkit.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CaCommandTest {

    @Test
    void namesBelowTestGetCertificatesWithoutAnyDns() throws Exception {
        int http = FreePorts.next();
        try (RunningCa ca = new RunningCa(
                        Map.of(), "ca", "--port", "0", "--http-port", Integer.toString(http), "--dns", "127.0.0.1:1");
                Http01Server solver = Http01Server.builder().port(http).build()) {
            assertThat(ca.directory.getPath()).isEqualTo("/dir");
            assertThat(ca.account()
                            .obtain(ObtainRequest.of("a.b.test", "x.localhost"), solver)
                            .chain()
                            .size())
                    .isEqualTo(2);
            assertThat(ca.stop()).isZero();
            assertThat(ca.root).doesNotExist();
        }
    }

    @Test
    void theManagementInterfaceIsNamedAndGivesRoots() throws Exception {
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--management-port", "0")) {
            URI management = URI.create(ca.next("management: "));
            assertThat(get(ca, management.resolve("/roots/0"))).isEqualTo(Files.readString(ca.root));
            assertThat(get(ca, management.resolve("/intermediate-keys/0"))).doesNotContain("PRIVATE KEY");
        }
        try (RunningCa ca =
                new RunningCa(Map.of(), "ca", "--port", "0", "--management-port", "0", "--management-keys")) {
            URI management = URI.create(ca.next("management: "));
            assertThat(get(ca, management.resolve("/intermediate-keys/0"))).contains("PRIVATE KEY");
        }
    }

    private static String get(RunningCa ca, URI url) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "root", CertificateChain.read(Files.readString(ca.root)).leaf());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .build()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void whatIsInAFolderIsThereAtTheNextStart(@TempDir Path folder) throws Exception {
        String root;
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--dir", folder.toString())) {
            root = Files.readString(ca.root);
            ca.account();
        }
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--dir", folder.toString())) {
            assertThat(Files.readString(ca.root)).isEqualTo(root);
        }
    }

    @Test
    void aCaForProductionDoesNothingThatIsForTests(@TempDir Path folder) throws Exception {
        for (String[] wrong : new String[][] {
            {"--production"},
            {"--production", "--dir", folder.toString(), "--http-port", "5002"},
            {"--production", "--dir", folder.toString(), "--management-keys"},
            {"--production", "--dir", folder.toString(), "--refuse-nonces", "5%"},
        }) {
            Run run = Run.of(Stream.concat(Stream.of("ca", "--port", "0"), Stream.of(wrong))
                    .toArray(String[]::new));
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.err()).contains("--production").hasLineCount(1);
        }
        Map<String, String> environment = Map.of("PEBBLE_WFE_NONCEREJECT", "100", "PEBBLE_VA_ALWAYS_VALID", "1");
        try (RunningCa ca =
                new RunningCa(environment, "ca", "--production", "--port", "0", "--dir", folder.toString())) {
            AcmeAccount account = ca.account();
            assertThat(catchThrowable(() -> account.newOrder(NewOrder.builder()
                            .identifiers(List.of(Identifier.dns("a.localhost")))
                            .build())))
                    .hasMessageContaining("rejectedIdentifier");
            assertThat(ca.err()).contains("http-01 is validated at port 80, tls-alpn-01 at 443");
        }
    }

    @Test
    void whatGoesWrongOnPurposeIsSeenByClients() throws Exception {
        try (RunningCa ca = new RunningCa(
                Map.of(),
                "ca",
                "--port",
                "0",
                "--accept-validations",
                "--validation-delay",
                "1ms..2ms",
                "--issuance-delay",
                "1ms",
                "--answer",
                "revokeCert=503",
                "--deviate",
                "D7,d1")) {
            AcmeAccount account = ca.account();
            assertThat(account.client().directory().body().member("meta")).isEmpty();
            // Listens where nobody looks.
            try (Http01Server solver = Http01Server.builder().port(0).build()) {
                X509Certificate leaf = account.obtain(ObtainRequest.of("a.test"), solver)
                        .chain()
                        .leaf();
                assertThat(leaf.getSubjectAlternativeNames().toString()).contains("a.test");
            }
        }
        try (RunningCa ca = new RunningCa(Map.of(), "ca", "--port", "0", "--refuse-nonces", "100%")) {
            assertThat(catchThrowable(ca::account)).hasMessageContaining("badNonce");
        }
    }

    @Test
    void theDeviationsAreListed() {
        Run run = Run.of("ca", "--deviate", "list");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("D4 ", "step-ca");
    }

    @Test
    void whatIsWrongWithAnOptionNamesIt() {
        for (String[] wrong : new String[][] {
            {"--port", "70000"},
            {"--http-port", "x"},
            {"--tls-port", "-1"},
            {"--management-port", "65536"},
            {"--dns", "foo.invalid"},
            {"-dnsserver", "foo:"},
            {"--listen", "localhost"},
            {"--url", "ca.example.org"},
            {"--refuse-nonces", "5"},
            {"--fail-validations", "101%"},
            {"--validation-delay", "5s..1s"},
            {"--issuance-delay", "soon"},
            {"--answer", "newOrder=200"},
            {"--answer", "newOrdr=503"},
            {"--deviate", "D99"},
            {"--drop", "newOrder"},
            {"--drop", "-1"},
            {"--drop-answers", "newOrdr=1"},
            {"--answer", "newOrder=503+soon"},
            {"--answer-next", "newOrder=503@10%"},
            {"--rate-limit", "10"},
            {"--refuse-next-nonces", "5%"},
            {"--fail-validation", "www.test"},
            {"--fail-validation", "www.test=nothing"},
            {"--config", "no-such-file"},
        }) {
            Run run = Run.of("ca", "--port", "0", wrong[0], wrong[1]);
            assertThat(run.exitCode()).as(wrong[0]).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.err()).contains(wrong[0]).hasLineCount(1);
        }
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("ca", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
            assertThat(run.err())
                    .contains("port " + taken.getLocalPort(), "--port")
                    .hasLineCount(1);
        }
    }

    @Test
    void whatIsNoAddressIsNamed() {
        for (String[] wrong : new String[][] {
            {"--resolve", "a.test=nowhere"}, {"--dns", "127.0.0.1:x"}, {"--dns", "no.such.host.invalid:53"}
        }) {
            Run run = Run.of("ca", "--port", "0", wrong[0], wrong[1]);
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(run.err()).contains(wrong[0]).hasLineCount(1);
        }
    }
}
