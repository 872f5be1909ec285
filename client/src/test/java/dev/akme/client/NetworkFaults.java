package dev.akme.client;

import static dev.akme.client.FaultRow.fine;
import static dev.akme.client.FaultRow.row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Connections that fail, at each step and in each way. */
final class NetworkFaults {

    private static final Map<String, Fault> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("connection refused", Fault.REFUSED);
        KINDS.put("reset before the request arrives", Fault.RESET_BEFORE);
        KINDS.put("reset after the request arrived", Fault.RESET_AFTER);
        KINDS.put("reset in the middle of the body", Fault.RESET_IN_BODY);
        KINDS.put("no answer within the timeout", Fault.TOO_SLOW);
    }

    private static final List<Step> STEPS = List.of(
            Step.DIRECTORY,
            Step.NEW_NONCE,
            Step.NEW_ACCOUNT,
            Step.NEW_ORDER,
            Step.AUTHORIZATION,
            Step.ANSWER,
            Step.FINALIZE,
            Step.ORDER,
            Step.CERTIFICATE);

    private NetworkFaults() {}

    static List<FaultRow> rows() {
        List<FaultRow> rows = new ArrayList<>();
        for (Step step : STEPS) {
            KINDS.forEach((name, fault) -> {
                rows.add(fine(step + ": " + name, ca -> ca.once(step, fault)));
            });
        }
        KINDS.forEach((name, fault) -> rows.add(fine(
                "poll of an AUTHORIZATION: " + name,
                ca -> ca.once(Step.AUTHORIZATION, Fault.NONE, Fault.NONE, fault))));
        for (Step step : STEPS) {
            boolean registering = step.compareTo(Step.NEW_ACCOUNT) <= 0;
            boolean prelude = step.compareTo(Step.NEW_ACCOUNT) < 0;
            rows.add(row(
                    step + ": connection refused, each time",
                    ca -> ca.always(step, Fault.REFUSED),
                    (registering ? "registering: " : "") + "network"));
            // Of what only prepares a request it does not count whether it arrived.
            rows.add(row(
                            step + ": reset after the request arrived, each time",
                            ca -> ca.always(step, Fault.RESET_AFTER),
                            step == Step.NEW_ORDER || step == Step.ANSWER || step == Step.FINALIZE
                                    ? FaultRow.CERTIFICATE
                                    : (registering ? "registering: " : "")
                                            + (prelude ? "network" : "network, may have arrived"))
                    .withOrders(1));
        }
        rows.add(fine("NEW_ORDER: lost answer, no list of orders", ca -> {
                    ca.state.ordersList = false;
                    ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
                })
                .withOrders(2));
        rows.add(fine("NEW_ORDER: lost answer, the list cannot be read", ca -> {
                    ca.once(Step.NEW_ORDER, Fault.RESET_AFTER);
                    ca.always(Step.ORDERS, Fault.instead(Reply.problem(501, "malformed", "no lists here")));
                })
                .withOrders(2));
        rows.add(fine("everything: takes 20 s", ca -> ca.everywhere(Fault.delay(Duration.ofSeconds(20)))));
        rows.add(row(
                "AUTHORIZATION: takes 29 s, stays pending",
                ca -> {
                    ca.state.validationPolls = Integer.MAX_VALUE;
                    ca.always(Step.AUTHORIZATION, Fault.delay(Duration.ofSeconds(29)));
                },
                "timeout"));
        rows.add(row(
                "everything: takes longer than the timeout",
                ca -> ca.everywhere(Fault.TOO_SLOW),
                "registering: timeout"));
        return rows;
    }
}
