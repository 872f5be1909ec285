package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link CsrTemplate} demands of the subject (RFC 9115 §3.1, Appendix A). A part that is absent must not be in
 * the request.
 */
public final class CsrTemplateSubject extends AcmeObject {

    private static final Schema<CsrTemplateSubject> SCHEMA =
            Schema.of("csrTemplateSubject", CsrTemplateSubject.class, CsrTemplateSubject::new, "RFC 9115 §3.1");

    private static final Field<CsrTemplateValue> COUNTRY =
            SCHEMA.field("country", CsrTemplateValue.CODEC).optional();
    private static final Field<CsrTemplateValue> STATE_OR_PROVINCE =
            SCHEMA.field("stateOrProvince", CsrTemplateValue.CODEC).optional();
    private static final Field<CsrTemplateValue> LOCALITY =
            SCHEMA.field("locality", CsrTemplateValue.CODEC).optional();
    private static final Field<CsrTemplateValue> ORGANIZATION =
            SCHEMA.field("organization", CsrTemplateValue.CODEC).optional();
    private static final Field<CsrTemplateValue> ORGANIZATIONAL_UNIT =
            SCHEMA.field("organizationalUnit", CsrTemplateValue.CODEC).optional();
    private static final Field<CsrTemplateValue> EMAIL_ADDRESS =
            SCHEMA.field("emailAddress", CsrTemplateValue.CODEC).optional();
    private static final Field<CsrTemplateValue> COMMON_NAME =
            SCHEMA.field("commonName", CsrTemplateValue.CODEC).optional();

    private static final List<Field<CsrTemplateValue>> PARTS = List.of(
            COUNTRY, STATE_OR_PROVINCE, LOCALITY, ORGANIZATION, ORGANIZATIONAL_UNIT, EMAIL_ADDRESS, COMMON_NAME);

    /** Reads subjects. */
    public static final MessageType<CsrTemplateSubject> TYPE =
            SCHEMA.rules(CsrTemplateSubject::rules).done();

    private static void rules(Rules<CsrTemplateSubject> rules) {
        rules.rule(
                Severity.ERROR,
                "csrTemplateSubject/empty",
                "RFC 9115 Appendix A",
                "",
                "the subject has no part",
                "leave the subject out, or name its parts",
                s -> PARTS.stream().allMatch(part -> s.member(part.name()).isEmpty()));
    }

    private CsrTemplateSubject(Members members) {
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
     * {@return the country; empty when the request must not have one}
     */
    public Optional<CsrTemplateValue> country() {
        return find(COUNTRY);
    }

    /**
     * {@return the state or province; empty when the request must not have one}
     */
    public Optional<CsrTemplateValue> stateOrProvince() {
        return find(STATE_OR_PROVINCE);
    }

    /**
     * {@return the locality; empty when the request must not have one}
     */
    public Optional<CsrTemplateValue> locality() {
        return find(LOCALITY);
    }

    /**
     * {@return the organization; empty when the request must not have one}
     */
    public Optional<CsrTemplateValue> organization() {
        return find(ORGANIZATION);
    }

    /**
     * {@return the organizational unit; empty when the request must not have one}
     */
    public Optional<CsrTemplateValue> organizationalUnit() {
        return find(ORGANIZATIONAL_UNIT);
    }

    /**
     * {@return the mail address; empty when the request must not have one}
     */
    public Optional<CsrTemplateValue> emailAddress() {
        return find(EMAIL_ADDRESS);
    }

    /**
     * {@return the common name; empty when the request must not have one}
     */
    public Optional<CsrTemplateValue> commonName() {
        return find(COMMON_NAME);
    }

    /** Builds a {@link CsrTemplateSubject}. */
    public static final class Builder extends ObjectBuilder<CsrTemplateSubject, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(CsrTemplateSubject start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the country.
         *
         * @param value its text, or who chooses it
         * @return this builder
         */
        public Builder country(CsrTemplateValue value) {
            return set(COUNTRY, value);
        }

        /**
         * Sets the state or province.
         *
         * @param value its text, or who chooses it
         * @return this builder
         */
        public Builder stateOrProvince(CsrTemplateValue value) {
            return set(STATE_OR_PROVINCE, value);
        }

        /**
         * Sets the locality.
         *
         * @param value its text, or who chooses it
         * @return this builder
         */
        public Builder locality(CsrTemplateValue value) {
            return set(LOCALITY, value);
        }

        /**
         * Sets the organization.
         *
         * @param value its text, or who chooses it
         * @return this builder
         */
        public Builder organization(CsrTemplateValue value) {
            return set(ORGANIZATION, value);
        }

        /**
         * Sets the organizational unit.
         *
         * @param value its text, or who chooses it
         * @return this builder
         */
        public Builder organizationalUnit(CsrTemplateValue value) {
            return set(ORGANIZATIONAL_UNIT, value);
        }

        /**
         * Sets the mail address.
         *
         * @param value its text, or who chooses it
         * @return this builder
         */
        public Builder emailAddress(CsrTemplateValue value) {
            return set(EMAIL_ADDRESS, value);
        }

        /**
         * Sets the common name.
         *
         * @param value its text, or who chooses it
         * @return this builder
         */
        public Builder commonName(CsrTemplateValue value) {
            return set(COMMON_NAME, value);
        }
    }
}
