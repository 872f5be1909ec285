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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a {@link CsrTemplate} demands of the extensions in the request (RFC 9115 §3.1, Appendix A). */
public final class CsrTemplateExtensions extends AcmeObject {

    private static final Schema<CsrTemplateExtensions> SCHEMA = Schema.of(
            "csrTemplateExtensions", CsrTemplateExtensions.class, CsrTemplateExtensions::new, "RFC 9115 §3.1");

    private static final Field<CsrTemplateNames> SUBJECT_ALT_NAME = SCHEMA.field(
                    CsrTemplateExtension.SUBJECT_ALT_NAME, Codecs.message(CsrTemplateNames.TYPE))
            .required();
    private static final Field<List<String>> KEY_USAGE = SCHEMA.field(
                    CsrTemplateExtension.KEY_USAGE, Codecs.list(Codecs.TEXT))
            .optional();
    private static final Field<List<String>> EXTENDED_KEY_USAGE = SCHEMA.field(
                    CsrTemplateExtension.EXTENDED_KEY_USAGE, Codecs.list(Codecs.TEXT))
            .optional();

    private static final Set<String> KEY_USAGES = Set.of(
            "digitalSignature",
            "nonRepudiation",
            "keyEncipherment",
            "dataEncipherment",
            "keyAgreement",
            "keyCertSign",
            "cRLSign",
            "encipherOnly",
            "decipherOnly");
    private static final Set<String> PURPOSES =
            Set.of("serverAuth", "clientAuth", "codeSigning", "emailProtection", "timeStamping", "OCSPSigning");
    private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,38})){1,32}");

    /** Reads extensions. */
    public static final MessageType<CsrTemplateExtensions> TYPE =
            SCHEMA.rules(CsrTemplateExtensions::rules).done();

    private static void rules(Rules<CsrTemplateExtensions> rules) {
        rules.rule(
                        Severity.ERROR,
                        "csrTemplateExtensions/key-usage",
                        "RFC 9115 Appendix A",
                        "not a usage of keys",
                        "use the names of RFC 5280, such as digitalSignature",
                        e -> e.others(KEY_USAGE, KEY_USAGES::contains))
                .rule(
                        Severity.ERROR,
                        "csrTemplateExtensions/extended-key-usage",
                        "RFC 9115 Appendix A",
                        "neither a known purpose nor an object identifier",
                        "use the names of RFC 5280, such as serverAuth, or an object identifier with dots",
                        e -> e.others(
                                EXTENDED_KEY_USAGE,
                                use -> PURPOSES.contains(use)
                                        || OID.matcher(use).matches()));
    }

    private CsrTemplateExtensions(Members members) {
        super(members);
    }

    private List<String> others(Field<List<String>> field, Predicate<String> known) {
        List<String> places = new ArrayList<>();
        List<String> words = peek(field).orElse(List.of());
        for (int i = 0; i < words.size(); i++) {
            if (!known.test(words.get(i))) {
                places.add("/" + field.name() + "/" + i);
            }
        }
        return places;
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
     * {@return the names of the certificate}
     */
    public CsrTemplateNames subjectAltName() {
        return require(SUBJECT_ALT_NAME);
    }

    /**
     * {@return what the key may be used for, such as {@code digitalSignature}; empty when the request must not say}
     */
    public List<String> keyUsage() {
        return find(KEY_USAGE).orElse(List.of());
    }

    /**
     * {@return for which purposes the certificate is: names such as {@code serverAuth}, or dotted object identifiers; empty when the request
     * must not say}
     */
    public List<String> extendedKeyUsage() {
        return find(EXTENDED_KEY_USAGE).orElse(List.of());
    }

    /** Builds a {@link CsrTemplateExtensions}. */
    public static final class Builder extends ObjectBuilder<CsrTemplateExtensions, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(CsrTemplateExtensions start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the names of the certificate.
         *
         * @param names the names
         * @return this builder
         */
        public Builder subjectAltName(CsrTemplateNames names) {
            return set(SUBJECT_ALT_NAME, names);
        }

        /**
         * Sets what the key may be used for.
         *
         * @param usages names of RFC 5280 §4.2.1.3, such as {@code digitalSignature}
         * @return this builder
         */
        public Builder keyUsage(List<String> usages) {
            return set(KEY_USAGE, usages);
        }

        /**
         * Sets for which purposes the certificate is.
         *
         * @param purposes names of RFC 5280 §4.2.1.12, such as {@code serverAuth}, or dotted object identifiers
         * @return this builder
         */
        public Builder extendedKeyUsage(List<String> purposes) {
            return set(EXTENDED_KEY_USAGE, purposes);
        }
    }
}
