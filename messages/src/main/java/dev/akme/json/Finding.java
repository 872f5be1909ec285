package dev.akme.json;

/**
 * One thing that the linter has to say of a message.
 *
 * @param severity how bad it is
 * @param rule the name of the rule, stable, such as {@code "order/expires"}
 * @param pointer JSON Pointer (RFC 6901) of the place in the message; {@code ""} for the whole
 * @param section what the rule rests on, such as {@code "RFC 8555 §7.1.3"}
 * @param problem what is wrong, without values
 * @param advice what to do
 */
public record Finding(Severity severity, String rule, String pointer, String section, String problem, String advice) {

    /** How bad a finding is. */
    public enum Severity {
        /** The specification forbids it: {@code build()} and a strict read refuse it. */
        ERROR,
        /** Against a recommendation, or a deviation so common that nobody may refuse it. */
        WARNING,
        /** Worth knowing, nothing wrong. */
        INFO
    }

    /**
     * {@return one line: severity, pointer, problem, advice, section}
     */
    @Override
    public String toString() {
        return severity + " " + (pointer.isEmpty() ? "(top level)" : pointer) + ": " + problem + "; " + advice + " ("
                + section + ")";
    }
}
