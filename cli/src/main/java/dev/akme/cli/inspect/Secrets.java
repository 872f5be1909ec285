package dev.akme.cli.inspect;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes out of JSON what must not be shown. */
final class Secrets {

    /** Stands in the place of what is not shown. */
    static final String NOT_SHOWN = "(private: not shown)";

    /** Private and symmetric parts of keys (RFC 7518 §6, RFC 8037 §2, RFC 9964 §3). */
    private static final Set<String> KEY_PARTS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    /** What tells that an object is a key, even when it is broken. */
    private static final Set<String> KEY_MARKS = Set.of("kty", "crv", "n", "alg", "x");

    /** Names that tools give to secrets, such as to the MAC key of an external account. */
    private static final Pattern NAMES = Pattern.compile("mackey|hmac|private|secret|passw(?:or)?d|passphrase");

    /** What in a JWS is JSON, in base64url. */
    private static final Set<String> ENCODED = Set.of("protected", "payload");

    private Secrets() {}

    /** Whether a member is a private part, when it stands in a key. */
    static boolean isKeyPart(String member) {
        return KEY_PARTS.contains(member);
    }

    /** Whether a text has a private key in it, in PEM. */
    static boolean holdsPrivatePem(String text) {
        return text.contains("PRIVATE KEY");
    }

    /** The same value without what must not be shown. */
    static JsonValue without(JsonValue value) {
        if (value instanceof JsonObject object) {
            boolean key = object.members().keySet().stream().anyMatch(KEY_MARKS::contains);
            boolean jws = JsonExplainer.isJws(object);
            Map<String, JsonValue> members = new LinkedHashMap<>();
            object.members().forEach((name, inside) -> members.put(name, without(name, inside, key, jws)));
            return JsonObject.of(members);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.items().stream().map(Secrets::without).toList());
        }
        return value instanceof JsonString string && holdsPrivatePem(string.text()) ? new JsonString(NOT_SHOWN) : value;
    }

    private static JsonValue without(String name, JsonValue value, boolean key, boolean jws) {
        if (isSecret(name, key)) {
            return new JsonString(NOT_SHOWN);
        }
        // What is encoded there can hold a key; it is explained decoded.
        return jws && value instanceof JsonString text && ENCODED.contains(name)
                ? new JsonString("(" + text.text().length() + " characters)")
                : without(value);
    }

    private static boolean isSecret(String name, boolean key) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
        return (key && KEY_PARTS.contains(name)) || NAMES.matcher(plain).find();
    }
}
