package dev.akme.ca;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.messages.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Authorizations and challenges of other servers. */
final class AuthorizationEffects {

    private static final String STATUS = "status";
    private static final String CHALLENGES = "challenges";

    private static final JsonObject PROPRIETARY = Effect.object(
            "{\"type\":\"sectigo-email-01\",\"url\":\"https://ca.example.org/email\",\"status\":\"pending\"}");

    private static final List<JsonObject> UNKNOWN = List.of(
            Effect.object("{\"type\":\"smoke-signal-01\",\"url\":\"https://ca.example.org/smoke\",\"token\":\"x\"}"),
            Effect.object("{\"type\":5}"),
            JsonObject.EMPTY);

    private AuthorizationEffects() {}

    static void addTo(Map<Deviation, Effect> effects) {
        effects.put(
                Deviation.CHALLENGE_ERROR_EMPTY,
                Effect.challenges(challenge -> Effect.edit(challenge, "error", error -> JsonObject.EMPTY)));
        effects.put(
                Deviation.AUTHORIZATION_WITH_MORE, Effect.json(Effect.AUTHORIZATIONS, AuthorizationEffects::withMore));
        effects.put(Deviation.ALREADY_AUTHORIZED, Effect.inside());
        effects.put(Deviation.INVALID_REUSED, Effect.inside());
        effects.put(Deviation.OLD_RESPONSES, Effect.inside());
        effects.put(Deviation.PROPRIETARY_CHALLENGE, more(List.of(PROPRIETARY)));
        effects.put(Deviation.UNKNOWN_CHALLENGES, more(UNKNOWN));
        effects.put(Deviation.TOKENS_MISSING, Effect.challenges(challenge -> Effect.without(challenge, "token")));
        effects.put(
                Deviation.CHALLENGE_STAYS_PENDING,
                Effect.at(
                        Set.of(Endpoint.CHALLENGE),
                        (answer, occasion) ->
                                occasion.isSending() ? answer.withJson(AuthorizationEffects::pending) : answer));
        effects.put(
                Deviation.VALIDATION_LASTS,
                Effect.both(
                        Effect.at(Effect.AUTHORIZATIONS, AuthorizationEffects::lasting),
                        Effect.at(
                                Set.of(Endpoint.CHALLENGE),
                                (answer, occasion) -> answer.withJson(AuthorizationEffects::processing))));
        effects.put(Deviation.CHALLENGE_URI, Effect.challenges(challenge -> Effect.rename(challenge, "url", "uri")));
        effects.put(Deviation.CHALLENGE_WITHOUT_URL, Effect.challenges(challenge -> Effect.without(challenge, "url")));
        effects.put(
                Deviation.PERSIST_WITHOUT_ACCOUNT,
                Effect.challenges(challenge -> Effect.without(challenge, "accounturi")));
        effects.put(Deviation.EMPTY_RESPONSE_DEMANDED, Effect.demand(AuthorizationEffects::requireEmptyObject));
    }

    private static JsonObject withMore(JsonObject authorization) {
        JsonObject shown = Effect.withMore(authorization, "{\"wildcard\":false}");
        return OrderEffects.is(authorization, Status.INVALID)
                ? Effect.withMore(shown, "{\"error\":{\"type\":\"none\"}}")
                : shown;
    }

    /** With more challenges, before those that are there. */
    private static Effect more(List<JsonObject> challenges) {
        return Effect.json(
                Effect.AUTHORIZATIONS,
                authorization -> Effect.editItems(authorization, CHALLENGES, items -> {
                    List<JsonValue> all = new ArrayList<>(challenges);
                    all.addAll(items);
                    return all;
                }));
    }

    private static JsonObject pending(JsonObject challenge) {
        return Effect.with(Effect.without(challenge, "validated", "error"), STATUS, Status.PENDING.value());
    }

    private static CaResponse lasting(CaResponse answer, Occasion occasion) {
        boolean isDone = answer.jsonObject()
                .filter(authorization -> OrderEffects.is(authorization, Status.VALID))
                .isPresent();
        if (!isDone || occasion.plan().look(occasion.request().target()) > OrderEffects.LOOKS) {
            return answer;
        }
        return answer.withJson(authorization -> Effect.with(
                Effect.editAll(authorization, CHALLENGES, AuthorizationEffects::processing),
                STATUS,
                Status.PENDING.value()));
    }

    private static JsonObject processing(JsonObject challenge) {
        return OrderEffects.is(challenge, Status.VALID)
                ? Effect.with(Effect.without(challenge, "validated"), STATUS, Status.PROCESSING.value())
                : challenge;
    }

    private static void requireEmptyObject(SignedRequest request) {
        if (request.target().endpoint() == Endpoint.CHALLENGE
                && !request.isPostAsGet()
                && !new String(request.verified().payload(), StandardCharsets.UTF_8).equals("{}")) {
            throw Refuse.malformed("this server wants {} and nothing else");
        }
    }
}
