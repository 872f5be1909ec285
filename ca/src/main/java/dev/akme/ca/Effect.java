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

/** What a {@link Deviation} does with requests that are as they should be, and with the answers. */
interface Effect {

    /** Where accounts, orders and authorizations are shown. */
    Set<Endpoint> ACCOUNTS = Set.of(Endpoint.NEW_ACCOUNT, Endpoint.ACCOUNT, Endpoint.KEY_CHANGE);

    Set<Endpoint> ORDERS = Set.of(Endpoint.NEW_ORDER, Endpoint.ORDER, Endpoint.FINALIZE);
    Set<Endpoint> AUTHORIZATIONS = Set.of(Endpoint.NEW_AUTHZ, Endpoint.AUTHORIZATION);

    CaResponse change(CaResponse answer, Occasion occasion);

    /** Refuses what the other server does not take. */
    default void check(SignedRequest request) {}

    // ---- kinds

    /** Nothing that is done here: the resource itself asks for the deviation. */
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
            public void check(SignedRequest request) {
                check.accept(request);
            }
        };
    }

    /** Changes the answers of some resources that are no problems. */
    static Effect at(Set<Endpoint> endpoints, UnaryOperator<CaResponse> change) {
        return (answer, occasion) ->
                occasion.isFor(endpoints) && answer.status() / 100 == 2 ? change.apply(answer) : answer;
    }

    /** Changes the objects that some resources show. */
    static Effect json(Set<Endpoint> endpoints, UnaryOperator<JsonObject> change) {
        return at(endpoints, answer -> answer.withJson(change));
    }

    static Effect directory(UnaryOperator<JsonObject> change) {
        return json(Set.of(Endpoint.DIRECTORY), change);
    }

    /** Changes the metadata in the directory. */
    static Effect meta(UnaryOperator<JsonObject> change) {
        return directory(directory -> edit(directory, "meta", change));
    }

    /** Changes problems that the CA refuses with. */
    static Effect problems(UnaryOperator<CaResponse> change) {
        return (answer, occasion) -> answer.status() >= 400 && answer.isProblem() ? change.apply(answer) : answer;
    }

    /** Changes challenges, wherever they are shown. */
    static Effect challenges(UnaryOperator<JsonObject> change) {
        Effect inside = json(AUTHORIZATIONS, authorization -> editAll(authorization, "challenges", change));
        Effect alone = json(Set.of(Endpoint.CHALLENGE), change);
        return (answer, occasion) -> alone.change(inside.change(answer, occasion), occasion);
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

    /** With members of another object, which do not take the place of its own. */
    static JsonObject withMore(JsonObject object, String json) {
        Map<String, JsonValue> members = new LinkedHashMap<>(((JsonObject) JsonValue.read(json)).members());
        members.putAll(object.members());
        return JsonObject.of(members);
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

    /** Changes the objects of an array in an object. */
    static JsonObject editAll(JsonObject object, String name, UnaryOperator<JsonObject> change) {
        if (!(object.get(name).orElse(null) instanceof JsonArray array)) {
            return object;
        }
        List<JsonValue> items = array.items().stream()
                .map(item -> item instanceof JsonObject inner ? (JsonValue) change.apply(inner) : item)
                .toList();
        return with(object, name, new JsonArray(items));
    }

    static String text(JsonObject object, String name) {
        return object.get(name).orElse(null) instanceof JsonString string ? string.text() : "";
    }
}
