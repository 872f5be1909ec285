package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "2001:db8::1"})
    void nothingIsThereButThisMachine(String address) throws Exception {
        InetSocketAddress elsewhere = new InetSocketAddress(InetAddress.getByName(address), 80);
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> new Loopback().connect(elsewhere, SHORT))
                .withMessageContaining("only loopback addresses can be reached");
    }

    @Test
    void thePortsOfTheRfcsAreWhereTheTestHasThem() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Loopback network = new Loopback();
            network.port(Loopback.TLS, server.getLocalPort());
            InetSocketAddress wellKnown = new InetSocketAddress(InetAddress.getLoopbackAddress(), Loopback.TLS);
            try (Socket socket = network.connect(wellKnown, Duration.ofSeconds(10))) {
                assertThat(socket.getPort()).isEqualTo(server.getLocalPort());
            }
        }
    }
}
