package dev.akme.json.internal;

import dev.akme.json.JsonException;
import dev.akme.json.JsonLimits;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Turns what the tokenizer complains of into errors that quote nothing of the text but one character. */
final class JsonFault {

    private JsonFault() {}

    static JsonException of(JacksonException e, String pointer, byte[] utf8) {
        long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
        long offset = Math.min(at, utf8.length);
        if (e instanceof StreamConstraintsException) {
            return limit(String.valueOf(e.getOriginalMessage()), pointer, offset);
        }
        if (e instanceof UnexpectedEndOfInputException || (offset >= utf8.length && !closes(utf8))) {
            return new JsonException(pointer, utf8.length, "the end of the text", "the rest of it: it is cut off");
        }
        return new JsonException(pointer, offset, "text that is not JSON", "JSON (RFC 8259)");
    }

    private static boolean closes(byte[] utf8) {
        return utf8.length > 0 && (utf8[utf8.length - 1] == '}' || utf8[utf8.length - 1] == ']');
    }

    private static JsonException limit(String complaint, String pointer, long offset) {
        String c = complaint.toLowerCase(Locale.ROOT);
        if (c.contains("depth")) {
            return limit(pointer, offset, "objects and arrays nested too deep", JsonLimits.MAX_DEPTH, "levels");
        }
        if (c.contains("string")) {
            return limit(pointer, offset, "a string that is too long", JsonLimits.MAX_STRING_LENGTH, "characters");
        }
        if (c.contains("number")) {
            return limit(pointer, offset, "a number that is too long", JsonLimits.MAX_NUMBER_LENGTH, "characters");
        }
        if (c.contains("name")) {
            return limit(pointer, offset, "a name that is too long", JsonLimits.MAX_NAME_LENGTH, "characters");
        }
        return new JsonException(pointer, offset, "names made to collide", "names that differ in their hash");
    }

    private static JsonException limit(String pointer, long offset, String found, int limit, String unit) {
        return new JsonException(pointer, offset, found, "at most " + limit + " " + unit);
    }

    static String pointer(TokenStreamContext context) {
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
