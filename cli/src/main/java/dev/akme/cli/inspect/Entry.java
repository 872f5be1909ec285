package dev.akme.cli.inspect;

import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * One thing that stands in a text, or that was found out about it.
 *
 * @param name the name of the member, the index of the item, or a stable name of what was found out
 * @param pointer JSON Pointer of the place; {@code ""} when it was found out
 * @param value the value for programs; empty when it is in the children
 * @param text the value for people; may be empty
 * @param remark what to note about just this value, such as that a time is past; may be empty
 * @param meaning what it means, in sentences; may be empty
 * @param section where that is specified; may be empty
 * @param children what is inside
 */
public record Entry(
        String name,
        String pointer,
        Optional<JsonValue> value,
        String text,
        String remark,
        String meaning,
        String section,
        List<Entry> children) {

    /**
     * Copies what can be changed.
     *
     * @param name the name of the member, the index of the item, or a stable name of what was found out
     * @param pointer JSON Pointer of the place; {@code ""} when it was found out
     * @param value the value for programs; empty when it is in the children
     * @param text the value for people; may be empty
     * @param remark what to note about just this value, such as that a time is past; may be empty
     * @param meaning what it means, in sentences; may be empty
     * @param section where that is specified; may be empty
     * @param children what is inside
     */
    public Entry {
        children = List.copyOf(children);
    }

    static Entry fact(String name, String text, String meaning, String section) {
        return fact(name, new JsonString(text), text, meaning, section);
    }

    static Entry fact(String name, JsonValue value, String text, String meaning, String section) {
        return new Entry(name, "", Optional.of(value), text, "", meaning, section, List.of());
    }

    Entry remark(String remark) {
        return new Entry(name, pointer, value, text, remark, meaning, section, children);
    }
}
