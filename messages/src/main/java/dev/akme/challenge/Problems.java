package dev.akme.challenge;

import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.Optional;

/** What a check finds: always a problem or nothing, so that no answer is right by omission. */
final class Problems {

    private Problems() {}

    /** The answer can be read, and is not the right one. */
    static Optional<Problem> unauthorized(String detail, String section) {
        return Optional.of(Problem.of(ProblemType.UNAUTHORIZED, detail + " (" + section + ")"));
    }

    /** The answer cannot be read; the detail names the section already. */
    static Optional<Problem> malformed(String detail) {
        return Optional.of(Problem.of(ProblemType.MALFORMED, detail));
    }
}
