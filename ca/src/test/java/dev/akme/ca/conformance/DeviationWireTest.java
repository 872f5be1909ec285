package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.Deviation;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each deviation as it is on the wire, and that it is gone when it is switched off. */
class DeviationWireTest {

    private static final String ACCOUNTS = "https://ca.example.org/acme/account/";

    private final Deviating ca = new Deviating();

    @AfterEach
    void close() {
        ca.close();
    }

    /** Something that is seen of a CA with a deviation alone. */
    @FunctionalInterface
    interface Sight {
        boolean isSeen(Deviating ca);
    }

    @ParameterizedTest
    @EnumSource
    void aDeviationIsSeenWhileItIsOn(Deviation deviation) {
        Sight sight = sights().get(deviation);
        assertThat(sight).as("what is seen of %s", deviation).isNotNull();
        assertThat(sight.isSeen(ca)).as("before").isFalse();
        ca.deviate(deviation);
        assertThat(sight.isSeen(ca)).as("while it is on").isTrue();
        ca.conform(deviation);
        assertThat(sight.isSeen(ca)).as("after").isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void aDeviationSaysWhatItIs(Deviation deviation) {
        assertThat(deviation.id()).matches("D[0-9]+[a-z]?");
        assertThat(deviation.description()).isNotBlank();
        assertThat(deviation.servers()).isNotBlank();
        Set<String> ids = new HashSet<>();
        for (Deviation each : Deviation.values()) {
            assertThat(ids.add(each.id())).as("%s is there once", each.id()).isTrue();
        }
    }

    @Test
    void evenWithAllDeviationsAtOnceEveryRequestIsAnswered() {
        List<String> urls = List.of(
                ca.client.kid,
                ca.client.kid + "/orders",
                ca.chainUrl(),
                ca.order("a.example.org").location(),
                ca.order("b.example.org").strings("authorizations").get(0),
                ca.world.url("newOrder"),
                ca.world.url("newAuthz"),
                ca.world.url("newAccount"),
                ca.world.url("keyChange"),
                ca.world.url("renewalInfo") + "/x");
        ca.deviate(Deviation.values());
        for (String url : urls) {
            for (String method : List.of("GET", "HEAD", "OPTIONS", "PUT")) {
                assertThat(ca.world.send(method, url, Map.of(), new byte[0]).status())
                        .isBetween(200, 599);
            }
            for (String payload : List.of("", "{}", "{" + Client.identifiers("c.example.org") + "}")) {
                Post post = ca.client.post(url, payload).header("nonce", Json.quoted(ca.plainNonce()));
                assertThat(post.send().status()).isBetween(200, 599);
            }
        }
        assertThat(ca.directory().status()).isEqualTo(302);
    }

    private static Map<Deviation, Sight> sights() {
        Map<Deviation, Sight> sights = new EnumMap<>(Deviation.class);
        directories(sights);
        accounts(sights);
        nonces(sights);
        problems(sights);
        orders(sights);
        authorizations(sights);
        times(sights);
        urls(sights);
        chains(sights);
        return sights;
    }

    private static void directories(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.DIRECTORY_WITH_MORE,
                ca -> ca.directory().text().contains("\"newThings\":{\"a\":[1]}")
                        && !ca.directory().text().equals(ca.directory().text()));
        sights.put(
                Deviation.DIRECTORY_WITHOUT_META, ca -> !ca.directory().text().contains("\"meta\""));
        sights.put(Deviation.META_NULL, ca -> ca.directory().text().contains("\"meta\":null"));
        sights.put(Deviation.META_EMPTY, ca -> ca.directory().text().contains("\"meta\":{}"));
        sights.put(Deviation.TERMS_BLANK, ca -> ca.directory().text().contains("\"termsOfService\":\"\""));
        sights.put(
                Deviation.TERMS_AS_DATA,
                ca -> ca.directory().text().contains("\"termsOfService\":\"data:text/plain,Do%20what"));
        sights.put(
                Deviation.DIRECTORY_SHORT,
                ca -> ca.directory().json().keySet().equals(Set.of("newNonce", "newAccount", "newOrder", "meta")));
        sights.put(
                Deviation.BINDING_UNDECLARED,
                ca -> ca.directory().text().contains("\"externalAccountRequired\":false"));
        sights.put(Deviation.DIRECTORY_WITH_NONCE, ca -> {
            List<String> nonces = ca.directory().all("Replay-Nonce");
            return nonces.size() == 1
                    && ca.client
                                    .post(ca.client.kid, "")
                                    .header("nonce", Json.quoted(nonces.get(0)))
                                    .send()
                                    .status()
                            == 200;
        });
        sights.put(Deviation.DIRECTORY_REDIRECTED, ca -> {
            Answer answer = ca.directory();
            return answer.status() == 302
                    && ca.world.get(answer.location()).is(200).json().containsKey("newOrder");
        });
        sights.put(
                Deviation.RENEWAL_INFO_SLASH,
                ca -> String.valueOf(ca.directory().string("renewalInfo")).endsWith("/renewal-info/"));
        sights.put(
                Deviation.RENEWAL_INFO_UNAUTHORIZED,
                ca -> ca.world
                                .get(ca.world.url("renewalInfo") + "/aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE")
                                .status()
                        == 401);
    }

    private static void accounts(Map<Deviation, Sight> sights) {
        sights.put(Deviation.ACCOUNT_WITHOUT_ORDERS, ca -> !ca.account().text().contains("\"orders\""));
        sights.put(Deviation.ACCOUNT_WITH_MORE, ca -> ca.account().text().contains("\"initialIp\":\"192.0.2.1\""));
        sights.put(Deviation.ACCOUNT_WITHOUT_CONTACT, ca -> !ca.account().text().contains("contact"));
        sights.put(
                Deviation.ACCOUNT_WITH_EMPTY_CONTACT, ca -> ca.account().text().contains("\"contact\":[]"));
        sights.put(Deviation.ORDERS_AS_ARRAY, ca -> ca.ordersList().text().startsWith("[\"https://"));
        sights.put(Deviation.ORDERS_NOT_FOUND, ca -> ca.ordersList().status() == 404);
        sights.put(Deviation.ORDERS_NULL, ca -> ca.ordersList().text().equals("{\"orders\":null}"));
        sights.put(
                Deviation.KEY_CHANGE_NOT_IMPLEMENTED,
                ca -> ca.isRefused(ca.client.send(ca.world.url("keyChange"), "{}"), 501, "rejectedIdentifier"));
        sights.put(
                Deviation.KEY_CHANGE_NOT_FOUND,
                ca -> ca.isRefused(ca.client.send(ca.world.url("keyChange"), "{}"), 404, "malformed"));
        sights.put(Deviation.CONTACT_REQUIRED, ca -> ca.isRefused(ca.newAccount("{}"), 400, "invalidContact"));
        sights.put(
                Deviation.EMPTY_MEMBERS_REFUSED,
                ca -> ca.isRefused(ca.newAccount("{\"contact\":[]}"), 400, "malformed"));
        sights.put(
                Deviation.BINDING_HS256,
                ca -> ca.isRefused(ca.bindsWith("HS384"), 400, "malformed")
                        && ca.bindsWith("HS256").status() == 201);
        sights.put(
                Deviation.EDDSA_REFUSED,
                ca -> ca.isRefused(
                        new Client(ca.world, ClientKey.ed25519())
                                .byKey(ca.world.url("newAccount"), "{}")
                                .send(),
                        400,
                        "badSignatureAlgorithm"));
        sights.put(
                Deviation.BOULDER_REQUESTER,
                ca -> ca.account().all("Boulder-Requester").size() == 1);
    }

    private static void nonces(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.ERROR_WITHOUT_NONCE,
                ca -> ca.notFound().all("Replay-Nonce").isEmpty()
                        && ca.badNonce().all("Replay-Nonce").size() == 1);
        sights.put(
                Deviation.BAD_NONCE_WITHOUT_NONCE,
                ca -> ca.badNonce().all("Replay-Nonce").isEmpty()
                        && ca.notFound().all("Replay-Nonce").size() == 1);
        sights.put(
                Deviation.NONCE_TWICE, ca -> ca.newNonce().all("Replay-Nonce").size() == 2);
        sights.put(Deviation.NONCE_JOINED, ca -> ca.newNonce().nonce().matches("([A-Za-z0-9_-]+), \\1"));
        sights.put(Deviation.NEW_NONCE_NO_CONTENT, ca -> ca.newNonce().status() == 204);
        sights.put(
                Deviation.NEW_NONCE_WITH_TYPE,
                ca -> ca.newNonce().all("Content-Type").equals(List.of("text/html")));
        // It can be used: the account is read.
        sights.put(
                Deviation.LONG_NONCES,
                ca -> ca.newNonce().nonce().length() > 140 && ca.account().status() == 200);
    }

    private static void problems(Map<Deviation, Sight> sights) {
        sights.put(Deviation.PROBLEM_WITHOUT_TYPE, ca -> !ca.notFound().text().contains("\"type\""));
        sights.put(Deviation.PROBLEM_WITH_MESSAGE, ca -> ca.notFound().text().startsWith("{\"message\":\""));
        sights.put(
                Deviation.UNSUPPORTED_TYPE,
                ca -> ca.failed(ProblemType.INCORRECT_RESPONSE)
                        .text()
                        .contains("\"urn:ietf:params:acme:error:unsupported type ACME error type '13'\""));
        sights.put(
                Deviation.CONTACT_AS_RESPONSE,
                ca -> ca.isRefused(ca.newAccount("{\"contact\":[\"mailto:nobody\"]}"), 400, "incorrectResponse"));
        sights.put(Deviation.SUBPROBLEMS_NULL, ca -> ca.notFound().text().contains("\"subproblems\":null"));
        sights.put(
                Deviation.CHALLENGE_ERROR_EMPTY,
                ca -> ca.failed(ProblemType.DNS).text().contains("\"error\":{}"));
        sights.put(Deviation.PROBLEM_WITH_MORE, ca -> ca.notFound().text().contains("\"requestID\":\"7\""));
        sights.put(Deviation.CONFLICT, ca -> {
            ca.world
                    .ca
                    .faults()
                    .answerNext(Problem.of(ProblemType.MALFORMED, "taken").toBuilder()
                            .status(409)
                            .build());
            return ca.isRefused(ca.account(), 409, "conflict");
        });
        sights.put(
                Deviation.ERRORS_AS_HTML,
                ca -> ca.notAllowed().header("Content-Type").equals("text/html")
                        && ca.notAllowed().text().startsWith("<html>")
                        && ca.notFound().header("Content-Type").equals("application/problem+json"));
        sights.put(
                Deviation.PROBLEMS_AS_JSON,
                ca -> ca.notFound().header("Content-Type").equals("application/json"));
        sights.put(Deviation.OTHER_STATUSES, ca -> {
            ca.world.ca.faults().answerNext(Problem.of(ProblemType.RATE_LIMITED, "slow down"));
            boolean limited = ca.isRefused(ca.account(), 400, "rateLimited");
            Client other = ca.world.client();
            return limited && ca.isRefused(other.read(ca.client.kid), 401, "unauthorized");
        });
        sights.put(
                Deviation.NO_ACCOUNT_FORBIDDEN,
                ca -> ca.isRefused(ca.newAccount("{\"onlyReturnExisting\":true}"), 403, "accountDoesNotExist"));
        sights.put(
                Deviation.NO_ACCOUNT_INTERNAL,
                ca -> ca.isRefused(ca.newAccount("{\"onlyReturnExisting\":true}"), 500, "accountDoesNotExist"));
        sights.put(Deviation.ALGORITHMS_MISSING, ca -> {
            Answer answer = ca.client
                    .post(ca.client.kid, "")
                    .header("alg", "\"ES256K\"")
                    .send();
            return ca.isRefused(answer, 400, "badSignatureAlgorithm")
                    && !answer.text().contains("\"algorithms\":");
        });
        sights.put(
                Deviation.URL_MISMATCH_MALFORMED,
                ca -> ca.isRefused(
                        ca.client
                                .post(ca.client.kid, "")
                                .header("url", Json.quoted(ACCOUNTS + "other"))
                                .send(),
                        400,
                        "malformed"));
        sights.put(
                Deviation.MEDIA_TYPE_BAD_REQUEST,
                ca -> ca.isRefused(
                        ca.client
                                .post(ca.client.kid, "")
                                .http("Content-Type", "application/json")
                                .send(),
                        400,
                        "malformed"));
        sights.put(Deviation.STATUS_AS_TEXT, ca -> ca.notFound().text().contains("\"status\":\"404\""));
    }

    private static void orders(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.ORDER_WITH_TIMES,
                ca -> ca.order("a.example.org").text().matches(".*\"id\":\"7\".*\"notBefore\":.*\"notAfter\":.*"));
        sights.put(
                Deviation.TIMES_REFUSED,
                ca -> ca.isRefused(
                        ca.client.send(
                                ca.world.url("newOrder"),
                                "{" + Client.identifiers("a.example.org") + ",\"notAfter\":\"2031-03-05T00:00:00Z\"}"),
                        400,
                        "malformed"));
        sights.put(Deviation.ORDER_ERROR_AS_TEXT, ca -> ca.failedOrder().text().contains("\"error\":\"not everything"));
        sights.put(
                Deviation.ORDER_WITH_MORE,
                ca -> ca.order("a.example.org").text().contains("\"resource\":\"order\""));
        sights.put(
                Deviation.IDENTIFIERS_IN_CAPITALS,
                ca -> ca.order("a.example.org").text().contains("A.EXAMPLE.ORG"));
        sights.put(Deviation.IDENTIFIERS_SHUFFLED, ca -> {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                Answer order = ca.order("a.example.org", "b.example.org", "c.example.org");
                seen.add(order.objects("identifiers").toString());
            }
            return seen.size() > 1;
        });
        sights.put(
                Deviation.WILDCARDS_STRIPPED,
                ca -> !ca.order("*.example.org").text().contains("*"));
        sights.put(
                Deviation.SAME_ORDER,
                ca -> ca.order("same.example.org")
                        .location()
                        .equals(ca.order("same.example.org").location()));
        sights.put(
                Deviation.ONLY_PENDING_AUTHORIZATIONS,
                ca -> ca.client
                        .read(ca.authorized().url())
                        .strings("authorizations")
                        .isEmpty());
        sights.put(Deviation.ORDER_STAYS_PENDING, ca -> {
            Client.Placed order = ca.authorized();
            Answer early = ca.client.finish(
                    order, Csr.of(ClientKey.es256()).names("a.example.org").der());
            if (early.status() == 200) {
                return false;
            }
            for (int i = 0; i < 3; i++) {
                assertThat(ca.client.reread(order).status()).isEqualTo("pending");
            }
            assertThat(ca.client.reread(order).status()).isEqualTo("ready");
            assertThat(ca.client
                            .finish(
                                    order,
                                    Csr.of(ClientKey.es256())
                                            .names("a.example.org")
                                            .der())
                            .status())
                    .isEqualTo(200);
            return ca.isRefused(early, 403, "orderNotReady");
        });
        sights.put(Deviation.ORDER_WITHOUT_LOCATION, ca -> {
            Answer order = ca.order("a.example.org");
            return ca.client.read(order.location()).all("Location").isEmpty();
        });
    }

    private static void authorizations(Map<Deviation, Sight> sights) {
        sights.put(
                Deviation.AUTHORIZATION_WITH_MORE,
                ca -> ca.authorization("a.example.org").text().contains("\"wildcard\":false"));
        sights.put(
                Deviation.ALREADY_AUTHORIZED,
                ca -> ca.order("a.example.org").string("status").equals("ready")
                        && ca.authorization("a.example.org").string("status").equals("valid"));
        sights.put(Deviation.INVALID_REUSED, ca -> {
            Answer failed = ca.failedOrder();
            return ca.order("failed.example.org").strings("authorizations").equals(failed.strings("authorizations"));
        });
        sights.put(
                Deviation.PROPRIETARY_CHALLENGE,
                ca -> ca.authorization("a.example.org").text().contains("{\"type\":\"sectigo-email-01\",\"url\""));
        sights.put(
                Deviation.UNKNOWN_CHALLENGES,
                ca -> ca.authorization("a.example.org").text().contains("\"smoke-signal-01\"")
                        && ca.authorization("a.example.org").text().contains("{\"type\":5},{}"));
        sights.put(
                Deviation.TOKENS_MISSING,
                ca -> !ca.authorization("a.example.org").text().contains("\"token\""));
        sights.put(
                Deviation.CHALLENGE_STAYS_PENDING,
                ca -> ca.answered("{}").string("status").equals("pending"));
        sights.put(Deviation.VALIDATION_LASTS, ca -> {
            String authorization = ca.authorized().authorization();
            return ca.client.read(authorization).string("status").equals("pending")
                    && ca.client.read(authorization).text().contains("\"processing\"")
                    && ca.client.read(authorization).string("status").equals("pending")
                    && ca.client.read(authorization).string("status").equals("valid");
        });
        sights.put(
                Deviation.CHALLENGE_URI,
                ca -> ca.authorization("a.example.org").text().contains("\"uri\":\"https"));
        sights.put(
                Deviation.CHALLENGE_WITHOUT_URL,
                ca -> !ca.authorization("a.example.org").text().contains("\"url\""));
        sights.put(
                Deviation.PERSIST_WITHOUT_ACCOUNT,
                ca -> ca.authorization("a.example.org").text().contains("dns-persist-01")
                        && !ca.authorization("a.example.org").text().contains("accounturi"));
        sights.put(
                Deviation.EMPTY_RESPONSE_DEMANDED,
                ca -> ca.isRefused(ca.answered("{\"resource\":\"challenge\"}"), 400, "malformed"));
        sights.put(
                Deviation.OLD_RESPONSES,
                ca -> ca.answered("{\"keyAuthorization\":\"x.y\"}").status() == 200);
        sights.put(
                Deviation.NULL_MEMBERS,
                ca -> ca.order("a.example.org").text().contains("\"error\":null")
                        && ca.directory().text().contains("\"newAuthz\":null")
                        && ca.authorization("a.example.org").text().contains("\"validated\":null"));
    }

    private static void times(Map<Deviation, Sight> sights) {
        sights.put(Deviation.RETRY_AFTER_AS_DATE, ca -> {
            ca.world.ca.faults().answerNext(Problem.of(ProblemType.RATE_LIMITED, "slow down"), Duration.ofSeconds(90));
            return ca.account().header("Retry-After").equals("Sat, 1 Mar 2031 12:01:30 GMT");
        });
        sights.put(
                Deviation.RETRY_AFTER_EVERYWHERE,
                ca -> ca.authorization("a.example.org").all("Retry-After").equals(List.of("1")));
        sights.put(
                Deviation.RETRY_AFTER_A_DAY,
                ca -> ca.authorization("a.example.org").all("Retry-After").equals(List.of("86400")));
        sights.put(
                Deviation.NANOSECONDS,
                ca -> ca.order("a.example.org").text().contains("\"expires\":\"2031-03-08T12:00:00.123456789Z\""));
        sights.put(
                Deviation.OFFSETS,
                ca -> ca.order("a.example.org").text().contains("\"expires\":\"2031-03-08t13:30:00.000+01:30\""));
    }

    private static void urls(Map<Deviation, Sight> sights) {
        sights.put(Deviation.RELATIVE_URLS, ca -> {
            Answer order = ca.order("a.example.org");
            return order.string("finalize").startsWith("/acme/order/")
                    && order.location().startsWith("/acme/order/")
                    && order.links("index").equals(List.of("/acme/dir"));
        });
        sights.put(Deviation.PLAIN_URLS, ca -> {
            Answer order = ca.order("a.example.org");
            return order.string("finalize").startsWith("http://ca.example.org/acme/order/")
                    && order.location().startsWith("http://ca.example.org/acme/order/");
        });
        sights.put(
                Deviation.UP_LINK_DOUBLED,
                ca -> ca.answered("{}").links("up").get(0).matches("https://[^/]*(/acme/authorization/.*)\\1"));
        sights.put(
                Deviation.LINKS_IN_ONE_LINE,
                ca -> ca.answered("{}")
                        .all("Link")
                        .get(0)
                        .matches("<[^>]*> ; rel=\"up\", <[^>]*> ; rel=\"index\"; rel=\"ignored\""
                                + "|<[^>]*> ; rel=\"index\", <[^>]*> ; rel=\"up\"; rel=\"ignored\""));
        sights.put(
                Deviation.CHARSETS,
                ca -> ca.account().header("Content-Type").equals("application/json; charset=utf-8")
                        && ca.notFound().header("Content-Type").equals("application/problem+json; charset=utf-8"));
    }

    private static void chains(Map<Deviation, Sight> sights) {
        sights.put(Deviation.CHAIN_WITH_CRLF, ca -> ca.chain().contains("-----\r\n"));
        sights.put(
                Deviation.CHAIN_WITH_BLANK_LINES,
                ca -> ca.chain().contains("-----\n\n\n-----BEGIN") && ca.chain().endsWith("-----"));
        sights.put(Deviation.CHAIN_WITH_TEXT, ca -> ca.chain().startsWith("subject=CN = example\n-----BEGIN"));
        sights.put(Deviation.LEAF_ALONE, ca -> ca.chain().split("-----BEGIN", -1).length == 2);
        sights.put(Deviation.HUGE_CHAIN, ca -> ca.chain().length() > 2_000_000);
    }
}
