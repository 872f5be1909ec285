package dev.akme.json.internal;

import dev.akme.json.JsonException;
import dev.akme.json.JsonLimits;
import java.nio.charset.StandardCharsets;

/**
 * Says what is wrong with a text that the tokenizer refused: walks over it again, by RFC 8259 and {@link JsonLimits},
 * to the first fault. Its errors quote one character of the text at most. The tokenizer's own complaints quote more, and
 * some know no place.
 */
final class JsonFault {

    static final String TOO_DEEP = "objects and arrays nested too deep";

    static final String LONE_SURROGATE = "a lone surrogate escape";
    static final String SURROGATE_PAIR = "escapes of surrogates in pairs";

    private static final int END = -1;

    private final String text;
    private final StringBuilder pointer = new StringBuilder();
    private int at;
    private int depth;

    private JsonFault(String text) {
        this.text = text;
    }

    /** Throws for the first fault of the text; returns when there is none. */
    static void find(String text) {
        JsonFault scan = new JsonFault(text);
        scan.value("a JSON value");
        scan.space();
        if (scan.peek() != END) {
            throw scan.fault("the end of the text");
        }
    }

    // ---- structure

    private void value(String expected) {
        space();
        switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string("a string", JsonLimits.MAX_STRING_LENGTH);
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw fault(expected);
        }
    }

    private void object() {
        open();
        int here = pointer.length();
        String expected = "the name of a member in double quotes, or the end of the object";
        space();
        boolean more = !skip('}');
        while (more) {
            space();
            if (peek() != '"') {
                throw fault(expected);
            }
            String name = string("a name", JsonLimits.MAX_NAME_LENGTH);
            pointer.append('/').append(Pointers.escape(name));
            space();
            if (!skip(':')) {
                throw fault("a colon");
            }
            value("a value");
            pointer.setLength(here);
            more = more('}', "a comma, or the end of the object");
            expected = "the name of a member in double quotes";
        }
        depth--;
    }

    private void array() {
        open();
        int here = pointer.length();
        String expected = "a value, or the end of the array";
        space();
        boolean more = !skip(']');
        for (int index = 0; more; index++) {
            pointer.append('/').append(index);
            value(expected);
            pointer.setLength(here);
            more = more(']', "a comma, or the end of the array");
            expected = "a value";
        }
        depth--;
    }

    private void open() {
        if (++depth > JsonLimits.MAX_DEPTH) {
            throw fault(at, TOO_DEEP, "at most " + JsonLimits.MAX_DEPTH + " levels");
        }
        at++;
    }

    private boolean more(char close, String expected) {
        space();
        if (skip(',')) {
            return true;
        }
        if (skip(close)) {
            return false;
        }
        throw fault(expected);
    }

    // ---- scalars

    private String string(String what, int limit) {
        int start = at++;
        StringBuilder plain = new StringBuilder();
        while (!skip('"')) {
            int c = peek();
            if (c == END) {
                throw fault("the rest of a string");
            }
            if (c < ' ') {
                throw fault("the escape of this character");
            }
            at++;
            plain.append(c == '\\' ? escaped() : (char) c);
        }
        limit(start, plain.length(), what, limit);
        String value = plain.toString();
        if (Utf8.loneSurrogate(value) >= 0) {
            throw fault(start, LONE_SURROGATE, SURROGATE_PAIR);
        }
        return value;
    }

    private char escaped() {
        int index = "\"\\/bfnrtu".indexOf(peek());
        if (index < 0) {
            throw fault("one of \" \\ / b f n r t u after a backslash");
        }
        at++;
        return index < 8 ? "\"\\/\b\f\n\r\t".charAt(index) : hex();
    }

    private char hex() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw fault("four hexadecimal digits");
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private void number() {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits();
        } else if (isDigit()) {
            throw fault("a number without leading zeros");
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        limit(start, at - start, "a number", JsonLimits.MAX_NUMBER_LENGTH);
    }

    private void digits() {
        if (!isDigit()) {
            throw fault("a digit");
        }
        while (isDigit()) {
            at++;
        }
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (!skip(word.charAt(i))) {
                throw fault("the rest of \"" + word + '"');
            }
        }
    }

    private void limit(int start, int length, String what, int limit) {
        if (length > limit) {
            throw fault(start, what + " of " + length + " characters", "at most " + limit);
        }
    }

    // ---- characters

    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private boolean skip(char c) {
        boolean there = peek() == c;
        if (there) {
            at++;
        }
        return there;
    }

    private boolean isDigit() {
        return peek() >= '0' && peek() <= '9';
    }

    private void space() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            at++;
        }
    }

    // ---- faults

    private JsonException fault(String expected) {
        return fault(at, at < text.length() ? show(text.codePointAt(at)) : "the end of the text", expected);
    }

    private JsonException fault(int where, String found, String expected) {
        int offset = text.substring(0, where).getBytes(StandardCharsets.UTF_8).length;
        return new JsonException(pointer.toString(), offset, found, expected);
    }

    private static String show(int c) {
        boolean visible = c < 128 ? c > ' ' && c < 127 : Character.isLetterOrDigit(c);
        return visible ? "'" + Character.toString(c) + "'" : String.format("U+%04X", c);
    }
}
