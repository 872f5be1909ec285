package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.Limits;
import dev.akme.ca.Profile;
import dev.akme.messages.IdentifierType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NewOrderConformanceTest extends Conformance {

    private Answer order(String payload) {
        return client.send(url("newOrder"), payload);
    }

    private Answer order(String names, String more) {
        return order("{" + Client.identifiers(names) + more + "}");
    }

    @Test
    @Check(
            id = "C-45",
            section = "RFC 8555 §7.4",
            says = "a newOrder without identifiers, or with some of the wrong form, is malformed, 400")
    void anOrderHasIdentifiers() {
        for (String payload : List.of(
                "",
                "{}",
                "{\"identifiers\":[]}",
                "{\"identifiers\":null}",
                "{\"identifiers\":{}}",
                "{\"identifiers\":[1]}",
                "{\"identifiers\":[null]}",
                "{\"identifiers\":[{}]}",
                "{\"identifiers\":[{\"type\":\"dns\"}]}",
                "{\"identifiers\":[{\"value\":\"a.example.org\"}]}",
                "{\"identifiers\":[{\"type\":\"dns\",\"value\":1}]}",
                "{\"identifiers\":[{\"type\":1,\"value\":\"a.example.org\"}]}",
                "{\"identifier\":{\"type\":\"dns\",\"value\":\"a.example.org\"}}")) {
            Answer answer = order(payload);
            assertThat(answer.status()).as("%s: %s", payload, answer).isEqualTo(400);
            answer.isRefused(400, "malformed");
        }
    }

    @Test
    @Check(
            id = "C-46",
            section = "RFC 8555 §7.4",
            says = "notBefore and notAfter that are no timestamps, or cannot be granted, are malformed, 400; those that"
                    + " can be are kept to the second")
    @Check(
            id = "M-56",
            section = "RFC 8555 §7.4",
            says = "an order whose notBefore or notAfter the server will not honour is refused, never changed")
    void theTimesAreGrantedOrRefused() {
        for (String times : List.of(
                ",\"notBefore\":1",
                ",\"notBefore\":\"tomorrow\"",
                ",\"notAfter\":\"2031-13-01T00:00:00Z\"",
                ",\"notAfter\":{}",
                ",\"notAfter\":\"2031-02-01T00:00:00Z\"",
                ",\"notAfter\":\"2041-02-01T00:00:00Z\"",
                ",\"notBefore\":\"2030-01-01T00:00:00Z\"",
                ",\"notBefore\":\"2041-01-01T00:00:00Z\"",
                ",\"notBefore\":\"2031-03-10T00:00:00Z\",\"notAfter\":\"2031-03-09T00:00:00Z\"")) {
            Answer answer = order("a.example.org", times);
            assertThat(answer.status()).as("%s: %s", times, answer).isEqualTo(400);
            answer.isRefused(400, "malformed");
        }
        Answer answer = order(
                        "a.example.org",
                        ",\"notBefore\":\"2031-03-02T01:00:00+01:00\",\"notAfter\":\"2031-03-12T00:00:00Z\"")
                .is(201);
        assertThat(Instant.parse(answer.string("notAfter"))).isEqualTo(Instant.parse("2031-03-12T00:00:00Z"));
        Client.Placed placed = new Client.Placed(answer.location(), answer.json());
        client.send(client.prepareDns(placed.authorization()), "{}").is(200);
        Answer done = client.finish(
                placed, Csr.of(ClientKey.es256()).names("a.example.org").der());
        var leaf = Client.certificates(client.read(done.string("certificate")).text())
                .get(0);
        assertThat(leaf.getNotBefore().toInstant()).isEqualTo(Instant.parse("2031-03-02T00:00:00Z"));
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(Instant.parse("2031-03-12T00:00:00Z"));
    }

    @Test
    @Check(
            id = "C-47",
            section = "RFC 8555 §6.7",
            says = "an identifier of an unknown type is unsupportedIdentifier, 400")
    void otherTypesAreNotSupported() {
        for (String type : List.of("email", "DNS", "", "permanent-identifier", "TNAuthList")) {
            order("{\"identifiers\":[{\"type\":" + Json.quoted(type) + ",\"value\":\"a.example.org\"}]}")
                    .isRefused(400, "unsupportedIdentifier");
        }
    }

    @Test
    @Check(
            id = "C-48",
            section = "RFC 8555 §7.1.3",
            says = "an identifier with an empty value is malformed, 400, and so are far too many of them")
    void anIdentifierHasAValue() {
        order("{\"identifiers\":[{\"type\":\"dns\",\"value\":\"\"}]}").isRefused(400, "malformed");
        order("{\"identifiers\":[{\"type\":\"ip\",\"value\":\"\"}]}").isRefused(400, "malformed");
        String[] names = new String[1000];
        java.util.Arrays.setAll(names, i -> "n" + i + ".example.org");
        client.order(names).isRefused(400, "malformed");
    }

    @Test
    @Check(
            id = "C-49",
            section = "RFC 8555 §7.1.4",
            says = "names are folded to lower case, and each is there once, whatever order they came in")
    @Check(
            id = "M-54",
            section = "RFC 8555 §7.4",
            says =
                    "a new order is answered with 201, Location, status, expires, identifiers, authorizations and finalize")
    void namesAreFolded() {
        Answer answer = client.order("WWW.example.org", "192.0.2.1", "www.EXAMPLE.org", "a.example.org", "192.0.2.1")
                .is(201);
        assertThat(answer.objects("identifiers").stream().map(i -> i.get("value")))
                .containsExactlyInAnyOrder("www.example.org", "a.example.org", "192.0.2.1");
        assertThat(answer.strings("authorizations")).hasSize(3).doesNotHaveDuplicates();
        assertThat(answer.string("status")).isEqualTo("pending");
        assertThat(Instant.parse(answer.string("expires"))).isAfter(World.START);
        assertThat(answer.string("finalize")).startsWith(World.BASE);
        assertThat(answer.json()).doesNotContainKeys("certificate", "error");
        assertThat(client.read(answer.location()).is(200).text()).isEqualTo(answer.text());
    }

    @Test
    @Check(
            id = "M-55",
            section = "RFC 8555 §7.4, §7.1.3",
            says = "unknown members of an order are passed over and not echoed; only the server says what status,"
                    + " expires, error and certificate are")
    void unknownMembersArePassedOver() {
        Answer answer = order(
                        "a.example.org",
                        ",\"unknown\":{\"a\":[1]},\"status\":\"valid\",\"certificate\":\"https://x.test\","
                                + "\"expires\":\"2099-01-01T00:00:00Z\"")
                .is(201);
        assertThat(answer.json())
                .containsEntry("status", "pending")
                .doesNotContainKeys("unknown", "certificate")
                .doesNotContainEntry("expires", "2099-01-01T00:00:00Z");
    }

    @Test
    @Check(
            id = "C-52",
            section = "RFC 9773 §5",
            says = "replaces that is no certificate identifier is malformed, 400, of an unknown certificate malformed,"
                    + " 404, of another account unauthorized, 403, of other names malformed, 400, and of one that is"
                    + " replaced alreadyReplaced, 409")
    @Check(
            id = "M-57",
            section = "RFC 9773 §5",
            says = "replaces that was accepted is shown in every answer about the order")
    void aCertificateIsReplacedOnce() {
        Client.Issued issued = client.issue("a.example.org", "b.example.org");
        String id = RenewalConformanceTest.certificateId(issued.leaf());
        for (String replaces : List.of("\"\"", "\"a\"", "\"a.b.c\"", "\".\"", "\"AA==.AA==\"", "1", "\"AAAA.\"")) {
            Answer answer = order("a.example.org", ",\"replaces\":" + replaces);
            assertThat(answer.status()).as("%s: %s", replaces, answer).isEqualTo(400);
            answer.isRefused(400, "malformed");
        }
        order("a.example.org", ",\"replaces\":\"AAAA.AQID\"").isRefused(404, "malformed");
        Client other = world.client();
        other.send(url("newOrder"), "{" + Client.identifiers("a.example.org") + ",\"replaces\":\"" + id + "\"}")
                .isRefused(403, "unauthorized");
        order("c.example.org", ",\"replaces\":\"" + id + "\"").isRefused(400, "malformed");
        Answer accepted = order("a.example.org", ",\"replaces\":\"" + id + "\"").is(201);
        assertThat(accepted.string("replaces")).isEqualTo(id);
        assertThat(client.read(accepted.location()).string("replaces")).isEqualTo(id);
        order("a.example.org", ",\"replaces\":\"" + id + "\"").isRefused(409, "alreadyReplaced");
        // An order that came to nothing does not count.
        client.send(accepted.strings("authorizations").get(0), "{\"status\":\"deactivated\"}")
                .is(200);
        order("a.example.org", ",\"replaces\":\"" + id + "\"").is(201);
    }

    @Test
    @Check(
            id = "C-53",
            section = "draft-ietf-acme-profiles §4",
            says = "an unknown profile is invalidProfile, 400; an identifier that the profile is not for is"
                    + " rejectedIdentifier; without one, the order shows which was chosen")
    void aProfileMustBeThere() {
        try (World other = World.start(
                builder -> builder.profile(Profile.of("classic", "for names and addresses", Duration.ofDays(90)))
                        .profile(Profile.builder("names", "for names", Duration.ofDays(7))
                                .maxNames(2)
                                .identifierTypes(Set.of(IdentifierType.DNS))
                                .build()))) {
            Client of = other.client();
            String names = "{" + Client.identifiers("a.example.org");
            of.send(other.url("newOrder"), names + ",\"profile\":\"x\"}").isRefused(400, "invalidProfile");
            of.send(other.url("newOrder"), names + ",\"profile\":\"\"}").isRefused(400, "invalidProfile");
            of.send(other.url("newOrder"), names + ",\"profile\":1}").isRefused(400, "malformed");
            Answer rejected =
                    of.send(other.url("newOrder"), "{" + Client.identifiers("192.0.2.1") + ",\"profile\":\"names\"}");
            assertThat(rejected.status()).isIn(400, 403);
            rejected.isRefused(rejected.status(), "rejectedIdentifier");
            assertThat(of.send(other.url("newOrder"), names + ",\"profile\":\"names\"}")
                            .is(201)
                            .string("profile"))
                    .isEqualTo("names");
            assertThat(of.send(other.url("newOrder"), names + "}").is(201).string("profile"))
                    .isEqualTo("classic");
            of.send(
                            other.url("newOrder"),
                            "{" + Client.identifiers("a.test", "b.test", "c.test") + ",\"profile\":\"names\"}")
                    .isRefused(400, "malformed");
        }
    }

    @Test
    @Check(
            id = "C-54",
            section = "RFC 8555 §7.4",
            says = "an order of more names than the profile allows is malformed, 400")
    void anOrderHasSoManyNames() {
        String[] names = new String[101];
        java.util.Arrays.setAll(names, i -> "n" + i + ".example.org");
        client.order(names).isRefused(400, "malformed");
        names[100] = names[0];
        client.order(names).is(201);
    }

    @Test
    @Check(
            id = "C-55",
            section = "RFC 8555 §6.6",
            says =
                    "an account that makes more orders than the CA grants it gets rateLimited, 429, with Retry-After, and"
                            + " its order is taken after that; others are not held up, and what is refused does not count")
    void anAccountMakesSoManyOrders() {
        Limits limits = Limits.builder().orders(2, Duration.ofMinutes(1)).build();
        try (World other = World.start(builder -> builder.limits(limits))) {
            Client of = other.client();
            of.order("a.localhost.").isRefused(400, "malformed");
            of.place("a.example.org");
            of.place("b.example.org");
            assertThat(of.order("c.example.org").isRefused(429, "rateLimited").header("Retry-After"))
                    .isEqualTo("30");
            other.client().place("c.example.org");
            other.clock.advance(Duration.ofSeconds(30));
            of.place("c.example.org");
        }
    }

    @Test
    @Check(
            id = "C-56",
            section = "RFC 8555 §7.4, §7.5",
            says = "where the CA is set to it, an equal open order and valid authorizations of the account are used"
                    + " again; the order ends no later than its authorizations")
    void whatIsOpenIsUsedAgain() {
        try (World other = World.start(builder -> builder.reuse(true))) {
            Client of = other.client();
            Client.Placed first = of.place("a.example.org", "b.example.org");
            assertThat(of.place("b.example.org", "a.example.org").url()).isEqualTo(first.url());
            assertThat(other.client().place("a.example.org", "b.example.org").url())
                    .isNotEqualTo(first.url());
            of.issue("a.example.org");
            Client.Placed second = of.place("a.example.org");
            assertThat(second.status()).isEqualTo("ready");
            assertThat(second.url()).isNotEqualTo(first.url());
            Instant ends = Instant.parse(of.read(second.authorization()).is(200).string("expires"));
            assertThat(Instant.parse((String) second.json().get("expires"))).isBeforeOrEqualTo(ends);
            assertThat(of.place("*.a.example.org").status()).isEqualTo("pending");
            other.clock.advance(Duration.ofDays(29));
            Client.Placed late = of.place("a.example.org");
            assertThat(late.status()).isEqualTo("ready");
            assertThat(Instant.parse((String) late.json().get("expires"))).isBeforeOrEqualTo(ends);
            other.clock.advance(Duration.ofDays(2));
            assertThat(of.place("a.example.org").status()).isEqualTo("pending");
        }
        client.issue("a.example.org");
        assertThat(client.place("a.example.org").status()).isEqualTo("pending");
    }

    @Test
    @Check(
            id = "M-58",
            section = "RFC 8555 §7.1.4, §7.4.1",
            says =
                    "the authorization of a wildcard has the name without *. and wildcard: true, others have no wildcard;"
                            + " only challenges by DNS are offered for it")
    void wildcardsHaveAuthorizationsOfTheirOwn() {
        Client.Placed order = client.place("*.example.org", "example.org");
        assertThat(order.authorizations()).hasSize(2);
        int wildcards = 0;
        for (String url : order.authorizations()) {
            Answer authorization = client.read(url).is(200);
            assertThat(authorization.object("identifier")).containsEntry("value", "example.org");
            List<Object> types = authorization.objects("challenges").stream()
                    .map(challenge -> challenge.get("type"))
                    .toList();
            if (authorization.json().containsKey("wildcard")) {
                wildcards++;
                assertThat(authorization.json()).containsEntry("wildcard", true);
                assertThat(types).contains("dns-01").doesNotContain("http-01", "tls-alpn-01");
            } else {
                assertThat(types).contains("dns-01", "http-01", "tls-alpn-01");
            }
        }
        assertThat(wildcards).isOne();
    }

    @Test
    @Check(
            id = "M-59",
            section = "RFC 8738 §3, §7",
            says = "an IP address is offered http-01 and tls-alpn-01, and never a challenge by DNS")
    void addressesHaveNoChallengesByDns() {
        for (String address : List.of("192.0.2.1", "2001:db8::1")) {
            Answer authorization = client.read(client.place(address).authorization());
            assertThat(authorization.object("identifier"))
                    .containsEntry("type", "ip")
                    .containsEntry("value", address);
            assertThat(authorization.objects("challenges").stream().map(challenge -> challenge.get("type")))
                    .containsExactlyInAnyOrder("http-01", "tls-alpn-01");
        }
    }
}
