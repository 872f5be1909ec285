package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.MacKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BindingConformanceTest {

    private final World world = World.start(builder -> builder.externalAccountRequired(true));
    private final byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private final ClientKey key = ClientKey.es256();

    @BeforeEach
    void open() {
        world.ca.externalAccounts().add("customer-1", MacKey.of(secret));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Map<String, String> header(String... members) {
        Map<String, String> header = new TreeMap<>(
                Map.of("alg", "\"HS256\"", "kid", "\"customer-1\"", "url", Json.quoted(world.url("newAccount"))));
        for (int i = 0; i < members.length; i += 2) {
            if (members[i + 1].isEmpty()) {
                header.remove(members[i]);
            } else {
                header.put(members[i], members[i + 1]);
            }
        }
        return header;
    }

    private String binding(Map<String, String> header, String payload, byte[] macKey) {
        String input = ClientKey.base64(Post.object(header)) + "." + ClientKey.base64(payload);
        String mac = ClientKey.base64(ClientKey.mac("HmacSHA256", macKey, input.getBytes(StandardCharsets.US_ASCII)));
        String[] parts = input.split("\\.", -1);
        return "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + mac + "\"}";
    }

    private String right() {
        return binding(header(), key.jwk(), secret);
    }

    private Answer register(ClientKey by, String binding) {
        return new Client(world, by)
                .byKey(world.url("newAccount"), "{\"externalAccountBinding\":" + binding + "}")
                .send();
    }

    private Answer register(String binding) {
        return register(key, binding);
    }

    @Test
    @Check(
            id = "C-36",
            section = "RFC 8555 §7.3.4",
            says = "a binding that is required and missing is externalAccountRequired, 403")
    void aBindingIsRequired() {
        new Client(world, key).byKey(world.url("newAccount"), "{}").send().isRefused(403, "externalAccountRequired");
        register("null").isRefused(403, "externalAccountRequired");
    }

    @Test
    @Check(
            id = "C-37",
            section = "RFC 8555 §7.3.4",
            says = "a binding of a wrong form, with another algorithm than a MAC, a nonce, another url or no kid is"
                    + " malformed, 400; an unknown kid and a wrong MAC are unauthorized, 403, in the same words; the key"
                    + " of others is badPublicKey, 400; a kid that is used already unauthorized, 403")
    @Check(
            id = "M-47",
            section = "RFC 8555 §7.3.4",
            says = "a binding is accepted only with a MAC algorithm, kid, no nonce, the outer url, a right MAC and the"
                    + " outer key as payload")
    void bindingsAreVerified() {
        for (String form : List.of(
                "1",
                "{}",
                "[]",
                right().replaceFirst("\"protected\":\"[^\"]*\",", ""),
                right().replaceFirst("\"payload\":\"[^\"]*\",", ""),
                right().replaceFirst("\"signature\":\"[^\"]*\"", "\"signature\":\"\""),
                right().replaceFirst("\"}$", "=\"}"),
                right().replaceFirst("}$", ",\"header\":{}}"),
                right().replaceFirst("}$", ",\"signatures\":[]}"),
                binding(header("alg", "\"ES256\""), key.jwk(), secret),
                binding(header("alg", "\"none\""), key.jwk(), secret),
                binding(header("alg", "\"RS256\""), key.jwk(), secret),
                binding(header("alg", ""), key.jwk(), secret),
                binding(header("nonce", Json.quoted(world.nonce())), key.jwk(), secret),
                binding(header("url", Json.quoted(world.url("newOrder"))), key.jwk(), secret),
                binding(header("url", ""), key.jwk(), secret),
                binding(header("kid", ""), key.jwk(), secret),
                binding(header("kid", "null"), key.jwk(), secret),
                binding(header("kid", "1"), key.jwk(), secret),
                binding(header("jwk", key.jwk()), key.jwk(), secret),
                binding(header("crit", "[\"a\"]"), key.jwk(), secret),
                binding(header(), "x", secret),
                binding(header(), "{}", secret))) {
            Answer answer = register(form);
            assertThat(answer.status()).as("%s: %s", form, answer).isEqualTo(400);
            answer.isRefused(400, "malformed");
        }
        Answer unknown = register(binding(header("kid", "\"customer-2\""), key.jwk(), secret))
                .isRefused(403, "unauthorized");
        Answer wrong = register(binding(header(), key.jwk(), new byte[32])).isRefused(403, "unauthorized");
        assertThat(wrong.text()).isEqualTo(unknown.text());
        register(binding(header(), ClientKey.es256().jwk(), secret)).isRefused(400, "badPublicKey");
        register(right()).is(201);
        ClientKey second = ClientKey.es256();
        register(second, binding(header(), second.jwk(), secret)).isRefused(403, "unauthorized");
    }

    @Test
    @Check(
            id = "M-48",
            section = "RFC 8555 §7.3.4",
            says = "a binding that was verified is shown in the account as it was sent; one that was not is not shown")
    void aVerifiedBindingIsShown() {
        String sent = right();
        Answer answer = register(sent).is(201);
        assertThat(answer.object("externalAccountBinding")).isEqualTo(Json.parse(sent));
        try (World open = World.start()) {
            Answer other = new Client(open, key)
                    .byKey(open.url("newAccount"), "{\"externalAccountBinding\":" + sent + "}")
                    .send()
                    .is(201);
            assertThat(other.json()).doesNotContainKey("externalAccountBinding");
        }
    }
}
