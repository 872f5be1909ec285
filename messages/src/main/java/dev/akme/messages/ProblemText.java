package dev.akme.messages;

import dev.akme.json.internal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Problems as text. */
final class ProblemText {

    private ProblemText() {}

    static String forPeople(Problem problem) {
        StringBuilder out = new StringBuilder();
        forPeople(problem, "", out);
        return out.toString();
    }

    private static void forPeople(Problem problem, String indent, StringBuilder out) {
        ProblemType type = problem.peekType();
        Optional<String> meaning = type.isKnown() ? Optional.of(type.description()) : Optional.empty();
        List<String> parts = new ArrayList<>();
        problem.peekName().ifPresent(parts::add);
        // That nothing is known of the kind says nothing, and what is no ACME problem has no name.
        if (!type.equals(ProblemType.ABOUT_BLANK)) {
            parts.add(type.code().orElse(type.value()));
        }
        problem.peekDetail()
                .filter(text -> !text.isBlank())
                .or(() -> problem.peekTitle().filter(text -> !text.isBlank()))
                .or(() -> meaning)
                .ifPresent(parts::add);
        String line = String.join(": ", parts);
        if (!problem.peekAlgorithms().isEmpty()) {
            line += " (" + String.join(", ", problem.peekAlgorithms()) + ")";
        }
        line += problem.peekInstance().map(page -> " (see " + page + ")").orElse("");
        out.append(indent).append(Printable.of(line));
        for (Problem sub : problem.peekSubproblems()) {
            out.append('\n');
            forPeople(sub, indent + "  ", out);
        }
    }

    static String ascii(Problem problem, Function<ProblemType, Optional<String>> descriptions) {
        List<String> parts = new ArrayList<>();
        ProblemType type = problem.peekType();
        parts.add(type.value());
        descriptions.apply(type).ifPresent(parts::add);
        problem.peekDetail().ifPresent(parts::add);
        problem.peekTitle().ifPresent(parts::add);
        StringBuilder out = new StringBuilder();
        problem.peekName()
                .ifPresent(name -> out.append("Problem for ").append(name).append(": "));
        appendAscii(String.join(" :: ", parts), out);
        for (Problem sub : problem.peekSubproblems()) {
            out.append('\n').append(ascii(sub, descriptions));
        }
        return out.toString();
    }

    private static void appendAscii(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.append((char) c);
            } else {
                out.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            }
        });
    }
}
