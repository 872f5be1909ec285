package dev.akme.json;

import dev.akme.json.internal.Field;
import dev.akme.json.internal.JsonWriter;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.MembersHolder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of the ACME protocol: the base of every message class.
 *
 * <p>Messages are immutable and safe for use by many threads. They lose nothing: reading a text and writing the message
 * gives the same JSON value, member order aside, with unknown members, explicit nulls, values of the wrong type and the
 * spelling of numbers and timestamps as they came. Nothing is added on writing.
 *
 * <p>An accessor decodes its member when it is called. A required member that is absent or {@code null} makes it throw
 * {@link MissingMemberException}, one that cannot be decoded {@link InvalidMemberException}; accessors of optional
 * members return an empty {@code Optional} for absent and {@code null}.
 *
 * <p>Two messages are equal when they are of the same class and every member means the same, unknown members included:
 * timestamps that name the same instant are the same, and so are {@code 300} and {@code 300.0} where a number is
 * declared; an explicit {@code null} of a declared member counts as absent.
 */
@SuppressWarnings("exports") // the hidden types keep the hierarchy closed: nobody else can name them
public abstract class AcmeObject extends MembersHolder {

    /**
     * For the message classes of this library.
     *
     * @param members what was read or built
     */
    protected AcmeObject(Members members) {
        super(members);
    }

    /**
     * {@return the type of this message}
     */
    public final MessageType<?> messageType() {
        return Members.of(this).schema();
    }

    /**
     * {@return the message as JSON text without white space: declared members in the order of their declaration, then
     * the others as they came}
     *
     * @throws IllegalStateException when a message was built that is nested deeper than {@link JsonLimits#MAX_DEPTH}
     */
    public final String toJson() {
        return JsonWriter.text(out -> out.object(this));
    }

    /**
     * {@return as {@link #toJson()}, in UTF-8}
     *
     * @throws IllegalStateException as {@link #toJson()}
     */
    public final byte[] toJsonBytes() {
        return JsonWriter.bytes(out -> out.object(this));
    }

    /**
     * {@return the message as a JSON value; an object, unless the message was read from something else}
     */
    public final JsonValue toJsonValue() {
        return Members.of(this).toJson();
    }

    /**
     * {@return the members that this type does not declare, as they came; unmodifiable}
     */
    public final Map<String, JsonValue> extensions() {
        return Members.of(this).extensions();
    }

    /**
     * Gives one member as JSON, declared or not, decodable or not.
     *
     * @param name its name on the wire, case-sensitive
     * @return its value; empty when it is absent
     */
    public final Optional<JsonValue> member(String name) {
        return Members.of(this).json(name);
    }

    /**
     * For accessors of required members.
     *
     * @param <T> the Java type of the member
     * @param field the declaration
     * @return the decoded value
     * @throws MemberException when the member is absent, {@code null} or cannot be decoded
     */
    protected final <T> T require(Field<T> field) {
        return Members.of(this).require(field);
    }

    /**
     * For accessors of optional members.
     *
     * @param <T> the Java type of the member
     * @param field the declaration
     * @return the decoded value; empty when the member is absent or {@code null}
     * @throws InvalidMemberException when the member cannot be decoded
     */
    protected final <T> Optional<T> find(Field<T> field) {
        return Members.of(this).find(field);
    }

    /**
     * For rules: as {@link #find}, but a member that cannot be decoded counts as absent.
     *
     * @param <T> the Java type of the member
     * @param field the declaration
     * @return the decoded value; empty when there is none
     */
    protected final <T> Optional<T> peek(Field<T> field) {
        return Members.of(this).peek(field);
    }

    /**
     * What equality looks at; a class with rules of its own overrides it.
     *
     * @return names and comparable values of the members
     */
    protected Map<String, Object> identity() {
        return Members.of(this).keys();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof AcmeObject that
                        && that.messageType() == messageType()
                        && that.identity().equals(identity()));
    }

    @Override
    public final int hashCode() {
        return identity().hashCode();
    }

    /**
     * {@return the type and its members for logs: without tokens, nonces, key material, signatures and the values of
     * unknown members}
     */
    @Override
    public final String toString() {
        return Members.of(this).show();
    }
}
