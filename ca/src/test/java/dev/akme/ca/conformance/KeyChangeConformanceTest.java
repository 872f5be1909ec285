package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyChangeConformanceTest extends Conformance {

    private final ClientKey next = ClientKey.es256();

    private Map<String, String> header(ClientKey key, String... members) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", Json.quoted(key.alg()));
        header.put("jwk", key.jwk());
        header.put("url", Json.quoted(url("keyChange")));
        for (int i = 0; i < members.length; i += 2) {
            header.remove(members[i]);
            if (!members[i + 1].isEmpty()) {
                header.put(members[i], members[i + 1]);
            }
        }
        return header;
    }

    private String payload() {
        return payload(Json.quoted(client.kid), client.key.jwk());
    }

    private static String payload(String account, String oldKey) {
        return "{\"account\":" + account + ",\"oldKey\":" + oldKey + "}";
    }

    private static String inner(ClientKey signer, Map<String, String> header, String payload) {
        String protectedText = ClientKey.base64(Post.object(header));
        String payloadText = ClientKey.base64(payload);
        byte[] signature = signer.sign((protectedText + "." + payloadText).getBytes(StandardCharsets.US_ASCII));
        return "{\"protected\":\"" + protectedText + "\",\"payload\":\"" + payloadText + "\",\"signature\":\""
                + ClientKey.base64(signature) + "\"}";
    }

    private Answer change(String inner) {
        return client.send(url("keyChange"), inner);
    }

    private Answer changeTo(ClientKey key) {
        return change(inner(key, header(key), payload()));
    }

    @Test
    @Check(
            id = "C-44",
            section = "RFC 8555 §7.3.5",
            says = "an inner JWS that is not right in form, key, algorithm (badSignatureAlgorithm, badPublicKey),"
                    + " signature, url, account or oldKey, or has a nonce, is refused with 400; the key of another"
                    + " account with 409 and its Location")
    @Check(
            id = "M-51",
            section = "RFC 8555 §7.3.5",
            says =
                    "the inner JWS has jwk, verifies by it, has no nonce, the url of the outer one, and names the account"
                            + " and its present key")
    void theInnerJwsIsVerified() {
        String right = inner(next, header(next), payload());
        for (String inner : List.of(
                "",
                "{}",
                "[]",
                "x",
                right.replaceFirst("\"payload\":\"[^\"]*\",", ""),
                right.replaceFirst("}$", ",\"header\":{}}"),
                right.replaceFirst("}$", ",\"signatures\":[]}"),
                inner(next, header(next, "jwk", ""), payload()),
                inner(next, header(next, "kid", Json.quoted(client.kid)), payload()),
                inner(next, header(next, "jwk", "", "kid", Json.quoted(client.kid)), payload()),
                inner(client.key, header(next), payload()),
                inner(next, header(next, "nonce", Json.quoted(world.nonce())), payload()),
                inner(next, header(next, "url", ""), payload()),
                inner(next, header(next, "url", Json.quoted(url("newOrder"))), payload()),
                inner(next, header(next), ""),
                inner(next, header(next), "[]"),
                inner(next, header(next), "{}"),
                inner(next, header(next), "{\"account\":" + Json.quoted(client.kid) + "}"),
                inner(next, header(next), "{\"oldKey\":" + client.key.jwk() + "}"),
                inner(next, header(next), payload(Json.quoted(world.client().kid), client.key.jwk())),
                inner(next, header(next), payload("1", client.key.jwk())),
                inner(next, header(next), payload(Json.quoted(client.kid), next.jwk())),
                inner(next, header(next), payload(Json.quoted(client.kid), "{}")),
                inner(
                        next,
                        header(next),
                        "{\"account\":" + Json.quoted(client.kid) + ",\"newKey\":" + next.jwk() + "}"),
                inner(client.key, header(client.key), payload()))) {
            Answer answer = change(inner);
            assertThat(answer.status()).as("%s: %s", inner, answer).isEqualTo(400);
            answer.isRefused(400, "malformed");
        }
        change(inner(next, header(next, "alg", "\"none\""), payload())).isRefused(400, "badSignatureAlgorithm");
        change(inner(next, header(next, "alg", "\"HS256\""), payload())).isRefused(400, "badSignatureAlgorithm");
        change(inner(next, header(next, "alg", "\"ES384\""), payload())).isRefused(400, "badPublicKey");
        ClientKey weak = ClientKey.rsa(1024);
        changeTo(weak).isRefused(400, "badPublicKey");
        client.read(client.kid).is(200);
    }

    @Test
    @Check(
            id = "M-52",
            section = "RFC 8555 §7.3.5",
            says = "after a change the new key signs for the account, the old one no longer; orders go on")
    void theNewKeyTakesOver() {
        Client.Placed order = client.place("www.example.org");
        ClientKey old = client.key;
        changeTo(next).is(200);
        client.read(client.kid).isRefused(400, "malformed");
        client.key = next;
        client.read(client.kid).is(200);
        assertThat(client.reread(order).status()).isEqualTo("pending");
        client.send(client.prepareDns(order.authorization()), "{}").is(200);
        assertThat(client.reread(order).status()).isEqualTo("ready");
        assertThat(new Client(world, next)
                        .byKey(url("newAccount"), "{}")
                        .send()
                        .is(200)
                        .location())
                .isEqualTo(client.kid);
        // Whoever has the old one can have an account of their own.
        assertThat(new Client(world, old)
                        .byKey(url("newAccount"), "{}")
                        .send()
                        .is(201)
                        .location())
                .isNotEqualTo(client.kid);
    }

    @Test
    @Check(
            id = "M-53",
            section = "RFC 8555 §7.3.5",
            says = "a new key that another account has is refused with 409 and the Location of that account, also when"
                    + " two accounts change to it at once")
    void aKeyBelongsToOneAccount() throws Exception {
        Client other = world.client();
        Answer answer = changeTo(other.key);
        answer.is(409);
        assertThat(answer.location()).isEqualTo(other.kid);
        List<Client> both = List.of(client, other);
        List<Answer> answers = Together.run(2, i -> {
            Client of = both.get(i);
            return of.send(url("keyChange"), inner(next, header(next), payload(Json.quoted(of.kid), of.key.jwk())));
        });
        assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 409);
        int winner = answers.get(0).status() == 200 ? 0 : 1;
        assertThat(answers.get(1 - winner).location()).isEqualTo(both.get(winner).kid);
    }
}
