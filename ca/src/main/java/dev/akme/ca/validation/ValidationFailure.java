package dev.akme.ca.validation;

import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.io.Serial;

/** Ends a validation, from wherever it is, with a problem. */
final class ValidationFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private ValidationFailure(Problem problem, String detail) {
        // It says what a peer did, and nothing about this program: its place in the program is of no use.
        super(detail, null, false, false);
        this.problem = problem;
    }

    static ValidationFailure of(ProblemType type, String detail) {
        return new ValidationFailure(Problem.of(type, detail), detail);
    }

    static ValidationFailure connection(String detail) {
        return of(ProblemType.CONNECTION, detail);
    }

    static ValidationFailure unauthorized(String detail) {
        return of(ProblemType.UNAUTHORIZED, detail);
    }

    Problem problem() {
        return problem;
    }
}
