package dev.akme.ca;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.messages.NewOrder;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Orders and certificates of other servers. */
final class OrderEffects {

    private static final String BEGIN = "-----BEGIN";

    /** How often an order is looked at before it becomes ready. */
    static final int LOOKS = 3;

    private static final int TEXT_LENGTH = 2 * 1024 * 1024;

    private OrderEffects() {}

    static void addTo(Map<Deviation, Effect> effects) {
        effects.put(
                Deviation.ORDER_WITH_TIMES,
                orders(
                        order -> Effect.withMore(
                                order,
                                "{\"id\":\"7\",\"notBefore\":\"2026-01-01T00:00:00Z\",\"notAfter\":\"2046-01-01T00:00:00Z\"}")));
        effects.put(Deviation.TIMES_REFUSED, Effect.demand(OrderEffects::refuseTimes));
        effects.put(
                Deviation.ORDER_ERROR_AS_TEXT,
                orders(order -> order.get("error").orElse(null) instanceof JsonObject error
                        ? Effect.with(order, "error", Effect.text(error, "detail"))
                        : order));
        effects.put(
                Deviation.ORDER_WITH_MORE,
                orders(order -> Effect.withMore(order, "{\"csr\":\"\",\"resource\":\"order\"}")));
        effects.put(
                Deviation.IDENTIFIERS_IN_CAPITALS,
                orders(order -> identifiers(order, value -> value.toUpperCase(Locale.ROOT))));
        effects.put(
                Deviation.IDENTIFIERS_SHUFFLED,
                Effect.at(
                        Effect.ORDERS,
                        (answer, occasion) -> answer.withJson(
                                order -> Effect.editItems(order, "identifiers", occasion.plan()::shuffled))));
        effects.put(
                Deviation.WILDCARDS_STRIPPED,
                orders(order -> identifiers(order, value -> value.startsWith("*.") ? value.substring(2) : value)));
        effects.put(Deviation.SAME_ORDER, Effect.inside());
        effects.put(
                Deviation.ONLY_PENDING_AUTHORIZATIONS,
                orders(order -> is(order, Status.PENDING)
                        ? order
                        : Effect.with(order, "authorizations", new JsonArray(List.of()))));
        effects.put(Deviation.ORDER_STAYS_PENDING, new StaysPending());
        effects.put(
                Deviation.ORDER_WITHOUT_LOCATION,
                Effect.at(
                        Set.of(Endpoint.ORDER, Endpoint.FINALIZE),
                        (answer, occasion) -> answer.withOnly("Location", List.of())));
        effects.put(Deviation.CHAIN_WITH_CRLF, chains(pem -> pem.replace("\n", "\r\n")));
        effects.put(
                Deviation.CHAIN_WITH_BLANK_LINES,
                chains(pem -> pem.replace(BEGIN, "\n\n" + BEGIN).strip()));
        effects.put(Deviation.CHAIN_WITH_TEXT, chains(pem -> pem.replace(BEGIN, "subject=CN = example\n" + BEGIN)));
        effects.put(Deviation.LEAF_ALONE, chains(pem -> pem.substring(0, pem.indexOf(BEGIN, BEGIN.length()))));
        effects.put(Deviation.HUGE_CHAIN, chains(pem -> "text\n".repeat(TEXT_LENGTH / "text\n".length()) + pem));
    }

    private static Effect orders(UnaryOperator<JsonObject> change) {
        return Effect.json(Effect.ORDERS, change);
    }

    private static Effect chains(UnaryOperator<String> change) {
        return Effect.at(Effect.CHAINS, (answer, occasion) -> answer.withBody(change.apply(answer.text())));
    }

    private static JsonObject identifiers(JsonObject order, UnaryOperator<String> change) {
        return Effect.editAll(
                order,
                "identifiers",
                identifier -> Effect.with(identifier, "value", change.apply(Effect.text(identifier, "value"))));
    }

    static boolean is(JsonObject object, Status status) {
        return Effect.text(object, "status").equals(status.value());
    }

    private static void refuseTimes(SignedRequest request) {
        if (request.target().endpoint() == Endpoint.NEW_ORDER) {
            NewOrder wanted = request.draft(NewOrder.TYPE);
            if (wanted.notBefore().isPresent() || wanted.notAfter().isPresent()) {
                throw Refuse.malformed("this server grants neither notBefore nor notAfter");
            }
        }
    }

    /** Shows an order as pending at first, though it is ready. */
    private static final class StaysPending implements Effect {

        @Override
        public CaResponse change(CaResponse answer, Occasion occasion) {
            return occasion.isFor(ORDERS) ? answer.withJson(order -> shown(order, occasion.plan())) : answer;
        }

        private static JsonObject shown(JsonObject order, FaultPlan plan) {
            boolean pends = is(order, Status.READY) && plan.look(Effect.text(order, "finalize")) <= LOOKS;
            return pends ? Effect.with(order, "status", Status.PENDING.value()) : order;
        }

        @Override
        public void check(SignedRequest request, FaultPlan plan) {
            boolean isEarly = request.target().endpoint() == Endpoint.FINALIZE
                    && plan.looks(request.url().toString()) <= LOOKS;
            if (isEarly) {
                throw Refuse.with(ProblemType.ORDER_NOT_READY, "the order is pending: come again");
            }
        }
    }
}
