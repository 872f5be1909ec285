package dev.akme.ca;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a {@link Deviation} does with answers, and with requests that are as they should be. */
interface Effect {

    /** Where accounts, orders and authorizations are shown. */
    Set<Endpoint> ACCOUNTS = Set.of(Endpoint.NEW_ACCOUNT, Endpoint.ACCOUNT, Endpoint.KEY_CHANGE);

    Set<Endpoint> ORDERS = Set.of(Endpoint.NEW_ORDER, Endpoint.ORDER, Endpoint.FINALIZE);
    Set<Endpoint> AUTHORIZATIONS = Set.of(Endpoint.NEW_AUTHZ, Endpoint.AUTHORIZATION);
    Set<Endpoint> CHAINS = Set.of(Endpoint.CERTIFICATE);

    CaResponse change(CaResponse answer, Occasion occasion);

    /** Refuses what the other server does not take. */
    default void check(SignedRequest request, FaultPlan plan) {}

    // ---- kinds

    /** Does nothing here: the resource itself asks for the deviation. */
    static Effect inside() {
        return (answer, occasion) -> answer;
    }

    static Effect demand(Consumer<SignedRequest> check) {
        return new Effect() {
            @Override
            public CaResponse change(CaResponse answer, Occasion occasion) {
                return answer;
            }

            @Override
            public void check(SignedRequest request, FaultPlan plan) {
                check.accept(request);
            }
        };
    }

    /** Changes the answers of some resources that are no problems. */
    static Effect at(Set<Endpoint> endpoints, Effect change) {
        return (answer, occasion) ->
                occasion.isFor(endpoints) && answer.status() / 100 == 2 ? change.change(answer, occasion) : answer;
    }

    /** Changes the objects that some resources show. */
    static Effect json(Set<Endpoint> endpoints, UnaryOperator<JsonObject> change) {
        return at(endpoints, (answer, occasion) -> answer.withJson(change));
    }

    /** Changes problems that the CA refuses with. */
    static Effect refusals(UnaryOperator<CaResponse> change) {
        return (answer, occasion) -> answer.status() >= 400 ? change.apply(answer) : answer;
    }

    static Effect both(Effect one, Effect other) {
        return (answer, occasion) -> other.change(one.change(answer, occasion), occasion);
    }

    /** Changes challenges, wherever they are shown. */
    static Effect challenges(UnaryOperator<JsonObject> change) {
        return both(
                json(AUTHORIZATIONS, authorization -> editAll(authorization, "challenges", change)),
                json(Set.of(Endpoint.CHALLENGE), change));
    }

    /** Changes problems, in refusals and in what failed. */
    static Effect problems(UnaryOperator<JsonObject> change) {
        return both(
                both(refusals(answer -> answer.withJson(change)), json(ORDERS, order -> edit(order, "error", change))),
                challenges(challenge -> edit(challenge, "error", change)));
    }

    // ---- JSON

    static JsonObject without(JsonObject object, String... names) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.keySet().removeAll(List.of(names));
        return JsonObject.of(members);
    }

    static JsonObject with(JsonObject object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return JsonObject.of(members);
    }

    static JsonObject with(JsonObject object, String name, String text) {
        return with(object, name, new JsonString(text));
    }

    /** With members of another object, which do not take the place of its own. */
    static JsonObject withMore(JsonObject object, String json) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object(json).members());
        members.putAll(object.members());
        return JsonObject.of(members);
    }

    static JsonObject object(String json) {
        return (JsonObject) JsonValue.read(json);
    }

    static JsonObject rename(JsonObject object, String from, String to) {
        return object.get(from)
                .map(value -> with(without(object, from), to, value))
                .orElse(object);
    }

    /** Changes an object in an object, if it is there. */
    static JsonObject edit(JsonObject object, String name, UnaryOperator<JsonObject> change) {
        return object.get(name).orElse(null) instanceof JsonObject inner
                ? with(object, name, change.apply(inner))
                : object;
    }

    /** Changes an array in an object, if it is there. */
    static JsonObject editItems(JsonObject object, String name, UnaryOperator<List<JsonValue>> change) {
        return object.get(name).orElse(null) instanceof JsonArray array
                ? with(object, name, new JsonArray(change.apply(array.items())))
                : object;
    }

    /** Changes the objects of an array in an object. */
    static JsonObject editAll(JsonObject object, String name, UnaryOperator<JsonObject> change) {
        return editItems(
                object,
                name,
                items -> items.stream()
                        .map(item -> item instanceof JsonObject inner ? (JsonValue) change.apply(inner) : item)
                        .toList());
    }

    /** A text in an object; empty when there is none. */
    static String text(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonString string ? string.text() : "";
    }

    static JsonObject replaceText(JsonObject object, String name, String from, String to) {
        return text(object, name).equals(from) ? with(object, name, to) : object;
    }
}
