package dev.akme.json.internal;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import java.util.List;
import java.util.function.Function;

/**
 * Something that a specification demands of a message beyond the form of its members.
 *
 * @param name stable name, {@code object/what}
 * @param violations JSON Pointers of the places that break the rule, from the object; must not throw
 */
public record Rule<T>(
        Severity severity,
        String name,
        String section,
        String problem,
        String advice,
        Function<T, List<String>> violations) {

    void lint(T object, String pointer, Findings found) {
        if (!found.take(severity)) {
            return;
        }
        for (String place : violations.apply(object)) {
            found.add(new Finding(severity, name, pointer + place, section, problem, advice));
        }
    }
}
