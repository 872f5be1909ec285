package dev.akme.cli;

import dev.akme.cli.inspect.Entry;
import dev.akme.cli.inspect.Explanation;
import dev.akme.cli.inspect.Inspection;
import dev.akme.json.Finding;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Explanations for programs. */
final class InspectJson {

    private InspectJson() {}

    /** All of one thing: what was found out and parts by their names, then members and findings. */
    static JsonObject of(Inspection.Item item) {
        Json json = new Json();
        if (!item.place().isEmpty()) {
            json.put("item", item.place());
        }
        put(item.explanation(), json);
        List<JsonValue> findings = new ArrayList<>();
        item.explanation().allFindings().forEach(placed -> findings.add(of(new Json(), placed)));
        return json.put("findings", new JsonArray(findings)).object();
    }

    private static void put(Explanation about, Json json) {
        json.put("kind", about.kind()).put("section", about.section()).put("summary", about.summary());
        if (!about.couldBe().isEmpty()) {
            json.strings("couldBe", about.couldBe());
        }
        for (Entry fact : about.facts()) {
            json.put(fact.name(), fact.value().orElse(JsonObject.EMPTY));
            if (fact.name().equals("signature")) {
                json.put("signatureReason", fact.meaning());
            }
        }
        Map<String, List<JsonValue>> many = new LinkedHashMap<>();
        for (Explanation.Part part : about.parts()) {
            Json inside = new Json();
            put(part.explanation(), inside);
            if (part.many()) {
                many.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(inside.object());
            } else {
                json.put(part.name(), inside.object());
            }
        }
        many.forEach((name, parts) -> json.put(name, new JsonArray(parts)));
        if (!about.members().isEmpty()) {
            List<JsonValue> members = new ArrayList<>();
            about.members().forEach(entry -> add(entry, members));
            json.put("members", new JsonArray(members));
        }
    }

    /** Every member and what is in it, one after the other; the pointer says where each is. */
    private static void add(Entry entry, List<JsonValue> members) {
        Json json = new Json();
        json.put(
                entry.pointer().isEmpty() ? "name" : "pointer",
                entry.pointer().isEmpty() ? entry.name() : entry.pointer());
        entry.value().ifPresent(value -> json.put("value", value));
        putText("meaning", entry.meaning(), json);
        putText("section", entry.section(), json);
        putText("remark", entry.remark(), json);
        members.add(json.object());
        entry.children().forEach(child -> add(child, members));
    }

    private static void putText(String name, String text, Json json) {
        if (!text.isEmpty()) {
            json.put(name, new JsonString(text));
        }
    }

    /** A finding, after what is there already. */
    static JsonObject of(Json json, Explanation.Placed placed) {
        Finding finding = placed.finding();
        return json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("rule", finding.rule())
                .put("part", placed.place())
                .put("pointer", finding.pointer())
                .put("section", finding.section())
                .put("problem", finding.problem())
                .put("advice", finding.advice())
                .object();
    }
}
