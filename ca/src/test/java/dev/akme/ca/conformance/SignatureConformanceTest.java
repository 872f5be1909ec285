package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureConformanceTest extends Conformance {

    private Post read() {
        return client.post(client.kid, "");
    }

    private void isMalformed(Post post) {
        post.send().isRefused(400, "malformed");
    }

    @Test
    @Check(id = "C-12", section = "RFC 8555 §6.2", says = "a body that is not one JSON object is malformed, 400")
    void theBodyIsAnObject() {
        String right = read().jws();
        for (String body : List.of(
                "x", "[]", "\"a\"", "1", "null", "{", "{}", right + right, right + ",", "[" + right + "]", "\0")) {
            read().sendBody(body).isRefused(400, "malformed");
        }
        read().sendOctets(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                .isRefused(400, "malformed");
        read().sendBody(right.replace("}", ",\"payload\":\"\"}")).isRefused(400, "malformed");
    }

    @Test
    @Check(id = "C-13", section = "RFC 8555 §6.2", says = "an unprotected header is malformed, 400")
    @Check(
            id = "M-2",
            section = "RFC 8555 §6.2",
            says = "a JWS with an unprotected header, even an empty one, is refused")
    void thereIsNoUnprotectedHeader() {
        isMalformed(read().member("header", "{}"));
        isMalformed(read().member("header", "{\"kid\":\"a\"}"));
    }

    @Test
    @Check(id = "C-14", section = "RFC 8555 §6.2", says = "the member signatures is malformed, 400")
    @Check(id = "M-3", section = "RFC 8555 §6.2", says = "a JWS with several signatures is refused")
    void thereIsOneSignature() {
        isMalformed(read().member("signatures", "[]"));
        isMalformed(read().member("signatures", "[{\"protected\":\"e30\",\"signature\":\"AAAA\"}]"));
        isMalformed(read().member("signatures", "[]").member("protected", null).member("signature", null));
    }

    @Test
    @Check(
            id = "C-15",
            section = "RFC 8555 §6.1, §6.2",
            says = "protected, payload and signature are strings in base64url without padding, and the signature is"
                    + " not empty: otherwise malformed, 400")
    @Check(id = "M-1", section = "RFC 8555 §6.2", says = "a JWS that is not in the flattened JSON form is refused")
    @Check(id = "M-6", section = "RFC 8555 §6.1", says = "base64url with trailing = is refused")
    void theMembersAreStringsInBase64url() {
        for (String member : List.of("protected", "payload", "signature")) {
            isMalformed(read().member(member, null));
            for (String value : List.of("1", "null", "{}", "[]", "\"%\"", "\"A\"", "\"AA==\"", "\"A A\"", "\"+/+/\"")) {
                Answer answer = read().member(member, value).send();
                assertThat(answer.status())
                        .as("%s: %s, %s", member, value, answer)
                        .isEqualTo(400);
                answer.isRefused(400, "malformed");
            }
        }
        isMalformed(read().member("signature", "\"\""));
        isMalformed(read().member("protected", "\"\""));
        isMalformed(read().member("protected", Json.quoted(ClientKey.base64("[]"))));
        Post post = client.post(url("newOrder"), "{\"a\":1}");
        post.sendBody(post.jws().replaceFirst("(\"payload\":\"[^\"]*)", "$1=")).isRefused(400, "malformed");
        // Compact form.
        read().sendBody("e30.e30.AAAA").isRefused(400, "malformed");
    }

    @Test
    @Check(
            id = "M-4",
            section = "RFC 8555 §6.2, RFC 7515 §4.1.11",
            says = "crit and b64 in the header, and a detached payload, are refused")
    void thereAreNoExtensionsOfJws() {
        isMalformed(read().header("crit", "[\"b64\"]").header("b64", "false"));
        isMalformed(read().header("crit", "[\"exp\"]").header("exp", "1"));
        isMalformed(read().header("b64", "false"));
        isMalformed(read().member("payload", null));
    }

    @Test
    @Check(
            id = "C-16",
            section = "RFC 8555 §6.2",
            says = "an algorithm that is not accepted is badSignatureAlgorithm, 400, with those that are in algorithms")
    @Check(
            id = "M-9",
            section = "RFC 8555 §6.2",
            says = "none and MACs are never accepted, and the refusal lists algorithms")
    void otherAlgorithmsAreRefused() {
        for (String alg : List.of("none", "None", "HS256", "HS384", "HS512", "ES256K", "RSA1_5", "X", "", "es256")) {
            Answer answer = read().header("alg", Json.quoted(alg)).send().isRefused(400, "badSignatureAlgorithm");
            assertThat(answer.strings("algorithms"))
                    .contains("ES256", "RS256", "EdDSA")
                    .doesNotContain("none", "HS256");
        }
        isMalformed(read().noHeader("alg"));
        isMalformed(read().header("alg", "1"));
        isMalformed(read().header("alg", "null"));
    }

    @Test
    @Check(
            id = "M-10",
            section = "RFC 8555 §6.2",
            says = "ES256 is accepted, and EdDSA with Ed25519, ES384, ES512, RS256, RS512 and PS256 beside it")
    void severalAlgorithmsAreAccepted() {
        for (ClientKey key : List.of(
                ClientKey.es256(), ClientKey.es384(), ClientKey.es512(), ClientKey.ed25519(), ClientKey.rs256())) {
            Client other = world.client(key);
            other.read(other.kid).is(200);
            if (key.alg().equals("RS256")) {
                for (String alg : List.of("RS512", "PS256")) {
                    other.post(other.kid, "")
                            .header("alg", Json.quoted(alg))
                            .signedBy(key.with(alg))
                            .send()
                            .is(200);
                }
            }
        }
    }

    @Test
    @Check(id = "C-17", section = "RFC 8555 §6.2", says = "both jwk and kid are malformed, 400")
    @Check(id = "M-11", section = "RFC 8555 §6.2", says = "a request with both jwk and kid, or neither, is refused")
    void jwkAndKidExcludeEachOther() {
        isMalformed(read().jwk());
        isMalformed(client.post(url("newAccount"), "{}").jwk());
        isMalformed(client.post(url("revokeCert"), "{}").jwk());
        isMalformed(read().noHeader("kid"));
        isMalformed(read().header("kid", "null"));
    }

    @Test
    @Check(
            id = "C-18",
            section = "RFC 8555 §6.2",
            says = "newAccount wants a jwk, revokeCert either, everything else a kid: otherwise malformed, 400")
    @Check(
            id = "M-12",
            section = "RFC 8555 §6.2",
            says = "newAccount is by jwk and all that belongs to an account by kid")
    void eachResourceWantsJwkOrKid() {
        Client.Placed order = client.place("www.example.org");
        isMalformed(client.post(url("newAccount"), "{}"));
        isMalformed(client.byKey(url("newAccount"), "{}").noHeader("jwk"));
        for (String url : List.of(
                url("newOrder"),
                url("newAuthz"),
                url("keyChange"),
                url("newNonce"),
                client.kid,
                client.kid + "/orders",
                order.url(),
                order.finalizeUrl(),
                order.authorization())) {
            isMalformed(client.byKey(url, "{}"));
        }
        isMalformed(client.post(url("revokeCert"), "{}").noHeader("kid"));
    }

    @Test
    @Check(
            id = "C-20",
            section = "RFC 8555 §6.2",
            says = "a kid that is no account URL of this server, as it was handed out, is malformed, 400")
    void kidIsAnAccountUrl() {
        for (String kid : List.of(
                "",
                "a",
                client.kid.substring("https://ca.example.org".length()),
                client.kid.replace("https", "http"),
                client.kid.replace("ca.example.org", "ca.example.com"),
                client.kid.replace("ca.example.org", "ca.example.org:443"),
                client.kid + "/",
                client.kid + "/orders",
                url("newOrder"),
                World.BASE + "X/account/1",
                World.BASE + "/account/")) {
            isMalformed(read().kid(kid));
        }
        isMalformed(read().header("kid", "17"));
    }

    @Test
    @Check(id = "C-21", section = "RFC 8555 §6.7", says = "an account that is not there is accountDoesNotExist, 400")
    void anUnknownAccountIsTold() {
        read().kid(client.kid + "x").send().isRefused(400, "accountDoesNotExist");
        read().kid(client.kid + "?a=b").send().isRefused(400, "accountDoesNotExist");
        read().kid(World.BASE + "/account/0").send().isRefused(400, "accountDoesNotExist");
    }

    @Test
    @Check(id = "C-22", section = "RFC 8555 §7.3.6", says = "a deactivated account is unauthorized, 401")
    @Check(
            id = "M-50",
            section = "RFC 8555 §7.3.6",
            says = "whatever a deactivated account sends is refused with 401 and unauthorized")
    void aDeactivatedAccountIsRefused() {
        Client.Placed order = client.place("www.example.org");
        client.send(client.kid, "{\"status\":\"deactivated\"}").is(200);
        for (String url : List.of(
                client.kid,
                client.kid + "/orders",
                order.url(),
                order.finalizeUrl(),
                order.authorization(),
                url("newOrder"),
                url("newAuthz"),
                url("keyChange"),
                url("revokeCert"),
                url("newNonce"))) {
            client.read(url).isRefused(401, "unauthorized");
        }
    }

    @Test
    @Check(id = "C-24", section = "RFC 7515 §5.2", says = "a signature that does not verify is malformed, 400")
    @Check(
            id = "M-14",
            section = "RFC 8555 §6.2, RFC 7518 §3.4",
            says = "ECDSA signatures are two numbers of fixed length: DER, and other lengths, are refused")
    void theSignatureVerifies() {
        isMalformed(read().signedBy(ClientKey.es256()));
        isMalformed(read().signature(octets -> new byte[64]));
        isMalformed(read().signature(octets -> Arrays.copyOf(octets, 63)));
        isMalformed(read().signature(octets -> Arrays.copyOf(octets, 65)));
        isMalformed(read().signature(octets -> client.key.sign("SHA256withECDSA", octets)));
        byte[] max = new byte[64];
        Arrays.fill(max, (byte) 0xff);
        isMalformed(read().signature(octets -> max));
        for (String member : List.of("protected", "payload")) {
            Post post = client.post(url("newOrder"), "{\"identifiers\":[]}");
            String other = client.post(url("newAuthz"), "{\"identifier\":{}}").jws();
            isMalformed(post.member(member, Json.quoted((String) value(other, member))));
        }
    }

    private static Object value(String jws, String member) {
        return ((java.util.Map<?, ?>) Json.parse(jws)).get(member);
    }

    @Test
    @Check(
            id = "C-25",
            section = "RFC 8555 §6.5",
            says = "a nonce that is missing, unknown, used or too old is badNonce, 400, with a new one, and one that is"
                    + " not well-formed malformed; a request with a wrong signature uses none up")
    @Check(id = "M-21", section = "RFC 8555 §6.5", says = "a nonce is accepted once, and only if it was issued")
    @Check(
            id = "M-22",
            section = "RFC 8555 §6.5.2",
            says = "a nonce outside the base64url alphabet is refused as malformed")
    void aNonceCanBeUsedOnce() {
        String body = read().jws();
        read().sendBody(body).is(200);
        Answer again = read().sendBody(body).isRefused(400, "badNonce");
        read().header("nonce", Json.quoted(again.nonce())).send().is(200);
        read().noHeader("nonce").send().isRefused(400, "badNonce");
        for (String nonce : List.of("A", "AAAA", "A".repeat(38), "A".repeat(5000))) {
            read().header("nonce", Json.quoted(nonce)).send().isRefused(400, "badNonce");
        }
        for (String nonce : List.of("\"\"", "\"a b\"", "\"a=\"", "\"+/\"", "17", "[]", "\"\\u0000\"")) {
            read().header("nonce", nonce).send().isRefused(400, "malformed");
        }
        String spared = world.nonce();
        isMalformed(read().header("nonce", Json.quoted(spared)).signedBy(ClientKey.es256()));
        read().header("nonce", Json.quoted(spared)).send().is(200);
        String old = world.nonce();
        world.clock.advance(Duration.ofDays(1));
        read().header("nonce", Json.quoted(old)).send().isRefused(400, "badNonce");
        try (World other = World.start()) {
            read().header("nonce", Json.quoted(other.nonce())).send().isRefused(400, "badNonce");
        }
    }

    @Test
    @Check(
            id = "C-26",
            section = "RFC 8555 §6.4",
            says = "url missing or not a string is malformed, 400; the url of another resource is unauthorized, 403")
    @Check(
            id = "M-17",
            section = "RFC 8555 §6.4",
            says = "a url that is not the URL of the request, octet by octet, is refused as unauthorized")
    void theUrlIsThatOfTheRequest() {
        isMalformed(read().noHeader("url"));
        isMalformed(read().header("url", "17"));
        isMalformed(read().header("url", "null"));
        for (String url : List.of(
                url("newOrder"),
                client.kid + "?a",
                client.kid.replace("https", "http"),
                client.kid.replace("ca.example.org", "CA.example.org"),
                client.kid.replace("ca.example.org", "ca.example.org:443"),
                client.kid.replace("/account/", "/./account/"))) {
            read().header("url", Json.quoted(url)).send().isRefused(403, "unauthorized");
        }
        read().http("Host", "other.example.org").send().is(200);
    }

    @Test
    @Check(
            id = "C-27",
            section = "RFC 8555 §6.2",
            says = "a payload that is neither empty nor one JSON object is malformed, 400")
    void thePayloadIsAnObject() {
        for (String payload : List.of("x", "[]", "\"\"", "null", "1", "{", "{}{}", "{\"a\":1,\"a\":1}", " ")) {
            for (String url : List.of(client.kid, url("newOrder"), url("newAuthz"), url("revokeCert"))) {
                isMalformed(client.post(url, payload));
            }
            isMalformed(new Client(world, ClientKey.es256()).byKey(url("newAccount"), payload));
        }
        for (String url : List.of(url("newOrder"), url("newAuthz"), url("revokeCert"), url("keyChange"))) {
            isMalformed(client.post(url, ""));
        }
    }

    @Test
    @Check(
            id = "C-28",
            section = "RFC 8555 §6.2",
            says = "resource in a payload, as in drafts, is passed over, and in strict mode malformed, 400")
    void strictModeRefusesResource() {
        client.send(client.kid, "{\"resource\":\"reg\"}").is(200);
        try (World strict = World.start(builder -> builder.strict(true))) {
            Client of = strict.client();
            of.send(of.kid, "{\"resource\":\"reg\"}").isRefused(400, "malformed");
            of.byKey(strict.url("newAccount"), "{\"resource\":\"new-reg\"}")
                    .send()
                    .isRefused(400, "malformed");
            of.send(strict.url("newOrder"), "{\"resource\":\"new-order\"," + Client.identifiers("a.example.org") + "}")
                    .isRefused(400, "malformed");
        }
    }

    @Test
    @Check(
            id = "C-29",
            section = "RFC 8555 §6.3",
            says = "what can only be read takes the empty string, and {} is malformed, 400")
    @Check(id = "M-31", section = "RFC 8555 §6.3", says = "POST-as-GET has the empty string as payload, not {}")
    void whatCanOnlyBeReadTakesNoPayload() {
        Client.Issued issued = client.issue("www.example.org");
        for (String url : List.of(
                issued.url(),
                issued.order(),
                client.kid + "/orders",
                url("newNonce"),
                world.ca.directoryUrl().toString())) {
            isMalformed(client.post(url, "{}"));
            assertThat(client.read(url).status()).isIn(200, 204);
        }
    }
}
