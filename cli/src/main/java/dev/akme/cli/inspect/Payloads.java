package dev.akme.cli.inspect;

import dev.akme.jose.Jwk;
import dev.akme.jose.JwsHeader;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.MessageType;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.AuthorizationUpdate;
import dev.akme.messages.Finalize;
import dev.akme.messages.KeyChange;
import dev.akme.messages.Messages;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.NewOrder;
import dev.akme.messages.OrderUpdate;
import dev.akme.messages.Revocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Guesses what the payload of a request is, going by its header as well. */
final class Payloads {

    private static final Set<MessageType<?>> REQUESTS = Set.of(
            NewAccount.TYPE,
            AccountUpdate.TYPE,
            NewOrder.TYPE,
            OrderUpdate.TYPE,
            Finalize.TYPE,
            NewAuthorization.TYPE,
            AuthorizationUpdate.TYPE,
            Revocation.TYPE,
            KeyChange.TYPE);

    private Payloads() {}

    /** The types that it can be, the best first; empty when nobody knows. */
    static List<MessageType<?>> types(JsonObject payload, Optional<JwsHeader> header, boolean binding) {
        if (binding) {
            return List.of(Jwk.TYPE);
        }
        boolean withKey = header.flatMap(h -> h.member("jwk")).isPresent();
        if (payload.members().isEmpty()) {
            return withKey ? List.of(NewAccount.TYPE) : List.of(Kind.responses().get(0));
        }
        List<MessageType<?>> types = new ArrayList<>(status(payload, header));
        List<MessageType<?>> detected = Messages.detect(payload.toJson());
        detected.stream().filter(REQUESTS::contains).forEach(types::add);
        if (withKey) {
            // Only these may: among what is as likely, they go first.
            detected.stream()
                    .filter(type -> type == NewAccount.TYPE || type == Revocation.TYPE)
                    .forEach(type -> types.add(0, type));
        } else if (types.contains(AccountUpdate.TYPE) && !payload.members().containsKey("onlyReturnExisting")) {
            types.remove(NewAccount.TYPE);
        }
        Kind.responses().stream().filter(type -> isResponse(payload, type)).forEach(types::add);
        types.addAll(types.isEmpty() ? detected : List.of());
        return types.stream().distinct().toList();
    }

    /** A status alone says little, but its URL does: an account's own is its name too. */
    private static List<MessageType<?>> status(JsonObject payload, Optional<JwsHeader> header) {
        if (!payload.members().keySet().equals(Set.of("status"))) {
            return List.of();
        }
        if (new JsonString("canceled").equals(payload.members().get("status"))) {
            return List.of(OrderUpdate.TYPE);
        }
        boolean account = header.filter(
                        h -> h.member("kid").isPresent() && h.member("kid").equals(h.member("url")))
                .isPresent();
        return List.of(account ? AccountUpdate.TYPE : AuthorizationUpdate.TYPE);
    }

    private static boolean isResponse(JsonObject payload, MessageType<?> type) {
        Set<String> declared = Meanings.type(type.name())
                .map(about -> about.members().keySet())
                .orElse(Set.of());
        return declared.containsAll(payload.members().keySet());
    }
}
