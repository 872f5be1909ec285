package dev.akme.ca;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.NewAccount;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Accounts of other servers, and what these demand of new ones. */
final class AccountEffects {

    private static final Set<JwsAlgorithm> EDWARDS = Set.of(JwsAlgorithm.EDDSA, JwsAlgorithm.ED25519);

    private AccountEffects() {}

    static void addTo(Map<Deviation, Effect> effects) {
        effects.put(
                Deviation.ACCOUNT_WITHOUT_ORDERS,
                Effect.json(Effect.ACCOUNTS, account -> Effect.without(account, "orders")));
        effects.put(
                Deviation.ACCOUNT_WITH_MORE, Effect.json(Effect.ACCOUNTS, account -> Effect.withMore(account, """
                                {"key":{"kty":"EC"},"createdAt":"2026-01-01T00:00:00.5Z","id":7,\
                                "initialIp":"192.0.2.1","agreement":""}""")));
        effects.put(
                Deviation.ACCOUNT_WITHOUT_CONTACT,
                Effect.json(Effect.ACCOUNTS, account -> Effect.without(account, "contact")));
        effects.put(
                Deviation.ACCOUNT_WITH_EMPTY_CONTACT,
                Effect.json(Effect.ACCOUNTS, account -> Effect.with(account, "contact", new JsonArray(List.of()))));
        effects.put(
                Deviation.ORDERS_AS_ARRAY,
                ordersList((answer, occasion) -> answer.withBody(answer.jsonObject()
                        .flatMap(list -> list.get("orders"))
                        .orElse(JsonNull.NULL)
                        .toJson())));
        effects.put(
                Deviation.ORDERS_NOT_FOUND,
                Effect.demand(request -> refuseAt(request, Endpoint.ORDERS, 404, ProblemType.MALFORMED)));
        effects.put(Deviation.ORDERS_NULL, ordersList((answer, occasion) -> answer.withBody("{\"orders\":null}")));
        effects.put(
                Deviation.KEY_CHANGE_NOT_IMPLEMENTED,
                Effect.demand(request -> refuseAt(request, Endpoint.KEY_CHANGE, 501, ProblemType.REJECTED_IDENTIFIER)));
        effects.put(
                Deviation.KEY_CHANGE_NOT_FOUND,
                Effect.demand(request -> refuseAt(request, Endpoint.KEY_CHANGE, 404, ProblemType.MALFORMED)));
        effects.put(Deviation.CONTACT_REQUIRED, newAccounts(AccountEffects::requireContact));
        effects.put(Deviation.EMPTY_MEMBERS_REFUSED, newAccounts(AccountEffects::refuseEmptyMembers));
        effects.put(Deviation.BINDING_HS256, newAccounts(AccountEffects::requireHs256));
        effects.put(Deviation.EDDSA_REFUSED, Effect.demand(AccountEffects::refuseEdwards));
    }

    private static Effect ordersList(Effect change) {
        return Effect.at(Set.of(Endpoint.ORDERS), change);
    }

    private static void refuseAt(SignedRequest request, Endpoint endpoint, int status, ProblemType type) {
        if (request.target().endpoint() == endpoint) {
            throw Refuse.with(type, status, "this server does not have that");
        }
    }

    private static Effect newAccounts(Consumer<NewAccount> check) {
        return Effect.demand(request -> {
            if (request.target().endpoint() == Endpoint.NEW_ACCOUNT) {
                check.accept(request.draft(NewAccount.TYPE));
            }
        });
    }

    private static void requireContact(NewAccount wanted) {
        if (!wanted.onlyReturnExisting() && wanted.contact().orElse(List.of()).isEmpty()) {
            throw Refuse.with(ProblemType.INVALID_CONTACT, "this server needs a contact");
        }
    }

    private static void refuseEmptyMembers(NewAccount wanted) {
        ((JsonObject) JsonValue.read(wanted.toJson())).members().forEach((name, value) -> {
            boolean isEmpty = value.equals(JsonNull.NULL)
                    || value.equals(new JsonString(""))
                    || value.equals(new JsonArray(List.of()));
            if (isEmpty) {
                throw Refuse.malformed(name + " is empty: this server wants it to be left out");
            }
        });
    }

    private static void requireHs256(NewAccount wanted) {
        wanted.externalAccountBinding().ifPresent(binding -> {
            if (!binding.protectedHeader().alg().equals(JwsAlgorithm.HS256)) {
                throw Refuse.malformed("this server binds external accounts with HS256 alone");
            }
        });
    }

    private static void refuseEdwards(SignedRequest request) {
        if (EDWARDS.contains(request.verified().header().alg())) {
            List<String> others = Authentication.ALGORITHMS.stream()
                    .filter(algorithm -> !EDWARDS.contains(algorithm))
                    .map(JwsAlgorithm::value)
                    .toList();
            throw Refuse.with(
                    Problem.builder()
                            .type(ProblemType.BAD_SIGNATURE_ALGORITHM)
                            .status(400)
                            .detail("this server does not know EdDSA")
                            .algorithms(others)
                            .build(),
                    Map.of());
        }
    }
}
