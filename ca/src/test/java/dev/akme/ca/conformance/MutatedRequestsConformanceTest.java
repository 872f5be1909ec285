package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.IdentifierPolicy;
import dev.akme.ca.Limits;
import dev.akme.ca.Served;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Valid requests of every kind, changed in every layer, over sockets. The system property {@code akme.mutations} says how many,
 * {@code akme.mutations.seed} which.
 */
@Timeout(1800)
class MutatedRequestsConformanceTest {

    private static final int COUNT = Integer.getInteger("akme.mutations", 3_000);
    private static final long SEED = Long.getLong("akme.mutations.seed", 20_261_124);

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
    private static final Pattern NONCE = Pattern.compile("Replay-Nonce: (\\S+)", Pattern.CASE_INSENSITIVE);

    /** What shows the inside of a program. */
    private static final Pattern INSIDE = Pattern.compile(
            "Exception|Throwable|StackTrace|\\bat [a-z]+\\.|java\\.|javax\\.|sun\\.|bouncycastle|dev\\.akme");

    /** How many who send slowly there are at once. */
    private static final int SLOW = 12;

    private static final Limits LIMITS = Limits.builder()
            .requestTime(Duration.ofSeconds(2))
            .openConnections(SLOW * 2)
            .build();

    /** A request that the CA would take. */
    private record Valid(String method, String url, ClientKey key, String kid, String payload) {}

    private final Mutations mutations = new Mutations(new Random(SEED));
    private World world;
    private Served served;
    private Client client;
    private final Deque<Socket> slow = new ArrayDeque<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private String nonce = "";
    private List<Valid> valid = List.of();

    @BeforeEach
    void start() throws IOException {
        world = World.start(builder ->
                builder.reuse(true).limits(Limits.builder().anyOrders().build()).identifiers(IdentifierPolicy.open()));
        served = Served.plain(world.ca, LIMITS);
        client = world.client();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        served.close();
        world.close();
    }

    // ---- what is valid

    private List<Valid> everyKind() {
        Client.Issued issued = client.issue("a.example.org");
        Client.Placed ready = client.ready("b.example.org");
        Client.Placed pending = client.place("p" + mutations.below(1_000_000) + ".example.org");
        String challenge =
                (String) client.challenge(pending.authorization(), "dns-01").get("url");
        String certificate = Client.der(issued.leaf());
        ClientKey next = ClientKey.es256();
        List<Valid> all = new ArrayList<>();
        for (String payload : List.of("", "{}", "{\"contact\":[\"mailto:a@example.org\"]}", "{\"status\":\"valid\"}")) {
            all.add(byKid(client.kid, payload));
        }
        all.add(byKid(client.kid + "/orders", ""));
        all.add(byKid(
                world.url("newOrder"),
                "{" + Client.identifiers("b.example.org")
                        + ",\"notAfter\":\"2031-03-02T12:00:00Z\",\"profile\":\"default\"}"));
        all.add(byKid(
                world.url("newOrder"),
                "{" + Client.identifiers("a.example.org", "*.a.example.org", "192.0.2.7") + "}"));
        all.add(byKid(world.url("newAuthz"), "{\"identifier\":{\"type\":\"dns\",\"value\":\"b.example.org\"}}"));
        all.add(byKid(ready.url(), ""));
        all.add(byKid(
                ready.finalizeUrl(),
                Client.finalizePayload(Csr.of(next).names("b.example.org").der())));
        all.add(byKid(
                ready.finalizeUrl(),
                Client.finalizePayload(Csr.of(ClientKey.rs256())
                        .commonName("b.example.org")
                        .names("b.example.org")
                        .der())));
        all.add(byKid(pending.authorization(), ""));
        all.add(byKid(pending.authorization(), "{\"status\":\"deactivated\"}"));
        all.add(byKid(challenge, "{}"));
        all.add(byKid(issued.url(), ""));
        all.add(byKid(world.url("revokeCert"), "{\"certificate\":\"" + certificate + "\",\"reason\":1}"));
        all.add(new Valid(
                "POST", world.url("revokeCert"), issued.key(), "", "{\"certificate\":\"" + certificate + "\"}"));
        all.add(new Valid(
                "POST",
                world.url("newAccount"),
                next,
                "",
                "{\"termsOfServiceAgreed\":true,\"contact\":[\"mailto:b@example.org\"]}"));
        all.add(new Valid("POST", world.url("newAccount"), ClientKey.rs256(), "", "{\"onlyReturnExisting\":true}"));
        all.add(byKid(
                world.url("keyChange"),
                jws(
                        next,
                        "{\"alg\":\"ES256\",\"jwk\":" + next.jwk() + ",\"url\":\"" + world.url("keyChange") + "\"}",
                        "{\"account\":\"" + client.kid + "\",\"oldKey\":" + client.key.jwk() + "}")));
        for (String method : List.of("GET", "HEAD", "OPTIONS")) {
            all.add(new Valid(method, world.ca.directoryUrl().toString(), client.key, "", ""));
            all.add(new Valid(method, world.url("newNonce"), client.key, "", ""));
            all.add(new Valid(method, world.url("renewalInfo") + "/AAAA.BBBB", client.key, "", ""));
            all.add(new Valid(method, World.BASE + "/crl", client.key, "", ""));
        }
        return all;
    }

    private Valid byKid(String url, String payload) {
        return new Valid("POST", url, client.key, client.kid, payload);
    }

    private static String jws(ClientKey key, String header, String payload) {
        String input = ClientKey.base64(header) + "." + ClientKey.base64(payload);
        Map<String, String> members = new LinkedHashMap<>();
        members.put("protected", Json.quoted(ClientKey.base64(header)));
        members.put("payload", Json.quoted(ClientKey.base64(payload)));
        members.put("signature", Json.quoted(ClientKey.base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)))));
        return Post.object(members);
    }

    private String header(Valid request) {
        String who = request.kid.isEmpty() ? "\"jwk\":" + request.key.jwk() : "\"kid\":" + Json.quoted(request.kid);
        return "{\"alg\":\"" + request.key.alg() + "\"," + who + ",\"nonce\":\"" + nonce + "\",\"url\":"
                + Json.quoted(request.url) + "}";
    }

    private static byte[] http(String method, String url, String more, byte[] body) {
        String target = url.substring(World.BASE.indexOf("/acme"));
        String head = method + " " + target + " HTTP/1.1\r\nHost: ca.example.org\r\nUser-Agent: mutant/1\r\n" + more
                + (method.equals("POST")
                        ? "Content-Type: application/jose+json\r\nContent-Length: " + body.length + "\r\n"
                        : "")
                + "\r\n";
        byte[] octets = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(octets, octets.length + body.length);
        System.arraycopy(body, 0, all, octets.length, body.length);
        return all;
    }

    private static byte[] http(Valid request, String body) {
        return http(request.method, request.url, "", body.getBytes(StandardCharsets.UTF_8));
    }

    private String signed(Valid request) {
        return request.method.equals("POST") ? jws(request.key, header(request), request.payload) : "";
    }

    // ---- what is sent instead

    private void sendOne() throws IOException {
        Valid request = mutations.oneOf(valid);
        switch (mutations.below(12)) {
            case 0, 1 -> exchange("octets", mutations.changed(http(request, signed(request))));
            case 2 -> exchange("body", http(request, mutations.changed(signed(request))));
            case 3 ->
                exchange(
                        "header", http(request, jws(request.key, mutations.changed(header(request)), request.payload)));
            case 4, 5, 6 ->
                exchange(
                        "payload",
                        http(request, jws(request.key, header(request), mutations.changed(request.payload))));
            case 7 ->
                exchange(
                        "DER",
                        http(request, jws(request.key, header(request), mutations.withChangedDer(request.payload))));
            case 8 -> {
                ClientKey other = mutations.oneOf(valid).key;
                exchange("signature", http(request, jws(other, header(request), request.payload)));
            }
            case 9 -> {
                byte[] body = signed(request).getBytes(StandardCharsets.UTF_8);
                exchange("HTTP headers", http(request.method, request.url, mutations.strangeHeaders(), body));
            }
            case 10 -> exchange("pipeline", pipeline(request));
            default -> beSlow(http(request, signed(request)));
        }
    }

    private byte[] pipeline(Valid request) {
        byte[] first = http(request, signed(request));
        byte[] second = mutations.below(2) == 0
                ? mutations.octets(mutations.below(3_000))
                : mutations.changed(http(mutations.oneOf(valid), "x".repeat(mutations.below(100_000))));
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** Sends the beginning and stays there; more of these than there is room for push the first out. */
    private void beSlow(byte[] request) throws IOException {
        Socket socket = connect();
        slow.add(socket);
        send(socket, Arrays.copyOf(request, mutations.below(request.length)));
        count("slow", "kept open");
        if (slow.size() > SLOW) {
            try (Socket oldest = slow.remove()) {
                if (mutations.below(2) == 0) {
                    // A hard end.
                    oldest.setSoLinger(true, 0);
                }
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** False when the server would not hear all of it. */
    private static boolean send(Socket socket, byte[] octets) throws IOException {
        try {
            socket.getOutputStream().write(octets);
            return true;
        } catch (SocketException e) {
            return false;
        }
    }

    // ---- what comes back

    private void exchange(String kind, byte[] request) throws IOException {
        String text;
        try (Socket socket = connect()) {
            if (send(socket, request)) {
                socket.shutdownOutput();
            }
            text = rest(socket);
        }
        Matcher status = STATUS.matcher(text);
        if (text.isEmpty()) {
            // It was cut off within a request.
            count(kind, "closed");
            return;
        }
        String shown = kind + ", seed " + SEED + ", sent: " + new String(request, StandardCharsets.ISO_8859_1)
                + "\ncame: " + text;
        assertThat(text).as(shown).startsWith("HTTP/1.1 ");
        while (status.find()) {
            assertThat(status.group(1)).as(shown).doesNotStartWith("5");
            count(kind, status.group(1));
        }
        assertThat(INSIDE.matcher(text).find()).as(shown).isFalse();
        Matcher next = NONCE.matcher(text);
        if (next.find()) {
            nonce = next.group(1);
        }
    }

    private static String rest(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4096];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException e) {
            return text.toString();
        }
        return text.toString();
    }

    private void count(String kind, String outcome) {
        outcomes.merge(kind + " " + outcome, 1, Integer::sum);
    }

    // ---- the server afterwards

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("akme-ca-http"))
                .count();
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** New ones, as what was sent has ended some; over the socket, and with an account of their own. */
    private void renew() {
        client = world.client();
        valid = everyKind();
        nonce = world.nonce();
    }

    @Test
    @Check(
            id = "C-82k",
            section = "RFC 8555 §6.7, RFC 9112",
            says =
                    "changed requests of every kind, of octets, JSON, headers, payloads, certificate requests and signatures,"
                            + " giant, slow and run together, are answered without a 5xx and without a word of the program's inside;"
                            + " the server then answers as before, with no more threads and memory")
    void changedRequestsLeaveTheServerAsItWas() throws IOException {
        int part = Math.max(1, COUNT / 4);
        long before = 0;
        for (int i = 0; i < COUNT; i++) {
            if (i % 200 == 0) {
                renew();
            }
            if (i == part) {
                before = heap();
            }
            sendOne();
        }
        long growth = heap() - before;
        assertThat(outcomes.keySet()).anyMatch(outcome -> outcome.endsWith(" 400"));
        assertThat(threads()).isLessThan(2L * SLOW + 10);
        // What was ordered is kept: some of the changed requests are still valid ones.
        assertThat(growth / (COUNT - part)).as("octets kept for each request").isLessThan(2_000);
        assertThat(world.ca.counters().problems()).doesNotContainKey("serverInternal");
        renew();
        exchange("after", http(new Valid("GET", world.ca.directoryUrl().toString(), client.key, "", ""), ""));
        assertThat(outcomes).containsEntry("after 200", 1);
        if (Boolean.getBoolean("akme.mutations.report")) {
            System.out.println(COUNT + " requests, seed " + SEED + ", " + threads() + " threads, "
                    + growth / (COUNT - part) + " octets kept for each: " + outcomes);
        }
    }
}
