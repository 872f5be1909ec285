package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.CaRequest;
import dev.akme.ca.CaResponse;
import dev.akme.ca.Deviation;
import dev.akme.ca.Faults;
import dev.akme.ca.MovableClock;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.MemoryStore;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong on purpose, as it is on the wire. */
class FaultsTest extends Conformance {

    private static final Problem BUSY = Problem.builder()
            .type(ProblemType.SERVER_INTERNAL)
            .status(503)
            .detail("busy")
            .build();

    private Faults faults() {
        return world.ca.faults();
    }

    // ---- nonces

    @Test
    void allGoodNoncesAreRefused() {
        faults().refuseNonces(1);
        for (int i = 0; i < 3; i++) {
            client.read(client.kid).isRefused(400, "badNonce");
        }
        faults().refuseNonces(0);
        client.read(client.kid).is(200);
    }

    @Test
    void aShareOfTheNoncesIsRefused() {
        faults().refuseNonces(0.5);
        List<Integer> statuses = new ArrayList<>();
        while (!statuses.containsAll(List.of(200, 400)) && statuses.size() < 200) {
            statuses.add(client.read(client.kid).status());
        }
        assertThat(statuses).contains(200, 400);
    }

    @Test
    void theNextNoncesAreRefused() {
        faults().refuseNextNonces(1).refuseNextNonces(1);
        client.read(client.kid).isRefused(400, "badNonce");
        client.read(client.kid).isRefused(400, "badNonce");
        client.read(client.kid).is(200);
    }

    // ---- validations

    @Test
    void theValidationOfANameFailsUntilItIsMended() {
        Identifier name = Identifier.dns("www.example.org");
        faults().acceptValidations(true).failValidation(name, Problem.of(ProblemType.DNS, "no such name"));
        Client.Placed order = client.place("www.example.org");
        Map<String, Object> challenge = client.challenge(order.authorization(), "http-01");
        Answer failed = client.send((String) challenge.get("url"), "{}").is(200);
        assertThat(failed.string("status")).isEqualTo("invalid");
        assertThat(failed.object("error")).containsEntry("type", Answer.ERROR + "dns");
        assertThat(client.reread(order).status()).isEqualTo("invalid");

        assertThat(answered(client.place("example.org"))).isEqualTo("valid");
        faults().mendValidation(name);
        assertThat(answered(client.place("www.example.org"))).isEqualTo("valid");
    }

    private String answered(Client.Placed order) {
        Map<String, Object> challenge = client.challenge(order.authorization(), "http-01");
        return client.send((String) challenge.get("url"), "{}").is(200).string("status");
    }

    @Test
    void theNameOfAWildcardFailsToo() {
        faults().acceptValidations(true)
                .failValidation(Identifier.dns("*.example.org"), Problem.of(ProblemType.CAA, "no"));
        assertThat(answered(client.place("example.org"))).isEqualTo("invalid");
    }

    @Test
    void allValidationsFail() {
        faults().acceptValidations(true).failValidations(1);
        assertThat(answered(client.place("www.example.org"))).isEqualTo("invalid");
        faults().failValidations(0);
        assertThat(answered(client.place("www.example.org"))).isEqualTo("valid");
    }

    @Test
    void validationsAreAcceptedWithoutALook() {
        Client.Placed order = client.place("www.example.org");
        faults().acceptValidations(true);
        assertThat(answered(order)).isEqualTo("valid");
        assertThat(world.dns.caaLookups).hasValue(0);
        faults().acceptValidations(false);
        assertThat(answered(client.place("www.example.org"))).isEqualTo("invalid");
    }

    // ---- issuance

    @Test
    void ordersAreHeldUntilTheyAreReleased() {
        faults().holdOrders(true);
        Client.Placed order = client.ready("www.example.org");
        Answer held = client.finish(
                order, Csr.of(ClientKey.es256()).names("www.example.org").der());
        assertThat(held.is(200).string("status")).isEqualTo("processing");
        assertThat(held.header("Retry-After")).isEqualTo("1");
        assertThat(client.reread(order).status()).isEqualTo("processing");
        faults().holdOrders(false);
        Waiting.until(() -> client.reread(order).status().equals("valid"));
        client.issue("example.org");
    }

    @Test
    void whatIsHeldIsReleasedWhenAllIsCleared() {
        faults().holdOrders(true);
        Client.Placed order = client.ready("www.example.org");
        client.finish(order, Csr.of(ClientKey.es256()).names("www.example.org").der());
        faults().clear();
        Waiting.until(() -> client.reread(order).status().equals("valid"));
    }

    @Test
    void aDelayedOrderIsProcessingAndStaysSoOverTheEndOfTheCa() {
        Duration hour = Duration.ofHours(1);
        CaStore store = new MemoryStore();
        World other = World.on(
                new MovableClock(World.START),
                store,
                builder -> builder.answerWithin(Duration.ofMillis(1))
                        .faults(faults -> faults.acceptValidations(true).delayIssuance(hour, hour)));
        Client someone = other.client();
        Client.Placed order = someone.place("www.example.org");
        try (other) {
            someone.send(
                            (String) someone.challenge(order.authorization(), "http-01")
                                    .get("url"),
                            "{}")
                    .is(200);
            Waiting.until(() -> someone.reread(order).status().equals("ready"));
            byte[] csr = Csr.of(ClientKey.es256()).names("www.example.org").der();
            assertThat(someone.finish(order, csr).is(200).string("status")).isEqualTo("processing");
        }
        assertThat(store.processingOrders()).hasSize(1);
    }

    // ---- answers

    @Test
    void theRateIsLimitedUntilTheClockSaysSo() {
        faults().rateLimitUntil(World.START.plusSeconds(90));
        Answer refused = client.order("www.example.org").isRefused(429, "rateLimited");
        assertThat(refused.header("Retry-After")).isEqualTo("90");
        new Client(world, ClientKey.es256())
                .byKey(world.url("newAccount"), "{}")
                .send()
                .isRefused(429, "rateLimited");
        client.send(world.url("newAuthz"), "{\"identifier\":{\"type\":\"dns\",\"value\":\"example.org\"}}")
                .isRefused(429, "rateLimited");
        client.read(client.kid).is(200);
        world.clock.advance(Duration.ofSeconds(60));
        assertThat(client.order("www.example.org").is(429).header("Retry-After"))
                .isEqualTo("30");
        world.clock.advance(Duration.ofSeconds(30));
        client.order("www.example.org").is(201);
    }

    @Test
    void theNextRequestsAreAnsweredWithProblems() {
        faults().answerNext(BUSY, Duration.ofMillis(1500)).answerNext(Problem.of(ProblemType.UNAUTHORIZED, "no"));
        world.get(world.ca.directoryUrl().toString()).is(200);
        Answer busy = client.read(client.kid).isRefused(503, "serverInternal");
        assertThat(busy.header("Retry-After")).isEqualTo("2");
        assertThat(busy.string("detail")).isEqualTo("busy");
        Answer refused = client.order("www.example.org").is(403);
        assertThat(refused.string("type")).isEqualTo(Answer.ERROR + "unauthorized");
        assertThat(refused.all("Retry-After")).isEmpty();
        client.order("www.example.org").is(201);
    }

    @Test
    void theNextRequestForAResourceIsAnsweredWithAProblem() {
        faults().answerNext("newOrder", BUSY).answerNext("directory", BUSY, Duration.ZERO);
        client.read(client.kid).is(200);
        Answer directory = world.get(world.ca.directoryUrl().toString()).isProblem(503, "serverInternal");
        assertThat(directory.header("Retry-After")).isEqualTo("0");
        world.get(world.ca.directoryUrl().toString()).is(200);
        client.order("www.example.org").isRefused(503, "serverInternal");
        client.order("www.example.org").is(201);
    }

    @Test
    void aShareOfTheRequestsIsAnsweredWithAProblem() {
        faults().answer("account", 1, BUSY, Duration.ofSeconds(7));
        assertThat(client.read(client.kid).isRefused(503, "serverInternal").header("Retry-After"))
                .isEqualTo("7");
        client.order("www.example.org").is(201);
        faults().answer("account", 0, BUSY);
        client.read(client.kid).is(200);
    }

    @Test
    void aRequestIsDroppedBeforeAnybodyWorksOnIt() {
        faults().dropNext("newOrder", 1);
        Post order = client.post(world.url("newOrder"), "{" + Client.identifiers("www.example.org") + "}");
        CaResponse dropped = exchange(order);
        assertThat(dropped.isDropped()).isTrue();
        assertThat(dropped.status()).isZero();
        assertThat(client.read(client.kid + "/orders").is(200).strings("orders"))
                .isEmpty();
        // The nonce was not used up.
        order.send().is(201);
        Post read = client.post(client.kid, "");
        faults().dropNext(1);
        assertThat(exchange(read).isDropped()).isTrue();
        client.read(client.kid).is(200);
    }

    @Test
    void theAnswerIsLostAndTheRequestIsDone() {
        faults().dropNextAnswers("newOrder", 1);
        Post order = client.post(world.url("newOrder"), "{" + Client.identifiers("www.example.org") + "}");
        CaResponse lost = exchange(order);
        assertThat(lost.isDropped()).isTrue();
        assertThat(lost.status()).isEqualTo(201);
        assertThat(client.read(client.kid + "/orders").is(200).strings("orders"))
                .hasSize(1);
        Post read = client.post(client.kid, "");
        faults().dropNextAnswers(1);
        assertThat(exchange(read).isDropped()).isTrue();
        client.read(client.kid).is(200);
    }

    private CaResponse exchange(Post post) {
        byte[] body = post.jws().getBytes(StandardCharsets.US_ASCII);
        String target = post.target().substring("https://ca.example.org".length());
        return world.ca.handle(CaRequest.of("POST", target, post.http(), body, ""));
    }

    // ---- set

    @Test
    void faultsAreSetBeforeTheStart() {
        try (World other = World.start(builder -> builder.faults(faults -> faults.answerNext("newAccount", BUSY)))) {
            new Client(other, ClientKey.es256())
                    .byKey(other.url("newAccount"), "{}")
                    .send()
                    .isRefused(503, "serverInternal");
            other.client();
        }
    }

    @Test
    void everythingIsTakenBack() {
        faults().refuseNonces(1)
                .dropNext(5)
                .dropNextAnswers(5)
                .answerNext(BUSY)
                .failValidations(1)
                .deviate(Deviation.values())
                .clear();
        assertThat(faults().deviations()).isEmpty();
        client.issue("www.example.org");
    }

    @Test
    void deviationsAreSwitchedOneByOne() {
        faults().deviate(Deviation.ACCOUNT_WITHOUT_ORDERS, Deviation.META_EMPTY);
        assertThat(faults().deviations())
                .containsExactlyInAnyOrder(Deviation.ACCOUNT_WITHOUT_ORDERS, Deviation.META_EMPTY);
        assertThat(client.read(client.kid).is(200).json()).doesNotContainKey("orders");
        faults().conform(Deviation.ACCOUNT_WITHOUT_ORDERS);
        assertThat(client.read(client.kid).is(200).json()).containsKey("orders");
        assertThat(faults().deviations()).containsExactly(Deviation.META_EMPTY);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        Faults faults = faults();
        assertThatThrownBy(() -> faults.refuseNonces(1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a share is between 0 and 1, not 1.1");
        assertThatThrownBy(() -> faults.failValidations(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.dropNext(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.answerNext("new-order", BUSY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no resource new-order: use one of directory, newNonce, newAccount,");
        assertThatThrownBy(() -> faults.answerNext(BUSY.toBuilder().status(200).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a problem has a status from 400 on, not 200");
        assertThatThrownBy(() -> faults.answerNext(BUSY, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.delayIssuance(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a delay is from 0 or more to as much or more, not from PT2S to PT1S");
    }

    // ---- observed

    @Test
    void anObserverIsToldOfEachExchange() {
        List<String> told = new ArrayList<>();
        try (World other = World.start(builder -> builder.observer((request, response, resource) -> {
            told.add(request.method() + " " + resource + " " + response.status());
            throw new IllegalStateException("of no consequence");
        }))) {
            Client someone = other.client();
            someone.read(someone.kid).is(200);
            other.get(World.BASE + "/nowhere").is(404);
        }
        assertThat(told)
                .containsSubsequence("GET directory 200", "POST newAccount 201", "POST account 200", "GET - 404");
    }
}
