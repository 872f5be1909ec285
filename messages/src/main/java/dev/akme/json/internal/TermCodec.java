package dev.akme.json.internal;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.Term;
import java.util.function.Function;

/** A word of an open vocabulary. */
final class TermCodec<T extends Term> extends TextCodec<T> {

    private final String noun;
    private final Function<String, T> of;

    TermCodec(String noun, Function<String, T> of) {
        super("a string");
        this.noun = noun;
        this.of = of;
    }

    @Override
    protected T parse(String text) {
        return of.apply(text);
    }

    @Override
    protected String format(T value) {
        return value.value();
    }

    @Override
    public void lint(Object slot, String pointer, String section, Findings found) {
        if (!decode(slot).isKnown()) {
            found.add(new Finding(
                    Severity.INFO,
                    "unknown-word",
                    pointer,
                    section,
                    "this " + noun + " is in no registry that Akme knows",
                    "treat it as unknown, do not fail"));
        }
    }
}
