package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCa;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NonceAndHeaderConformanceTest extends Conformance {

    @Test
    @Check(
            id = "M-19",
            section = "RFC 8555 §6.5, §6.5.1",
            says = "nonces are of the base64url alphabet, no two are equal, and none can be made from others")
    void noTwoNoncesAreEqual() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            String nonce = world.nonce();
            assertThat(nonce).matches("[A-Za-z0-9_-]{22,}");
            assertThat(seen.add(nonce)).isTrue();
        }
        String nonce = world.nonce();
        for (int i = 0; i < nonce.length(); i++) {
            String changed = nonce.substring(0, i) + (nonce.charAt(i) == 'A' ? 'B' : 'A') + nonce.substring(i + 1);
            client.post(client.kid, "")
                    .header("nonce", Json.quoted(changed))
                    .send()
                    .isRefused(400, "badNonce");
        }
        client.post(client.kid, "").header("nonce", Json.quoted(nonce)).send().is(200);
    }

    @Test
    @Check(id = "M-5", section = "RFC 8555 §6.1", says = "unless it is told otherwise the server speaks HTTPS alone")
    void theServerSpeaksHttps() {
        try (AcmeCa ca = AcmeCa.forTests().start()) {
            assertThat(ca.directoryUrl().getScheme()).isEqualTo("https");
        }
    }

    @Test
    @Check(
            id = "M-7",
            section = "RFC 7515 §4",
            says =
                    "a protected header that has a member twice is refused, and so is one in another encoding than UTF-8")
    void membersOfTheHeaderAreUnique() {
        Post post = client.post(client.kid, "");
        String header = "{\"alg\":\"ES256\",\"alg\":\"ES256\",\"kid\":" + Json.quoted(client.kid) + ",\"nonce\":"
                + Json.quoted(world.nonce()) + ",\"url\":" + Json.quoted(client.kid) + "}";
        post.member("protected", Json.quoted(ClientKey.base64(header))).send().isRefused(400, "malformed");
        byte[] latin = header.replace("\"alg\":\"ES256\",\"kid\"", "\"\u00e4\":1,\"kid\"")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        post.member("protected", Json.quoted(ClientKey.base64(latin))).send().isRefused(400, "malformed");
    }

    @Test
    @Check(
            id = "M-18",
            section = "RFC 8555 §6.4",
            says = "the query belongs to the URL that is signed: with another, or none, the request is unauthorized")
    void theQueryIsSigned() {
        String orders = client.kid + "/orders";
        client.post(orders + "?after=x", "")
                .header("url", Json.quoted(orders))
                .send()
                .isRefused(403, "unauthorized");
        client.post(orders, "")
                .header("url", Json.quoted(orders + "?after=x"))
                .send()
                .isRefused(403, "unauthorized");
    }

    @Test
    @Check(
            id = "M-23",
            section = "RFC 8555 §6.7",
            says =
                    "types below urn:ietf:params:acme:error: are those that are registered, in every answer of these tests")
    void typesAreRegistered() {
        assertThat(Answer.TYPES).hasSize(32);
        client.read(client.kid + "x").isRefused(403, "unauthorized");
        client.post(client.kid, "").noHeader("nonce").send().isRefused(400, "badNonce");
    }
}
