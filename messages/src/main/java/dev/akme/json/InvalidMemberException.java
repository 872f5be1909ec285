package dev.akme.json;

/**
 * A member is there, but is not of the type or form that its specification demands. The message says where, what was found, what
 * is expected and by which section, and never the value.
 *
 * @serial exclude
 */
public final class InvalidMemberException extends MemberException {

    private static final long serialVersionUID = 1;

    /**
     * Describes the fault.
     *
     * @param object the name of the message's type
     * @param pointer JSON Pointer of the value at fault
     * @param section where the member is specified
     * @param problem what is wrong, without the value itself
     */
    public InvalidMemberException(String object, String pointer, String section, String problem) {
        super(
                object + (pointer.isEmpty() ? "" : " " + pointer) + ": " + problem + " (" + section + ")",
                object,
                pointer,
                section);
    }
}
