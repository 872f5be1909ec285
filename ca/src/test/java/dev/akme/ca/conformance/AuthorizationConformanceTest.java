package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorizationConformanceTest extends Conformance {

    private Answer newAuthz(String identifier) {
        return client.send(url("newAuthz"), "{\"identifier\":" + identifier + "}");
    }

    @Test
    @Check(
            id = "C-57",
            section = "RFC 8555 §7.5",
            says =
                    "an authorization that is not there or has expired is malformed, 404, that of others unauthorized, 403")
    void onlyOnesOwnAuthorizationsCanBeRead() {
        String authorization = client.place("www.example.org").authorization();
        client.read(authorization + "x").isRefused(404, "malformed");
        Client other = world.client();
        other.read(authorization).isRefused(403, "unauthorized");
        other.send(authorization, "{\"status\":\"deactivated\"}").isRefused(403, "unauthorized");
        assertThat(client.read(authorization).is(200).string("status")).isEqualTo("pending");
        world.clock.advance(Duration.ofDays(8));
        client.read(authorization).isRefused(404, "malformed");
        client.send(authorization, "{\"status\":\"deactivated\"}").isRefused(404, "malformed");
    }

    @Test
    @Check(
            id = "C-58",
            section = "RFC 8555 §7.5.2",
            says = "an authorization that is pending or valid can be deactivated; every other payload, and every other"
                    + " state, is malformed, 400; its orders become invalid")
    @Check(
            id = "M-61",
            section = "RFC 8555 §7.5.2",
            says = "deactivating an authorization answers 200 with it, and it counts no longer")
    void anAuthorizationIsDeactivated() {
        for (boolean valid : List.of(false, true)) {
            Client.Placed order = valid ? client.ready("www.example.org") : client.place("www.example.org");
            for (String payload : List.of(
                    "{}",
                    "[]",
                    "{\"status\":\"valid\"}",
                    "{\"status\":\"revoked\"}",
                    "{\"status\":1}",
                    "{\"status\":null}")) {
                client.send(order.authorization(), payload).isRefused(400, "malformed");
            }
            Answer answer = client.send(order.authorization(), "{\"status\":\"deactivated\",\"unknown\":1}")
                    .is(200);
            assertThat(answer.string("status")).isEqualTo("deactivated");
            assertThat(answer.json()).doesNotContainKey("unknown");
            client.send(order.authorization(), "{\"status\":\"deactivated\"}").isRefused(400, "malformed");
            Client.Placed now = client.reread(order);
            assertThat(now.status()).isEqualTo("invalid");
            assertThat(now.json()).containsKey("error");
            client.finish(
                            now,
                            Csr.of(ClientKey.es256()).names("www.example.org").der())
                    .isRefused(403, "orderNotReady");
        }
    }

    @Test
    @Check(
            id = "M-62",
            section = "RFC 8555 §7.1.4, §8",
            says =
                    "an authorization shows identifier, status and challenges, each with type, url and status; one that is"
                            + " valid expires, and its challenge says when it was validated; tokens have 128 bits at least, and"
                            + " no two are equal")
    void anAuthorizationShowsItsChallenges() {
        Client.Placed order = client.place("www.example.org");
        Answer pending = client.read(order.authorization()).is(200);
        assertThat(pending.string("status")).isEqualTo("pending");
        List<Map<String, Object>> challenges = pending.objects("challenges");
        assertThat(challenges).allSatisfy(challenge -> {
            assertThat(challenge).containsKeys("type", "url").containsEntry("status", "pending");
            assertThat((String) challenge.get("token")).matches("[A-Za-z0-9_-]{22,}");
            assertThat(challenge).doesNotContainKeys("error", "validated", "keyAuthorization");
        });
        assertThat(challenges.stream().map(challenge -> challenge.get("url"))).doesNotHaveDuplicates();
        String again = client.challenge(client.place("www.example.org").authorization(), "dns-01")
                        .get("token") + "";
        assertThat(challenges.stream().map(challenge -> challenge.get("token"))).doesNotContain(again);
        client.send(client.prepareDns(order.authorization()), "{}").is(200);
        Answer valid = client.read(order.authorization()).is(200);
        assertThat(valid.string("status")).isEqualTo("valid");
        assertThat(Instant.parse(valid.string("expires"))).isAfter(world.clock.instant());
        assertThat(valid.objects("challenges")).singleElement().satisfies(challenge -> {
            assertThat(challenge).containsEntry("type", "dns-01").containsEntry("status", "valid");
            assertThat(Instant.parse((String) challenge.get("validated"))).isEqualTo(world.clock.instant());
        });
    }

    @Test
    @Check(
            id = "M-63",
            section = "RFC 8555 §7.4.1",
            says =
                    "newAuthz answers 201 with Location and an authorization of the account; a wildcard is malformed, 400,"
                            + " and an identifier that the CA will not certify rejectedIdentifier, 403")
    void authorizationsCanBeAskedForBefore() {
        Answer answer =
                newAuthz("{\"type\":\"dns\",\"value\":\"WWW.example.org\"}").is(201);
        assertThat(answer.object("identifier")).containsEntry("value", "www.example.org");
        assertThat(client.read(answer.location()).is(200).text()).isEqualTo(answer.text());
        client.send(client.prepareDns(answer.location()), "{}").is(200);
        assertThat(client.read(answer.location()).string("status")).isEqualTo("valid");
        newAuthz("{\"type\":\"dns\",\"value\":\"*.example.org\"}").isRefused(400, "malformed");
        newAuthz("{\"type\":\"dns\",\"value\":\"a.localhost\"}").isRefused(403, "rejectedIdentifier");
        newAuthz("{\"type\":\"x\",\"value\":\"a\"}").isRefused(400, "unsupportedIdentifier");
        for (String identifier : List.of("1", "null", "{}", "[]", "{\"type\":\"dns\",\"value\":\"a_b.example.org\"}")) {
            newAuthz(identifier).isRefused(400, "malformed");
        }
    }
}
