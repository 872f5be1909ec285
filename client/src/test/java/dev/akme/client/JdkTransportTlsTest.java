package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom the client trusts. */
@Timeout(60)
class JdkTransportTlsTest {

    private final FakeIssuer issuer =
            new FakeIssuer("Private Root", Instant.now().minus(Duration.ofDays(1)));
    private final FakeIssuer stranger =
            new FakeIssuer("Strange Root", Instant.now().minus(Duration.ofDays(1)));

    private static final String DIRECTORY = "{\"newNonce\":\"/nonce\"}";

    private RawServer server(GeneralName name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X509Certificate certificate = issuer.server(
                keys, Extension.create(Extension.subjectAlternativeName, false, new GeneralNames(name)), Instant.now());
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), new char[0], new Certificate[] {certificate, issuer.root()});
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        RawServer[] self = new RawServer[1];
        self[0] = RawServer.start(socket, connection -> {
            while (true) {
                self[0].read(connection);
                RawServer.write(
                        connection,
                        "HTTP/1.1 200 OK\r\nContent-Length: " + DIRECTORY.length() + "\r\n\r\n" + DIRECTORY);
            }
        });
        return self[0];
    }

    private static AcmeClientBuilder client(URI directory) {
        return AcmeClient.builder(directory)
                .listener(AcmeListener.NONE)
                .time(new FakeTime())
                .callTimeout(Duration.ofSeconds(30));
    }

    private static void isRefused(AcmeClient client, RawServer server) {
        AcmeNetworkException e = catchThrowableOfType(AcmeNetworkException.class, client::directory);
        assertThat(e.mayHaveArrived()).isFalse();
        assertThat(server.requests()).isEmpty();
        assertThat(e).hasMessageNotContaining("PKIX").hasMessageNotContaining("Exception");
    }

    @Test
    void aRootThatIsGivenIsTrusted() throws Exception {
        try (RawServer server = server(new GeneralName(GeneralName.dNSName, "localhost"))) {
            AcmeClient client =
                    client(server.url("/dir")).trust(List.of(issuer.root())).build();
            assertThat(client.directory().body().newNonce()).isEqualTo(URI.create("/nonce"));
        }
    }

    @Test
    void anotherRootIsNot() throws Exception {
        try (RawServer server = server(new GeneralName(GeneralName.dNSName, "localhost"))) {
            isRefused(client(server.url("/dir")).build(), server);
            isRefused(client(server.url("/dir")).trust(List.of(stranger.root())).build(), server);
        }
    }

    @Test
    void theNameOfTheServerIsVerified() throws Exception {
        try (RawServer server = server(new GeneralName(GeneralName.dNSName, "other.test"))) {
            isRefused(client(server.url("/dir")).trust(List.of(issuer.root())).build(), server);
        }
        try (RawServer server = server(new GeneralName(GeneralName.dNSName, "localhost"))) {
            isRefused(
                    client(server.addressUrl("/dir"))
                            .trust(List.of(issuer.root()))
                            .build(),
                    server);
        }
    }

    @Test
    void aServerWithoutTlsIsNoServer() throws Exception {
        RawServer[] self = new RawServer[1];
        try (RawServer server = RawServer.start(socket -> {
            RawServer.write(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            self[0].hold(socket);
        })) {
            self[0] = server;
            URI url = URI.create(server.url("/dir").toString().replace("http:", "https:"));
            AcmeNetworkException e =
                    catchThrowableOfType(AcmeNetworkException.class, client(url).build()::directory);
            assertThat(e).isNotNull();
        }
    }
}
