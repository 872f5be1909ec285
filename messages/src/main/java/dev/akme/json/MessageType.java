package dev.akme.json;

import dev.akme.json.internal.Schema;

/**
 * A type of message: its name, its section, and how it is read. Each message class has one as its constant
 * {@code TYPE}.
 *
 * <p>A plain read is tolerant: it fails only when the text is not a JSON object, has a member twice, trailing data, or
 * passes a limit. Everything else (a member missing or of the wrong type, an unknown word) is kept as it came, and
 * matters only to who asks for it. A strict read, for servers, fails on everything that the specification forbids.
 *
 * @param <T> the class of the messages
 */
public abstract sealed class MessageType<T extends AcmeObject> permits Schema {

    /** For the one implementation. */
    protected MessageType() {}

    /**
     * {@return the name of the type, such as {@code "order"} or {@code "newOrder"}}
     */
    public abstract String name();

    /**
     * {@return where the type is specified, such as {@code "RFC 8555 §7.1.3"}}
     */
    public abstract String section();

    /**
     * {@return the class of the messages}
     */
    public abstract Class<T> javaType();

    /**
     * Reads a message, tolerantly.
     *
     * @param text the whole JSON text
     * @return the message
     * @throws JsonException when the text is not a JSON object, has a member twice, trailing data, or passes a limit
     *     of {@link JsonLimits}
     */
    public abstract T read(String text);

    /**
     * Reads a message, tolerantly.
     *
     * @param utf8 the whole JSON text in UTF-8; not changed and not kept
     * @return the message
     * @throws JsonException as {@link #read(String)}, and when the bytes are not UTF-8
     */
    public abstract T read(byte[] utf8);

    /**
     * Reads a message, tolerantly, from a value that was read before.
     *
     * @param value the value
     * @return the message
     * @throws JsonException when the value is not an object
     */
    public abstract T read(JsonValue value);

    /**
     * Reads a message and refuses everything that its specification forbids: required members that are missing,
     * members of the wrong type or {@code null}, values that cannot be decoded, contradictions. Unknown members are
     * kept (RFC 8555 §7.3 has servers ignore them), and so are unknown words (identifier types, statuses): the server
     * has an error of its own for most of them.
     *
     * @param text the whole JSON text
     * @return the message
     * @throws JsonException as {@link #read(String)}, and for the first fault that the linter calls an error
     */
    public abstract T readStrict(String text);

    /**
     * Reads a message strictly, as {@link #readStrict(String)}.
     *
     * @param utf8 the whole JSON text in UTF-8; not changed and not kept
     * @return the message
     * @throws JsonException as {@link #readStrict(String)}, and when the bytes are not UTF-8
     */
    public abstract T readStrict(byte[] utf8);

    @Override
    public final String toString() {
        return name();
    }
}
