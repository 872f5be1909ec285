package dev.akme.cli.inspect;

import dev.akme.jose.JwsHeader;
import dev.akme.json.Finding;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains lines of what {@code akme demo --json} writes: each a message that passed, without what is secret in it. */
final class TranscriptExplainer {

    private static final String DIRECTION = "direction";
    private static final String KIND = "kind";

    /** What is said of each direction. */
    private static final Map<String, String> DIRECTIONS = Map.of(
            "request", "From the client to the CA.",
            "response", "From the CA to the client.",
            "validation", "The CA looks whether a challenge is answered.",
            "result", "What came of it.");

    /** What else stands in a line, and has no explanation of its own. */
    private static final List<String> FACTS =
            List.of("method", "url", "status", "location", "certificates", "certificate");

    private final JsonExplainer json;

    TranscriptExplainer(JsonExplainer json) {
        this.json = json;
    }

    static boolean isLine(JsonValue value) {
        return value instanceof JsonObject object
                && object.members().get(DIRECTION) instanceof JsonString direction
                && DIRECTIONS.containsKey(direction.text())
                && object.members().get(KIND) instanceof JsonString;
    }

    Explanation explain(JsonObject line) {
        String direction = text(line, DIRECTION);
        Explanation.Builder out = new Explanation.Builder(
                "transcript", "", "A line of the conversation that akme demo --json shows, without what is secret.");
        out.fact(DIRECTION, Shown.text(direction), DIRECTIONS.getOrDefault(direction, ""), "");
        out.fact("message", Shown.text(text(line, KIND)), "What it is about.", "");
        for (String name : FACTS) {
            line.get(name)
                    .ifPresent(value -> out.fact(Entry.fact(
                            name,
                            value,
                            value instanceof JsonString string ? Shown.text(string.text()) : value.toString(),
                            "",
                            "")));
        }
        Optional<JwsHeader> header =
                line.get("header").filter(JsonObject.class::isInstance).map(value -> JwsHeader.TYPE.read(value));
        header.ifPresent(value -> out.part("header", json.part(value.toJsonValue(), JwsHeader.TYPE)));
        for (String name : List.of("payload", "body")) {
            if (line.members().get(name) instanceof JsonObject message) {
                out.part(name, message(message, name.equals("payload") ? header : Optional.empty()));
            }
        }
        return out.build();
    }

    private Explanation message(JsonObject message, Optional<JwsHeader> header) {
        if (JsonExplainer.isJws(message)) {
            return json.unknown(message); // Its signature is left out.
        }
        List<MessageType<?>> types =
                header.isPresent() ? Payloads.types(message, header, false) : JsonExplainer.candidates(message);
        Explanation found = types.isEmpty() ? json.unknown(message) : json.explain(message, types);
        return found.withFindings(found.findings().stream()
                .filter(finding -> !isHidden(message, finding))
                .toList());
    }

    /** Of what was left out nothing can be wrong. */
    private static boolean isHidden(JsonValue message, Finding finding) {
        JsonValue at = message;
        for (String step : finding.pointer().split("/", -1)) {
            if (at instanceof JsonObject object && object.get(step).isPresent()) {
                at = object.get(step).get();
            } else if (at instanceof JsonArray array
                    && step.matches("[0-9]{1,6}")
                    && Integer.parseInt(step) < array.items().size()) {
                at = array.items().get(Integer.parseInt(step));
            }
        }
        return at instanceof JsonString string && string.text().equals(Shown.HIDDEN);
    }

    private static String text(JsonObject line, String name) {
        return line.members().get(name) instanceof JsonString string ? string.text() : "";
    }
}
