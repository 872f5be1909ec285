package dev.akme.json;

/**
 * A member of a message is not as its specification has it. Thrown by the accessor of that member, when it is called,
 * and by {@code build()}; the rest of the message stays usable.
 *
 * @serial exclude
 */
public abstract sealed class MemberException extends RuntimeException
        permits MissingMemberException, InvalidMemberException {

    private static final long serialVersionUID = 1;

    /** The name of the message's type. */
    private final String object;
    /** Where, as a JSON Pointer from the object. */
    private final String pointer;
    /** Where the member is specified. */
    private final String section;

    MemberException(String message, String object, String pointer, String section) {
        super(message);
        this.object = object;
        this.pointer = pointer;
        this.section = section;
    }

    /**
     * {@return the name of the message's type, as {@link MessageType#name()}}
     */
    public final String object() {
        return object;
    }

    /**
     * {@return the JSON Pointer (RFC 6901) of the member, from the object named by {@link #object()}}
     */
    public final String pointer() {
        return pointer;
    }

    /**
     * {@return where the member is specified, such as {@code "RFC 8555 §7.1.3"}}
     */
    public final String section() {
        return section;
    }
}
