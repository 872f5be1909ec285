package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketTransportTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final byte[] QUERY = {1, 2, 3};

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void bringsMessagesThereAndBack() throws IOException, InterruptedException {
        byte[] longAnswer = new byte[0xffff];
        Arrays.fill(longAnswer, (byte) 7);
        try (LoopbackServer server = LoopbackServer.start((query, datagram) -> datagram ? query : longAnswer)) {
            assertThat(DnsTransport.SYSTEM.udp(server.address(), QUERY, answer -> true, LONG))
                    .isEqualTo(QUERY);
            assertThat(DnsTransport.SYSTEM.tcp(server.address(), QUERY, LONG)).isEqualTo(longAnswer);
        }
    }

    @Test
    void passesOverWhatIsNoAnswerOrComesFromElsewhere() throws Exception {
        try (DatagramSocket server = new DatagramSocket(at(0));
                DatagramSocket elsewhere = new DatagramSocket(at(0))) {
            Future<byte[]> answer = other.submit(
                    () -> DnsTransport.SYSTEM.udp(at(server.getLocalPort()), QUERY, octets -> octets[0] == 9, LONG));
            DatagramPacket query = new DatagramPacket(new byte[10], 10);
            server.receive(query);
            elsewhere.send(new DatagramPacket(new byte[] {9, 1}, 2, query.getSocketAddress()));
            server.send(new DatagramPacket(new byte[0], 0, query.getSocketAddress()));
            server.send(new DatagramPacket(new byte[] {8, 2}, 2, query.getSocketAddress()));
            server.send(new DatagramPacket(new byte[] {9, 3}, 2, query.getSocketAddress()));
            assertThat(answer.get()).containsExactly(9, 3);
        }
    }

    @Test
    void waitsNoLongerThanItMay() throws IOException {
        try (DatagramSocket udp = new DatagramSocket(at(0));
                ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> DnsTransport.SYSTEM.udp(at(udp.getLocalPort()), QUERY, answer -> true, SHORT));
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> DnsTransport.SYSTEM.tcp(at(tcp.getLocalPort()), QUERY, SHORT));
        }
    }

    @Test
    void tellsWhenNobodyListensOrTheConnectionEnds() throws Exception {
        int port;
        try (DatagramSocket udp = new DatagramSocket(at(0))) {
            port = udp.getLocalPort();
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> DnsTransport.SYSTEM.udp(at(port), QUERY, answer -> true, Duration.ofSeconds(1)));
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<byte[]> answer = other.submit(() -> DnsTransport.SYSTEM.tcp(at(tcp.getLocalPort()), QUERY, LONG));
            Socket socket = tcp.accept();
            socket.getInputStream().readNBytes(5);
            socket.getOutputStream().write(new byte[] {0, 9, 1});
            socket.close();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(answer::get)
                    .withCauseInstanceOf(EOFException.class);
        }
    }

    @Test
    void wakesUpWhenItIsInterrupted() throws IOException {
        try (DatagramSocket udp = new DatagramSocket(at(0))) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class)
                    .isThrownBy(() -> DnsTransport.SYSTEM.udp(at(udp.getLocalPort()), QUERY, answer -> true, LONG));
            assertThat(Thread.interrupted()).isFalse();
        }
    }
}
