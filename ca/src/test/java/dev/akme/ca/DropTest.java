package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that the CA closes without an answer. */
@Timeout(60)
class DropTest {

    @Test
    void aDroppedRequestEndsTheConnectionWithoutAnOctet() throws IOException {
        try (AcmeCa ca = AcmeCa.forTests().plainHttp().start()) {
            ca.faults().dropNext("directory", 1).dropNextAnswers("newNonce", 1);
            assertThat(get(ca, "/dir")).isEmpty();
            assertThat(get(ca, "/new-nonce")).isEmpty();
            assertThat(get(ca, "/dir")).startsWith("HTTP/1.1 200");
            assertThat(ca.counters().requests()).containsEntry("directory", 2L).containsEntry("newNonce", 1L);
        }
    }

    private static String get(AcmeCa ca, String target) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), ca.directoryUrl().getPort())) {
            socket.setSoTimeout(20_000);
            String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
