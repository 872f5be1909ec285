package dev.akme.cli.inspect;

import java.io.Serial;

/** A text is not what it was taken for. The message is one line and quotes nothing of the text. */
public final class Unreadable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * Says what is wrong.
     *
     * @param message where and what, in one line
     */
    public Unreadable(String message) {
        super(message);
    }
}
