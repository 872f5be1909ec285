package dev.akme.cli.state;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in a file. What is wrong with it is said with the name of the file: somebody may have edited it.
 *
 * @param file where it is
 * @param object what is in it
 */
record StoredObject(Path file, JsonObject object) {

    static StoredObject read(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            if (JsonValue.read(text) instanceof JsonObject object) {
                return new StoredObject(file, object);
            }
        } catch (JsonException e) {
            throw damaged(file, "cannot be read, " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw damaged(file, "is not text in UTF-8", e);
        }
        throw damaged(file, "holds no object", null);
    }

    /** Whatever is wrong, the same helps. */
    static IOException damaged(Path file, String what, @Nullable Throwable cause) {
        return new IOException(file + " " + what + ": put back a copy from when it was whole", cause);
    }

    Optional<String> text(String name) {
        return object.get(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).text());
    }

    String require(String name) throws IOException {
        return text(name).orElseThrow(() -> damaged(file, "lacks " + name, null));
    }

    URI url(String name) throws IOException {
        return convert(name, URI::create);
    }

    Instant instant(String name) throws IOException {
        return convert(name, Instant::parse);
    }

    <T> T convert(String name, Function<String, T> conversion) throws IOException {
        String text = require(name);
        try {
            return conversion.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(file, "has a " + name + " that cannot be read", e);
        }
    }

    List<JsonValue> items(String name) {
        return object.get(name).orElse(new JsonArray(List.of())) instanceof JsonArray array ? array.items() : List.of();
    }

    StoredObject object(String name) throws IOException {
        if (object.get(name).orElse(new JsonString("")) instanceof JsonObject inner) {
            return new StoredObject(file, inner);
        }
        throw damaged(file, "lacks " + name, null);
    }

    /** The members of an object all of which are text. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        object.members().keySet().forEach(name -> text(name).ifPresent(value -> texts.put(name, value)));
        return texts;
    }
}
