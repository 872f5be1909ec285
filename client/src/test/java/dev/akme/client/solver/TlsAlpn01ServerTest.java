package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsAlpn01ServerTest {

    private final TlsAlpn01Server server = TlsAlpn01Server.builder().port(0).build();

    @AfterEach
    void close() {
        server.close();
    }

    private static ChallengeTask task(Identifier identifier, String token) {
        return Samples.task(identifier, Samples.tls(token));
    }

    private static ChallengeTask task() {
        return task(Samples.NAME, Samples.TOKEN);
    }

    private static void assertAnswers(X509Certificate certificate, String token) throws IOException {
        assertThat(certificate.getCriticalExtensionOIDs()).contains(TlsAlpn01.EXTENSION_OID);
        byte[] value = ASN1OctetString.getInstance(certificate.getExtensionValue(TlsAlpn01.EXTENSION_OID))
                .getOctets();
        assertThat(TlsAlpn01.check(value, KeyAuthorization.of(token, Samples.KEY)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void showsTheCertificateAndHangsUp(String version) throws Exception {
        try (Presented presented = server.present(task())) {
            assertThat(presented.response().toJson()).isEqualTo("{}");
            TlsPeer.Seen seen = TlsPeer.of("example.org").version(version).shakeHands(server.address());
            assertThat(seen.protocol()).isEqualTo("acme-tls/1");
            assertThat(seen.next()).isEqualTo(-1);
            assertAnswers(seen.certificate(), Samples.TOKEN);
            assertThat(seen.certificate().getSubjectAlternativeNames()).containsExactly(List.of(2, "example.org"));
            // Another time, and with the name in other letters.
            assertAnswers(TlsPeer.of("EXAMPLE.org").shakeHands(server.address()).certificate(), Samples.TOKEN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 1.2.0.192.in-addr.arpa",
        "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
    })
    void knowsAddressesByTheirReverseNames(String address, String name) throws Exception {
        try (Presented presented = server.present(task(Identifier.ip(address), Samples.TOKEN))) {
            assertThat(presented).isNotNull();
            X509Certificate certificate =
                    TlsPeer.of(name).shakeHands(server.address()).certificate();
            assertAnswers(certificate, Samples.TOKEN);
            assertThat(certificate.getSubjectAlternativeNames())
                    .singleElement()
                    .satisfies(n -> assertThat(n.get(0)).isEqualTo(7));
        }
    }

    @Test
    void choosesTheCertificateByName() throws Exception {
        try (Presented one = server.present(task());
                Presented two = server.present(task(Identifier.dns("example.com"), Samples.token(2)))) {
            assertThat(List.of(one, two)).hasSize(2);
            assertAnswers(TlsPeer.of("example.org").shakeHands(server.address()).certificate(), Samples.TOKEN);
            assertAnswers(TlsPeer.of("example.com").shakeHands(server.address()).certificate(), Samples.token(2));
        }
    }

    @Test
    void showsNothingToAnybodyElse() throws Exception {
        try (Presented presented = server.present(task())) {
            assertThat(presented).isNotNull();
            Optional<InetSocketAddress> address = server.address();
            TlsPeer peer = TlsPeer.of("example.org");
            for (TlsPeer other : List.of(
                    TlsPeer.of("www.example.org"),
                    TlsPeer.of(null),
                    peer.offering(),
                    peer.offering("h2", "http/1.1"),
                    TlsPeer.of("www.example.org").version("TLSv1.2"),
                    peer.offering().version("TLSv1.2"))) {
                assertThatExceptionOfType(SSLException.class)
                        .as("%s", other)
                        .isThrownBy(() -> other.shakeHands(address));
            }
            assertThat(peer.offering("h2", "acme-tls/1").shakeHands(address).protocol())
                    .isEqualTo("acme-tls/1");
        }
    }

    @Test
    void whoSpeaksSomethingElseIsLeft() throws Exception {
        long seed = 8737;
        Random random = new Random(seed);
        try (Presented presented = server.present(task())) {
            assertThat(presented).as("seed %d", seed).isNotNull();
            babble("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n");
            babble("\u0016\u0003\u0001\u00ff\u00ff" + "x".repeat(100_000));
            // Records of handshakes that end in no message.
            babble("\u0016\u0003\u0003\u0000\u0001\u0001".repeat(20_000));
            for (int i = 0; i < 50; i++) {
                byte[] octets = new byte[1000];
                random.nextBytes(octets);
                StringBuilder text = new StringBuilder("\u0016\u0003\u0001\u0000d");
                for (byte octet : octets) {
                    text.append((char) (octet & 0xff));
                }
                babble(text.toString());
            }
            assertAnswers(TlsPeer.of("example.org").shakeHands(server.address()).certificate(), Samples.TOKEN);
        }
    }

    private void babble(String text) throws IOException {
        try (Peer peer = new Peer(server.address())) {
            peer.sayOrBeCutOff(text).hear();
        }
    }

    @Test
    void slowPeersAreLeftAtTheTimeout() throws Exception {
        try (TlsAlpn01Server hasty = TlsAlpn01Server.builder()
                        .port(0)
                        .timeout(Duration.ofMillis(20))
                        .build();
                Presented presented = hasty.present(task());
                Peer slow = new Peer(hasty.address())) {
            assertThat(presented).isNotNull();
            assertThat(slow.sayOrBeCutOff("\u0016\u0003\u0001").hear()).isEmpty();
        }
    }

    @Test
    void listensOnlyWhileSomethingIsPresented() throws Exception {
        assertThat(server.address()).isEmpty();
        Presented one = server.present(task());
        Presented same = server.present(task());
        Optional<InetSocketAddress> address = server.address();
        one.close();
        one.close();
        assertAnswers(TlsPeer.of("example.org").shakeHands(address).certificate(), Samples.TOKEN);
        same.close();
        assertThat(server.address()).isEmpty();
        assertThatIOException().isThrownBy(() -> new Peer(address).close());
    }

    @Test
    void answersOneChallengeForANameAtATime() throws Exception {
        try (Presented presented = server.present(task())) {
            assertThat(presented).isNotNull();
            assertThatExceptionOfType(SolverException.class)
                    .isThrownBy(() -> server.present(task(Samples.NAME, Samples.token(2))))
                    .withMessageContaining("tls-alpn-01 for example.org")
                    .withMessageContaining("another challenge");
        }
        server.present(task(Samples.NAME, Samples.token(2))).close();
    }

    @Test
    void saysWhatToDoWhenThePortIsTaken() throws Exception {
        TlsAlpn01Server late;
        try (ServerSocket other = new ServerSocket(0, 1, Peer.v4())) {
            late = TlsAlpn01Server.builder()
                    .address(Peer.v4())
                    .port(other.getLocalPort())
                    .build();
            assertThatExceptionOfType(SolverException.class)
                    .isThrownBy(() -> late.present(task()))
                    .withMessageContaining("port " + other.getLocalPort() + " of 127.0.0.1 for tls-alpn-01")
                    .withMessageNotContaining("Http01WebRoot");
        }
        try (late;
                Presented presented = late.present(task(Samples.NAME, Samples.token(2)))) {
            assertThat(presented).isNotNull();
            assertAnswers(TlsPeer.of("example.org").shakeHands(late.address()).certificate(), Samples.token(2));
        }
        assertThatExceptionOfType(SolverException.class).isThrownBy(() -> late.present(task()));
    }

    @Test
    void takesNamesAndAddresses() {
        assertThat(server.preference(task())).isNotNegative();
        assertThat(server.preference(task(Identifier.ip("192.0.2.1"), Samples.TOKEN)))
                .isNotNegative();
        assertThat(server.preference(Samples.http(Samples.TOKEN))).isNegative();
        assertThat(server.preference(Samples.wildcard(Samples.tls(Samples.TOKEN))))
                .isNegative();
        assertThatIllegalArgumentException().isThrownBy(() -> server.present(Samples.http(Samples.TOKEN)));
        Identifier strange = Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"example.org/x?\"}");
        assertThatExceptionOfType(SolverException.class).isThrownBy(() -> server.present(task(strange, Samples.TOKEN)));
    }

    @Test
    void manyThreadsPresentAndAsk() throws Exception {
        Crowd.of(32).run(number -> {
            String name = "host" + number + ".example.org";
            for (int round = 0; round < 3; round++) {
                String token = Samples.token(number * 100 + round);
                try (Presented presented = server.present(task(Identifier.dns(name), token))) {
                    assertThat(presented).isNotNull();
                    assertAnswers(TlsPeer.of(name).shakeHands(server.address()).certificate(), token);
                }
            }
        });
        assertThat(server.address()).isEmpty();
    }
}
