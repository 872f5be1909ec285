package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.client.solver.Http01Server;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class Http01ValidationTest {

    /** Somewhere on the public Internet, as far as the settings know. */
    private static final String PUBLIC = "9.9.9.9";

    private static final String OTHER_PUBLIC = "2620:fe::fe";
    private static final String RIGHT = "HTTP/1.1 200 OK\r\nContent-Length: "
            + Samples.EXPECTED.text().length() + "\r\n\r\n" + Samples.EXPECTED.text();

    private final FakeResolver resolver = new FakeResolver();
    private final FakeNetwork network = new FakeNetwork();
    private ValidationSettings settings =
            ValidationSettings.builder().timeout(Samples.PATIENCE).build();

    private Optional<Problem> validate(Identifier identifier) throws InterruptedException {
        return Validators.of(settings, resolver, network, Samples.CLOCK)
                .validate(Samples.request(identifier, Samples.http()));
    }

    private Problem problem(ProblemType type) throws InterruptedException {
        Problem problem = validate(Samples.NAME).orElseThrow();
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.detail().orElseThrow())
                .startsWith("example.org: ")
                .doesNotContain(Samples.TOKEN, Samples.KEY.thumbprint());
        return problem;
    }

    private String detail(ProblemType type) throws InterruptedException {
        return problem(type).detail().orElseThrow();
    }

    private void serve(RawServer server) {
        resolver.address("example.org", PUBLIC);
        network.route(PUBLIC, server.port());
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Test
    void findsTheAnswerOfTheClientsServer() throws IOException, InterruptedException, SolverException {
        resolver.address("example.org", "127.0.0.1");
        ValidationRequest request = Samples.request(Samples.http());
        try (Http01Server server =
                        Http01Server.builder().address(Samples.LOOPBACK).port(0).build();
                Presented answer = server.present(Samples.task(request))) {
            assertThat(answer).isNotNull();
            ValidationSettings local = Samples.local()
                    .http01Port(server.address().orElseThrow().getPort())
                    .build();
            Validators validators = Validators.of(local, resolver, Network.direct(), Samples.CLOCK);
            assertThat(validators.validate(request)).isEmpty();
            ValidationRequest address = Samples.request(Identifier.ip("127.0.0.1"), Samples.http());
            assertThat(validators.validate(address)).isEmpty();
            ValidationRequest other =
                    new ValidationRequest(Samples.NAME, false, Samples.http(), Samples.OTHER_KEY, Samples.ACCOUNT);
            assertThat(validators.validate(other).orElseThrow().type()).isEqualTo(ProblemType.UNAUTHORIZED);
        }
    }

    @Test
    void asksAsOtherClientsDo() throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(RIGHT)) {
            serve(server);
            assertThat(validate(Samples.NAME)).isEmpty();
            assertThat(server.requests)
                    .containsExactly("GET /.well-known/acme-challenge/" + Samples.TOKEN + " HTTP/1.1\r\n"
                            + "Host: example.org\r\nUser-Agent: Akme\r\nAccept: */*\r\nConnection: close\r\n\r\n");
            assertThat(network.dialled).containsExactly(PUBLIC + " 80");
        }
    }

    @Test
    void asksAnAddressByItsText() throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(RIGHT)) {
            network.route(OTHER_PUBLIC, server.port());
            assertThat(validate(Identifier.ip(OTHER_PUBLIC))).isEmpty();
            assertThat(server.requests.get(0)).contains("\r\nHost: [2620:fe::fe]\r\n");
            assertThat(network.dialled).containsExactly(OTHER_PUBLIC + " 80");
            assertThat(resolver.asked).isEmpty();
        }
    }

    @Test
    void triesAllAddressesIpv6First() throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(RIGHT)) {
            resolver.address("example.org", "8.8.4.4", PUBLIC, OTHER_PUBLIC);
            network.route(PUBLIC, server.port());
            assertThat(validate(Samples.NAME)).isEmpty();
            assertThat(network.dialled).containsExactly(OTHER_PUBLIC + " 80", "8.8.4.4 80", PUBLIC + " 80");
            assertThat(network.timeouts.get(0)).isLessThan(Samples.PATIENCE.dividedBy(3));
        }
    }

    @Test
    void tellsWhichAddressesItTried() throws InterruptedException {
        resolver.address("example.org", PUBLIC, OTHER_PUBLIC);
        assertThat(detail(ProblemType.CONNECTION))
                .contains("port 80 of example.org", OTHER_PUBLIC + " (timed out)", PUBLIC + " (timed out)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1"})
    void goesToNoPrivateAddress(String address) throws InterruptedException {
        resolver.address("example.org", address);
        assertThat(detail(ProblemType.CONNECTION)).contains("public Internet");
        assertThat(validate(Identifier.ip(address)).orElseThrow().type()).isEqualTo(ProblemType.CONNECTION);
        assertThat(network.dialled).isEmpty();
    }

    @Test
    void leavesPrivateAddressesOut() throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(RIGHT)) {
            resolver.address("example.org", "::1", "10.0.0.1", PUBLIC);
            network.route(PUBLIC, server.port());
            assertThat(validate(Samples.NAME)).isEmpty();
            assertThat(network.dialled).containsExactly(PUBLIC + " 80");
        }
    }

    @Test
    void needsAnAddress() throws InterruptedException {
        assertThat(detail(ProblemType.DNS)).contains("no A or AAAA record for example.org");
        resolver.fail("A example.org");
        assertThat(detail(ProblemType.DNS)).contains("SERVFAIL");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsRedirects(int status) throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(RIGHT);
                RawServer first = RawServer.saying(
                        "HTTP/1.1 " + status + " \r\nLocation: http://Other.Test.:80/a%20b?c=d#e\r\n\r\n")) {
            serve(first);
            resolver.address("other.test", OTHER_PUBLIC);
            network.route(OTHER_PUBLIC, server.port());
            assertThat(validate(Samples.NAME)).isEmpty();
            assertThat(network.dialled).containsExactly(PUBLIC + " 80", OTHER_PUBLIC + " 80");
            assertThat(server.requests.get(0)).startsWith("GET /a%20b?c=d HTTP/1.1\r\nHost: other.test\r\n");
        }
    }

    @Test
    void followsRedirectsToHttpsWhateverTheCertificate() throws IOException, InterruptedException {
        SSLServerSocket door = TestCertificates.forName("somebody.test").listen("http/1.1");
        try (RawServer server = RawServer.start(door, (self, socket) -> {
                    self.read(socket);
                    RawServer.write(socket, RIGHT);
                });
                RawServer first = RawServer.saying(redirect("https://other.test/x"))) {
            serve(first);
            resolver.address("other.test", OTHER_PUBLIC);
            network.route(OTHER_PUBLIC, server.port());
            assertThat(validate(Samples.NAME)).isEmpty();
            assertThat(network.dialled).containsExactly(PUBLIC + " 80", OTHER_PUBLIC + " 443");
            assertThat(server.requests.get(0)).startsWith("GET /x HTTP/1.1\r\nHost: other.test\r\n");
        }
    }

    @Test
    void saysThatThereIsNoTls() throws IOException, InterruptedException {
        try (RawServer server = RawServer.start((self, socket) -> {
                    RawServer.write(socket, "SSH-2.0-OpenSSH_9.9\r\n");
                    self.hold(socket);
                });
                RawServer first = RawServer.saying(redirect("https://other.test/"))) {
            serve(first);
            resolver.address("other.test", OTHER_PUBLIC);
            network.route(OTHER_PUBLIC, server.port());
            assertThat(detail(ProblemType.TLS)).contains("https://other.test");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://other.test:22/, port 22",
        "http://other.test:8080/, port 8080",
        "ftp://other.test/, neither http nor https",
        "file:///etc/passwd, neither http nor https",
        "http://user:password@other.test/, user information",
        "http:///path, no host",
        "http://[fe80::1%25eth0]/, ''",
        "http://a b/, characters",
        "http://other.test/%zz, not a URL",
        "http://127.0.0.1/, public Internet",
        "http://[::1]/, public Internet",
        "http://[::ffff:7f00:1]/, public Internet",
        "http://127.1/, ''",
        "http://0x7f000001/, ''",
        "http://2130706433/, ''",
        "https://internal.test/, public Internet",
        "//internal.test/, public Internet",
    })
    void doesNotFollowRedirects(String location, String reason) throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(redirect(location))) {
            serve(server);
            resolver.address("other.test", OTHER_PUBLIC).address("internal.test", "10.0.0.1");
            Problem problem = validate(Samples.NAME).orElseThrow();
            // That a host is no host at all may also come out when it is looked up.
            assertThat(problem.type()).isIn(ProblemType.CONNECTION, ProblemType.DNS);
            assertThat(problem.detail().orElseThrow()).contains(reason);
            assertThat(network.dialled).containsExactly(PUBLIC + " 80");
        }
    }

    @Test
    void followsRedirectsToPortsThatAreAllowed() throws IOException, InterruptedException {
        settings = settings.toBuilder().redirectPorts(List.of(8080)).build();
        try (RawServer first = RawServer.saying(redirect("http://example.org:8080/"))) {
            serve(first);
            assertThat(detail(ProblemType.CONNECTION)).contains("in a circle");
            assertThat(network.dialled).containsExactly(PUBLIC + " 80", PUBLIC + " 8080");
        }
    }

    @Test
    void leavesACircleOfRedirects() throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(redirect("/.well-known/acme-challenge/" + Samples.TOKEN))) {
            serve(server);
            assertThat(detail(ProblemType.CONNECTION)).contains("in a circle");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void followsTenRedirectsAndNotEleven() throws IOException, InterruptedException {
        for (int redirects : new int[] {10, 11}) {
            try (RawServer server = RawServer.start((self, socket) -> {
                self.read(socket);
                int number = self.requests.size();
                RawServer.write(socket, number > redirects ? RIGHT : redirect("/" + number));
            })) {
                serve(server);
                if (redirects == 10) {
                    assertThat(validate(Samples.NAME)).isEmpty();
                } else {
                    assertThat(detail(ProblemType.CONNECTION)).contains("more than 10 redirects");
                }
                assertThat(server.requests).hasSize(11);
            }
        }
    }

    @Test
    void needsOneLocation() throws IOException, InterruptedException {
        for (String fields : List.of("", "Location: /a\r\nLocation: /b\r\n")) {
            try (RawServer server = RawServer.saying("HTTP/1.1 301 Moved\r\n" + fields + "\r\n")) {
                serve(server);
                assertThat(detail(ProblemType.CONNECTION)).contains("301");
            }
        }
    }

    @Test
    void tellsNoSecretsOfARedirect() throws IOException, InterruptedException {
        try (RawServer server = RawServer.saying(redirect("http://other.test:22/" + Samples.TOKEN))) {
            serve(server);
            assertThat(detail(ProblemType.CONNECTION)).contains("(token)");
        }
    }
}
