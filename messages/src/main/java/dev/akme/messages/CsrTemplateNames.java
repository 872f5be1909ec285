package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.List;

/** What a {@link CsrTemplate} demands of the subjectAltName extension (RFC 9115 §3.1, Appendix A). */
public final class CsrTemplateNames extends AcmeObject {

    private static final Schema<CsrTemplateNames> SCHEMA =
            Schema.of("csrTemplateNames", CsrTemplateNames.class, CsrTemplateNames::new, "RFC 9115 §3.1");

    private static final Field<List<CsrTemplateValue>> DNS =
            SCHEMA.field("DNS", Codecs.list(CsrTemplateValue.CODEC)).optional();
    private static final Field<List<CsrTemplateValue>> EMAIL =
            SCHEMA.field("Email", Codecs.list(CsrTemplateValue.CODEC)).optional();
    private static final Field<List<CsrTemplateValue>> URI =
            SCHEMA.field("URI", Codecs.list(CsrTemplateValue.CODEC)).optional();

    /** Reads names. */
    public static final MessageType<CsrTemplateNames> TYPE =
            SCHEMA.rules(CsrTemplateNames::rules).done();

    private static void rules(Rules<CsrTemplateNames> rules) {
        rules.rule(
                Severity.ERROR,
                "csrTemplateNames/empty",
                "RFC 9115 Appendix A",
                "",
                "there is no name",
                "send at least one name under DNS, Email or URI",
                n -> n.peek(DNS).orElse(List.of()).isEmpty()
                        && n.peek(EMAIL).orElse(List.of()).isEmpty()
                        && n.peek(URI).orElse(List.of()).isEmpty());
    }

    private CsrTemplateNames(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this object}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the domain names; empty when there must be none}
     */
    public List<CsrTemplateValue> dns() {
        return find(DNS).orElse(List.of());
    }

    /**
     * {@return the mail addresses; empty when there must be none}
     */
    public List<CsrTemplateValue> email() {
        return find(EMAIL).orElse(List.of());
    }

    /**
     * {@return the URIs; empty when there must be none}
     */
    public List<CsrTemplateValue> uri() {
        return find(URI).orElse(List.of());
    }

    /** Builds a {@link CsrTemplateNames}. */
    public static final class Builder extends ObjectBuilder<CsrTemplateNames, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(CsrTemplateNames start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the domain names.
         *
         * @param names their text, or who chooses them
         * @return this builder
         */
        public Builder dns(List<CsrTemplateValue> names) {
            return set(DNS, names);
        }

        /**
         * Sets the mail addresses.
         *
         * @param addresses their text, or who chooses them
         * @return this builder
         */
        public Builder email(List<CsrTemplateValue> addresses) {
            return set(EMAIL, addresses);
        }

        /**
         * Sets the URIs.
         *
         * @param uris their text, or who chooses them
         * @return this builder
         */
        public Builder uri(List<CsrTemplateValue> uris) {
            return set(URI, uris);
        }
    }
}
