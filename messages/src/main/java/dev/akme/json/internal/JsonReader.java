package dev.akme.json.internal;

import dev.akme.json.JsonArray;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonException;
import dev.akme.json.JsonLimits;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamFactory.Feature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/**
 * Reads one text: tokens from Jackson's streaming parser, under the limits of {@link JsonLimits}, duplicate members and
 * all that is not Unicode refused.
 */
public final class JsonReader {

    // Interning costs more than it saves on messages of this size; charset detection would let UTF-16 in.
    private static final TokenStreamFactory FACTORY = JsonFactory.builder()
            .disable(Feature.INTERN_PROPERTY_NAMES)
            .disable(Feature.CHARSET_DETECTION)
            .enable(Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(JsonLimits.MAX_BYTES)
                    .maxNestingDepth(JsonLimits.MAX_DEPTH)
                    .maxStringLength(JsonLimits.MAX_STRING_LENGTH)
                    .maxNumberLength(JsonLimits.MAX_NUMBER_LENGTH)
                    .maxNameLength(JsonLimits.MAX_NAME_LENGTH)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean mayHaveSurrogates;

    private JsonReader(JsonParser parser, boolean mayHaveSurrogates) {
        this.parser = parser;
        this.mayHaveSurrogates = mayHaveSurrogates;
    }

    static PropertyNameMatcher matcher(List<String> names) {
        return FACTORY.constructNameMatcher(
                names.stream().map(Named::fromString).toList(), false);
    }

    // ---- whole texts

    public static JsonValue readTree(String text) {
        return read(text, JsonReader::tree);
    }

    public static JsonValue readTree(byte[] utf8) {
        return read(utf8, JsonReader::tree);
    }

    static <T> T read(String text, Function<JsonReader, T> top) {
        return readValid(utf8(text), text, top);
    }

    static <T> T read(byte[] utf8, Function<JsonReader, T> top) {
        return readValid(utf8, Utf8.decode(utf8), top);
    }

    /** The bytes of a text. */
    static byte[] utf8(String text) {
        return Utf8.encode(text);
    }

    private static <T> T readValid(byte[] utf8, String text, Function<JsonReader, T> top) {
        // Only an escape can bring a lone surrogate into text that is valid UTF-8.
        boolean mayHaveSurrogates = text.contains("\\ud") || text.contains("\\uD");
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            JsonReader in = new JsonReader(parser, mayHaveSurrogates);
            try {
                if (parser.nextToken() == null) {
                    throw in.fail("nothing", "a JSON value");
                }
                T value = top.apply(in);
                if (parser.nextToken() != null) {
                    throw in.fail("more data after the value", "the end of the text");
                }
                return value;
            } catch (JacksonException e) {
                throw JsonFault.of(e, in.pointer(), utf8);
            }
        }
    }

    /** Where the value at a pointer starts; where it is not there, where the innermost value around it starts. */
    static long offsetOf(byte[] utf8, String pointer) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            JsonReader in = new JsonReader(parser, false);
            parser.nextToken();
            long offset = in.offset();
            String at = "";
            while (!at.equals(pointer)) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return offset;
                }
                if (token == JsonToken.PROPERTY_NAME || token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
                    continue;
                }
                String here = in.pointer();
                if (pointer.equals(here) || pointer.startsWith(here + "/")) {
                    at = here;
                    offset = in.offset();
                } else {
                    parser.skipChildren();
                }
            }
            return offset;
        }
    }

    // ---- the current token

    boolean isString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean isStartObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isStartArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** What kind of value starts here. */
    String kind() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    String text() {
        return checked(parser.getString());
    }

    private String checked(String text) {
        if (mayHaveSurrogates && Utf8.loneSurrogate(text) >= 0) {
            throw fail("a lone surrogate escape", "escapes of surrogates in pairs");
        }
        return text;
    }

    /** Moves to the next item of an array; {@code false} at its end. */
    boolean nextItem(int before) {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return false;
        }
        if (before >= JsonLimits.MAX_ITEMS) {
            throw fail("more than " + JsonLimits.MAX_ITEMS + " items", "at most that many");
        }
        return true;
    }

    // ---- values

    /** The current value as it came. */
    JsonValue tree() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> new JsonString(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonNumber(parser.getString());
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            default -> JsonNull.NULL;
        };
    }

    private JsonObject object() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            member(name, members);
        }
        return JsonObject.of(members);
    }

    private void member(String name, Map<String, JsonValue> into) {
        checked(name);
        if (into.containsKey(name)) {
            throw duplicate();
        }
        if (into.size() >= JsonLimits.MAX_ITEMS) {
            throw fail("more than " + JsonLimits.MAX_ITEMS + " members", "at most that many");
        }
        parser.nextToken();
        into.put(name, tree());
    }

    private JsonArray array() {
        List<JsonValue> items = new ArrayList<>();
        while (nextItem(items.size())) {
            items.add(tree());
        }
        return new JsonArray(items);
    }

    /** The members of the object that starts here. */
    Members members(Schema<?> schema) {
        Field<?>[] fields = schema.all();
        PropertyNameMatcher matcher = schema.matcher();
        @Nullable Object[] slots = new @Nullable Object[fields.length];
        Map<String, JsonValue> extensions = Map.of();
        int match = parser.nextNameMatch(matcher);
        while (match != PropertyNameMatcher.MATCH_END_OBJECT) {
            if (match >= 0) {
                if (slots[match] != null) {
                    throw duplicate();
                }
                parser.nextToken();
                slots[match] = fields[match].codec().read(this);
            } else {
                if (extensions.isEmpty()) {
                    extensions = new LinkedHashMap<>();
                }
                member(parser.currentName(), extensions);
            }
            match = parser.nextNameMatch(matcher);
        }
        return new Members(schema, slots, extensions, false);
    }

    // ---- faults

    private JsonException duplicate() {
        return fail("the same member a second time", "each name once");
    }

    /** A fault at the current token. */
    JsonException fail(String found, String expected) {
        return new JsonException(pointer(), offset(), found, expected);
    }

    private long offset() {
        return Math.max(0, parser.currentTokenLocation().getByteOffset());
    }

    private String pointer() {
        return JsonFault.pointer(parser.streamReadContext());
    }
}
