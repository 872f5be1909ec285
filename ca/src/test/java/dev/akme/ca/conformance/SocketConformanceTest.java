package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The transport over a socket, written and read octet by octet. */
@Timeout(60)
class SocketConformanceTest {

    private final AcmeCa ca =
            AcmeCa.forTests().plainHttp().resolver(new FakeDns()).start();
    private final URI directory = ca.directoryUrl();
    private final ClientKey key = ClientKey.es256();

    @AfterEach
    void close() {
        ca.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), directory.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0) {
                throw new IOException("the connection ended after " + out.toString(StandardCharsets.ISO_8859_1));
            }
            out.write(c);
        }
        return out.toString(StandardCharsets.ISO_8859_1).replace("\r", "");
    }

    private static Answer read(Socket socket, boolean head) throws IOException {
        InputStream in = socket.getInputStream();
        String status = line(in);
        assertThat(status).startsWith("HTTP/1.1 ");
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new java.util.ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        int code = Integer.parseInt(status.substring(9, 12));
        Answer bare = Answer.of(code, headers, new byte[0]);
        if (head || code == 204 || code == 100) {
            return bare;
        }
        assertThat(bare.all("Transfer-Encoding")).isEmpty();
        return Answer.of(code, headers, in.readNBytes(Integer.parseInt(bare.header("Content-Length"))));
    }

    private Answer exchange(Socket socket, String method, String target, String more) throws IOException {
        write(socket, method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more);
        return read(socket, method.equals("HEAD"));
    }

    private static String body(String jws) {
        return "Content-Type: application/jose+json\r\nContent-Length: " + jws.length() + "\r\n\r\n" + jws;
    }

    private String newAccount(String nonce) throws IOException {
        String url = directory.resolve("/new-account").toString();
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", "\"ES256\"");
        header.put("jwk", key.jwk());
        header.put("nonce", Json.quoted(nonce));
        header.put("url", Json.quoted(url));
        String input = ClientKey.base64(Post.object(header)) + "." + ClientKey.base64("{}");
        return "{\"protected\":\"" + input.substring(0, input.indexOf('.')) + "\",\"payload\":\""
                + ClientKey.base64("{}") + "\",\"signature\":\""
                + ClientKey.base64(key.sign(input.getBytes(StandardCharsets.US_ASCII))) + "\"}";
    }

    @Test
    @Check(
            id = "C-10a",
            section = "RFC 8555 §7.2, RFC 9110 §9.3.2",
            says =
                    "over a connection that is kept: HEAD of newNonce 200, GET 204, HEAD of what is not there or not allowed"
                            + " without a body, and then the directory and a new account")
    void aConnectionServesManyRequests() throws IOException {
        try (Socket socket = connect()) {
            assertThat(exchange(socket, "HEAD", "/new-nonce", "\r\n").is(200).nonce())
                    .isNotEmpty();
            assertThat(exchange(socket, "GET", "/new-nonce", "\r\n").is(204).nonce())
                    .isNotEmpty();
            exchange(socket, "HEAD", "/nothing", "\r\n").is(404);
            exchange(socket, "HEAD", "/new-order", "\r\n").is(405);
            exchange(socket, "HEAD", "/dir", "\r\n").is(200);
            exchange(socket, "OPTIONS", "/new-order", "Origin: https://a.test\r\n\r\n")
                    .is(200);
            assertThat(exchange(socket, "GET", "/dir", "\r\n").is(200).json()).containsKey("newNonce");
            exchange(socket, "GET", "/nothing", "\r\n").isProblem(404, "malformed");
            exchange(socket, "PUT", "/dir", "Content-Length: 3\r\n\r\nabc").isProblem(405, "malformed");
            String nonce = exchange(socket, "HEAD", "/new-nonce", "\r\n").nonce();
            Answer account = exchange(socket, "POST", "/new-account", body(newAccount(nonce)))
                    .is(201);
            assertThat(account.location()).startsWith(directory.resolve("/").toString());
            assertThat(account.nonce()).isNotEmpty();
        }
    }

    @Test
    @Check(
            id = "C-10b",
            section = "RFC 9112 §7.1, §3.2.2, RFC 9110 §10.1.1",
            says = "a body may come in chunks, after 100 (Continue), and octet by octet; a target may be a whole URL")
    void bodiesComeInAnyWay() throws IOException {
        try (Socket socket = connect()) {
            String jws =
                    newAccount(exchange(socket, "HEAD", "/new-nonce", "\r\n").nonce());
            String chunks = Integer.toHexString(10) + "\r\n" + jws.substring(0, 10) + "\r\n"
                    + Integer.toHexString(jws.length() - 10) + ";a=b\r\n" + jws.substring(10) + "\r\n0\r\n\r\n";
            exchange(
                            socket,
                            "POST",
                            "/new-account",
                            "Content-Type: application/jose+json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
                    .is(201);
            String again =
                    newAccount(exchange(socket, "HEAD", "/new-nonce", "\r\n").nonce());
            write(
                    socket,
                    "POST /new-account HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
                            + body("").replace("Length: 0", "Length: " + again.length()));
            read(socket, false).is(100);
            for (int i = 0; i < again.length(); i++) {
                write(socket, again.substring(i, i + 1));
            }
            read(socket, false).is(200);
            String third =
                    newAccount(exchange(socket, "HEAD", "/new-nonce", "\r\n").nonce());
            exchange(socket, "POST", directory.resolve("/new-account").toString(), body(third))
                    .is(200);
        }
    }

    @Test
    @Check(
            id = "C-8a",
            section = "RFC 9110 §15.5.14",
            says = "a body far beyond the limit is refused with 413, of known length and in chunks, and read no further"
                    + " than that")
    void aBodyThatIsTooLongIsRefused() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, "POST", "/new-account", body("x".repeat(100_000))).isProblem(413, "malformed");
        }
        try (Socket socket = connect()) {
            String chunk = Integer.toHexString(100_000) + "\r\n" + "x".repeat(100_000) + "\r\n0\r\n\r\n";
            exchange(
                            socket,
                            "POST",
                            "/new-account",
                            "Content-Type: application/jose+json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk)
                    .isProblem(413, "malformed");
        }
        try (Socket socket = connect()) {
            // More is announced than ever comes: the answer does not wait for it.
            write(
                    socket,
                    "POST /new-account HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/jose+json\r\n"
                            + "Content-Length: 2000000000\r\n\r\n"
                            + "x".repeat(Limits.defaults().bodyOctets() + 1));
            read(socket, false).isProblem(413, "malformed");
        }
    }

    @Test
    @Check(
            id = "C-5a",
            section = "RFC 8555 §6.2, RFC 9112 §2",
            says =
                    "over a connection: a POST without Content-Type is refused with 415, one without a body with 400, and"
                            + " nonsense does no harm to others")
    void nonsenseDoesNoHarm() throws IOException {
        try (Socket socket = connect()) {
            exchange(socket, "POST", "/new-account", "Content-Length: 2\r\n\r\n{}")
                    .isProblem(415, "malformed");
            exchange(socket, "POST", "/new-account", body("")).isProblem(400, "malformed");
        }
        for (String nonsense : List.of(
                "\r\n\r\n\r\n",
                "GET\r\n\r\n",
                "\0\1\2\3\r\n\r\n",
                "GET / HTTP/9\r\n\r\n",
                "POST /new-account HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n")) {
            try (Socket socket = connect()) {
                write(socket, nonsense);
                socket.shutdownOutput();
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(answer).doesNotContain("HTTP/1.1 2", "HTTP/1.1 5").as(nonsense);
            }
        }
        try (Socket socket = connect()) {
            exchange(socket, "GET", "/dir", "\r\n").is(200);
        }
    }
}
