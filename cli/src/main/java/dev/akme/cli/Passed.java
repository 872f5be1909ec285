package dev.akme.cli;

import dev.akme.cli.inspect.Shown;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A message that passed between two parties.
 *
 * @param from who sent it
 * @param to who got it
 * @param kind what it is, as RFC 8555 names it
 * @param detail the fields that matter, for people
 * @param object the whole of it for programs, without what is secret
 */
record Passed(Party from, Party to, String kind, String detail, JsonObject object) {

    /** Who takes part. */
    enum Party {
        CLIENT("client"),
        CA("CA"),
        NAMES("names");

        private final String label;

        Party(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /** What must not be shown: with a token and the account key somebody else could answer, nonces are nobody's. */
    private static final Set<String> SECRET = Set.of("token", "nonce", "signature");

    private static final JsonString HIDDEN = new JsonString(Shown.HIDDEN);

    /** The same value without what is secret, at any depth. */
    static JsonValue hidden(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            object.members()
                    .forEach((name, member) -> members.put(name, SECRET.contains(name) ? HIDDEN : hidden(member)));
            return JsonObject.of(members);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.items().stream().map(Passed::hidden).toList());
        }
        return value;
    }
}
