package dev.akme.bench;

import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.util.function.Consumer;

/** Akme's messages, field by field: each accessor decodes. */
final class Akme {

    private Akme() {}

    static void problem(Problem problem, Consumer<Object> to) {
        to.accept(problem.type());
        problem.title().ifPresent(to);
        problem.status().ifPresent(to);
        problem.detail().ifPresent(to);
        problem.instance().ifPresent(to);
        problem.identifier().ifPresent(i -> identifier(i, to));
        for (Problem part : problem.subproblems()) {
            problem(part, to);
        }
    }

    private static void identifier(Identifier identifier, Consumer<Object> to) {
        to.accept(identifier.type());
        to.accept(identifier.value());
    }
}
