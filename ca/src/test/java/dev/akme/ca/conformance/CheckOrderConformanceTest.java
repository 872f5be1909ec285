package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several things that are wrong with a request, the first in the order of the checks is told, whatever the others are. */
class CheckOrderConformanceTest {

    private static final String POST = "POST";
    private static final int BEYOND_THE_LIMIT = 70_000;

    private final World world =
            World.start(builder -> builder.termsOfService(URI.create("https://ca.example.org/terms")));
    private final Client client = world.client();

    @AfterEach
    void close() {
        world.close();
    }

    /** A request in which several things can be made wrong, none of which hides another. */
    private static final class Attempt {

        private final World world;
        private final Post post;
        private final Map<String, String> payload = new LinkedHashMap<>();
        private String method = POST;
        private String target;
        private String wholePayload = "";
        private String padding = "";

        Attempt(World world, Post post) {
            this.world = world;
            this.post = post;
            this.target = post.target();
        }

        Attempt with(String member, String json) {
            payload.put(member, json);
            return this;
        }

        Answer send() {
            post.payload(wholePayload.isEmpty() ? Post.object(payload) : wholePayload);
            byte[] body = (post.jws() + padding).getBytes(StandardCharsets.UTF_8);
            return world.send(method, target, post.http(), body);
        }
    }

    /**
     * A check.
     *
     * @param name what it looks at
     * @param fault makes a request wrong there, and nowhere else
     * @param status of the refusal
     * @param type of the refusal
     * @param detail what its detail has in it
     */
    private record Step(String name, Consumer<Attempt> fault, int status, String type, String detail) {}

    // ---- the order

    /** What comes before anybody is known. */
    private static List<Step> envelope() {
        return List.of(
                new Step("path", a -> a.target = World.BASE + "/nowhere", 404, "malformed", "nothing at this path"),
                new Step("method", a -> a.method = "PUT", 405, "malformed", "the method is not allowed"),
                new Step(
                        "media type",
                        a -> a.post.http("Content-Type", "application/json"),
                        415,
                        "malformed",
                        "Content-Type is not"),
                new Step(
                        "size",
                        a -> a.padding = " ".repeat(BEYOND_THE_LIMIT),
                        413,
                        "malformed",
                        "the body has more than"),
                new Step("form of the JWS", a -> a.post.member("header", "{}"), 400, "malformed", "the member header"),
                new Step(
                        "algorithm",
                        a -> a.post.header("alg", "\"HS256\""),
                        400,
                        "badSignatureAlgorithm",
                        "the algorithm in the header is not accepted"));
    }

    /** What comes once the key is known. */
    private List<Step> proof() {
        String used = world.nonce();
        client.post(client.kid, "").header("nonce", Json.quoted(used)).send().is(200);
        return List.of(
                new Step(
                        "signature",
                        a -> a.post.signature(octets -> new byte[64]),
                        400,
                        "malformed",
                        "the signature is not one by this key"),
                new Step(
                        "nonce",
                        a -> a.post.header("nonce", Json.quoted(used)),
                        400,
                        "badNonce",
                        "the nonce was used before"),
                new Step(
                        "url",
                        a -> a.post.header("url", Json.quoted(client.kid)),
                        403,
                        "unauthorized",
                        "url in the header is not the URL of this request"));
    }

    private static Step both(Consumer<Attempt> other) {
        return new Step("jwk or kid", other, 400, "malformed", "both jwk and kid");
    }

    private static List<Step> all(List<Step> envelope, List<Step> name, List<Step> proof, List<Step> content) {
        List<Step> steps = new ArrayList<>(envelope);
        steps.addAll(name);
        steps.addAll(proof);
        steps.addAll(content);
        return steps;
    }

    /** Each fault alone, each two of them, and each with all that come after it. */
    private static void theFirstDecides(Supplier<Attempt> right, List<Step> steps) {
        for (int first = 0; first < steps.size(); first++) {
            refuses(right.get(), steps.subList(first, first + 1));
            for (int other = first + 1; other < steps.size(); other++) {
                refuses(right.get(), List.of(steps.get(first), steps.get(other)));
            }
            refuses(right.get(), steps.subList(first, steps.size()));
        }
    }

    private static void refuses(Attempt attempt, List<Step> faults) {
        faults.forEach(step -> step.fault().accept(attempt));
        Answer answer = attempt.send();
        Step expected = faults.get(0);
        String wrong = String.join(", ", faults.stream().map(Step::name).toList());
        assertThat(answer.string("detail"))
                .as("wrong in %s, answered with %s", wrong, answer)
                .contains(expected.detail());
        answer.isProblem(expected.status(), expected.type());
    }

    // ---- checked

    @Test
    @Check(
            id = "C-83",
            section = "RFC 8555 §6",
            says =
                    "of several things that are wrong with a request the first decides, in this order: path, method, media"
                            + " type, size, form of the JWS, algorithm, jwk or kid, key, signature, nonce, url; for revokeCert"
                            + " then a payload that is no object, rights, policy")
    void theFirstThatIsWrongDecides() {
        Client.Issued own = client.issue("www.example.org");
        Client.Issued foreign = world.client().issue("www.example.com");
        Supplier<Attempt> right = () -> new Attempt(world, client.post(world.url("revokeCert"), ""))
                .with("certificate", Json.quoted(Client.der(own.leaf())));
        theFirstDecides(
                right,
                all(
                        envelope(),
                        List.of(
                                both(a -> a.post.jwk()),
                                new Step(
                                        "key",
                                        a -> a.post.kid(client.kid + "x"),
                                        400,
                                        "accountDoesNotExist",
                                        "there is no account")),
                        proof(),
                        List.of(
                                new Step("payload", a -> a.wholePayload = "[]", 400, "malformed", "the payload"),
                                new Step(
                                        "rights",
                                        a -> a.with("certificate", Json.quoted(Client.der(foreign.leaf()))),
                                        403,
                                        "unauthorized",
                                        "the account neither ordered the certificate"),
                                new Step(
                                        "policy",
                                        a -> a.with("reason", "2"),
                                        400,
                                        "badRevocationReason",
                                        "this reason is not for subscribers"))));
        right.get().send().is(200);
    }

    @Test
    @Check(
            id = "C-83a",
            section = "RFC 8555 §6",
            says = "the same order for newAccount, by a jwk that is weak: then a payload that is no object, policy")
    void theFirstThatIsWrongDecidesByJwk() {
        Client stranger = new Client(world, ClientKey.es256());
        String weak = ClientKey.rsa(1024).jwk();
        Supplier<Attempt> right = () ->
                new Attempt(world, stranger.byKey(world.url("newAccount"), "")).with("termsOfServiceAgreed", "true");
        theFirstDecides(
                right,
                all(
                        envelope(),
                        List.of(
                                both(a -> a.post.kid(client.kid + "x")),
                                new Step("key", a -> a.post.header("jwk", weak), 400, "badPublicKey", "bits")),
                        proof(),
                        List.of(
                                new Step("payload", a -> a.wholePayload = "[]", 400, "malformed", "the payload"),
                                new Step(
                                        "policy",
                                        a -> a.with("termsOfServiceAgreed", "false"),
                                        403,
                                        "userActionRequired",
                                        "the terms of service must be agreed to"))));
        right.get().send().is(201);
    }

    @Test
    @Check(
            id = "C-83b",
            section = "RFC 8555 §6, §7.3.6",
            says =
                    "the same order for newOrder, by an account that is deactivated: then a payload that is no object, policy")
    void theFirstThatIsWrongDecidesForADeactivatedAccount() {
        Client gone = world.client();
        gone.send(gone.kid, "{\"status\":\"deactivated\"}").is(200);
        Supplier<Attempt> right = () -> new Attempt(world, client.post(world.url("newOrder"), ""))
                .with("identifiers", "[{\"type\":\"dns\",\"value\":\"www.example.org\"}]");
        theFirstDecides(
                right,
                all(
                        envelope(),
                        List.of(
                                both(a -> a.post.jwk()),
                                new Step("key", a -> a.post.kid(gone.kid), 401, "unauthorized", "the account is")),
                        proof(),
                        List.of(
                                new Step("payload", a -> a.wholePayload = "[]", 400, "malformed", "the payload"),
                                new Step(
                                        "policy",
                                        a -> a.with("identifiers", "[{\"type\":\"dns\",\"value\":\"a.localhost\"}]"),
                                        403,
                                        "rejectedIdentifier",
                                        "a.localhost"))));
        right.get().send().is(201);
    }

    @Test
    @Check(
            id = "C-83c",
            section = "RFC 8555 §6.2",
            says = "which of jwk and kid a resource wants is looked at before the key that it names")
    void jwkOrKidComesBeforeTheKey() {
        Client stranger = new Client(world, ClientKey.es256());
        refuses(
                new Attempt(
                        world,
                        stranger.byKey(world.url("newOrder"), "")
                                .header("jwk", ClientKey.rsa(1024).jwk())),
                List.of(new Step("jwk or kid", a -> {}, 400, "malformed", "wants the account's URL in kid")));
        refuses(
                new Attempt(world, stranger.post(world.url("newAccount"), "").kid(client.kid + "x")),
                List.of(new Step("jwk or kid", a -> {}, 400, "malformed", "wants the key in jwk")));
    }

    @Test
    @Check(
            id = "C-83d",
            section = "RFC 8555 §6.5",
            says =
                    "a request that fails before its nonce is looked at, as by a wrong signature, does not use it up; one that"
                            + " fails later does")
    void onlyAVerifiedRequestUsesUpItsNonce() {
        Supplier<Attempt> right = () -> new Attempt(world, client.post(world.url("newOrder"), ""));
        List<Step> before = all(
                envelope(),
                List.of(
                        both(a -> a.post.jwk()),
                        new Step("key", a -> a.post.kid(client.kid + "x"), 400, "accountDoesNotExist", "no account")),
                proof().subList(0, 1),
                List.of());
        for (Step step : before) {
            String nonce = refusedNonce(right, step);
            client.post(client.kid, "").header("nonce", nonce).send().is(200);
        }
        List<Step> after = List.of(
                proof().get(2),
                new Step("payload", a -> a.wholePayload = "[]", 400, "malformed", "the payload"),
                new Step("policy", a -> a.with("profile", "\"x\""), 400, "invalidProfile", "no such profile"));
        for (Step step : after) {
            String nonce = refusedNonce(right, step);
            client.post(client.kid, "").header("nonce", nonce).send().isRefused(400, "badNonce");
        }
    }

    /** The nonce of a request that was refused, as JSON. */
    private String refusedNonce(Supplier<Attempt> right, Step step) {
        String nonce = Json.quoted(world.nonce());
        Attempt attempt = right.get();
        attempt.post.header("nonce", nonce);
        refuses(attempt, List.of(step));
        return nonce;
    }
}
