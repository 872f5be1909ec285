package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountConformanceTest extends Conformance {

    private Answer register(ClientKey key, String payload) {
        return new Client(world, key).byKey(url("newAccount"), payload).send();
    }

    private Answer register(String payload) {
        return register(ClientKey.es256(), payload);
    }

    @Test
    @Check(
            id = "C-31",
            section = "RFC 8555 §7.3",
            says = "a newAccount payload that is no JSON object, or has members of wrong types, is malformed, 400")
    void newAccountTakesAnObject() {
        for (String payload : List.of(
                "",
                "[]",
                "{\"contact\":\"mailto:a@example.org\"}",
                "{\"contact\":[1]}",
                "{\"contact\":[null]}",
                "{\"contact\":{}}",
                "{\"termsOfServiceAgreed\":\"yes\"}",
                "{\"onlyReturnExisting\":1}",
                "{\"externalAccountBinding\":[]}")) {
            register(payload).isRefused(400, "malformed");
        }
    }

    @Test
    @Check(
            id = "C-32",
            section = "RFC 8555 §7.3.1",
            says = "a key that has an account gets it with 200 and Location, before terms, contacts and bindings are"
                    + " looked at; if that is deactivated, unauthorized, 403")
    @Check(
            id = "M-40",
            section = "RFC 8555 §7.3.1",
            says = "newAccount with a known key answers 200 with Location and the account as it was, unchanged")
    void aKnownKeyGetsItsAccount() {
        try (World strict = World.start(builder -> builder.termsOfService(URI.create("https://ca.example.org/terms"))
                .externalAccountRequired(false))) {
            Client of = new Client(strict, ClientKey.es256());
            String first = of.byKey(
                            strict.url("newAccount"),
                            "{\"termsOfServiceAgreed\":true,\"contact\":[\"mailto:a@example.org\"]}")
                    .send()
                    .is(201)
                    .text();
            for (String payload : List.of(
                    "{}",
                    "{\"onlyReturnExisting\":true}",
                    "{\"contact\":[\"nonsense\"]}",
                    "{\"contact\":[\"mailto:b@example.org\"],\"externalAccountBinding\":{}}")) {
                Answer again =
                        of.byKey(strict.url("newAccount"), payload).send().is(200);
                assertThat(again.text()).isEqualTo(first);
                of.kid = again.location();
            }
            of.send(of.kid, "{\"status\":\"deactivated\"}").is(200);
            of.byKey(strict.url("newAccount"), "{\"termsOfServiceAgreed\":true}")
                    .send()
                    .isRefused(403, "unauthorized");
        }
    }

    @Test
    @Check(
            id = "C-33",
            section = "RFC 8555 §7.3.1",
            says = "onlyReturnExisting without an account is accountDoesNotExist, 400, and makes none")
    @Check(
            id = "M-41",
            section = "RFC 8555 §7.3.1",
            says = "onlyReturnExisting never makes an account: accountDoesNotExist, 400")
    void onlyReturnExistingMakesNone() {
        ClientKey key = ClientKey.es256();
        register(key, "{\"onlyReturnExisting\":true,\"contact\":[\"nonsense\"]}")
                .isRefused(400, "accountDoesNotExist");
        register(key, "{\"onlyReturnExisting\":true}").isRefused(400, "accountDoesNotExist");
        register(key, "{\"onlyReturnExisting\":false}").is(201);
    }

    @Test
    @Check(
            id = "C-34",
            section = "RFC 8555 §7.3, §7.3.3",
            says = "terms that are not agreed to are userActionRequired, 403, with instance and Link"
                    + " rel=terms-of-service")
    @Check(
            id = "M-42",
            section = "RFC 8555 §7.3",
            says = "where the directory has terms of service, newAccount without termsOfServiceAgreed: true is refused")
    @Check(
            id = "M-43",
            section = "RFC 8555 §7.3.3",
            says = "userActionRequired has status 403, instance, and a link to the terms")
    void theTermsMustBeAgreedTo() {
        String terms = "https://ca.example.org/terms";
        try (World other = World.start(builder -> builder.termsOfService(URI.create(terms)))) {
            for (String payload : List.of("{}", "{\"termsOfServiceAgreed\":false}")) {
                Answer answer = new Client(other, ClientKey.es256())
                        .byKey(other.url("newAccount"), payload)
                        .send()
                        .isRefused(403, "userActionRequired");
                assertThat(answer.links("terms-of-service")).containsExactly(terms);
                assertThat(answer.string("instance")).isEqualTo(terms);
            }
            Client of = other.client();
            assertThat(of.read(of.kid).links("terms-of-service")).containsExactly(terms);
            assertThat(of.read(of.kid).json()).containsEntry("termsOfServiceAgreed", true);
        }
    }

    @Test
    @Check(
            id = "C-35",
            section = "RFC 8555 §7.3",
            says = "too many contacts are malformed, 400; a contact that is no mailto URL of one address in ASCII"
                    + " invalidContact, of another scheme unsupportedContact, both 400; in updates too")
    @Check(
            id = "M-44",
            section = "RFC 8555 §7.3",
            says = "mailto contacts with header fields or several addresses are invalidContact, other schemes"
                    + " unsupportedContact")
    void contactsAreMailAddresses() {
        String many = "\"mailto:a@example.org\"" + ",\"mailto:a@example.org\"".repeat(50);
        register("{\"contact\":[" + many + "]}").isRefused(400, "malformed");
        for (String contact : List.of(
                "",
                "mailto:",
                "mailto:a",
                "mailto:@example.org",
                "mailto:a@",
                "a@example.org",
                "mailto:a@example.org?subject=x",
                "mailto:a@example.org,b@example.org",
                "mailto:a@example.org#x",
                "mailto:a@b@example.org",
                "mailto:a b@example.org",
                "mailto:a@exa mple.org",
                "mailto:a@example..org",
                "mailto:a@-example.org",
                "mailto:%zz@example.org",
                "mailto:ä@example.org",
                "mailto:a@exämple.org",
                "mailto://a@example.org",
                "mailto:a@example.org;b@example.org",
                "mailto:<a@example.org>",
                "mailto:a@example.org/x")) {
            Answer answer = register("{\"contact\":[" + Json.quoted(contact) + "]}");
            assertThat(answer.status()).as("%s: %s", contact, answer).isEqualTo(400);
            answer.isRefused(400, "invalidContact");
        }
        for (String contact : List.of("tel:+12025551212", "https://example.org", "x:y")) {
            register("{\"contact\":[" + Json.quoted(contact) + "]}").isRefused(400, "unsupportedContact");
        }
        client.send(client.kid, "{\"contact\":[\"tel:1\"]}").isRefused(400, "unsupportedContact");
        client.send(client.kid, "{\"contact\":[\"mailto:a\"]}").isRefused(400, "invalidContact");
        client.send(client.kid, "{\"contact\":[" + many + "]}").isRefused(400, "malformed");
        for (String contact : List.of("mailto:a@example.org", "mailto:a.b+c@xn--exmple-cua.org", "MAILTO:a@x.test")) {
            register("{\"contact\":[" + Json.quoted(contact) + "]}").is(201);
        }
    }

    @Test
    @Check(
            id = "C-39",
            section = "RFC 8555 §7.3.1",
            says = "of requests for a new account with one key at the same time one gets 201, the others 200 and the"
                    + " same Location")
    void oneKeyHasOneAccount() throws Exception {
        ClientKey key = ClientKey.es256();
        Client of = new Client(world, key);
        List<Answer> answers =
                Together.run(4, i -> of.byKey(url("newAccount"), "{}").send());
        List<Integer> statuses =
                new ArrayList<>(answers.stream().map(Answer::status).toList());
        Collections.sort(statuses);
        assertThat(statuses).containsExactly(200, 200, 200, 201);
        assertThat(answers.stream().map(Answer::location).distinct()).hasSize(1);
    }

    @Test
    @Check(
            id = "M-38",
            section = "RFC 8555 §7.3, §7.1.2",
            says = "a new account is answered with 201, Location, status valid and orders")
    @Check(
            id = "M-39",
            section = "RFC 8555 §7.3",
            says = "unknown members, orders and onlyReturnExisting in a request are passed over and not echoed")
    void aNewAccountIsShown() {
        Answer answer = register(
                        "{\"contact\":[\"mailto:a@example.org\"],\"onlyReturnExisting\":false,\"orders\":\"https://x.test\","
                                + "\"status\":\"revoked\",\"unknown\":{\"a\":[1]}}")
                .is(201);
        assertThat(answer.location()).startsWith(World.BASE);
        assertThat(answer.json())
                .containsEntry("status", "valid")
                .containsEntry("orders", answer.location() + "/orders")
                .containsEntry("contact", List.of("mailto:a@example.org"))
                .doesNotContainKeys("onlyReturnExisting", "unknown", "externalAccountBinding");
    }

    @Test
    @Check(
            id = "C-40",
            section = "RFC 8555 §7.3",
            says = "the account of others, and one that is not there, is unauthorized, 403")
    void accountsOfOthersAreClosed() {
        Client other = world.client();
        client.read(other.kid).isRefused(403, "unauthorized");
        client.send(other.kid, "{\"status\":\"deactivated\"}").isRefused(403, "unauthorized");
        client.read(other.kid + "x").isRefused(403, "unauthorized");
        other.read(other.kid).is(200);
    }

    @Test
    @Check(
            id = "C-41",
            section = "RFC 8555 §7.3.2, §6.3",
            says = "an empty payload and {} both answer 200 with the account")
    @Check(
            id = "M-45",
            section = "RFC 8555 §7.3.2",
            says = "an update changes the contacts, all of them, and nothing else; unknown members are passed over")
    void anAccountIsReadAndChanged() {
        String before = client.read(client.kid).is(200).text();
        assertThat(client.send(client.kid, "{}").is(200).text()).isEqualTo(before);
        assertThat(client.send(client.kid, "{\"termsOfServiceAgreed\":false,\"orders\":\"x\",\"y\":1}")
                        .is(200)
                        .text())
                .isEqualTo(before);
        Answer changed = client.send(client.kid, "{\"contact\":[\"mailto:a@example.org\"]}")
                .is(200);
        assertThat(changed.strings("contact")).containsExactly("mailto:a@example.org");
        assertThat(client.send(client.kid, "{\"status\":\"valid\"}").is(200).strings("contact"))
                .hasSize(1);
        Answer cleared = client.send(client.kid, "{\"contact\":[]}").is(200);
        assertThat(cleared.json().getOrDefault("contact", List.of())).isEqualTo(List.of());
    }

    @Test
    @Check(
            id = "C-42",
            section = "RFC 8555 §7.3.2, §7.3.6",
            says = "a status other than valid and deactivated is malformed, 400; deactivated ends the account")
    @Check(id = "M-49", section = "RFC 8555 §7.3.6", says = "deactivating answers 200 with the account, deactivated")
    void anAccountIsDeactivated() {
        for (String status : List.of("\"revoked\"", "\"x\"", "\"\"", "1", "[]", "\"Deactivated\"")) {
            client.send(client.kid, "{\"status\":" + status + "}").isRefused(400, "malformed");
        }
        client.read(client.kid).is(200);
        assertThat(client.send(client.kid, "{\"status\":\"deactivated\",\"contact\":[]}")
                        .is(200)
                        .string("status"))
                .isEqualTo("deactivated");
        client.send(client.kid, "{\"status\":\"valid\"}").isRefused(401, "unauthorized");
    }

    @Test
    @Check(
            id = "C-43",
            section = "RFC 8555 §7.1.2.1",
            says = "the list of orders of others, and a page that is not there, is malformed, 404; pages are linked by"
                    + " rel=next")
    @Check(
            id = "M-46",
            section = "RFC 8555 §7.1.2.1",
            says = "the list has the orders of the account as URLs, those that are invalid left out")
    void ordersAreListed() {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            placed.add(client.place("n" + i + ".example.org").url());
        }
        String deactivated =
                client.reread(new Client.Placed(placed.remove(7), null)).authorization();
        client.send(deactivated, "{\"status\":\"deactivated\"}").is(200);
        List<String> listed = new ArrayList<>();
        List<String> pages = List.of(client.kid + "/orders");
        int count = 0;
        while (!pages.isEmpty()) {
            Answer page = client.read(pages.get(0)).is(200);
            listed.addAll(page.strings("orders"));
            pages = page.links("next");
            count++;
        }
        assertThat(count).isGreaterThan(1);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(placed);
        Client other = world.client();
        assertThat(other.read(other.kid + "/orders").is(200).strings("orders")).isEmpty();
        other.read(client.kid + "/orders").isRefused(404, "malformed");
        for (String page : List.of("?after=x", "?after=", "?x", "?")) {
            client.read(client.kid + "/orders" + page).isRefused(404, "malformed");
        }
        String last = placed.get(0).replaceFirst(".*/", "");
        other.read(other.kid + "/orders?after=" + last).isRefused(404, "malformed");
    }
}
