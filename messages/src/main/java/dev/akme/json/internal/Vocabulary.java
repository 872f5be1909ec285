package dev.akme.json.internal;

import dev.akme.json.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The known words of one class of {@link Term}. Filled while that class is initialised, by {@link #add}, and constant
 * from then on.
 */
public final class Vocabulary<T extends Term> {

    private final String noun;
    private final Function<TermSpec, T> make;
    private final Map<String, T> known = new LinkedHashMap<>();

    /**
     * @param noun what a word is called in messages: {@code "status"}
     * @param make the constructor
     */
    public Vocabulary(String noun, Function<TermSpec, T> make) {
        this.noun = noun;
        this.make = make;
    }

    public T add(String value, String section, String description) {
        return add(make.apply(TermSpec.known(value, section, description)));
    }

    /** For words that carry more than a section and a description. */
    public T add(T term) {
        if (known.put(term.value(), term) != null) {
            throw new IllegalStateException("declared twice: " + noun + " " + term.value());
        }
        return term;
    }

    public T of(String value) {
        T term = known.get(Objects.requireNonNull(value, noun));
        return term != null ? term : make.apply(TermSpec.unknown(value));
    }

    public List<T> known() {
        return List.copyOf(known.values());
    }

    public Codec<T> codec() {
        return new TermCodec<>(noun, this::of);
    }
}
