package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for the head of an answer, which has no body on the wire, whatever the answer is (RFC 9110 §9.3.2). */
@Timeout(60)
class HeadTest {

    private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

    private final AcmeCa ca = AcmeCa.forTests()
            .plainHttp()
            .management(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .start();

    @AfterEach
    void close() {
        ca.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/new-order" + HOST,
                "/nothing" + HOST,
                "/renewal-info/nothing" + HOST,
                "/crl/00" + HOST,
                "/dir" + HOST + "Host: again\r\n",
                "/dir" + HOST + "no header\r\n",
                "/dir" + HOST + "Content-Length: x\r\n",
                "/dir" + HOST + "Transfer-Encoding: gzip\r\n",
                "/dir HTTP/2.0\r\n",
            })
    void whatIsRefusedHasNoBody(String rest) throws IOException {
        String end = "Connection: close\r\n\r\n";
        int port = ca.directoryUrl().getPort();
        assertThat(RawHttp.ask(port, "GET " + rest + end))
                .startsWith("HTTP/1.1 4")
                .endsWith("}");
        assertThat(RawHttp.ask(port, "HEAD " + rest + end))
                .startsWith("HTTP/1.1 4")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/set-renewal-info/", "/roots/9", "/roots/0"})
    void norHasAnythingOfTheManagementInterface(String target) throws IOException {
        int port = ca.managementUrl().orElseThrow().getPort();
        String rest = target + HOST + "Connection: close\r\n\r\n";
        assertThat(RawHttp.ask(port, "GET " + rest)).doesNotEndWith("\r\n\r\n");
        assertThat(RawHttp.ask(port, "HEAD " + rest)).startsWith("HTTP/1.1 ").endsWith("\r\n\r\n");
    }
}
