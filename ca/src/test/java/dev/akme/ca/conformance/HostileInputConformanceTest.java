package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in, the answer is a problem: no 5xx, and not for ever. */
@Timeout(120)
class HostileInputConformanceTest extends Conformance {

    private static final long SEED = 20_261_124;

    private static void isRefused(Answer answer, String what) {
        // World.send has seen to it that it is a problem with the next nonce.
        assertThat(answer.status()).as("%s, seed %d: %s", what, SEED, answer).isBetween(400, 499);
    }

    private List<Post> requests() {
        Client.Placed order = client.place("www.example.org");
        return List.of(
                client.post(client.kid, ""),
                client.byKey(url("newAccount"), "{\"contact\":[\"mailto:a@example.org\"]}"),
                client.post(url("newOrder"), "{" + Client.identifiers("a.example.org") + "}"),
                client.post(order.finalizeUrl(), Client.finalizePayload(new byte[300])));
    }

    @Test
    @Check(id = "C-82b", section = "RFC 8555 §6.7", says = "random octets are refused with a problem, never with a 5xx")
    void randomOctetsAreRefused() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            byte[] octets = new byte[random.nextInt(300)];
            random.nextBytes(octets);
            isRefused(client.post(url("newOrder"), "").sendOctets(octets), "octets " + i);
        }
    }

    @Test
    @Check(id = "C-82c", section = "RFC 8555 §6.2", says = "a request that is cut off, at whatever octet, is refused")
    void requestsThatAreCutOffAreRefused() {
        for (Post post : requests()) {
            byte[] whole = post.jws().getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < whole.length; length++) {
                isRefused(post.sendOctets(java.util.Arrays.copyOf(whole, length)), "cut at " + length);
            }
        }
    }

    @Test
    @Check(
            id = "C-82d",
            section = "RFC 8555 §6.2",
            says = "a request of which one bit is changed is refused, or is still the same request")
    void requestsWithAFlippedBitAreRefused() {
        Random random = new Random(SEED);
        for (Post post : requests()) {
            byte[] whole = post.jws().getBytes(StandardCharsets.UTF_8);
            int protectedEnd = new String(whole, StandardCharsets.UTF_8).lastIndexOf('"');
            for (int i = 0; i < 600; i++) {
                int at = random.nextInt(protectedEnd);
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                isRefused(post.sendOctets(changed), "flipped at " + at);
            }
        }
    }

    @Test
    @Check(
            id = "C-82e",
            section = "RFC 8259 §9",
            says =
                    "JSON that is nested deeply, long or of huge numbers is refused, in the body, the header and the payload")
    void extremeJsonIsRefused() {
        for (String json : List.of(
                "[".repeat(20_000),
                "{\"a\":".repeat(5_000),
                "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"a\":1e999999999}",
                "{\"a\":" + "9".repeat(20_000) + "}",
                "{\"identifiers\":[" + "{},".repeat(5_000) + "{}]}",
                "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"" + "a.".repeat(10_000) + "\"}]}",
                "{\"identifiers\":[{\"type\":\"ip\",\"value\":\"" + "1:".repeat(10_000) + "\"}]}",
                "{\"\\ud800\":1}",
                "{\"a\":\"\\u0000\"}")) {
            isRefused(client.post(url("newOrder"), "").sendBody(json), json);
            isRefused(client.post(url("newOrder"), json).send(), json);
            isRefused(
                    client.post(url("newOrder"), "")
                            .member("protected", Json.quoted(ClientKey.base64(json)))
                            .send(),
                    json);
        }
    }

    @Test
    @Check(
            id = "C-82f",
            section = "RFC 9110 §4",
            says = "targets that are no paths of this server, and strange methods and headers, are refused")
    void strangeTargetsAreRefused() {
        for (String target : List.of(
                "/%",
                "/%zz",
                "/account/%00",
                "/order/..",
                "/order/../dir",
                "/order/a b",
                "/order/\"<>",
                "/renewal-info/%2e",
                "/new-order?%",
                "/order/" + "a".repeat(10_000),
                "/order/ä",
                "/dir#x",
                "?",
                "/?")) {
            isRefused(client.post(World.BASE + target, "{}").send(), target);
            isRefused(world.send("DELETE", World.BASE + target, Map.of("X", List.of("\r\n")), new byte[0]), target);
        }
        world.clock.advance(Duration.ofSeconds(1));
        client.read(client.kid).is(200);
    }
}
