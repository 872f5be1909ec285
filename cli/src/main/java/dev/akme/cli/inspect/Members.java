package dev.akme.cli.inspect;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.Term;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.IdentifierType;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Explains the members of an object, and what is in them. */
final class Members {

    /** Members that hold seconds since 1970. */
    private static final Set<String> SECONDS = Set.of("exp", "nbf", "iat", "expiry");

    private final Times times;

    Members(Times times) {
        this.times = times;
    }

    /**
     * Explains all members.
     *
     * @param object without secrets
     * @param type the name of the type of message; one that is unknown leaves all without a meaning
     */
    List<Entry> of(JsonObject object, String type) {
        return of(object, type, "");
    }

    private List<Entry> of(JsonObject object, String type, String pointer) {
        String name = refined(type, object);
        List<Entry> entries = new ArrayList<>();
        object.members()
                .forEach((member, value) -> entries.add(entry(name, member, value, pointer + "/" + escape(member))));
        return entries;
    }

    /** Challenges are explained by what they are. */
    static String refined(String type, JsonObject object) {
        if (!type.equals("challenge")) {
            return type;
        }
        String word = object.members().get("type") instanceof JsonString text ? text.text() : "";
        return Meanings.type(word + " challenge").isPresent() ? word + " challenge" : "unknown challenge";
    }

    private Entry entry(String type, String member, JsonValue value, String pointer) {
        Optional<Meanings.Type> known = Meanings.type(type);
        Optional<Meanings.Member> about = known.flatMap(t -> t.member(member));
        String meaning =
                about.map(Meanings.Member::meaning).orElse(known.isPresent() ? "Not a member that is known." : "");
        String section = about.map(Meanings.Member::section).orElse("");
        String inner = about.map(Meanings.Member::type).orElse("");
        String shown = Shown.printable(member);
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            return new Entry(
                    shown,
                    pointer,
                    Optional.empty(),
                    inline(object),
                    "",
                    meaning,
                    section,
                    children(object, inner, pointer));
        }
        if (value instanceof JsonArray array && !array.items().isEmpty()) {
            return new Entry(
                    shown, pointer, Optional.empty(), count(array), "", meaning, section, items(array, inner, pointer));
        }
        String word = word(known, type, member, value);
        return new Entry(
                shown,
                pointer,
                Optional.of(value),
                text(value),
                remark(member, value),
                word.isEmpty() ? meaning : (meaning + " " + word).strip(),
                section,
                List.of());
    }

    private List<Entry> children(JsonObject object, String type, String pointer) {
        if (type.equals("onionCaa")) { // by name
            List<Entry> entries = new ArrayList<>();
            object.members().forEach((name, value) -> entries.add(item(name, value, type, pointer)));
            return entries;
        }
        return isIdentifier(object, type) ? List.of() : of(object, type, pointer);
    }

    private List<Entry> items(JsonArray array, String type, String pointer) {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (JsonValue item : array.items()) {
            entries.add(item(String.valueOf(number++), item, type, pointer));
        }
        return entries;
    }

    private Entry item(String name, JsonValue item, String type, String pointer) {
        String at = pointer + "/" + escape(name);
        Optional<JsonValue> value = Optional.of(item);
        String shown = Shown.printable(name);
        if (item instanceof JsonObject object && !object.members().isEmpty() && !isIdentifier(object, type)) {
            String refined = refined(type, object);
            String summary = refined.equals(type)
                    ? ""
                    : Meanings.type(refined).map(Meanings.Type::summary).orElse("");
            return new Entry(shown, at, Optional.empty(), inline(object), "", summary, "", of(object, type, at));
        }
        if (item instanceof JsonArray array && !array.items().isEmpty()) {
            return new Entry(shown, at, Optional.empty(), count(array), "", "", "", items(array, type, at));
        }
        String text = item instanceof JsonObject object ? inline(object) : text(item);
        return new Entry(shown, at, value, text, remark(name, item), "", "", List.of());
    }

    // ---- values

    /** The usual identifier is one line, not two members. */
    private static boolean isIdentifier(JsonObject object, String type) {
        return type.equals("identifier") && !inline(object).isEmpty();
    }

    private static String inline(JsonObject object) {
        return object.members().size() == 2
                        && object.members().get("type") instanceof JsonString kind
                        && object.members().get("value") instanceof JsonString value
                ? Shown.text(kind.text()) + " " + Shown.text(value.text())
                : object.members().isEmpty() ? "{}" : "";
    }

    private static String count(JsonArray array) {
        int size = array.items().size();
        return size == 1 ? "1 item" : size + " items";
    }

    static String text(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.text().isEmpty() ? "\"\"" : Shown.text(string.text());
        }
        return Shown.text(value.toJson());
    }

    private String remark(String member, JsonValue value) {
        if (value instanceof JsonString string) {
            return Times.read(string.text())
                    .map(time -> times.remark(member, time))
                    .orElse("");
        }
        if (SECONDS.contains(member) && value instanceof JsonNumber number) {
            try {
                return number.wholeNumber()
                        .map(Instant::ofEpochSecond)
                        .map(time -> time + ", " + times.remark(member, time))
                        .orElse("");
            } catch (DateTimeException e) {
                return "";
            }
        }
        return "";
    }

    // ---- words that mean something

    private static String word(Optional<Meanings.Type> known, String type, String member, JsonValue value) {
        if (value instanceof JsonNumber number && type.equals("revocation") && member.equals("reason")) {
            return number.wholeNumber()
                    .filter(code -> code >= 0 && code <= 10)
                    .map(code -> RevocationReason.of(code.intValue()))
                    .map(reason -> "Here: " + reason.label() + ". " + reason.description())
                    .orElse("");
        }
        if (!(value instanceof JsonString string)) {
            return "";
        }
        String text = string.text();
        Optional<String> here = known.flatMap(t -> t.word(member, text));
        if (here.isPresent()) {
            return here.get();
        }
        if (member.equals("replaces") && known.isPresent()) {
            return certificate(text);
        }
        return term(type, member, text)
                .map(term -> term.isKnown() ? "Here: " + lower(term.description()) : "This one is not known.")
                .orElse("");
    }

    private static Optional<Term> term(String type, String member, String text) {
        return Optional.ofNullable(
                switch (member) {
                    case "status" -> type.isEmpty() ? null : Status.of(text);
                    case "alg" -> type.equals("jwsHeader") || type.equals("jwk") ? JwsAlgorithm.of(text) : null;
                    case "type" ->
                        switch (type) {
                            case "problem" -> ProblemType.of(text);
                            case "identifier" -> IdentifierType.of(text);
                            default -> type.endsWith(" challenge") ? ChallengeType.of(text) : null;
                        };
                    default -> null;
                });
    }

    private static String certificate(String text) {
        try {
            CertificateIdentifier id = CertificateIdentifier.parse(text);
            return "Its issuer has the key identifier " + Shown.hex(id.keyIdentifier()) + ", its serial number is "
                    + Shown.hex(id.serial().toByteArray()) + ".";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** As the second half of a sentence, unless it begins with a name. */
    private static String lower(String sentence) {
        return sentence.length() > 1
                        && Character.isLowerCase(sentence.charAt(1))
                        && sentence.matches("(?:A|An|The|In|No|All|Past|Given|Taken|Failed) .*")
                ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1)
                : sentence;
    }

    static String escape(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }
}
