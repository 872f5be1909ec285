package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConversationTest {

    private static final String GET = "GET /file HTTP/1.1\r\nHost: example.org\r\n\r\n";

    private static Optional<byte[]> file(String path) {
        return path.equals("/file") ? Optional.of(new byte[] {'h', 'i'}) : Optional.empty();
    }

    private static String say(String request) {
        HttpConversation conversation = new HttpConversation(HttpConversationTest::file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean goesOn = conversation.hear(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)), out);
        String answer = out.toString(StandardCharsets.US_ASCII);
        assertThat(goesOn).isEqualTo(answer.isEmpty());
        return answer;
    }

    @Test
    void givesTheFile() {
        assertThat(say(GET)).isEqualTo("""
                HTTP/1.1 200 OK\r
                Content-Type: application/octet-stream\r
                Content-Length: 2\r
                Cache-Control: no-store\r
                Connection: close\r
                \r
                hi""");
    }

    @Test
    void givesToHeadAllButTheBody() {
        assertThat(say(GET.replace("GET", "HEAD")))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\nContent-Length: 2\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /file HTTP/1.0\r\n\r\n",
                "GET /file HTTP/1.0\r\nHost: example.org\r\n\r\n",
                "GET /file HTTP/1.1\nHost: example.org\n\n",
                "\r\n\r\nGET /file HTTP/1.1\r\nHost: example.org\r\n\r\n",
                "GET http://example.org/file HTTP/1.1\r\nHost: example.org\r\n\r\n",
                "GET HTTP://example.org:80/file HTTP/1.1\r\nHost:\r\n\r\n",
                "GET /file HTTP/1.1\r\nhOST: example.org\r\nX: a: b\r\nUser-Agent: \u00e9\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost: example.org\r\nContent-Length: 5\r\n\r\nhello",
                "GET /file HTTP/1.1\r\nHost: example.org\r\n\r\nGET /other HTTP/1.1\r\nHost: example.org\r\n\r\n"
            })
    void understandsWhatValidatorsMaySay(String request) {
        assertThat(say(request)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\nhi");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/, 404",
                "/file/, 404",
                "/file?x, 404",
                "//file, 404",
                "/./file, 404",
                "/x/../file, 404",
                "/%66ile, 404",
                "file, 404",
                "*, 404",
                "http://example.org, 404",
                "https://example.org/file, 404"
            })
    void findsNothingElse(String target, int status) {
        assertThat(say(GET.replace("/file", target)))
                .startsWith("HTTP/1.1 " + status + ' ')
                .contains("\r\nContent-Length: 0\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"POST, 405", "PUT, 405", "OPTIONS, 405", "CONNECT, 405", "get, 405", "X, 405", "'', 405"})
    void refusesOtherMethods(String method, int status) {
        assertThat(say(GET.replace("GET", method)))
                .startsWith("HTTP/1.1 " + status + ' ')
                .contains("\r\nAllow: GET, HEAD\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /file\r\n\r\n",
                "GET\r\n\r\n",
                "GET  /file HTTP/1.1\r\nHost: example.org\r\n\r\n",
                "GET /file HTTP/1.1 \r\nHost: example.org\r\n\r\n",
                "GET /file XTTP/1.1\r\nHost: example.org\r\n\r\n",
                "GET /file HTTP/1.1\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost: example.org\r\nHost: example.com\r\n\r\n",
                "GET /file HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost : example.org\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost: example.org\r\n folded\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost: example.org\r\n: x\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost: example.org\r\nno field\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost: example.org\rX: y\r\n\r\n",
                "GET /file HTTP/1.1\r\nHost: example.org\u0000\r\n\r\n",
                "\u0016\u0003\u0001 \n\n"
            })
    void refusesWhatIsNoRequest(String request) {
        assertThat(say(request)).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/", "HTTP/3"})
    void refusesOtherVersions(String version) {
        assertThat(say(GET.replace("HTTP/1.1", version))).startsWith("HTTP/1.1 505 ");
        assertThat(say("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }

    @Test
    void waitsForTheEndOfTheHead() {
        for (int i = 0; i < GET.length(); i++) {
            assertThat(say(GET.substring(0, i))).isEmpty();
        }
        HttpConversation slow = new HttpConversation(HttpConversationTest::file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < GET.length(); i++) {
            boolean goesOn = slow.hear(ByteBuffer.wrap(new byte[] {(byte) GET.charAt(i)}), out);
            assertThat(goesOn).isEqualTo(i < GET.length() - 1);
        }
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(say(GET));
    }

    @Test
    void aHeadHasALimit() {
        int filler = HttpConversation.MAX_HEAD_OCTETS - GET.length() - "X: \r\n".length();
        String fits = GET.replace("Host", "X: " + "x".repeat(filler) + "\r\nHost");
        assertThat(say(fits)).startsWith("HTTP/1.1 200 ");
        assertThat(say(fits.replace("X: ", "X: x"))).startsWith("HTTP/1.1 431 ");
        assertThat(say("x".repeat(1 << 20))).startsWith("HTTP/1.1 431 ");
        assertThat(say("\r\n".repeat(1 << 16))).startsWith("HTTP/1.1 431 ");
        assertThat(say("GET / HTTP/1.1\r\n" + "a:b\r\n".repeat(1 << 16))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void randomOctetsGetNothingButRefusals() {
        long seed = 8555;
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] octets = new byte[1 + random.nextInt(200)];
            random.nextBytes(octets);
            String request = new String(octets, StandardCharsets.ISO_8859_1) + "\n\n";
            assertThat(say(request)).as("seed %d, round %d", seed, i).startsWith("HTTP/1.1 400 ");
        }
    }
}
