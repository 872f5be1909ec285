package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Http01ServerTest {

    private final Http01Server server = Http01Server.builder().port(0).build();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answersWhatIsPresented() throws Exception {
        try (Presented presented = server.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented.response().toJson()).isEqualTo("{}");
            assertThat(Peer.get(server.address(), Samples.PATH))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("\r\n\r\n" + Samples.ANSWER);
            assertThat(Peer.get(server.address(), "/")).startsWith("HTTP/1.1 404 ");
            assertThat(Peer.get(server.address(), "/.well-known/acme-challenge/../../etc/passwd"))
                    .startsWith("HTTP/1.1 404 ");
            assertThat(Peer.ask(server.address(), "HEAD " + Samples.PATH + " HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .endsWith("\r\n\r\n");
            assertThat(Peer.ask(server.address(), "POST " + Samples.PATH + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.1 405 ");
        }
    }

    @Test
    void listensOnlyWhileSomethingIsPresented() throws Exception {
        assertThat(server.address()).isEmpty();
        Presented one = server.present(Samples.http(Samples.token(1)));
        Optional<InetSocketAddress> address = server.address();
        Presented two = server.present(Samples.http(Samples.token(2)));
        assertThat(server.address()).isPresent().isEqualTo(address);
        one.close();
        one.close();
        assertThat(Peer.get(address, Samples.PATH.replace(Samples.TOKEN, Samples.token(1))))
                .startsWith("HTTP/1.1 404 ");
        assertThat(Peer.get(address, Samples.PATH.replace(Samples.TOKEN, Samples.token(2))))
                .startsWith("HTTP/1.1 200 ");
        two.close();
        assertThat(server.address()).isEmpty();
        assertThatIOException().isThrownBy(() -> Peer.get(address, "/"));
        // The port is free at once, and can be taken again.
        try (Http01Server same = Http01Server.builder()
                        .port(address.orElseThrow().getPort())
                        .build();
                Presented again = same.present(Samples.http(Samples.TOKEN))) {
            assertThat(again).isNotNull();
            assertThat(Peer.get(same.address(), Samples.PATH)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void listensToBothFamilies() throws Exception {
        try (Presented presented = server.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented).isNotNull();
            assumeTrue(hasV6());
            try (Peer peer = new Peer(Peer.v6(), server.address())) {
                assertThat(peer.say("GET " + Samples.PATH + " HTTP/1.1\r\nHost: [::1]\r\n\r\n")
                                .hear())
                        .startsWith("HTTP/1.1 200 ");
            }
            assertThat(Peer.get(server.address(), Samples.PATH)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void listensToOneAddressIfToldTo() throws Exception {
        assumeTrue(hasV6());
        try (Http01Server one =
                        Http01Server.builder().address(Peer.v6()).port(0).build();
                Presented presented = one.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented).isNotNull();
            assertThat(one.address().orElseThrow().getAddress()).isEqualTo(Peer.v6());
            assertThatIOException().isThrownBy(() -> Peer.get(one.address(), Samples.PATH));
        }
    }

    private static boolean hasV6() {
        try (ServerSocket socket = new ServerSocket(0, 1, Peer.v6())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void saysWhatToDoWhenThePortIsTaken() throws Exception {
        Http01Server.Builder builder = Http01Server.builder().address(Peer.v4());
        Http01Server late;
        try (ServerSocket other = new ServerSocket(0, 1, Peer.v4())) {
            late = builder.port(other.getLocalPort()).build();
            assertThatExceptionOfType(SolverException.class)
                    .isThrownBy(() -> late.present(Samples.http(Samples.TOKEN)))
                    .withMessageContaining("port " + other.getLocalPort() + " of 127.0.0.1 for http-01")
                    .withMessageContaining("another program")
                    .withMessageContaining("as files below its root")
                    .withMessageNotContaining("CAP_NET_BIND_SERVICE")
                    .withMessageNotContaining(Samples.TOKEN)
                    .withCauseInstanceOf(IOException.class);
            assertThat(late.address()).isEmpty();
        }
        // Nothing was left behind: for another key the same token is as good as new.
        try (late;
                Presented presented = late.present(Samples.withOtherKey(Samples.http(Samples.TOKEN)))) {
            assertThat(presented).isNotNull();
            assertThat(Peer.get(late.address(), Samples.PATH))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain(Samples.ANSWER);
        }
    }

    @Test
    void whatWasSaidTooMuchDoesNotHarmTheAnswer() throws Exception {
        String request = "GET " + Samples.PATH + " HTTP/1.1\r\nHost: example.org\r\n\r\n";
        try (Presented presented = server.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented).isNotNull();
            // Requests in a row, and a body, get the one answer.
            assertThat(Peer.ask(server.address(), request.repeat(20)).split("HTTP/1.1 200", -1))
                    .hasSize(2);
            assertThat(Peer.ask(server.address(), request + "x".repeat(30_000))).endsWith(Samples.ANSWER);
            assertThat(Peer.ask(server.address(), "GET / HTTP/1.1\r\nX: " + "x".repeat(60_000)))
                    .startsWith("HTTP/1.1 431 ");
            try (Peer endless = new Peer(server.address())) {
                for (int i = 0; i < 64; i++) {
                    endless.sayOrBeCutOff("x".repeat(64 * 1024));
                }
                assertThat(endless.hear())
                        .satisfiesAnyOf(
                                h -> assertThat(h).isEmpty(), h -> assertThat(h).startsWith("HTTP/1.1 431 "));
            }
            try (Peer half = new Peer(server.address())) {
                assertThat(half.say(request).sayNoMore().hear()).endsWith(Samples.ANSWER);
            }
            try (Peer silent = new Peer(server.address())) {
                assertThat(silent.sayNoMore().hear()).isEmpty();
            }
            assertThat(Peer.get(server.address(), Samples.PATH)).endsWith(Samples.ANSWER);
        }
    }

    @Test
    void slowPeersAreLeftAtTheTimeout() throws Exception {
        try (Http01Server hasty = Http01Server.builder()
                        .port(0)
                        .timeout(Duration.ofMillis(20))
                        .build();
                Presented presented = hasty.present(Samples.http(Samples.TOKEN));
                Peer slow = new Peer(hasty.address());
                Peer dripping = new Peer(hasty.address())) {
            assertThat(presented).isNotNull();
            assertThat(slow.sayOrBeCutOff("GET / HTT").hear()).isEmpty();
            // Saying something now and then gains no time.
            for (int i = 0; i < 5; i++) {
                dripping.sayOrBeCutOff("x");
            }
            assertThat(dripping.hear()).isEmpty();
        }
    }

    @Test
    void whoOnlyHoldsConnectionsLosesTheOldest() throws Exception {
        List<Peer> idle = new ArrayList<>();
        try (Presented presented = server.present(Samples.http(Samples.TOKEN))) {
            assertThat(presented).isNotNull();
            for (int i = 0; i < Listener.MAX_CONNECTIONS; i++) {
                idle.add(new Peer(server.address()));
            }
            assertThat(Peer.get(server.address(), Samples.PATH)).endsWith(Samples.ANSWER);
            assertThat(idle.get(0).hear()).isEmpty();
            assertThat(idle.get(Listener.MAX_CONNECTIONS - 1)
                            .say("GET / HTTP/1.0\r\n\r\n")
                            .hear())
                    .startsWith("HTTP/1.1 404 ");
        } finally {
            for (Peer peer : idle) {
                peer.close();
            }
        }
    }

    @Test
    void manyThreadsPresentAndAsk() throws Exception {
        Crowd.of(32).run(number -> {
            for (int round = 0; round < 8; round++) {
                String token = Samples.token(number * 100 + round);
                try (Presented presented = server.present(Samples.http(token))) {
                    assertThat(presented).isNotNull();
                    assertThat(Peer.get(server.address(), Samples.PATH.replace(Samples.TOKEN, token)))
                            .endsWith("\r\n\r\n" + Samples.answer(token));
                }
            }
        });
        assertThat(server.address()).isEmpty();
    }

    @Test
    void presentsAndStopsForInterruptedThreadsToo() throws Exception {
        Presented presented = server.present(Samples.http(Samples.TOKEN));
        Optional<InetSocketAddress> address = server.address();
        Thread.currentThread().interrupt();
        presented.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThatIOException().isThrownBy(() -> Peer.get(address, "/"));
    }

    @Test
    void isOfNoUseWhenClosed() throws Exception {
        Presented presented = server.present(Samples.http(Samples.TOKEN));
        server.close();
        server.close();
        assertThat(server.address()).isEmpty();
        presented.close();
        assertThatExceptionOfType(SolverException.class)
                .isThrownBy(() -> server.present(Samples.http(Samples.TOKEN)))
                .withMessageContaining("closed");
    }

    @Test
    void refusesWhatCannotBe() {
        Http01Server.Builder builder = Http01Server.builder();
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ofDays(1)));
    }
}
