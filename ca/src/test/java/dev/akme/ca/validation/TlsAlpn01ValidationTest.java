package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.client.solver.TlsAlpn01Server;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsAlpn01ValidationTest {

    private static final String PUBLIC = "9.9.9.9";
    private static final String PUBLIC_V6 = "2620:fe::fe";

    private final FakeResolver resolver = new FakeResolver().address("example.org", PUBLIC);
    private final FakeNetwork network = new FakeNetwork();
    private Duration timeout = Samples.PATIENCE;

    private Optional<Problem> validate(Identifier identifier) throws InterruptedException {
        ValidationSettings settings =
                ValidationSettings.builder().timeout(timeout).build();
        return Validators.of(settings, resolver, network, Samples.CLOCK)
                .validate(Samples.request(identifier, Samples.tls()));
    }

    private RawServer serve(SSLServerSocket door) {
        RawServer server = RawServer.start(door, (self, socket) -> ((SSLSocket) socket).startHandshake());
        network.route(PUBLIC, server.port()).route(PUBLIC_V6, server.port());
        return server;
    }

    private Optional<Problem> validate(Identifier identifier, TestCertificates certificate)
            throws IOException, InterruptedException {
        try (RawServer server = serve(certificate.listen(TlsAlpn01.PROTOCOL))) {
            assertThat(server.port()).isPositive();
            return validate(identifier);
        }
    }

    private static void assertProblem(Optional<Problem> found, ProblemType type, String part) {
        Problem problem = found.orElseThrow();
        assertThat(problem.type()).isEqualTo(type);
        assertThat(problem.detail().orElseThrow()).startsWith("example.org: ").contains(part, "127.0.0.1");
    }

    @Test
    void findsTheAnswerOfTheClientsServer() throws IOException, InterruptedException, SolverException {
        for (Identifier identifier : new Identifier[] {Samples.NAME, Identifier.ip(PUBLIC), Identifier.ip(PUBLIC_V6)}) {
            ValidationRequest request = Samples.request(identifier, Samples.tls());
            try (TlsAlpn01Server server = TlsAlpn01Server.builder()
                            .address(Samples.LOOPBACK)
                            .port(0)
                            .build();
                    Presented answer = server.present(Samples.task(request))) {
                assertThat(answer).isNotNull();
                int port = server.address().orElseThrow().getPort();
                network.route(PUBLIC, port).route(PUBLIC_V6, port);
                assertThat(validate(identifier)).isEmpty();
                // Not from a session that was resumed.
                assertThat(validate(identifier)).isEmpty();
            }
        }
        assertThat(network.dialled).contains(PUBLIC + " 443", PUBLIC_V6 + " 443");
    }

    /** Two names at one host that are validated at once: neither may resume the session of the other. */
    @Test
    void seesTheCertificateOfEachNameThatIsValidatedMeanwhile() throws Exception {
        ValidationRequest name = Samples.request(Samples.NAME, Samples.tls());
        ValidationRequest address = Samples.request(Identifier.ip(PUBLIC), Samples.tls());
        Validators validators =
                Validators.of(ValidationSettings.builder().timeout(timeout).build(), resolver, network, Samples.CLOCK);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TlsAlpn01Server server = TlsAlpn01Server.builder()
                        .address(Samples.LOOPBACK)
                        .port(0)
                        .build();
                Presented first = server.present(Samples.task(name));
                Presented second = server.present(Samples.task(address))) {
            assertThat(List.of(first, second)).hasSize(2);
            network.route(PUBLIC, server.address().orElseThrow().getPort());
            List<Future<Optional<Problem>>> outcomes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                ValidationRequest request = i % 2 == 0 ? name : address;
                outcomes.add(threads.submit(() -> validators.validate(request)));
            }
            for (Future<Optional<Problem>> outcome : outcomes) {
                assertThat(outcome.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void asksForTheNameInLowerCase() throws IOException, InterruptedException {
        Map<String, String> names = new ConcurrentHashMap<>();
        SSLServerSocket door =
                TestCertificates.forName("EXAMPLE.org").rightDigest().listen(TlsAlpn01.PROTOCOL);
        try (RawServer server = RawServer.start(door, (self, socket) -> {
            SSLSocket tls = (SSLSocket) socket;
            tls.setHandshakeApplicationProtocolSelector((each, offered) -> {
                names.put("protocols", String.join(",", offered));
                names.put(
                        "server",
                        ((SNIHostName) ((ExtendedSSLSession) each.getHandshakeSession())
                                        .getRequestedServerNames()
                                        .get(0))
                                .getAsciiName());
                return TlsAlpn01.PROTOCOL;
            });
            tls.startHandshake();
        })) {
            network.route(PUBLIC, server.port());
            assertThat(validate(Identifier.dns("Example.ORG"))).isEmpty();
            assertThat(names).containsEntry("protocols", "acme-tls/1").containsEntry("server", "example.org");
        }
    }

    /** One fault each. */
    static Object[][] wrongCertificates() {
        GeneralName right = new GeneralName(GeneralName.dNSName, "example.org");
        byte[] digest = TlsAlpn01.extensionValue(Samples.EXPECTED);
        return new Object[][] {
            {
                "another key signed",
                TestCertificates.forName("example.org").rightDigest().signedByAnother(),
                "not self-signed"
            },
            {
                "another issuer",
                TestCertificates.forName("example.org").rightDigest().issuer("CN=other"),
                "not self-signed"
            },
            {"a chain", TestCertificates.forName("example.org").rightDigest().withChain(), "2 certificates"},
            {"no name", TestCertificates.bare().rightDigest(), "no subjectAltName"},
            {"another name", TestCertificates.forName("www.example.org").rightDigest(), "\"www.example.org\""},
            {"a wildcard", TestCertificates.forName("*.example.org").rightDigest(), "\"*.example.org\""},
            {"two names", TestCertificates.bare().names(right, right).rightDigest(), "2 names"},
            {
                "a name and an address",
                TestCertificates.bare()
                        .names(right, new GeneralName(GeneralName.iPAddress, PUBLIC))
                        .rightDigest(),
                "2 names"
            },
            {
                "the name as something else",
                TestCertificates.bare()
                        .names(new GeneralName(GeneralName.rfc822Name, "example.org"))
                        .rightDigest(),
                "another name"
            },
            {
                "an address",
                TestCertificates.bare()
                        .names(new GeneralName(GeneralName.iPAddress, PUBLIC))
                        .rightDigest(),
                "another name"
            },
            {"no digest", TestCertificates.forName("example.org"), "no acmeIdentifier"},
            {"not critical", TestCertificates.forName("example.org").digest(false, digest), "not critical"},
            {
                "another digest",
                TestCertificates.forName("example.org")
                        .digest(true, TlsAlpn01.extensionValue(KeyAuthorization.of(Samples.TOKEN, Samples.OTHER_KEY))),
                "has not the digest"
            },
            {
                "no octet string",
                TestCertificates.forName("example.org").digest(true, new byte[] {5, 0}),
                "is not an OCTET STRING"
            },
            {
                "the digest wrapped twice",
                TestCertificates.forName("example.org").digest(true, octetString(digest)),
                "is not an OCTET STRING"
            },
            {
                "the digest bare",
                TestCertificates.forName("example.org").digest(true, Samples.EXPECTED.sha256()),
                "is not an OCTET STRING"
            },
        };
    }

    private static byte[] octetString(byte[] octets) {
        try {
            return new DEROctetString(octets).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongCertificates")
    void refuses(String fault, TestCertificates certificate, String reason) throws IOException, InterruptedException {
        assertThat(fault).isNotEmpty();
        assertProblem(validate(Samples.NAME, certificate), ProblemType.UNAUTHORIZED, reason);
    }

    /** The JDK reads no certificate that has an extension twice; Bouncy Castle makes none, so one is renamed. */
    @Test
    void cannotBeShownAnExtensionTwice() throws GeneralSecurityException {
        String other = "1.3.6.1.5.5.7.1.30";
        byte[] der = TestCertificates.forName("example.org")
                .rightDigest()
                .extension(new ASN1ObjectIdentifier(other), false, new DEROctetString(Samples.EXPECTED.sha256()))
                .certificate()
                .getEncoded();
        String hex = HexFormat.of().formatHex(der);
        String twice = hex.replace("06082b0601050507011e", "06082b0601050507011f");
        assertThat(twice).isNotEqualTo(hex);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        assertThatThrownBy(() -> factory.generateCertificate(
                        new ByteArrayInputStream(HexFormat.of().parseHex(twice))))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void takesTheNameInAnyCaseAndOtherExtensions() throws IOException, InterruptedException {
        assertThat(validate(
                        Samples.NAME,
                        TestCertificates.forName("Example.ORG")
                                .extension(Extension.basicConstraints, true, new BasicConstraints(true))
                                .rightDigest()))
                .isEmpty();
    }

    @Test
    void takesAnAddressByItsOctets() throws IOException, InterruptedException {
        for (String address : new String[] {PUBLIC, PUBLIC_V6}) {
            GeneralName name = new GeneralName(GeneralName.iPAddress, address);
            assertThat(validate(
                            Identifier.ip(address),
                            TestCertificates.bare().names(name).rightDigest()))
                    .isEmpty();
            TestCertificates text = TestCertificates.bare()
                    .names(new GeneralName(GeneralName.dNSName, TlsAlpn01.serverName(Identifier.ip(address))))
                    .rightDigest();
            assertThat(validate(Identifier.ip(address), text).orElseThrow().type())
                    .isEqualTo(ProblemType.UNAUTHORIZED);
        }
    }

    @Test
    void needsTheProtocol() throws IOException, InterruptedException {
        TestCertificates right = TestCertificates.forName("example.org").rightDigest();
        try (RawServer server = serve(right.listen())) {
            assertThat(server.port()).isPositive();
            assertProblem(validate(Samples.NAME), ProblemType.UNAUTHORIZED, "acme-tls/1");
        }
        try (RawServer server = serve(right.listen("http/1.1"))) {
            assertThat(server.port()).isPositive();
            assertProblem(validate(Samples.NAME), ProblemType.TLS, "port 443");
        }
    }

    @Test
    void needsTlsThatIsNotTooOld() throws IOException, InterruptedException {
        for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
            SSLServerSocket door =
                    TestCertificates.forName("example.org").rightDigest().listen(TlsAlpn01.PROTOCOL);
            door.setEnabledProtocols(new String[] {version});
            try (RawServer server = serve(door)) {
                assertThat(server.port()).isPositive();
                assertThat(validate(Samples.NAME)).isEmpty();
            }
        }
        // What a server says that chooses TLS 1.0.
        try (RawServer server = RawServer.start((self, socket) -> {
            RawServer.write(
                    socket,
                    "\u0016\u0003\u0001\u0000*\u0002\u0000\u0000&\u0003\u0001" + "r".repeat(32)
                            + "\u0000\u00c0\u0013\u0000");
            self.hold(socket);
        })) {
            network.route(PUBLIC, server.port());
            assertProblem(validate(Samples.NAME), ProblemType.TLS, "port 443");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 400 Bad Request\r\n\r\n", "\u0015\u0003\u0003\u0000\u0002\u0002p"})
    void needsTls(String answer) throws IOException, InterruptedException {
        try (RawServer server = RawServer.start((self, socket) -> {
            RawServer.write(socket, answer);
            socket.shutdownOutput();
            self.hold(socket);
        })) {
            network.route(PUBLIC, server.port());
            assertProblem(validate(Samples.NAME), ProblemType.TLS, "port 443");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0003?\u00ff", "\u0016\u0003\u0003\u0000\u0001"})
    void doesNotWaitForPeersThatDrip(String beginning) throws IOException, InterruptedException {
        timeout = Duration.ofMillis(300);
        try (RawServer server = RawServer.start((self, socket) -> {
            RawServer.write(socket, beginning);
            self.drip(socket, 0x16);
        })) {
            network.route(PUBLIC, server.port());
            Problem problem = validate(Samples.NAME).orElseThrow();
            assertThat(problem.type()).isIn(ProblemType.CONNECTION, ProblemType.TLS);
        }
        try (RawServer server = RawServer.start((self, socket) -> {
            RawServer.write(socket, beginning);
            self.hold(socket);
        })) {
            network.route(PUBLIC, server.port());
            assertProblem(validate(Samples.NAME), ProblemType.CONNECTION, "in time");
        }
    }

    @Test
    void needsAConnectionToThePublicInternet() throws InterruptedException {
        Problem nobody = validate(Samples.NAME).orElseThrow();
        assertThat(nobody.type()).isEqualTo(ProblemType.CONNECTION);
        assertThat(nobody.detail().orElseThrow()).contains("port 443 of example.org at " + PUBLIC);
        Problem own = validate(Identifier.ip("127.0.0.1")).orElseThrow();
        assertThat(own.type()).isEqualTo(ProblemType.CONNECTION);
        assertThat(network.dialled).containsExactly(PUBLIC + " 443");
    }
}
