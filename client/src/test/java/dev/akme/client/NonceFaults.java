package dev.akme.client;

import static dev.akme.client.FaultRow.fine;
import static dev.akme.client.FaultRow.row;

import java.util.List;
import java.util.function.UnaryOperator;

/** Nonces that are missing, odd or refused. */
final class NonceFaults {

    private static final Reply BAD = Reply.problem(400, "badNonce", "the nonce is not good");

    private NonceFaults() {}

    static List<FaultRow> rows() {
        return List.of(
                fine(
                        "nonce: none with answers to POST (D13)",
                        ca -> ca.everywhere(Fault.change(NonceFaults::withoutOnPost))),
                fine("nonce: refused once, with a new one", ca -> ca.once(Step.NEW_ORDER, fresh(ca))),
                fine(
                        "nonce: refused 5 times, each with a new one",
                        ca -> ca.once(Step.NEW_ORDER, fresh(ca), fresh(ca), fresh(ca), fresh(ca), fresh(ca))),
                row(
                        "nonce: refused for ever",
                        ca -> ca.always(Step.NEW_ORDER, fresh(ca)),
                        "problem badNonce (HTTP 400)"),
                row(
                        "nonce: refused for ever, without a new one",
                        ca -> ca.always(Step.NEW_ORDER, Fault.instead(BAD)),
                        "problem badNonce (HTTP 400)"),
                fine("nonce: refused without a new one (D13)", ca -> ca.once(Step.NEW_ORDER, Fault.instead(BAD))),
                fine(
                        "nonce: refused with an invalid one",
                        ca -> ca.once(
                                Step.NEW_ORDER, Fault.instead(copyOfBad().header("Replay-Nonce", "not a nonce!")))),
                fine(
                        "nonce: the server forgot all of them",
                        ca -> ca.once(Step.NEW_ORDER, (request, server, time) -> {
                            ca.forgetNonces();
                            return server.go();
                        })),
                fine("nonce: each is handed out twice", ca -> ca.everywhere(Fault.change(new HandedOutTwice()))),
                fine("nonce: header twice (D14)", ca -> ca.everywhere(Fault.change(NonceFaults::twice))),
                fine("nonce: two in one header (D14)", ca -> ca.everywhere(Fault.change(NonceFaults::comma))),
                fine(
                        "nonce: an invalid one before the valid one",
                        ca -> ca.everywhere(Fault.change(NonceFaults::invalidFirst))),
                fine(
                        "nonce: only invalid ones with answers",
                        ca -> ca.everywhere(Fault.change(reply ->
                                reply.headers("Location").isEmpty() ? reply : reply.set("Replay-Nonce", "§")))),
                row(
                        "nonce: newNonce without one",
                        ca -> ca.always(Step.NEW_NONCE, Fault.change(reply -> reply.without("Replay-Nonce"))),
                        "registering: protocol"),
                row(
                        "nonce: newNonce is down, and says so with none",
                        ca -> ca.always(Step.NEW_NONCE, Fault.instead(Reply.problem(500, "serverInternal", "sorry"))),
                        "registering: problem serverInternal (HTTP 500)"),
                fine(
                        "nonce: newNonce answers 204 and text/html (D15)",
                        ca -> ca.always(
                                Step.NEW_NONCE,
                                Fault.change(reply -> reply.status(204).set("Content-Type", "text/html")))),
                fine(
                        "nonce: comes with an error",
                        ca -> ca.always(Step.NEW_NONCE, Fault.change(reply -> reply.status(500)))),
                fine("nonce: of 1,000 characters (D16)", ca -> ca.nonceForm = nonce -> nonce + "x".repeat(1000)),
                fine("nonce: of one character or so", ca -> ca.nonceForm = nonce -> nonce.replaceAll("nonce-0*", "n")),
                fine(
                        "nonce: comes with the directory (D11)",
                        ca -> ca.always(
                                Step.DIRECTORY, Fault.change(reply -> reply.header("Replay-Nonce", ca.newNonce())))),
                fine(
                        "nonce: the directory's is not good",
                        ca -> ca.always(Step.DIRECTORY, Fault.change(reply -> reply.header("Replay-Nonce", "stale")))));
    }

    /** Of two answers the second has the nonce of the first. */
    private static final class HandedOutTwice implements UnaryOperator<Reply> {

        private String last = "";

        @Override
        public Reply apply(Reply reply) {
            List<String> nonces = reply.headers("Replay-Nonce");
            if (nonces.isEmpty()) {
                return reply;
            }
            String again = last;
            last = again.isEmpty() ? nonces.get(0) : "";
            return again.isEmpty() ? reply : reply.set("Replay-Nonce", again);
        }
    }

    private static Fault fresh(FakeCa ca) {
        return (request, server, time) -> copyOfBad().header("Replay-Nonce", ca.newNonce());
    }

    private static Reply copyOfBad() {
        return Reply.problem(400, "badNonce", "the nonce is not good");
    }

    private static Reply withoutOnPost(Reply reply) {
        return reply.text().isEmpty() ? reply : reply.without("Replay-Nonce");
    }

    private static Reply twice(Reply reply) {
        return reply.headers("Replay-Nonce").isEmpty() ? reply : reply.header("Replay-Nonce", "another");
    }

    private static Reply comma(Reply reply) {
        return reply.headers("Replay-Nonce").isEmpty()
                ? reply
                : reply.set("Replay-Nonce", reply.headers("Replay-Nonce").get(0) + ", another");
    }

    private static Reply invalidFirst(Reply reply) {
        return reply.headers("Replay-Nonce").isEmpty()
                ? reply
                : reply.set(
                        "Replay-Nonce",
                        "a+b==, " + reply.headers("Replay-Nonce").get(0));
    }
}
