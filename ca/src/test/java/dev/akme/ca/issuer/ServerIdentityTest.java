package dev.akme.ca.issuer;

import static dev.akme.ca.issuer.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerIdentityTest {

    /** The JDK's TLS goes by the time of the machine, so that this authority was made at it. */
    private static final Clock MACHINE = Clock.systemUTC();

    private static final Authority AUTHORITY = Authority.builder().create();
    private static final Issuer ISSUER = Issuer.of(AUTHORITY, Fixtures.random(1));

    private static final ServerIdentity IDENTITY = ServerIdentity.of(() -> ISSUER, ServerIdentity.LOCALHOST, MACHINE);

    @ParameterizedTest
    @CsvSource({"localhost,TLSv1.3", "127.0.0.1,TLSv1.2", "::1,TLSv1.3", "localhost,TLSv1.2"})
    void aClientThatTrustsTheRootConnects(String host, String protocol) throws Exception {
        SSLEngine client = client(AUTHORITY.roots().subList(0, 1), host, protocol);

        handshake(client);
        assertThat(client.getSession().getProtocol()).isEqualTo(protocol);
        assertThat(client.getSession().getPeerCertificates())
                .isEqualTo(IDENTITY.chain().toArray(X509Certificate[]::new));
    }

    @Test
    void aClientThatTrustsAnotherOrAsksForAnotherDoesNot() throws Exception {
        SSLEngine stranger = client(Fixtures.AUTHORITY.roots(), "localhost", "TLSv1.3");
        assertThatThrownBy(() -> handshake(stranger)).isInstanceOf(SSLException.class);
        SSLEngine other = client(AUTHORITY.roots(), "example.org", "TLSv1.3");
        assertThatThrownBy(() -> handshake(other)).isInstanceOf(SSLException.class);
    }

    @Test
    void onlyModernProtocolsAreOffered() {
        assertThat(IDENTITY.context().getDefaultSSLParameters().getProtocols())
                .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThatIllegalArgumentException().isThrownBy(() -> ServerIdentity.clientContext(List.of()));
    }

    @Test
    void theCertificateIsRenewedInTimeForTheSameKey() {
        Instant[] now = {NOW};
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Issuer issuer = Fixtures.issuer();
        ServerIdentity identity = ServerIdentity.of(() -> issuer, ServerIdentity.LOCALHOST, clock);
        X509Certificate first = identity.chain().get(0);

        now[0] = NOW.plus(Duration.ofDays(59));
        assertThat(identity.chain().get(0)).isSameAs(first);
        now[0] = NOW.plus(Duration.ofDays(60));
        X509Certificate second = identity.chain().get(0);
        assertThat(second.getNotAfter().toInstant()).isAfter(NOW.plus(Duration.ofDays(149)));
        assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
        assertThat(identity.chain().get(0)).isSameAs(second);
    }

    private static SSLEngine client(List<X509Certificate> roots, String host, String protocol) {
        SSLContext context = ServerIdentity.clientContext(roots);
        SSLEngine engine = context.createSSLEngine(host, 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {protocol});
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Without a network: what one engine writes, the other reads. */
    private static void handshake(SSLEngine client) throws SSLException {
        SSLEngine server = IDENTITY.context().createSSLEngine();
        server.setUseClientMode(false);
        ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
        ByteBuffer toClient = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < 100 && (shakes(client) || shakes(server)); i++) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
        }
        assertThat(shakes(client) || shakes(server))
                .as("hands are still shaken")
                .isFalse();
    }

    private static boolean shakes(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
            }
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            default -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(1 << 16));
                in.compact();
            }
        }
    }
}
