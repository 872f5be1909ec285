package dev.akme.cli.state;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How names are proven, as the user said it. Nothing secret: of keys it has the names of the files.
 *
 * @param kind the option without its dashes, such as {@code http} or {@code dns-hook}
 * @param argument the option's argument; empty when there is none
 * @param settings further options that belong to it, by their names without dashes
 */
public record Method(String kind, String argument, Map<String, String> settings) {

    private static final String KIND = "kind";
    private static final String ARGUMENT = "argument";

    JsonObject toJson() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(KIND, new JsonString(kind));
        members.put(ARGUMENT, new JsonString(argument));
        settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(setting -> members.put(setting.getKey(), new JsonString(setting.getValue())));
        return JsonObject.of(members);
    }

    static Method read(StoredObject stored) throws IOException {
        Map<String, String> settings = stored.texts();
        settings.remove(KIND);
        settings.remove(ARGUMENT);
        return new Method(stored.require(KIND), stored.text(ARGUMENT).orElse(""), Map.copyOf(settings));
    }
}
