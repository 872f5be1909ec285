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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * Reads one text: tokens from Jackson's streaming parser, under the limits of {@link JsonLimits}, duplicate members and
 * all that is not Unicode refused.
 */
public final class JsonReader {

    private final JsonParser parser;
    private final boolean mayHaveSurrogates;

    private JsonReader(JsonParser parser, boolean mayHaveSurrogates) {
        this.parser = parser;
        this.mayHaveSurrogates = mayHaveSurrogates;
    }

    // ---- whole texts

    public static JsonValue readTree(String text) {
        return read(text, JsonReader::tree);
    }

    public static JsonValue readTree(byte[] utf8) {
        return read(utf8, JsonReader::tree);
    }

    static <T> T read(String text, Function<JsonReader, T> top) {
        return readValid(utf8(text), top);
    }

    static <T> T read(byte[] utf8, Function<JsonReader, T> top) {
        Utf8.validate(utf8);
        return readValid(utf8, top);
    }

    /** The bytes of a text. */
    static byte[] utf8(String text) {
        return Utf8.encode(text);
    }

    private static <T> T readValid(byte[] utf8, Function<JsonReader, T> top) {
        // Only an escape can bring a lone surrogate into text that is valid UTF-8.
        boolean mayHaveSurrogates = Utf8.has(utf8, '\\');
        try (JsonParser parser = Tokens.of(utf8)) {
            JsonReader in = new JsonReader(parser, mayHaveSurrogates);
            try {
                if (parser.nextToken() == null) {
                    throw in.refusal(utf8);
                }
                T value = top.apply(in);
                if (parser.nextToken() != null) {
                    throw in.refusal(utf8);
                }
                return value;
            } catch (JacksonException e) {
                throw in.refusal(utf8);
            }
        }
    }

    /** Where the value at a pointer starts; where it is not there, where the innermost value around it starts. */
    static long offsetOf(byte[] utf8, String pointer) {
        try (JsonParser parser = Tokens.of(utf8)) {
            JsonReader in = new JsonReader(parser, false);
            parser.nextToken();
            int end = 0;
            while (end < pointer.length()) {
                int start = end + 1;
                int slash = pointer.indexOf('/', start);
                end = slash < 0 ? pointer.length() : slash;
                long around = in.offset();
                if (!in.enter(pointer.substring(start, end))) {
                    return around;
                }
            }
            return in.offset();
        }
    }

    /** Moves from the start of an object or array to the value at a token of a JSON Pointer. */
    private boolean enter(String token) {
        boolean named = isStartObject();
        if (!named && !isStartArray()) {
            return false;
        }
        for (int index = 0; true; index++) {
            JsonToken next = parser.nextToken();
            if (next == JsonToken.END_OBJECT || next == JsonToken.END_ARRAY) {
                return false;
            }
            String here = named ? Pointers.escape(parser.currentName()) : Integer.toString(index);
            if (named) {
                parser.nextToken();
            }
            if (here.equals(token)) {
                return true;
            }
            parser.skipChildren();
        }
    }

    /** Refuses a value that no text could have brought: walking over it might break the stack. */
    static void requireShallow(JsonValue value, int depth) {
        boolean nested = value instanceof JsonObject || value instanceof JsonArray;
        if (nested && depth > JsonLimits.MAX_DEPTH) {
            throw new JsonException("", 0, JsonFault.TOO_DEEP, "at most " + JsonLimits.MAX_DEPTH + " levels");
        }
        if (value instanceof JsonObject object) {
            object.members().values().forEach(member -> requireShallow(member, depth + 1));
        } else if (value instanceof JsonArray array) {
            array.items().forEach(item -> requireShallow(item, depth + 1));
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
            throw fail(JsonFault.LONE_SURROGATE, JsonFault.SURROGATE_PAIR);
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
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> JsonBoolean.TRUE;
            case VALUE_FALSE -> JsonBoolean.FALSE;
            default -> JsonNull.NULL;
        };
    }

    private JsonNumber number() {
        String text = parser.getString();
        // The tokenizer counts the digits alone.
        if (text.length() > JsonLimits.MAX_NUMBER_LENGTH) {
            throw tooLong("a number", text, JsonLimits.MAX_NUMBER_LENGTH);
        }
        return new JsonNumber(text);
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
        if (name.length() > JsonLimits.MAX_NAME_LENGTH) {
            throw tooLong("a name", name, JsonLimits.MAX_NAME_LENGTH);
        }
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
    Members members(Schema<?> declared) {
        Schema<?> schema = declared;
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
                if (schema.isDecidedBy(fields[match]) && extensions.isEmpty()) {
                    // It nearly always comes first: then the rest is read by the special schema at once.
                    schema = schema.refined(new Members(schema, slots, extensions, false));
                    fields = schema.all();
                    matcher = schema.matcher();
                    slots = Arrays.copyOf(slots, fields.length);
                }
            } else {
                if (extensions.isEmpty()) {
                    extensions = new LinkedHashMap<>(4);
                }
                member(parser.currentName(), extensions);
            }
            match = parser.nextNameMatch(matcher);
        }
        return new Members(schema, slots, extensions, false);
    }

    // ---- faults

    /** What is wrong with the text, of which the tokenizer liked something less than the values in it. */
    private JsonException refusal(byte[] utf8) {
        try {
            JsonFault.find(new String(utf8, StandardCharsets.UTF_8));
        } catch (JsonException fault) {
            return fault;
        }
        // Nothing is known that only the tokenizer refuses.
        return new JsonException(
                pointer(),
                Math.max(0, parser.currentLocation().getByteOffset()),
                "text that is not JSON",
                "JSON (RFC 8259)");
    }

    private JsonException tooLong(String what, String text, int limit) {
        return fail(what + " of " + text.length() + " characters", "at most " + limit);
    }

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
        return pointer(parser.streamReadContext());
    }

    private static String pointer(TokenStreamContext context) {
        if (context.inRoot()) {
            return "";
        }
        String parent = context.getParent() == null ? "" : pointer(context.getParent());
        if (context.inArray()) {
            return context.hasCurrentIndex() ? parent + "/" + context.getCurrentIndex() : parent;
        }
        return context.currentName() == null ? parent : parent + "/" + Pointers.escape(context.currentName());
    }
}
