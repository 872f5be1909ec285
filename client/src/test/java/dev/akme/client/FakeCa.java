package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.RequestVerifier;
import dev.akme.messages.VerifiedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A small ACME server as a function: it verifies requests as a server does, keeps what it is told in {@link FakeCaState}, and
 * does to requests and answers what it is told to.
 */
final class FakeCa implements Transport {

    static final String BASE = "https://ca.test";
    static final URI DIRECTORY = URI.create(BASE + "/dir");

    private static final Set<Step> SIGNED_BY_KEY = Set.of(Step.NEW_ACCOUNT);

    /** No test needs as many: a client without end fails its test, which otherwise had none either. */
    private static final int MOST_REQUESTS = 5_000;

    /** One request, as it came. */
    record Seen(Step step, String method, URI url, String payload, Map<String, String> headers) {}

    final FakeTime time;
    final FakeCaState state;

    /** What every nonce looks like. */
    UnaryOperator<String> nonceForm = UnaryOperator.identity();

    private final RequestVerifier verifier;
    private final Set<String> nonces = new HashSet<>();
    private final List<String> allNonces = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Map<Step, Deque<Fault>> once = new EnumMap<>(Step.class);
    private final Map<Step, Fault> always = new EnumMap<>(Step.class);

    FakeCa(FakeTime time) {
        this.time = time;
        this.state = new FakeCaState(time);
        this.verifier = RequestVerifier.of(List.of(JwsAlgorithm.ES256), state::key, nonces::remove, null);
    }

    // ---- faults

    /** The next requests of a step meet these, one each. */
    synchronized FakeCa once(Step step, Fault... faults) {
        once.computeIfAbsent(step, s -> new ArrayDeque<>()).addAll(List.of(faults));
        return this;
    }

    /** Every request of a step meets this. */
    synchronized FakeCa always(Step step, Fault fault) {
        always.put(step, fault);
        return this;
    }

    synchronized FakeCa everywhere(Fault fault) {
        for (Step step : Step.values()) {
            always.put(step, fault);
        }
        return this;
    }

    synchronized void heal() {
        once.clear();
        always.clear();
        state.heal();
    }

    private synchronized Fault faultOf(Step step) {
        Deque<Fault> queue = once.get(step);
        return queue != null && !queue.isEmpty() ? queue.poll() : always.getOrDefault(step, Fault.NONE);
    }

    // ---- records

    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<Seen> seen(Step step) {
        return seen().stream().filter(request -> request.step == step).toList();
    }

    int count(Step step) {
        return seen(step).size();
    }

    synchronized void forgetRequests() {
        seen.clear();
    }

    /** Text that no log may show. */
    synchronized List<String> secrets() {
        List<String> secrets = new ArrayList<>(allNonces);
        secrets.addAll(state.tokens());
        return secrets;
    }

    // ---- requests

    @Override
    public TransportResponse send(TransportRequest request) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        String payload = request.method().equals("POST")
                ? new String(Jws.TYPE.read(request.body()).payload(), StandardCharsets.UTF_8)
                : "";
        Step step = Step.of(request.url(), payload.isEmpty());
        synchronized (this) {
            seen.add(new Seen(step, request.method(), request.url(), payload, request.headers()));
            assertThat(seen).as("requests").hasSizeLessThan(MOST_REQUESTS);
        }
        return faultOf(step).on(request, () -> answer(step, request), time).done();
    }

    private synchronized Reply answer(Step step, TransportRequest request) {
        assertThat(request.headers()).containsKey("User-Agent").doesNotContainKey("Replay-Nonce");
        Reply reply;
        try {
            reply = switch (request.method()) {
                case "GET" -> state.get(step, request.url());
                case "HEAD" -> {
                    assertThat(step).isEqualTo(Step.NEW_NONCE);
                    yield Reply.empty(200).header("Replay-Nonce", newNonce());
                }
                default -> post(step, request);
            };
        } catch (AcmeProblemException e) {
            reply = Reply.problem(e);
        }
        if (request.method().equals("POST")) {
            reply.header("Replay-Nonce", newNonce());
        }
        return reply.header("Link", "<" + DIRECTORY + ">;rel=\"index\"");
    }

    private Reply post(Step step, TransportRequest request) {
        assertThat(request.headers()).containsEntry("Content-Type", "application/jose+json");
        VerifiedRequest verified = verifier.verify(
                request.body(),
                request.url(),
                SIGNED_BY_KEY.contains(step)
                        ? RequestVerifier.SignedBy.JWK
                        : step == Step.REVOKE ? RequestVerifier.SignedBy.EITHER : RequestVerifier.SignedBy.KID);
        return state.post(step, request.url(), verified);
    }

    String newNonce() {
        String nonce = nonceForm.apply("nonce-" + String.format("%06d", allNonces.size()));
        nonces.add(nonce);
        allNonces.add(nonce);
        return nonce;
    }

    /** The server has forgotten all nonces that it gave out. */
    synchronized void forgetNonces() {
        nonces.clear();
    }
}
