package dev.akme.cli.inspect;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsHeader;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.KeyChange;
import dev.akme.messages.Linter;
import dev.akme.messages.NewAccount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Explains signed requests and what they carry. */
final class JwsExplainer {

    /** What is in one is shown; what is in that is not any more: no real request goes so deep. */
    private static final int DEEPEST = 3;

    /** The requests that carry the key itself (RFC 8555 §6.2). */
    private static final Set<String> WITH_JWK = Set.of("newAccount", "revocation");

    /** Where a JWS stands. */
    private enum Place {
        OUTER,
        BINDING,
        INNER
    }

    private final JsonExplainer json;
    private final GivenKey given;

    JwsExplainer(JsonExplainer json, GivenKey given) {
        this.json = json;
        this.given = given;
    }

    /** Explains a request, whose payload is of a kind, if that is known. */
    Explanation request(JsonObject object, Optional<MessageType<?>> kind) {
        return explain(object, Place.OUTER, kind, 0);
    }

    /** Explains an external account binding. */
    Explanation binding(JsonObject object) {
        return explain(object, Place.BINDING, Optional.of(Jwk.TYPE), DEEPEST);
    }

    private Explanation explain(JsonObject object, Place place, Optional<MessageType<?>> kind, int depth) {
        Jws jws = Jws.TYPE.read(object);
        Optional<JwsHeader> header = header(jws);
        boolean mac = header.flatMap(h -> h.member("alg"))
                .filter(alg -> alg instanceof JsonString text && text.text().startsWith("HS"))
                .isPresent();
        Place where = place == Place.OUTER && mac ? Place.BINDING : place;
        Explanation.Builder out = new Explanation.Builder("jws", "RFC 8555 §6.2", summary(where));
        Signature signature = header.map(h -> Signature.check(jws, h, source(jws, h, where), given.macKey()))
                .orElseGet(() -> Signature.unchecked("The header cannot be read."));
        out.fact("signature", signature.state(), reason(signature, jws), "RFC 7515 §5.2");
        header.flatMap(JwsExplainer::jwk).flatMap(Keys::thumbprint).ifPresent(out::fact);
        header.ifPresent(h -> out.part("header", json.part(h.toJsonValue(), JwsHeader.TYPE)));
        Optional<Explanation> payload = payload(jws, header, where, kind, depth);
        payload.ifPresent(p -> out.part("payload", p));
        out.members(json.others(object));
        out.findings(Linter.check(jws));
        if (signature.state().equals(Signature.INVALID)) {
            out.error("jws/signature", "/signature", "RFC 8555 §6.2", sentence(signature.reason()), signature.advice());
        }
        header.ifPresent(h -> {
            if (where == Place.OUTER) {
                outer(jws, h, payload.map(Explanation::kind).orElse(""), out);
            }
        });
        return out.build();
    }

    private static String summary(Place place) {
        return switch (place) {
            case OUTER -> "A signed request: a header, a message, and a signature over both.";
            case BINDING ->
                "An external account binding: the key of an account, vouched for with a key that the CA gave out.";
            case INNER -> "The JWS inside of a key change: the new key signs it.";
        };
    }

    private static String reason(Signature signature, Jws jws) {
        try {
            byte[] octets = jws.signature();
            return signature.reason() + " It has " + octets.length + " octets.";
        } catch (MemberException e) {
            return signature.reason();
        }
    }

    /** As a part of a sentence. */
    private static String sentence(String reason) {
        String bare = reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
        return bare.startsWith("Not by") ? "the signature is not by" + bare.substring(6) : lowerFirst(bare);
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    // ---- header and key

    private static Optional<JwsHeader> header(Jws jws) {
        try {
            return Optional.of(jws.protectedHeader());
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    private static Optional<Jwk> jwk(JwsHeader header) {
        try {
            return header.jwk();
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    /** The key to check with: that which was given, that in the header, or the old one of a key change. */
    private Optional<Signature.Source> source(Jws jws, JwsHeader header, Place place) {
        Optional<Jwk> embedded = jwk(header);
        if (place == Place.OUTER && given.publicKey().isPresent()) {
            return given.publicKey().map(key -> new Signature.Source(key, "the key that was given"));
        }
        return embedded.map(key -> new Signature.Source(key, "the key in the header (jwk)"))
                .or(() -> oldKey(jws).map(key -> new Signature.Source(key, "the oldKey of the key change inside")));
    }

    private static Optional<Jwk> oldKey(Jws jws) {
        try {
            return Optional.of(jws.payload(Jws.TYPE).payload(KeyChange.TYPE).oldKey());
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    // ---- payload

    private Optional<Explanation> payload(
            Jws jws, Optional<JwsHeader> header, Place place, Optional<MessageType<?>> kind, int depth) {
        byte[] octets;
        try {
            octets = jws.payload();
        } catch (MemberException e) {
            return Optional.empty(); // The linter says it.
        }
        if (octets.length == 0) {
            return Optional.of(new Explanation.Builder(
                            "POST-as-GET", "RFC 8555 §6.3", "Nothing: the request reads what is at its URL.")
                    .build());
        }
        JsonValue value;
        try {
            value = JsonValue.read(octets);
        } catch (JsonException e) {
            return Optional.of(new Explanation.Builder("unknown", "", octets.length + " octets that are not JSON.")
                    .error(
                            "jws/payload-json",
                            "",
                            "RFC 8555 §6.2",
                            "the payload is not JSON: " + Inspector.place(e),
                            "encode the JSON text of the message once, in base64url")
                    .build());
        }
        if (!(value instanceof JsonObject object)) {
            return Optional.of(new Explanation.Builder("unknown", "", "JSON, but " + value.kind() + ".")
                    .error(
                            "jws/payload-object",
                            "",
                            "RFC 8555 §6.2",
                            "the payload is " + value.kind(),
                            "send an object, or nothing for a POST-as-GET")
                    .build());
        }
        if (JsonExplainer.isJws(object) && kind.isEmpty()) {
            return depth < DEEPEST
                    ? Optional.of(explain(object, Place.INNER, Optional.empty(), depth + 1))
                    : Optional.of(json.unknown(object));
        }
        List<MessageType<?>> types = kind.<List<MessageType<?>>>map(List::of)
                .orElseGet(() -> Payloads.types(object, header, place == Place.BINDING));
        return Optional.of(types.isEmpty() ? json.unknown(object) : json.explain(object, types));
    }

    // ---- what the linter cannot know: where the request stands

    private void outer(Jws jws, JwsHeader header, String payload, Explanation.Builder out) {
        if (header.member("nonce").isEmpty()) {
            out.error(
                    "jws/nonce",
                    "/protected/nonce",
                    "RFC 8555 §6.5.2",
                    "the header has no nonce",
                    "send the Replay-Nonce of the last answer, or one from newNonce");
        }
        if (payload.equals("newAccount") && header.member("kid").isPresent()) {
            out.error(
                    "jws/kid",
                    "/protected/kid",
                    "RFC 8555 §6.2",
                    "the request asks for an account and names one",
                    "send the key in jwk, and no kid");
        }
        if (header.member("jwk").isPresent()
                && !WITH_JWK.contains(payload)
                && !payload.isEmpty()
                && !payload.equals("unknown")) {
            out.error(
                    "jws/jwk",
                    "/protected/jwk",
                    "RFC 8555 §6.2",
                    "the header has the key itself, which only new accounts and revocations have",
                    "send the URL of the account in kid, and no jwk");
        }
        if (payload.equals("newAccount")) {
            binding(jws, header, out);
        }
        given.publicKey()
                .ifPresent(key -> jwk(header).ifPresent(embedded -> {
                    if (!Keys.thumbprintText(embedded).equals(Keys.thumbprintText(key))) {
                        out.warning(
                                "jws/other-key",
                                "/protected/jwk",
                                "RFC 8555 §6.2",
                                "the key in the header is not the one that was given",
                                "check with the other key");
                    }
                }));
    }

    /** The linter has said already what is wrong with the binding by itself. */
    private static void binding(Jws jws, JwsHeader header, Explanation.Builder out) {
        try {
            Optional<Jws> binding = jws.payload(NewAccount.TYPE).externalAccountBinding();
            Optional<Jwk> key = header.jwk();
            if (binding.isPresent() && key.isPresent()) {
                out.findings(new ExternalAccountBinding(binding.get())
                        .check(header.url(), key.get()).stream()
                                .filter(f -> f.rule().contains("/same-"))
                                .toList());
            }
        } catch (MemberException e) {
            // The linter says it.
        }
    }

    /** Makes the flattened form of a JWS in the compact one, or nothing when the text is not that. */
    static Optional<JsonObject> ofCompact(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[0].startsWith("ey") || !text.matches("[A-Za-z0-9_.=+/-]++")) {
            return Optional.empty();
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("protected", new JsonString(parts[0]));
        members.put("payload", new JsonString(parts[1]));
        members.put("signature", new JsonString(parts[2]));
        return Optional.of(JsonObject.of(members));
    }
}
