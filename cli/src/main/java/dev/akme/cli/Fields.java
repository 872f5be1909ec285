package dev.akme.cli;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a message that matter to whoever watches, on one line. */
final class Fields {

    private static final List<String> SHOWN = List.of(
            "type",
            "status",
            "contact",
            "termsOfServiceAgreed",
            "replaces",
            "identifier",
            "identifiers",
            "wildcard",
            "challenges",
            "profile",
            "csr",
            "certificate",
            "reason",
            "suggestedWindow",
            "expires",
            "error",
            "detail");

    /** What is clear without its name. */
    private static final Set<String> PLAIN = Set.of("type", "status", "detail");

    private static final int LONGEST = 40;

    private Fields() {}

    static String of(JsonObject message) {
        List<String> shown = new ArrayList<>();
        for (String name : SHOWN) {
            message.get(name)
                    .ifPresent(value -> shown.add((PLAIN.contains(name) ? "" : name + ": ") + text(name, value)));
        }
        if (shown.isEmpty() && message.get("newOrder").isPresent()) {
            shown.add(String.join(", ", message.members().keySet()));
        }
        return String.join("; ", shown);
    }

    private static String text(String name, JsonValue value) {
        if (name.equals("csr") || (name.equals("certificate") && !isUrl(value))) {
            return text(value).map(text -> text.length() * 3 / 4 + " octets").orElse("?");
        }
        if (value instanceof JsonArray array) {
            return array.items().stream().map(Fields::brief).collect(Collectors.joining(", "));
        }
        return brief(value);
    }

    private static boolean isUrl(JsonValue value) {
        return text(value).filter(text -> text.startsWith("http")).isPresent();
    }

    private static String brief(JsonValue value) {
        if (value instanceof JsonObject object) {
            // Identifiers by their value, challenges by type and status, problems by detail, windows by both ends.
            return List.of("value", "type", "status", "detail", "start", "end").stream()
                    .filter(name -> !name.equals("type") || object.get("value").isEmpty())
                    .flatMap(name -> object.get(name).stream())
                    .map(Fields::brief)
                    .collect(Collectors.joining(" "));
        }
        String text = value instanceof JsonString string
                ? string.text()
                : value instanceof JsonNumber number
                        ? number.text()
                        : value instanceof JsonBoolean bool ? Boolean.toString(bool.value()) : value.kind();
        text = text.startsWith(ProblemType.PREFIX) ? text.substring(ProblemType.PREFIX.length()) : text;
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    static Optional<String> text(JsonValue value) {
        return value instanceof JsonString string ? Optional.of(string.text()) : Optional.empty();
    }

    static List<JsonValue> items(JsonValue value) {
        return value instanceof JsonArray array ? array.items() : List.of();
    }
}
