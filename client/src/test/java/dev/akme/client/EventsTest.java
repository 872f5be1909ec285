package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.akme.client.ObtainStep.Kind;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Identifier;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a listener is told. */
class EventsTest {

    private static final Identifier NAME = Identifier.dns("www.example.org");
    private static final Identifier WILDCARD = Identifier.dns("*.example.org");

    private final Scene scene = new Scene();
    private final FakeCa ca = scene.ca;
    private final Events events = scene.events;

    private ObtainedCertificate obtain() throws InterruptedException {
        return scene.account().obtain(ObtainRequest.of("www.example.org", "*.example.org"), scene.solver);
    }

    @Test
    void aProgressBarNeedsNoParsing() throws Exception {
        obtain();
        assertThat(events.steps.stream().map(ObtainStep::kind))
                .containsExactly(
                        Kind.ORDER, Kind.PRESENT, Kind.PRESENT, Kind.ANSWER, Kind.ANSWER, Kind.FINALIZE, Kind.DONE);
        assertThat(events.steps.get(0).identifiers()).containsExactly(NAME, WILDCARD);
        assertThat(events.steps.get(0).challengeType()).isEmpty();
        assertThat(events.steps.get(4).identifiers()).containsExactly(WILDCARD);
        assertThat(events.steps.get(4).challengeType()).contains(ChallengeType.HTTP_01);
        assertThat(events.steps.get(4)).hasToString("answer http-01 for *.example.org");
        assertThat(Kind.FIND_ORDER).hasToString("find-order");
    }

    @Test
    void manyNamesAreNotAllWrittenOut() {
        List<Identifier> many = List.of(NAME, WILDCARD, NAME, WILDCARD, NAME);
        assertThat(ObtainStep.of(Kind.ORDER, many))
                .hasToString("order a certificate for www.example.org, *.example.org, www.example.org and 2 more");
    }

    @Test
    void everyRequestHasAnEnd() throws Exception {
        ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
        ca.once(Step.AUTHORIZATION, Fault.REFUSED, Fault.TOO_SLOW);
        ca.always(Step.CERTIFICATE, Fault.RESET_AFTER);
        assertThatExceptionOfType(ObtainException.class).isThrownBy(this::obtain);
        List<String> open = new ArrayList<>();
        for (String line : events.lines()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("request")) {
                open.add(words[1] + words[2]);
            } else if (words[0].equals("response") || words[0].equals("failure")) {
                assertThat(open.remove(words[1] + words[2])).as(line).isTrue();
            }
        }
        assertThat(open).isEmpty();
        assertThat(events.lines())
                .anyMatch(line -> line.startsWith("failure POST https://ca.test/order-new ")
                        && line.contains("AcmeNetworkException")
                        && line.endsWith("PT0S"));
    }

    @Test
    void anInterruptedRequestHasAnEndToo() {
        ca.once(Step.NEW_ORDER, (request, server, time) -> {
            throw new InterruptedException();
        });
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(this::obtain);
        assertThat(events.lines()).last().matches(line -> line.startsWith("failure") && line.contains("Interrupted"));
    }

    @Test
    void aRepetitionHasItsCause() throws Exception {
        List<RetryCause> causes = new ArrayList<>();
        List<WaitReason> waits = new ArrayList<>();
        Scene told = new Scene(builder -> builder.executor(Runnable::run).listener(new AcmeListener() {
            @Override
            public void retry(String method, URI url, RetryCause cause, int attempt) {
                causes.add(cause);
            }

            @Override
            public void waiting(WaitReason reason, Instant until) {
                waits.add(reason);
            }
        }));
        told.ca.once(
                Step.NEW_ORDER,
                Fault.REFUSED,
                Fault.instead(Reply.problem(429, "rateLimited", "not now")),
                Fault.instead(Reply.html(503, "<h1>busy</h1>")),
                (request, server, time) -> Reply.problem(400, "badNonce", "nonce-000001 is not good")
                        .header("Replay-Nonce", told.ca.newNonce()));
        told.ca.state.validationPolls = 1;
        told.account().obtain(ObtainRequest.of("www.example.org"), told.solver);

        assertThat(causes).hasSize(4);
        assertThat(causes.get(0).networkFailure().orElseThrow()).hasMessageContaining("connection refused");
        assertThat(causes.get(0).httpStatus()).isEmpty();
        assertThat(causes.get(0).problemType()).isEmpty();
        assertThat(causes.get(0).toString()).startsWith("the network failed: POST https://ca.test/order-new");
        assertThat(causes.get(1).httpStatus()).contains(429);
        assertThat(causes.get(1).problemType()).contains(ProblemType.RATE_LIMITED);
        assertThat(causes.get(2)).hasToString("HTTP 503");
        assertThat(causes.get(2).problemType()).isEmpty();
        assertThat(causes.get(3).problemType()).contains(ProblemType.BAD_NONCE);
        assertThat(causes.get(3)).hasToString("the nonce was refused");
        // Before the first three it is waited for that, and then for the server.
        assertThat(waits.subList(0, 3)).isEqualTo(causes.subList(0, 3));
        assertThat(waits.get(3))
                .isInstanceOfSatisfying(
                        ObtainStep.class, step -> assertThat(step.kind()).isEqualTo(Kind.AUTHORIZATION));
    }

    @Test
    void waitingForTheDnsIsTold() throws Exception {
        scene.solver.visibleAfter = Duration.ofSeconds(20);
        scene.solver.settle = Duration.ofSeconds(40);
        obtain();
        assertThat(events.lines())
                .containsSubsequence(
                        "step present http-01 for *.example.org",
                        "waiting the visibility of http-01 for www.example.org until 2026-11-24T08:00:20Z",
                        "waiting the visibility of http-01 for *.example.org until 2026-11-24T08:00:40Z",
                        "waiting the visibility of www.example.org, *.example.org until 2026-11-24T08:01:20Z",
                        "step answer http-01 for www.example.org");
    }

    @Test
    void whatIsNotSeenIsToldAndAnsweredAllTheSame() throws Exception {
        scene.solver.doubt = Optional.of("the record is not there");
        obtain();
        assertThat(events.lines())
                .contains("skipped the visibility of http-01 for www.example.org: the record is not there");
    }
}
