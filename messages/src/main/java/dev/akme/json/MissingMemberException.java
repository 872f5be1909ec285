package dev.akme.json;

/**
 * A required member is absent or {@code null}. The message says which, and by which section it is required.
 *
 * @serial exclude
 */
public final class MissingMemberException extends MemberException {

    private static final long serialVersionUID = 1;

    /**
     * Describes the fault.
     *
     * @param object the name of the message's type
     * @param pointer JSON Pointer of the member
     * @param section where the member is specified
     */
    public MissingMemberException(String object, String pointer, String section) {
        super(object + " has no " + pointer + " (" + section + ")", object, pointer, section);
    }
}
