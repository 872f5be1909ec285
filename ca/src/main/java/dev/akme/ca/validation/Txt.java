package dev.akme.ca.validation;

import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.util.List;
import java.util.function.Supplier;

/** What the challenges with TXT records have in common. */
final class Txt {

    private Txt() {}

    /** The name of the record; some names have no room for one, or are not in the DNS. */
    static String name(Supplier<String> name) throws ValidationFailure {
        try {
            return name.get();
        } catch (IllegalArgumentException e) {
            throw ValidationFailure.of(ProblemType.MALFORMED, Excerpt.of(e));
        }
    }

    /** Tells what records were found, where the right one was not. */
    static Problem add(Problem problem, String name, List<List<String>> records) {
        List<String> texts =
                records.stream().map(strings -> String.join("", strings)).toList();
        return Details.add(problem, "TXT of " + name + (texts.isEmpty() ? ": none" : ": " + Excerpt.of(texts)));
    }
}
