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
import java.util.Optional;

/**
 * What the certificate request of a {@link Delegation} must look like (RFC 9115 §3). What the template does not name
 * must not be in the request.
 */
public final class CsrTemplate extends AcmeObject {

    private static final Schema<CsrTemplate> SCHEMA =
            Schema.of("csrTemplate", CsrTemplate.class, CsrTemplate::new, "RFC 9115 §3");

    private static final Field<List<CsrTemplateKeyType>> KEY_TYPES = SCHEMA.field(
                    "keyTypes", Codecs.list(Codecs.message(CsrTemplateKeyType.TYPE)))
            .required();
    private static final Field<CsrTemplateSubject> SUBJECT =
            SCHEMA.field("subject", Codecs.message(CsrTemplateSubject.TYPE)).optional();
    private static final Field<CsrTemplateExtensions> EXTENSIONS = SCHEMA.field(
                    "extensions", Codecs.message(CsrTemplateExtensions.TYPE))
            .required();

    /** Reads templates. */
    public static final MessageType<CsrTemplate> TYPE =
            SCHEMA.rules(CsrTemplate::rules).done();

    private static void rules(Rules<CsrTemplate> rules) {
        rules.rule(
                Severity.ERROR,
                "csrTemplate/key-types",
                "RFC 9115 Appendix A",
                "/keyTypes",
                "no type of key is allowed",
                "name one at least",
                t -> t.peek(KEY_TYPES).filter(List::isEmpty).isPresent());
    }

    private CsrTemplate(Members members) {
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
     * {@return the types of keys and signatures that are allowed}
     */
    public List<CsrTemplateKeyType> keyTypes() {
        return require(KEY_TYPES);
    }

    /**
     * {@return the subject; empty when the request must have none}
     */
    public Optional<CsrTemplateSubject> subject() {
        return find(SUBJECT);
    }

    /**
     * {@return the certificate extensions: the member {@code extensions}}
     */
    public CsrTemplateExtensions certificateExtensions() {
        return require(EXTENSIONS);
    }

    /** Builds a {@link CsrTemplate}. */
    public static final class Builder extends ObjectBuilder<CsrTemplate, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(CsrTemplate start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the types of keys and signatures that are allowed.
         *
         * @param types one at least
         * @return this builder
         */
        public Builder keyTypes(List<CsrTemplateKeyType> types) {
            return set(KEY_TYPES, types);
        }

        /**
         * Sets the subject.
         *
         * @param subject what it must have
         * @return this builder
         */
        public Builder subject(CsrTemplateSubject subject) {
            return set(SUBJECT, subject);
        }

        /**
         * Sets the certificate extensions: the member {@code extensions}.
         *
         * @param extensions what the request must have
         * @return this builder
         */
        public Builder certificateExtensions(CsrTemplateExtensions extensions) {
            return set(EXTENSIONS, extensions);
        }
    }
}
