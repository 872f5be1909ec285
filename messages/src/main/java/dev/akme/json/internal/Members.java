package dev.akme.json.internal;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MissingMemberException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members of one message: a slot for each declared field, and everything else as it came. Immutable. */
public final class Members {

    private final Schema<?> schema;
    private final @Nullable Object[] slots;
    private final Map<String, JsonValue> extensions;
    private final boolean bare;

    Members(Schema<?> schema, @Nullable Object[] slots, Map<String, JsonValue> extensions, boolean bare) {
        this.schema = schema;
        this.slots = slots;
        this.extensions = extensions;
        this.bare = bare;
    }

    public static Members of(AcmeObject object) {
        return ((MembersHolder) object).members;
    }

    public Schema<?> schema() {
        return schema;
    }

    public Map<String, JsonValue> extensions() {
        return Collections.unmodifiableMap(extensions);
    }

    @Nullable
    Object[] slots() {
        return slots.clone();
    }

    // ---- access

    /** Whether the member was there, even as {@code null}. */
    public boolean has(Field<?> field) {
        return slots[field.slot()] != null;
    }

    public <T> T require(Field<T> field) {
        Object slot = slots[field.slot()];
        if (slot == null || slot == JsonNull.NULL) {
            throw new MissingMemberException(schema.name(), field.pointer(), field.section());
        }
        return decode(field, slot);
    }

    public <T> Optional<T> find(Field<T> field) {
        Object slot = slots[field.slot()];
        return slot == null || slot == JsonNull.NULL ? Optional.empty() : Optional.of(decode(field, slot));
    }

    /** As {@link #find}, but a value that cannot be decoded counts as absent: for rules. */
    public <T> Optional<T> peek(Field<T> field) {
        Object slot = slots[field.slot()];
        if (slot == null || slot == JsonNull.NULL) {
            return Optional.empty();
        }
        try {
            return Optional.of(field.codec().decode(slot));
        } catch (Misfit e) {
            return Optional.empty();
        }
    }

    private <T> T decode(Field<T> field, Object slot) {
        try {
            return field.codec().decode(slot);
        } catch (Misfit e) {
            throw new InvalidMemberException(
                    schema.name(), field.pointer() + e.pointer(), field.section(), e.problem());
        }
    }

    /** The member as JSON, declared or not. */
    public Optional<JsonValue> json(String name) {
        return schema.field(name)
                .map(field -> Optional.ofNullable(slots[field.slot()]).map(slot -> json(field, slot)))
                .orElseGet(() -> Optional.ofNullable(extensions.get(name)));
    }

    private static JsonValue json(Field<?> field, Object slot) {
        return slot instanceof JsonValue v ? v : field.codec().toJson(slot);
    }

    // ---- another schema

    /** The same members by a schema that extends this one's: what was unknown may be declared there. */
    public Members as(Schema<?> special) {
        if (special == schema) {
            return this;
        }
        Field<?>[] fields = special.all();
        @Nullable Object[] more = Arrays.copyOf(slots, fields.length);
        int moved = 0;
        for (int i = slots.length; i < fields.length; i++) {
            JsonValue value = extensions.get(fields[i].name());
            if (value != null) {
                moved++;
                more[i] = fields[i].codec().fromJson(value);
            }
        }
        return new Members(special, more, moved == 0 ? extensions : undeclared(special, moved), bare);
    }

    private Map<String, JsonValue> undeclared(Schema<?> special, int moved) {
        if (moved == extensions.size()) {
            return Map.of();
        }
        Map<String, JsonValue> rest = new LinkedHashMap<>(extensions);
        for (Field<?> field : special.all()) {
            rest.remove(field.name());
        }
        return rest;
    }

    // ---- writing

    void write(JsonWriter out) {
        Field<?> only = schema.bareField();
        Object whole = bare && only != null ? slots[only.slot()] : null;
        if (only != null && whole != null) {
            out.slot(only.codec(), whole);
            return;
        }
        out.startObject();
        Field<?>[] fields = schema.all();
        for (int i = 0; i < slots.length; i++) {
            Object slot = slots[i];
            if (slot != null) {
                out.name(fields[i].wireName());
                out.slot(fields[i].codec(), slot);
            }
        }
        if (!extensions.isEmpty()) {
            extensions.forEach((name, value) -> {
                out.name(name);
                out.tree(value);
            });
        }
        out.endObject();
    }

    public JsonValue toJson() {
        Field<?> only = schema.bareField();
        Object whole = bare && only != null ? slots[only.slot()] : null;
        if (only != null && whole != null) {
            return json(only, whole);
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (Field<?> field : schema.all()) {
            Object slot = slots[field.slot()];
            if (slot != null) {
                members.put(field.name(), json(field, slot));
            }
        }
        members.putAll(extensions);
        return JsonObject.of(members);
    }

    // ---- comparing and showing

    /** What equality looks at. {@code null} is absence; the same instant in another spelling is the same. */
    public Map<String, Object> keys() {
        Map<String, Object> keys = new LinkedHashMap<>(extensions);
        for (Field<?> field : schema.all()) {
            Object slot = slots[field.slot()];
            if (slot == JsonNull.NULL && field.isNullable()) {
                keys.put(field.name(), slot);
            } else if (slot != null && slot != JsonNull.NULL) {
                keys.put(field.name(), field.codec().key(slot));
            }
        }
        return keys;
    }

    /** Declared members with their values, secrets and unknown members without. */
    public String show() {
        StringBuilder out = new StringBuilder(schema.name()).append('{');
        String separator = "";
        for (Field<?> field : schema.all()) {
            Object slot = slots[field.slot()];
            if (slot != null) {
                out.append(separator).append(field.name()).append('=').append(show(field, slot));
                separator = ", ";
            }
        }
        for (String name : extensions.keySet()) {
            out.append(separator).append(Pointers.escape(name)).append("=(unknown member)");
            separator = ", ";
        }
        return out.append('}').toString();
    }

    private static String show(Field<?> field, Object slot) {
        if (field.isSecret()) {
            return "(hidden)";
        }
        if (slot instanceof JsonNull) {
            return "null";
        }
        // Messages inside have secrets of their own, and hide them only where they were read as messages; what is not
        // of the declared form may hold anything.
        try {
            Object value = field.codec().decode(slot);
            return Printable.of(
                    field.codec().schemas().isEmpty() ? json(field, slot).toJson() : String.valueOf(value));
        } catch (Misfit e) {
            return "(cannot be decoded)";
        }
    }

    // ---- checking

    /** Adds every finding about a message and those inside it. */
    public static void lint(AcmeObject object, String pointer, List<Finding> found) {
        lint(object, pointer, Findings.all(found));
    }

    /** What {@code build()} and strict reads refuse. */
    public static List<Finding> errors(AcmeObject object) {
        Findings found = Findings.errors();
        lint(object, "", found);
        return found.list();
    }

    /** Adds what is found of a message and those inside it. */
    public static void lint(AcmeObject object, String pointer, Findings found) {
        of(object).lintMembers(pointer, found);
        lintRules(of(object).schema, object, pointer, found);
    }

    private void lintMembers(String pointer, Findings found) {
        if (bare) {
            found.add(new Finding(
                    Severity.ERROR,
                    "bare",
                    pointer,
                    schema.section(),
                    "the value stands bare instead of in an object",
                    "wrap it in an object"));
        }
        for (Field<?> field : schema.all()) {
            Object slot = slots[field.slot()];
            String place = pointer + field.pointer();
            if (slot == null) {
                if (field.isRequired()) {
                    found.add(finding(field, "missing", place, "required member is missing", "send it"));
                }
            } else if (slot == JsonNull.NULL) {
                if (!field.isNullable()) {
                    String advice = "leave it out, or send " + field.codec().expects();
                    found.add(finding(field, "null", place, "member is null", advice));
                }
            } else {
                lintValue(field, slot, place, found);
            }
        }
    }

    private static <T> void lintValue(Field<T> field, Object slot, String place, Findings found) {
        try {
            field.codec().decode(slot);
            if (!field.isReceived()) {
                field.codec().lint(slot, place, field.section(), found);
            }
        } catch (Misfit e) {
            String advice = field.isRequired() ? "correct it" : "correct it or leave it out";
            found.add(finding(field, "invalid", place + e.pointer(), e.problem(), advice));
            if (!field.isReceived()) {
                field.codec().lintParts(slot, place, field.section(), found);
            }
        }
    }

    private static <T extends AcmeObject> void lintRules(
            Schema<T> schema, AcmeObject object, String pointer, Findings found) {
        T typed = schema.javaType().cast(object);
        for (Rule<? super T> rule : schema.rules()) {
            rule.lint(typed, pointer, found);
        }
    }

    private static Finding finding(Field<?> field, String rule, String place, String problem, String advice) {
        return new Finding(Severity.ERROR, rule, place, field.section(), problem, advice);
    }
}
