package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectUrlTest {

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server = none();
    private String body = "";
    private int status = 200;

    @SuppressWarnings("NullAway") // set before each test
    private static HttpServer none() {
        return null;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] octets = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Set-Cookie", "a=secret");
            exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/directory";
    }

    @Test
    void anAddressIsFetchedOnceAndItsAnswerExplained() {
        body = "{\"newNonce\":\"https://acme.example.com/acme/new-nonce\"}";
        Run run = Run.of("inspect", url());
        assertThat(run.exitCode()).isZero();
        assertThat(requests).containsExactly("GET /directory");
        assertThat(run.out())
                .startsWith("httpAnswer")
                .contains("body: directory")
                .doesNotContain("secret");
    }

    @Test
    void noRedirectIsFollowed() {
        status = 302;
        assertThat(Run.of("inspect", url()).out()).contains("302", "/elsewhere");
        assertThat(requests).hasSize(1);
    }

    @Test
    void anAnswerThatIsTooLargeIsRefused() {
        body = " ".repeat(4 * 1024 * 1024 + 1);
        Run run = Run.of("inspect", url());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("larger than");
    }

    @Test
    void plainHttpIsForThisMachineAlone() {
        Run run = Run.of("inspect", "http://acme.example.com/directory");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).hasLineCount(1).contains("https");
        assertThat(Run.of("inspect", "https://").exitCode()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void aServerThatIsNotThereIsOfTheNetwork() {
        String url = url();
        server.stop(0);
        Run run = Run.of("inspect", url);
        assertThat(run.exitCode()).isEqualTo(ExitCode.NETWORK.number());
        assertThat(run.err())
                .hasLineCount(1)
                .contains(url, "nobody listens there")
                .doesNotContain("Exception");
    }

    @Test
    void aCaOfOnesOwnIsTrustedByItsRoot(@TempDir Path home) throws Exception {
        try (World world = World.in(home)) {
            String url = world.ca.directoryUrl().toString();
            for (String command : List.of("inspect", "lint")) {
                Run distrusted = Run.of(command, url);
                assertThat(distrusted.exitCode()).isEqualTo(ExitCode.NETWORK.number());
                assertThat(distrusted.err())
                        .hasLineCount(1)
                        .contains("comes from no root that is trusted here", "--ca-file")
                        .doesNotContain("PKIX", "Exception");
                Run run = Run.of(
                        command, url, "--ca-file", home.resolve("roots.pem").toString());
                assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
            }
            Run wrong = Run.of(
                    "inspect", url, "--ca-file", home.resolve("nowhere.pem").toString());
            assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(wrong.err()).hasLineCount(1).contains("nowhere.pem");
        }
    }
}
