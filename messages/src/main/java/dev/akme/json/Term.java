package dev.akme.json;

import dev.akme.json.internal.Printable;
import dev.akme.json.internal.TermSpec;
import org.jspecify.annotations.Nullable;

/**
 * A word of an open vocabulary, such as a status, an identifier type or a problem type.
 *
 * <p>Servers send words that no list has; an unknown word is a value like any other and never an error. Terms are
 * immutable; two are equal when they are of the same class and have the same text, upper and lower case told apart.
 */
public abstract class Term {

    private final TermSpec spec;

    /**
     * For the vocabularies of this library.
     *
     * @param spec the word and what is known of it
     */
    @SuppressWarnings("exports") // keeps the hierarchy closed: nobody else can name the parameter's type
    protected Term(TermSpec spec) {
        this.spec = spec;
    }

    /**
     * {@return the word as it stands in a message}
     */
    public final String value() {
        return spec.value();
    }

    /**
     * {@return whether the word is one of the constants of its class}
     */
    public final boolean isKnown() {
        return spec.known();
    }

    /**
     * {@return where the word is specified, such as {@code "RFC 8555 §6.6"}; {@code ""} when it is unknown}
     */
    public final String section() {
        return spec.section();
    }

    /**
     * {@return what the word means, in one sentence; {@code ""} when it is unknown}
     */
    public final String description() {
        return spec.description();
    }

    /**
     * {@return whether the word is known from an Internet draft only and may still change}
     */
    public final boolean isDraft() {
        return spec.section().startsWith("draft-");
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Term that
                && that.getClass() == getClass()
                && that.value().equals(value());
    }

    @Override
    public final int hashCode() {
        return value().hashCode();
    }

    /**
     * {@return the word for people: as it stands in a message, control characters shown as escapes}
     */
    @Override
    public final String toString() {
        return isKnown() ? value() : Printable.of(value());
    }
}
