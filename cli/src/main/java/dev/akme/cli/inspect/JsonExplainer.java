package dev.akme.cli.inspect;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.json.AcmeObject;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.messages.Linter;
import dev.akme.messages.Messages;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RenewalInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains messages. */
final class JsonExplainer {

    private static final int MOST_OTHERS = 6;
    private static final List<String> JWS_MEMBERS = List.of("protected", "payload", "signature");

    private final Times times;
    private final Members members;
    private final JwsExplainer signed;
    private final DerExplainer der;

    JsonExplainer(Times times, GivenKey key) {
        this.times = times;
        this.members = new Members(times);
        this.der = new DerExplainer(times);
        this.signed = new JwsExplainer(this, key);
    }

    /** Explains a value that was not sent inside of another; of a JWS, the kind is that of its payload. */
    Explanation explain(JsonValue value, Optional<MessageType<?>> kind) {
        if (isJws(value)) {
            return signed.request((JsonObject) value, kind.filter(type -> type != Jws.TYPE));
        }
        if (kind.isEmpty() && TranscriptExplainer.isLine(value)) {
            return new TranscriptExplainer(this).explain((JsonObject) value);
        }
        List<MessageType<?>> candidates =
                kind.<List<MessageType<?>>>map(List::of).orElseGet(() -> candidates(value));
        if (candidates.isEmpty()) {
            throw new Unreadable("this is JSON, but no message of ACME that can be recognized: name what it is to be"
                    + " with --kind");
        }
        return explain(value, candidates);
    }

    static List<MessageType<?>> candidates(JsonValue value) {
        if (value instanceof JsonObject object) {
            // Faults count against a type. A key with private parts has many, a problem may have few other members.
            if (object.members().get("kty") instanceof JsonString) {
                return List.of(Jwk.TYPE);
            }
            if (object.members().get("type") instanceof JsonString type
                    && type.text().startsWith(ProblemType.PREFIX)) {
                return List.of(Problem.TYPE);
            }
        }
        return Messages.detect(value.toJson());
    }

    static boolean isJws(JsonValue value) {
        return value instanceof JsonObject object
                && JWS_MEMBERS.stream().filter(object.members()::containsKey).count() >= 2;
    }

    /** Explains a value as the first of the types. */
    Explanation explain(JsonValue value, List<MessageType<?>> candidates) {
        MessageType<?> type = candidates.get(0);
        AcmeObject message = read(type, value);
        String name = message.messageType().name();
        boolean privateKey = type == Jwk.TYPE && isPrivate(value);
        Meanings.Type about =
                Meanings.type(name).orElseGet(() -> new Meanings.Type(name, type.section(), "", Map.of(), Map.of()));
        Explanation.Builder out = new Explanation.Builder(
                privateKey ? "privateKey" : name,
                about.section(),
                privateKey
                        ? "A private or secret key: whoever has it can act for its holder. It is not shown."
                        : about.summary());
        out.couldBe(candidates.stream()
                .skip(1)
                .limit(MOST_OTHERS)
                .map(other -> Kind.of(other).name())
                .toList());
        if (value instanceof JsonObject object) {
            out.members(members.of((JsonObject) Secrets.without(object), name));
            inside(object, name, out);
        } else {
            out.members(members.of(JsonObject.of(Map.of("orders", value)), name));
        }
        if (message instanceof Jwk jwk) {
            Keys.thumbprint(jwk).ifPresent(out::fact);
        }
        if (message instanceof RenewalInfo info) {
            window(info, out);
        }
        return out.findings(Linter.check(message)).build();
    }

    private static AcmeObject read(MessageType<?> type, JsonValue value) {
        try {
            return type.read(value);
        } catch (JsonException e) {
            throw new Unreadable("this is " + e.found() + ", and " + type.name() + " is " + e.expected());
        }
    }

    private static boolean isPrivate(JsonValue value) {
        return value instanceof JsonObject object
                && object.members().keySet().stream().anyMatch(Secrets::isKeyPart);
    }

    /** Explains an object of a type that nobody knows. */
    Explanation unknown(JsonObject object) {
        return new Explanation.Builder("unknown", "", "JSON of a kind that cannot be recognized.")
                .members(members.of((JsonObject) Secrets.without(object), ""))
                .build();
    }

    /** Explains a part of a message whose faults are found with the whole. */
    Explanation part(JsonValue value, MessageType<?> type) {
        Explanation.Builder out = new Explanation.Builder(
                type.name(),
                type.section(),
                Meanings.type(type.name()).map(Meanings.Type::summary).orElse(""));
        return value instanceof JsonObject object
                ? out.members(members.of((JsonObject) Secrets.without(object), type.name()))
                        .build()
                : out.build();
    }

    /** What stands in a JWS beyond its three members. */
    List<Entry> others(JsonObject jws) {
        Map<String, JsonValue> others = new LinkedHashMap<>(jws.members());
        JWS_MEMBERS.forEach(others::remove);
        return members.of((JsonObject) Secrets.without(JsonObject.of(others)), "jws");
    }

    // ---- what members hold

    private void inside(JsonObject object, String name, Explanation.Builder out) {
        if (name.equals("finalize") || name.equals("onion-csr-01 response")) {
            text(object, "csr").flatMap(der::csrText).ifPresent(csr -> out.part("csr", csr));
        }
        if (name.equals("revocation")) {
            text(object, "certificate")
                    .flatMap(der::certificateText)
                    .ifPresent(certificate -> out.part("certificate", certificate));
        }
        object.get("externalAccountBinding")
                .filter(JsonExplainer::isJws)
                .ifPresent(binding -> out.part("externalAccountBinding", signed.binding((JsonObject) binding)));
    }

    private static Optional<String> text(JsonObject object, String member) {
        return object.members().get(member) instanceof JsonString text ? Optional.of(text.text()) : Optional.empty();
    }

    private void window(RenewalInfo info, Explanation.Builder out) {
        try {
            Instant start = info.suggestedWindow().start();
            Instant end = info.suggestedWindow().end();
            String when = times.isPast(end)
                    ? "The time is over: renew at once."
                    : times.isPast(start)
                            ? "The time has come: renew now, or at a random moment before its end."
                            : "Not yet: the time begins " + times.relative(start) + ".";
            out.fact(Entry.fact("renew", times.isPast(start) ? "now" : "later", when, "RFC 9773 §4.2"));
        } catch (MemberException e) {
            // The linter says it.
        }
    }
}
