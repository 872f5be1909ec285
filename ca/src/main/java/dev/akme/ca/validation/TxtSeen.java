package dev.akme.ca.validation;

import dev.akme.messages.Problem;
import java.util.List;

/** Tells what TXT records were found, where the right one was not. */
final class TxtSeen {

    private TxtSeen() {}

    static Problem add(Problem problem, String name, List<List<String>> records) {
        List<String> texts =
                records.stream().map(strings -> String.join("", strings)).toList();
        return Details.add(problem, "TXT of " + name + (texts.isEmpty() ? ": none" : ": " + Excerpt.of(texts)));
    }
}
