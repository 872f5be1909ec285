package dev.akme.messages;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What messages have that must not be shown, in transcripts and logs. With a token somebody who has the account key could
 * answer a challenge (RFC 8555 §10.1), with a nonce repeat a request (§6.5), and a signature can be tried on other
 * requests.
 */
public final class Secrets {

    private static final Set<String> NAMES = Set.of("token", "keyAuthorization", "nonce", "signature");

    private static final JsonString HIDDEN = new JsonString("(hidden)");

    private Secrets() {}

    /**
     * Hides the secrets in a message, or in the header of a request: the members {@code token}, {@code keyAuthorization},
     * {@code nonce} and {@code signature} at any depth.
     *
     * @param value any JSON
     * @return the same with {@code "(hidden)"} in place of each secret
     */
    public static JsonValue hide(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> members.put(name, NAMES.contains(name) ? HIDDEN : hide(member)));
            return JsonObject.of(members);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.items().stream().map(Secrets::hide).toList());
        }
        return value;
    }
}
