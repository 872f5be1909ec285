package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Pointers;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the holder of a name lets somebody else have certificates for: how the request must look, and which DNS records
 * go with it (RFC 9115 §2.3.1.3). Sent by the server; a client only reads it.
 */
public final class Delegation extends AcmeObject {

    private static final Schema<Delegation> SCHEMA =
            Schema.of("delegation", Delegation.class, Delegation::new, "RFC 9115 §2.3.1.3");

    private static final Field<CsrTemplate> CSR_TEMPLATE =
            SCHEMA.field("csr-template", Codecs.message(CsrTemplate.TYPE)).required();
    private static final Field<Map<String, String>> CNAME_MAP =
            SCHEMA.field("cname-map", Codecs.map(Codecs.TEXT)).optional();

    private static final int MAX_NAME = 254;
    private static final Pattern LABEL = Pattern.compile("[!-~]{1,63}");

    /** Reads delegations. */
    public static final MessageType<Delegation> TYPE =
            SCHEMA.rules(Delegation::rules).done();

    private static void rules(Rules<Delegation> rules) {
        rules.rule(
                Severity.ERROR,
                "delegation/cname-map",
                "RFC 9115 §2.3.1.3",
                "an alias or its target is not a fully qualified domain name with a trailing dot",
                "write names in full, with the dot at the end",
                Delegation::badAliases);
    }

    private Delegation(Members members) {
        super(members);
    }

    private List<String> badAliases() {
        return peek(CNAME_MAP).orElse(Map.of()).entrySet().stream()
                .filter(alias -> !isQualified(alias.getKey()) || !isQualified(alias.getValue()))
                .map(alias -> "/" + CNAME_MAP.name() + "/" + Pointers.escape(alias.getKey()))
                .toList();
    }

    // Aliases need not be names of hosts: _acme-challenge.example.org. is one too.
    private static boolean isQualified(String name) {
        return name.length() <= MAX_NAME
                && name.endsWith(".")
                && DomainNames.labels(name.substring(0, name.length() - 1)).stream()
                        .allMatch(label -> LABEL.matcher(label).matches());
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
     * {@return what the certificate request must look like}
     */
    public CsrTemplate csrTemplate() {
        return require(CSR_TEMPLATE);
    }

    /**
     * {@return the DNS aliases that the holder can set: fully qualified names with a trailing dot, alias and target; empty when there are
     * none}
     */
    public Map<String, String> cnameMap() {
        return find(CNAME_MAP).orElse(Map.of());
    }

    /** Builds a {@link Delegation}. */
    public static final class Builder extends ObjectBuilder<Delegation, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Delegation start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what the certificate request must look like.
         *
         * @param template the template
         * @return this builder
         */
        public Builder csrTemplate(CsrTemplate template) {
            return set(CSR_TEMPLATE, template);
        }

        /**
         * Sets the DNS aliases that the holder can set.
         *
         * @param aliases alias and target, fully qualified names with a trailing dot
         * @return this builder
         */
        public Builder cnameMap(Map<String, String> aliases) {
            return set(CNAME_MAP, aliases);
        }
    }
}
