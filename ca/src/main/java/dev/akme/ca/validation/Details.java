package dev.akme.ca.validation;

import dev.akme.messages.Problem;

/** Adds to the detail of a problem what only the caller knows. */
final class Details {

    private Details() {}

    static Problem prefix(Problem problem, String prefix) {
        return problem.toBuilder()
                .detail(prefix + ": " + problem.detail().orElse(""))
                .build();
    }

    static Problem add(Problem problem, String more) {
        return problem.toBuilder()
                .detail(problem.detail().orElse("") + "; " + more)
                .build();
    }
}
