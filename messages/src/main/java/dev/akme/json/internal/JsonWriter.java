package dev.akme.json.internal;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonLimits;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** Writes one text, without white space. */
public final class JsonWriter {

    private static final TokenStreamFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(JsonLimits.MAX_DEPTH)
                    .build())
            .build();

    private final JsonGenerator generator;

    private JsonWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    public static byte[] bytes(Consumer<JsonWriter> content) {
        ByteArrayBuilder out = new ByteArrayBuilder();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            content.accept(new JsonWriter(generator));
        } catch (StreamConstraintsException e) {
            throw new IllegalStateException(
                    "nested deeper than " + JsonLimits.MAX_DEPTH + " levels: nobody could read it");
        }
        return out.toByteArray();
    }

    public static String text(Consumer<JsonWriter> content) {
        return new String(bytes(content), StandardCharsets.UTF_8);
    }

    // ---- pieces

    void startObject() {
        generator.writeStartObject();
    }

    void endObject() {
        generator.writeEndObject();
    }

    void startArray() {
        generator.writeStartArray();
    }

    void endArray() {
        generator.writeEndArray();
    }

    void name(SerializedString name) {
        generator.writeName(name);
    }

    void name(String name) {
        generator.writeName(name);
    }

    void string(String text) {
        generator.writeString(text);
    }

    void bool(boolean value) {
        generator.writeBoolean(value);
    }

    /** A slot: what fits goes through its codec, anything else as it came. */
    void slot(Codec<?> codec, Object slot) {
        if (slot instanceof JsonValue misfit) {
            tree(misfit);
        } else {
            codec.write(slot, this);
        }
    }

    public void object(AcmeObject object) {
        Members.of(object).write(this);
    }

    /** Any value. */
    public void tree(JsonValue value) {
        if (value instanceof JsonObject object) {
            startObject();
            object.members().forEach((name, member) -> {
                name(name);
                tree(member);
            });
            endObject();
        } else if (value instanceof JsonArray array) {
            startArray();
            array.items().forEach(this::tree);
            endArray();
        } else if (value instanceof JsonString string) {
            string(string.text());
        } else if (value instanceof JsonNumber number) {
            generator.writeNumber(number.text());
        } else if (value instanceof JsonBoolean bool) {
            bool(bool.value());
        } else {
            generator.writeNull();
        }
    }
}
