package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.MovableClock;
import dev.akme.ca.Profile;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.ValidationSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinalizeConformanceTest extends Conformance {

    private static byte[] csr(String... names) {
        return Csr.of(ClientKey.es256()).names(names).der();
    }

    @Test
    @Check(
            id = "C-65",
            section = "RFC 8555 §7.4",
            says = "an order that is not there and one of another account are malformed, 404, alike")
    void onlyOnesOwnOrdersAreThere() {
        Client.Placed order = client.ready("www.example.org");
        Client other = world.client();
        for (String url : List.of(order.url(), order.finalizeUrl())) {
            String foreign = other.read(url).isRefused(404, "malformed").text();
            String unknown = other.read(url.replace("/order/", "/order/x"))
                    .isRefused(404, "malformed")
                    .text();
            assertThat(foreign).isEqualTo(unknown);
        }
        other.finish(order, csr("www.example.org")).isRefused(404, "malformed");
        assertThat(client.reread(order).status()).isEqualTo("ready");
    }

    @Test
    @Check(id = "C-66", section = "RFC 8555 §7.4", says = "finalizing an order that is not ready is orderNotReady, 403")
    @Check(
            id = "M-68",
            section = "RFC 8555 §7.4",
            says = "an order is finalized while it is ready, and refused with 403 and orderNotReady otherwise")
    void anOrderMustBeReady() {
        Client.Placed pending = client.place("www.example.org");
        client.finish(pending, csr("www.example.org")).isRefused(403, "orderNotReady");
        client.send(pending.finalizeUrl(), "{}").isRefused(403, "orderNotReady");
        Client.Placed ready = client.ready("www.example.org");
        client.finish(ready, csr("www.example.org")).is(200);
        client.finish(ready, csr("www.example.org")).isRefused(403, "orderNotReady");
        assertThat(client.reread(pending).status()).isEqualTo("pending");
    }

    @Test
    @Check(id = "C-67", section = "RFC 8555 §7.1.3", says = "finalizing an order that has expired is malformed, 404")
    void anOrderExpires() {
        Client.Placed ready = client.ready("www.example.org");
        world.clock.advance(Duration.ofDays(8));
        client.finish(ready, csr("www.example.org")).isRefused(404, "malformed");
        assertThat(client.reread(ready).status()).isEqualTo("invalid");
    }

    @Test
    @Check(
            id = "C-68",
            section = "draft-ietf-acme-profiles §4",
            says = "finalizing an order whose profile the CA has no longer is invalidProfile, 400")
    void theProfileMustStillBeThere() {
        MemoryStore store = new MemoryStore();
        MovableClock clock = new MovableClock(World.START);
        Client of;
        Client.Placed ready;
        try (World before =
                World.on(clock, store, builder -> builder.profile(Profile.of("old", "before", Duration.ofDays(1))))) {
            of = before.client();
            ready = of.ready("www.example.org");
        }
        try (World after =
                World.on(clock, store, builder -> builder.profile(Profile.of("new", "after", Duration.ofDays(1))))) {
            new Post(after, ready.finalizeUrl(), of.key, Client.finalizePayload(csr("www.example.org")))
                    .kid(of.kid)
                    .send()
                    .isRefused(400, "invalidProfile");
        }
    }

    @Test
    @Check(
            id = "C-69",
            section = "RFC 8555 §7.4",
            says =
                    "a payload without csr is malformed, 400; a csr that is no base64url of exactly one PKCS #10 request in"
                            + " DER is badCSR, 400; the order stays ready")
    @Check(
            id = "M-69",
            section = "RFC 8555 §7.4",
            says = "a CSR that is refused is badCSR, and the order stays ready for another")
    void theCsrMustBeOne() {
        Client.Placed order = client.ready("www.example.org");
        for (String payload : List.of("", "[]", "{}", "{\"CSR\":\"AA\"}")) {
            client.send(order.finalizeUrl(), payload).isRefused(400, "malformed");
        }
        byte[] right = csr("www.example.org");
        String text = ClientKey.base64(right);
        for (String csr : List.of(
                "",
                "AA",
                "%%",
                text + "=",
                text + "AA",
                text.substring(0, text.length() - 4),
                "-----BEGIN CERTIFICATE REQUEST-----\n" + text + "\n-----END CERTIFICATE REQUEST-----",
                ClientKey.base64("MII"),
                ClientKey.base64(ClientKey.es256().pair().getPublic().getEncoded()))) {
            Answer answer = client.send(order.finalizeUrl(), "{\"csr\":" + Json.quoted(csr) + "}");
            assertThat(answer.json()).as("%s", csr).containsEntry("type", Answer.ERROR + "badCSR");
            answer.isRefused(400, "badCSR");
        }
        client.send(order.finalizeUrl(), "{\"csr\":1}").isRefused(400, "badCSR");
        client.send(order.finalizeUrl(), "{\"csr\":null}").isRefused(400, "badCSR");
        assertThat(client.reread(order).status()).isEqualTo("ready");
        assertThat(client.finish(order, right).is(200).string("status")).isEqualTo("valid");
    }

    @Test
    @Check(
            id = "C-76",
            section = "RFC 8659 §3",
            says =
                    "authorizations are looked at again, and CAA records too when their check is hours old: an order that"
                            + " may not be issued any more becomes invalid with caa")
    void caaIsLookedAtAgain() {
        try (World other = World.start(builder -> builder.reuse(true)
                .validation(ValidationSettings.builder()
                        .allowsPrivateAddresses(true)
                        .caaIdentities(List.of("ca.example.org"))
                        .build()))) {
            Client of = other.client();
            of.issue("www.example.org");
            Client.Placed fresh = of.place("www.example.org");
            assertThat(fresh.status()).isEqualTo("ready");
            int lookups = other.dns.caaLookups.get();
            of.finish(fresh, csr("www.example.org")).is(200);
            assertThat(other.dns.caaLookups).hasValue(lookups);
            other.clock.advance(Duration.ofHours(8));
            Client.Placed old = of.place("www.example.org");
            other.dns.caa.put("www.example.org", List.of(new CaaRecord(false, "issue", ";")));
            Answer answer = of.finish(old, csr("www.example.org"));
            assertThat(answer.is(200).string("status")).isEqualTo("invalid");
            assertThat(answer.object("error")).containsEntry("type", Answer.ERROR + "caa");
            assertThat(of.reread(old).json()).containsKey("error").doesNotContainKey("certificate");
        }
    }

    @Test
    @Check(
            id = "C-78",
            section = "RFC 8555 §7.4",
            says = "finalizing answers 200 with the order: valid with the certificate, or processing with Retry-After")
    @Check(
            id = "M-70",
            section = "RFC 8555 §7.4, §7.1.3",
            says =
                    "an order that is valid shows its certificate and expires; nothing else than what was ordered is issued")
    void finalizingAnswersWithTheOrder() {
        Client.Placed order = client.ready("www.example.org", "a.example.org");
        Answer done =
                client.finish(order, csr("a.example.org", "www.example.org")).is(200);
        assertThat(done.json())
                .containsEntry("status", "valid")
                .containsEntry("identifiers", order.json().get("identifiers"))
                .containsEntry("authorizations", order.json().get("authorizations"))
                .containsKeys("expires", "certificate");
        var leaf = Client.certificates(client.read(done.string("certificate")).text())
                .get(0);
        assertThat(names(leaf)).containsExactlyInAnyOrder("www.example.org", "a.example.org");
        try (World slow = World.start(builder -> builder.answerWithin(Duration.ZERO))) {
            Client of = slow.client();
            Client.Placed placed = of.place("www.example.org");
            of.send(of.prepareDns(placed.authorization()), "{}").is(200);
            Waiting.until(() -> of.reread(placed).status().equals("ready"));
            Answer answer = of.finish(placed, csr("www.example.org")).is(200);
            assertThat(answer.string("status")).isIn("processing", "valid");
            if (answer.string("status").equals("processing")) {
                assertThat(Long.parseLong(answer.header("Retry-After"))).isPositive();
                assertThat(answer.json()).doesNotContainKey("certificate");
            }
            Waiting.until(() -> of.reread(placed).status().equals("valid"));
        }
    }

    static List<String> names(java.security.cert.X509Certificate certificate) {
        try {
            return certificate.getSubjectAlternativeNames().stream()
                    .map(name -> (String) name.get(1))
                    .toList();
        } catch (java.security.cert.CertificateParsingException e) {
            throw new IllegalStateException(e);
        }
    }
}
