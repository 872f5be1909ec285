package dev.akme.json.internal;

/**
 * A value that its codec cannot decode: where (relative to the member), and what is wrong. Turned into the public
 * exception by whoever knows the object.
 */
public final class Misfit extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String pointer;

    public Misfit(String problem) {
        this("", problem);
    }

    public Misfit(String pointer, String problem) {
        super(problem, null, false, false);
        this.pointer = pointer;
    }

    public static Misfit kind(String expected, String found) {
        return new Misfit("found " + found + ", expected " + expected);
    }

    Misfit under(String token) {
        return new Misfit("/" + Pointers.escape(token) + pointer, problem());
    }

    public String pointer() {
        return pointer;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }
}
