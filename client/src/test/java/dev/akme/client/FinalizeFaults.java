package dev.akme.client;

import static dev.akme.client.FaultRow.always;
import static dev.akme.client.FaultRow.fine;
import static dev.akme.client.FaultRow.once;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers that take their time to finalize, or are not of one mind about it. */
final class FinalizeFaults {

    private FinalizeFaults() {}

    static List<FaultRow> rows() {
        return List.of(
                fine(
                        "FINALIZE: answers when the certificate is there, after 40 s",
                        ca -> new SigningFirst(Duration.ofSeconds(40), Duration.ofSeconds(30)).at(ca)),
                fine(
                        "FINALIZE: answers after 40 s, behind a gateway that waits 2 s",
                        ca -> new SigningFirst(Duration.ofSeconds(40), Duration.ofSeconds(2)).at(ca)),
                fine(
                        "FINALIZE: answers after 5 min, behind a gateway that waits 2 s",
                        ca -> new SigningFirst(Duration.ofMinutes(5), Duration.ofSeconds(2)).at(ca)),
                once(Step.FINALIZE, "orderNotReady of an order that is ready (D35)", notReady(), FaultRow.CERTIFICATE),
                fine(
                        "FINALIZE: orderNotReady of an order that is ready, five times (D35)",
                        ca -> ca.once(Step.FINALIZE, notReady(), notReady(), notReady(), notReady(), notReady())),
                always(
                        Step.FINALIZE,
                        "orderNotReady of an order that is ready",
                        notReady(),
                        "problem orderNotReady (HTTP 403)"),
                always(
                        Step.FINALIZE,
                        "reset before the request arrives",
                        Fault.RESET_BEFORE,
                        "network, may have arrived"));
    }

    private static Fault notReady() {
        return (request, server, time) -> Reply.problem(403, "orderNotReady", "the order is not ready");
    }

    /** Until it is signed the order is shown as ready, and nobody may finalize it again. */
    private static final class SigningFirst {

        private final Duration takes;
        private final Duration patience;
        private @Nullable Instant done;
        private Fault.@Nullable Rest rest;

        SigningFirst(Duration takes, Duration patience) {
            this.takes = takes;
            this.patience = patience;
        }

        void at(FakeCa ca) {
            ca.always(Step.FINALIZE, this::begin);
            ca.always(Step.ORDER, this::show);
        }

        private Reply begin(TransportRequest request, Fault.Rest server, FakeTime time) {
            if (done != null) {
                return Reply.problem(403, "orderNotReady", "it is being finalized");
            }
            done = time.now().plus(takes);
            rest = server;
            time.pass(patience);
            throw new AcmeNetworkException(request + ": no whole response in time", null, true);
        }

        private Reply show(TransportRequest request, Fault.Rest server, FakeTime time) throws InterruptedException {
            if (rest != null && done != null && !time.now().isBefore(done)) {
                rest.go();
                rest = null;
            }
            return server.go();
        }
    }
}
