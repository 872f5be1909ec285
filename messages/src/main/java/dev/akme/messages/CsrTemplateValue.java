package dev.akme.messages;

import dev.akme.json.internal.Codec;
import dev.akme.json.internal.TextCodec;

/**
 * What a {@link CsrTemplate} says of one value in the request: the very text, or that the client chooses it (RFC 9115
 * §3.1).
 *
 * @param text the text as it stands in the template: a literal, {@code "**"} or {@code "*"}
 */
public record CsrTemplateValue(String text) {

    /** {@code "**"}: the request must have the value, the client chooses it. */
    public static final CsrTemplateValue MANDATORY = new CsrTemplateValue("**");

    /** {@code "*"}: the request may have the value, the client chooses it. */
    public static final CsrTemplateValue OPTIONAL = new CsrTemplateValue("*");

    static final Codec<CsrTemplateValue> CODEC = new TextCodec<>("a string") {
        @Override
        protected CsrTemplateValue parse(String text) {
            return new CsrTemplateValue(text);
        }

        @Override
        protected String format(CsrTemplateValue value) {
            return value.text();
        }
    };

    /**
     * {@return whether the client chooses the value, and must}
     */
    public boolean isMandatory() {
        return equals(MANDATORY);
    }

    /**
     * {@return whether the client chooses the value, and may leave it out}
     */
    public boolean isOptional() {
        return equals(OPTIONAL);
    }

    /**
     * {@return whether the request must have exactly this text}
     */
    public boolean isLiteral() {
        return !isMandatory() && !isOptional();
    }
}
