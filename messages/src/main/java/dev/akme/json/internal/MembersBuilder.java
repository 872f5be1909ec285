package dev.akme.json.internal;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.json.MissingMemberException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members in the making. */
public final class MembersBuilder<T extends AcmeObject> {

    private final Schema<T> schema;
    private final @Nullable Object[] slots;
    private final Map<String, JsonValue> extensions = new LinkedHashMap<>();

    public MembersBuilder(Schema<T> schema) {
        this.schema = schema;
        this.slots = new @Nullable Object[schema.size()];
    }

    public MembersBuilder(Schema<T> schema, T start) {
        this.schema = schema;
        Members members = Members.of(start);
        this.slots = members.slots();
        extensions.putAll(members.extensions());
    }

    public <V> void set(Field<V> field, V value) {
        try {
            slots[field.slot()] = field.codec().encode(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidMemberException(
                    schema.name(), field.pointer(), field.section(), String.valueOf(e.getMessage()));
        }
    }

    public <V> Optional<V> peek(Field<V> field) {
        return new Members(schema, slots, extensions, false).peek(field);
    }

    /** Sets a member to {@code null}, for fields that may be. */
    public void setNull(Field<?> field) {
        slots[field.slot()] = JsonNull.NULL;
    }

    public void extension(String name, JsonValue value) {
        if (schema.field(name).isPresent()) {
            throw new IllegalArgumentException(schema.name() + " declares " + name + ": use its own method");
        }
        extensions.putAll(JsonObject.of(Map.of(name, value)).members());
    }

    public void remove(String name) {
        schema.field(name).ifPresentOrElse(field -> slots[field.slot()] = null, () -> extensions.remove(name));
    }

    public T build() {
        T object = schema.make(new Members(schema, slots.clone(), new LinkedHashMap<>(extensions), false));
        List<Finding> errors = Members.errors(object);
        if (!errors.isEmpty()) {
            throw refusal(errors.get(0));
        }
        return object;
    }

    private RuntimeException refusal(Finding finding) {
        if (finding.rule().equals("missing")) {
            return new MissingMemberException(schema.name(), finding.pointer(), finding.section());
        }
        return new InvalidMemberException(
                schema.name(), finding.pointer(), finding.section(), finding.problem() + "; " + finding.advice());
    }
}
