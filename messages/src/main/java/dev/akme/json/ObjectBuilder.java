package dev.akme.json;

import dev.akme.json.internal.Field;
import dev.akme.json.internal.MembersBuilder;
import dev.akme.json.internal.Schema;
import java.util.Objects;
import java.util.Optional;

/**
 * The base of every message's builder. Not safe for use by many threads; may be used again after {@link #build()}.
 *
 * @param <T> the message class
 * @param <B> the builder class
 */
@SuppressWarnings("exports") // the hidden types keep the hierarchy closed: nobody else can name them
public abstract class ObjectBuilder<T extends AcmeObject, B extends ObjectBuilder<T, B>> {

    private final MembersBuilder<T> members;

    /**
     * For an empty builder.
     *
     * @param schema what it builds
     */
    protected ObjectBuilder(Schema<T> schema) {
        this.members = new MembersBuilder<>(schema);
    }

    /**
     * For a builder that starts with all members of a message.
     *
     * @param schema what it builds
     * @param start the message to start with
     */
    protected ObjectBuilder(Schema<T> schema, T start) {
        this.members = new MembersBuilder<>(schema, start);
    }

    /**
     * Sets a declared member.
     *
     * @param <V> its Java type
     * @param field its declaration
     * @param value its value
     * @return this builder
     * @throws InvalidMemberException when the value may not be sent
     */
    protected final <V> B set(Field<V> field, V value) {
        members.set(field, Objects.requireNonNull(value, field.name()));
        return self();
    }

    /**
     * For setters that add to what is there.
     *
     * @param <V> the Java type of the member
     * @param field its declaration
     * @return its value so far; empty when there is none, or none that can be decoded
     */
    protected final <V> Optional<V> current(Field<V> field) {
        return members.peek(field);
    }

    /**
     * Sets a declared member to {@code null}, where that has a meaning of its own.
     *
     * @param field its declaration
     * @return this builder
     */
    protected final B setNull(Field<?> field) {
        members.setNull(field);
        return self();
    }

    /**
     * Sets a member that the type does not declare.
     *
     * @param name its name on the wire; a name that the type declares is refused
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException when the type declares a member of this name
     */
    public final B extension(String name, JsonValue value) {
        members.extension(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return self();
    }

    /**
     * Takes a member out.
     *
     * @param name its name on the wire, declared or not; one that is not there is fine
     * @return this builder
     */
    public final B without(String name) {
        members.remove(name);
        return self();
    }

    /**
     * Makes the message.
     *
     * @return the message
     * @throws MissingMemberException when a required member was not set
     * @throws InvalidMemberException when the specification forbids to send such a message; the text says what, where
     *     and what to do
     */
    public final T build() {
        return members.build();
    }

    @SuppressWarnings("unchecked") // B is the class itself
    private B self() {
        return (B) this;
    }
}
