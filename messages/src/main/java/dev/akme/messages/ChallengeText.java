package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.internal.Rules;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of text that challenges demand. */
final class ChallengeText {

    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+");
    private static final JsonString ED25519 = new JsonString("Ed25519");

    // 128 bits are 22 digits of base64url: fewer cannot hold them.
    private static final int DIGITS_OF_128_BITS = 22;

    private ChallengeText() {}

    static boolean isBase64url(String text) {
        return BASE64URL.matcher(text).matches();
    }

    static boolean canHold128Bits(String text) {
        return text.length() >= DIGITS_OF_128_BITS;
    }

    /** Base64 with the alphabet and the padding of RFC 4648 §4, of at least so many octets. */
    static boolean isPaddedBase64(String text, int octets) {
        try {
            return text.length() % 4 == 0 && Base64.getDecoder().decode(text).length >= octets;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A domain name as draft-ietf-acme-dns-persist §3.1 wants it: A-labels, lower case, no trailing dot. */
    static boolean isNormalizedDomain(String name) {
        return !name.isEmpty()
                && name.length() <= 253
                && !name.endsWith(".")
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f)
                && name.equals(name.toLowerCase(Locale.ROOT));
    }

    /** The texts of an array of strings; empty when it is anything else. */
    static Optional<List<String>> texts(@Nullable JsonValue value) {
        if (!(value instanceof JsonArray array)
                || !array.items().stream().allMatch(item -> item instanceof JsonString)) {
            return Optional.empty();
        }
        return Optional.of(
                array.items().stream().map(item -> ((JsonString) item).text()).toList());
    }

    /** For types that onion names can be validated by. */
    static <T extends Challenge> void authKeyRule(Rules<T> rules) {
        rules.rule(
                Severity.WARNING,
                "challenge/auth-key",
                "RFC 9799 §4",
                "/authKey",
                "the key for the client authorization of the onion service is not an Ed25519 key",
                "send the public key as a JWK with kty OKP and crv Ed25519",
                c -> c.member("authKey")
                        .filter(key -> !(key instanceof JsonObject jwk
                                && ED25519.equals(jwk.members().get("crv"))))
                        .isPresent());
    }

    /** The compact form of a JWS (RFC 7515 §7.1), by its looks. */
    static boolean isCompactJws(String text) {
        return COMPACT.matcher(text).matches();
    }

    static boolean isAbsoluteUrl(String text) {
        return isUrl(text) && URI.create(text).isAbsolute();
    }

    static boolean isUrl(String text) {
        try {
            new URI(text);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
