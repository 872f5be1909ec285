package dev.akme.json.internal;

import dev.akme.json.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Takes the rules of one message type. Their conditions must not throw: they look at members by {@code peek}. */
public final class Rules<T> {

    private final List<Rule<? super T>> all = new ArrayList<>();

    private final String object;

    Rules(String object, List<? extends Rule<? super T>> inherited) {
        this.object = object;
        all.addAll(inherited);
    }

    /** The name of the message type, which its rules' names begin with. */
    public String object() {
        return object;
    }

    List<Rule<? super T>> all() {
        return List.copyOf(all);
    }

    /** A rule about one place. */
    public Rules<T> rule(
            Severity severity,
            String name,
            String section,
            String pointer,
            String problem,
            String advice,
            Predicate<T> broken) {
        return rule(
                severity, name, section, problem, advice, o -> broken.test(o) ? List.of(pointer) : List.<String>of());
    }

    /** A rule that may be broken in several places: {@code violations} gives their pointers. */
    public Rules<T> rule(
            Severity severity,
            String name,
            String section,
            String problem,
            String advice,
            Function<T, List<String>> violations) {
        all.add(new Rule<>(severity, name, section, problem, advice, violations));
        return this;
    }
}
