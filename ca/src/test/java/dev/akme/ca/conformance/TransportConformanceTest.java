package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCaBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransportConformanceTest extends Conformance {

    private static final Map<String, List<String>> NO_HEADERS = Map.of();

    @Test
    @Check(id = "C-1", section = "RFC 8555 §6.7", says = "an unknown path is malformed, 404, for every method")
    void anUnknownPathIsNotFound() {
        for (String path : List.of("/nothing", "/new-order/", "/order", "/order//finalize", "/", "", "//new-order")) {
            world.get(World.BASE + path).isProblem(404, "malformed");
            client.post(World.BASE + path, "{}").send().isRefused(404, "malformed");
        }
        assertThat(world.send("HEAD", World.BASE + "/nothing", NO_HEADERS, new byte[0])
                        .status())
                .isEqualTo(404);
        world.get("https://ca.example.org/elsewhere").isProblem(404, "malformed");
        world.get("https://ca.example.org/acmeX/dir").isProblem(404, "malformed");
    }

    @Test
    @Check(
            id = "C-2",
            section = "RFC 8555 §6.3",
            says = "a method that is not allowed is malformed, 405, with Allow; HEAD is allowed wherever GET is")
    @Check(
            id = "M-30",
            section = "RFC 8555 §6.3",
            says = "a GET of a resource that is only for POST-as-GET is refused with 405 and malformed")
    void aMethodThatIsNotAllowedIsRefused() {
        Client.Placed order = client.place("www.example.org");
        List<String> onlyPost = List.of(
                url("newAccount"),
                url("newOrder"),
                url("newAuthz"),
                url("revokeCert"),
                url("keyChange"),
                client.kid,
                order.url(),
                order.finalizeUrl(),
                order.authorization());
        for (String url : onlyPost) {
            for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "TRACE", "post", "X")) {
                assertThat(world.send(method, url, NO_HEADERS, new byte[0])
                                .isProblem(405, "malformed")
                                .header("Allow"))
                        .isEqualTo("POST");
            }
        }
        for (String url : List.of(url("newNonce"), world.ca.directoryUrl().toString())) {
            assertThat(world.send("PUT", url, NO_HEADERS, new byte[0])
                            .isProblem(405, "malformed")
                            .header("Allow"))
                    .contains("GET", "HEAD", "POST");
            world.send("HEAD", url, NO_HEADERS, new byte[0]).is(200);
        }
        client.send(url("renewalInfo") + "/a.b", "").isRefused(405, "malformed");
    }

    @Test
    @Check(
            id = "C-3",
            section = "Fetch, CORS protocol",
            says = "scripts of every origin may ask and read Link, Replay-Nonce, Location and Retry-After")
    void scriptsMayAsk() {
        Answer preflight = world.send(
                "OPTIONS",
                url("newOrder"),
                Map.of(
                        "Origin", List.of("https://app.example.org"),
                        "Access-Control-Request-Method", List.of("POST"),
                        "Access-Control-Request-Headers", List.of("content-type")),
                new byte[0]);
        assertThat(preflight.status()).isIn(200, 204);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(preflight.header("Access-Control-Allow-Headers").toLowerCase(java.util.Locale.ROOT))
                .contains("content-type");
        for (Answer answer : List.of(preflight, client.read(client.kid), world.get(url("newNonce")))) {
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(answer.header("Access-Control-Expose-Headers").split(", *"))
                    .contains("Link", "Replay-Nonce", "Location", "Retry-After");
        }
    }

    @Test
    @Check(
            id = "C-4",
            section = "RFC 8555 §6.1",
            says = "a request without User-Agent is accepted, and in strict mode malformed, 400")
    void strictModeAsksForTheUserAgent() {
        Post lenient = client.post(client.kid, "");
        lenient.http().remove("User-Agent");
        lenient.send().is(200);
        try (World strict = World.start(builder -> builder.strict(true))) {
            Client of = strict.client();
            Post post = of.post(of.kid, "");
            post.http().remove("User-Agent");
            post.send().isRefused(400, "malformed");
            of.post(of.kid, "").send().is(200);
        }
    }

    @Test
    @Check(
            id = "C-5",
            section = "RFC 8555 §6.2",
            says = "a POST whose Content-Type is not application/jose+json, alone, is refused with 415")
    @Check(
            id = "M-8",
            section = "RFC 8555 §6.2",
            says = "a POST of another media type, or of none, is refused with 415 whatever its body is")
    void anotherMediaTypeIsRefused() {
        for (String type : List.of(
                "application/json",
                "application/jose",
                "application/jose+json; charset=utf-8",
                "application/jose+json;",
                "text/plain, application/jose+json",
                "")) {
            client.post(client.kid, "").http("Content-Type", type).send().isRefused(415, "malformed");
        }
        Post none = client.post(client.kid, "");
        none.http().remove("Content-Type");
        none.send().isRefused(415, "malformed");
    }

    @Test
    @Check(id = "C-6", section = "RFC 8555 §6.5.1", says = "the header Replay-Nonce in a request is malformed, 400")
    void theNonceIsNoHeaderOfRequests() {
        client.post(client.kid, "").http("Replay-Nonce", world.nonce()).send().isRefused(400, "malformed");
    }

    @Test
    @Check(id = "C-7", section = "RFC 8555 §6.2", says = "a POST without body is malformed, 400")
    void aPostHasABody() {
        client.post(client.kid, "").sendBody("").isRefused(400, "malformed");
    }

    @Test
    @Check(
            id = "C-8",
            section = "RFC 9110 §15.5.14",
            says = "a body beyond the limit is malformed, 413; an order of a hundred names is below it")
    void aBodyHasALimit() {
        client.post(client.kid, "")
                .sendBody("{\"protected\":\"" + "A".repeat(70_000) + "\"}")
                .isRefused(413, "malformed");
        String[] names = new String[100];
        for (int i = 0; i < names.length; i++) {
            names[i] = "a".repeat(60) + i + "." + "b".repeat(60) + ".example.org";
        }
        client.order(names).is(201);
    }

    @Test
    @Check(
            id = "C-9",
            section = "RFC 8555 §6.5, §7.1",
            says = "every answer to a POST has a new Replay-Nonce, Cache-Control: no-store and Link rel=index; the"
                    + " directory has no such link")
    @Check(
            id = "M-20",
            section = "RFC 8555 §6.5",
            says = "a successful answer to a POST carries a Replay-Nonce, as does a badNonce refusal")
    @Check(
            id = "M-35",
            section = "RFC 8555 §7.1",
            says = "every resource but the directory links to the directory with rel=index")
    void everyAnswerToAPostHasTheNextNonce() {
        Client.Placed order = client.place("www.example.org");
        List<Answer> answers = List.of(
                client.read(client.kid),
                client.read(client.kid + "/orders"),
                client.read(order.url()),
                client.read(order.authorization()),
                client.order("other.example.org"),
                client.post(order.url(), "").header("nonce", "\"AAAA\"").send().isRefused(400, "badNonce"),
                client.post(World.BASE + "/nothing", "").send());
        for (Answer answer : answers) {
            assertThat(answer.nonce()).matches("[A-Za-z0-9_-]{22,}");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.links("index"))
                    .containsExactly(world.ca.directoryUrl().toString());
        }
        assertThat(answers.stream().map(Answer::nonce).distinct()).hasSize(answers.size());
        assertThat(world.get(world.ca.directoryUrl().toString()).links("index")).isEmpty();
        // Each of them can be used.
        client.post(client.kid, "")
                .header("nonce", Json.quoted(answers.get(6).nonce()))
                .send()
                .is(200);
    }

    @Test
    @Check(
            id = "C-10",
            section = "RFC 8555 §7.2",
            says = "newNonce answers HEAD with 200 and GET with 204, both without a body")
    @Check(
            id = "M-37",
            section = "RFC 8555 §7.2",
            says = "newNonce answers HEAD, GET and POST-as-GET with a new nonce and Cache-Control: no-store")
    void newNonceGivesNonces() {
        Answer head =
                world.send("HEAD", url("newNonce"), NO_HEADERS, new byte[0]).is(200);
        Answer get = world.get(url("newNonce")).is(204);
        Answer post = client.read(url("newNonce"));
        assertThat(post.status()).isIn(200, 204);
        for (Answer answer : List.of(head, get, post)) {
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            client.post(client.kid, "")
                    .header("nonce", Json.quoted(answer.nonce()))
                    .send()
                    .is(200);
        }
    }

    @Test
    @Check(id = "C-11", section = "RFC 8555 §7.1.1", says = "the directory answers GET and POST-as-GET")
    @Check(
            id = "M-34",
            section = "RFC 8555 §7.1, §7.1.1",
            says = "a server has a directory, and newNonce in it; every URL in it is absolute")
    void theDirectoryCanBeRead() {
        Answer get = world.get(world.ca.directoryUrl().toString()).is(200);
        assertThat(get.header("Content-Type")).isEqualTo("application/json");
        assertThat(client.read(world.ca.directoryUrl().toString()).is(200).text())
                .isEqualTo(get.text());
        client.send(world.ca.directoryUrl().toString(), "{}").isRefused(400, "malformed");
        for (String name :
                List.of("newNonce", "newAccount", "newOrder", "newAuthz", "revokeCert", "keyChange", "renewalInfo")) {
            assertThat(URI.create(url(name)).isAbsolute()).as(name).isTrue();
        }
    }

    @Test
    @Check(
            id = "M-36",
            section = "RFC 8555 §7.1.1, §7.3.4, RFC 9773 §3",
            says = "meta says that external accounts are required exactly when they are, and what the terms are")
    void theDirectoryTellsWhatIsRequired() {
        assertThat(meta(builder -> builder)).doesNotContainKeys("externalAccountRequired", "termsOfService");
        assertThat(meta(builder -> builder.externalAccountRequired(true)))
                .containsEntry("externalAccountRequired", true);
        assertThat(meta(builder -> builder.termsOfService(URI.create("https://ca.example.org/terms"))))
                .containsEntry("termsOfService", "https://ca.example.org/terms");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> meta(java.util.function.UnaryOperator<AcmeCaBuilder> settings) {
        try (World other = World.start(settings)) {
            return (Map<String, Object>) other.directory().get("meta");
        }
    }
}
