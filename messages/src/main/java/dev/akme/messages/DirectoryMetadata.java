package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonString;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server says of itself: {@code meta} of its {@link Directory} (RFC 8555 §7.1.1). All members are optional. */
public final class DirectoryMetadata extends AcmeObject {

    private static final Schema<DirectoryMetadata> SCHEMA =
            Schema.of("directoryMetadata", DirectoryMetadata.class, DirectoryMetadata::new, "RFC 8555 §7.1.1");

    private static final Field<URI> TERMS_OF_SERVICE =
            SCHEMA.field(ObjectField.META_TERMS_OF_SERVICE, Codecs.URL).optional();
    private static final Field<URI> WEBSITE =
            SCHEMA.field(ObjectField.META_WEBSITE, Codecs.URL).optional();
    private static final Field<List<String>> CAA_IDENTITIES = SCHEMA.field(
                    ObjectField.META_CAA_IDENTITIES, Codecs.list(Codecs.TEXT))
            .optional();
    private static final Field<Boolean> EXTERNAL_ACCOUNT_REQUIRED = SCHEMA.field(
                    ObjectField.META_EXTERNAL_ACCOUNT_REQUIRED, Codecs.BOOLEAN)
            .optional();
    private static final Field<MetadataAutoRenewal> AUTO_RENEWAL = SCHEMA.field(
                    ObjectField.META_AUTO_RENEWAL, Codecs.message(MetadataAutoRenewal.TYPE))
            .optional();
    private static final Field<Boolean> DELEGATION_ENABLED =
            SCHEMA.field(ObjectField.META_DELEGATION_ENABLED, Codecs.BOOLEAN).optional();
    private static final Field<Boolean> ALLOW_CERTIFICATE_GET =
            SCHEMA.field(ObjectField.META_ALLOW_CERTIFICATE_GET, Codecs.BOOLEAN).optional();
    private static final Field<Boolean> SUBDOMAIN_AUTH_ALLOWED = SCHEMA.field(
                    ObjectField.META_SUBDOMAIN_AUTH_ALLOWED, Codecs.BOOLEAN)
            .optional();
    private static final Field<Boolean> IN_BAND_ONION_CAA_REQUIRED = SCHEMA.field(
                    ObjectField.META_IN_BAND_ONION_CAA_REQUIRED, Codecs.BOOLEAN)
            .optional();
    private static final Field<Boolean> ONION_CAA_REQUIRED =
            SCHEMA.field(ObjectField.META_ONION_CAA_REQUIRED, Codecs.BOOLEAN).optional();
    private static final Field<Map<String, String>> PROFILES =
            SCHEMA.field(ObjectField.META_PROFILES, Codecs.map(Codecs.TEXT)).optional();

    private static final List<String> DRAFT_NAMES =
            List.of("terms-of-service", "caa-identities", "external-account-required");

    // The issuer-domain-name of RFC 8659 §4.2.
    private static final Pattern ISSUER_LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /** Reads the metadata of a directory. */
    public static final MessageType<DirectoryMetadata> TYPE =
            SCHEMA.rules(DirectoryMetadata::rules).done();

    static final DirectoryMetadata NONE = builder().build();

    private static void rules(Rules<DirectoryMetadata> rules) {
        rules.rule(
                        Severity.WARNING,
                        "directoryMetadata/blank-terms-of-service",
                        "RFC 8555 §7.1.1",
                        "/termsOfService",
                        "the URL of the terms of service is blank",
                        "leave the member out when there are no terms; readers take it as absent",
                        DirectoryMetadata::hasBlankTerms)
                .rule(
                        Severity.INFO,
                        "directoryMetadata/terms-of-service-scheme",
                        "RFC 8555 §7.1.1",
                        "/termsOfService",
                        "the terms of service are not an HTTP or HTTPS URL",
                        "show the URL as it is; not every browser opens it",
                        m -> m.peek(TERMS_OF_SERVICE)
                                .filter(URI::isAbsolute)
                                .filter(url -> !isOfTheWeb(url))
                                .isPresent())
                .rule(
                        Severity.WARNING,
                        "directoryMetadata/draft-name",
                        "RFC 8555 §9.7.6",
                        "a member has the name that it had in old drafts",
                        "use the registered name: termsOfService, not terms-of-service",
                        m -> DRAFT_NAMES.stream()
                                .filter(m.extensions()::containsKey)
                                .map(name -> "/" + name)
                                .toList())
                .rule(
                        Severity.ERROR,
                        "directoryMetadata/website",
                        "RFC 8555 §7.1.1",
                        "/website",
                        "the website is not an HTTP or HTTPS URL",
                        "send a URL that a browser opens",
                        m -> m.peek(WEBSITE)
                                .filter(URI::isAbsolute)
                                .filter(url -> !isOfTheWeb(url))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "directoryMetadata/caa-identity",
                        "RFC 8659 §4.2",
                        "not a domain name that can stand in a CAA record",
                        "send an ASCII domain name without a trailing dot",
                        DirectoryMetadata::badCaaIdentities)
                .rule(
                        Severity.WARNING,
                        "directoryMetadata/delegation-get",
                        "RFC 9115 §2.3.5",
                        "/delegation-enabled",
                        "delegation is on offer, but no certificate can be fetched without a signature",
                        "offer allow-certificate-get, in auto-renewal for STAR orders",
                        m -> m.peek(DELEGATION_ENABLED).orElse(false)
                                && !m.peek(ALLOW_CERTIFICATE_GET).orElse(false)
                                && !m.peek(AUTO_RENEWAL)
                                        .map(MetadataAutoRenewal::offersCertificateGet)
                                        .orElse(false))
                .rule(
                        Severity.WARNING,
                        "directoryMetadata/onion-caa-name",
                        "RFC 9799 §6.4.1",
                        "/onionCAARequired",
                        "only the registered spelling of inBandOnionCAARequired is there, or both and they differ",
                        "send inBandOnionCAARequired, as the text of the RFC has it",
                        m -> m.peek(ONION_CAA_REQUIRED)
                                .filter(required ->
                                        !m.peek(IN_BAND_ONION_CAA_REQUIRED).equals(Optional.of(required)))
                                .isPresent());
    }

    private DirectoryMetadata(Members members) {
        super(members);
    }

    private static boolean isOfTheWeb(URI url) {
        return url.getScheme().equalsIgnoreCase("http") || url.getScheme().equalsIgnoreCase("https");
    }

    private boolean hasBlankTerms() {
        return member(TERMS_OF_SERVICE.name())
                .filter(terms -> terms instanceof JsonString s && s.text().isBlank())
                .isPresent();
    }

    private List<String> badCaaIdentities() {
        List<String> bad = new ArrayList<>();
        List<String> names = peek(CAA_IDENTITIES).orElse(List.of());
        for (int i = 0; i < names.size(); i++) {
            if (!isIssuerDomainName(names.get(i))) {
                bad.add("/caaIdentities/" + i);
            }
        }
        return bad;
    }

    private static boolean isIssuerDomainName(String name) {
        for (String label : name.split("\\.", -1)) {
            if (!ISSUER_LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this metadata}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the terms of service in force; when present, a new account must agree to them (RFC 8555 §7.3). A blank
     * text, as some servers send, counts as absent. Not always a web page: {@code data:} URIs are in use too}
     */
    public Optional<URI> termsOfService() {
        return hasBlankTerms() ? Optional.empty() : find(TERMS_OF_SERVICE);
    }

    /**
     * {@return a web page about the server, for people}
     */
    public Optional<URI> website() {
        return find(WEBSITE);
    }

    /**
     * {@return the domain names by which CAA records allow this server to issue (RFC 8659 §4.2); empty when it names
     * none}
     */
    public List<String> caaIdentities() {
        return find(CAA_IDENTITIES).orElse(List.of());
    }

    /**
     * {@return whether each new account must be bound to an external one (RFC 8555 §7.3.4); absent means {@code false}.
     * Some servers say {@code false} and demand it all the same: be ready for
     * {@link ProblemType#EXTERNAL_ACCOUNT_REQUIRED}}
     */
    public boolean externalAccountRequired() {
        return find(EXTERNAL_ACCOUNT_REQUIRED).orElse(false);
    }

    /**
     * {@return what the server offers of automatic renewal (RFC 8739 §3.2); empty when it offers none}
     */
    public Optional<MetadataAutoRenewal> autoRenewal() {
        return find(AUTO_RENEWAL);
    }

    /**
     * {@return whether the server offers delegations (RFC 9115 §2.3.4); absent means {@code false}}
     */
    public boolean delegationEnabled() {
        return find(DELEGATION_ENABLED).orElse(false);
    }

    /**
     * {@return whether certificates of orders that ask for it can be fetched without a signature (RFC 9115 §2.3.5);
     * absent means {@code false}. For orders with automatic renewal, {@link MetadataAutoRenewal} says it}
     */
    public boolean allowCertificateGet() {
        return find(ALLOW_CERTIFICATE_GET).orElse(false);
    }

    /**
     * {@return whether the server can authorize all subdomains at once (RFC 9444 §4.4); absent means {@code false}}
     */
    public boolean subdomainAuthAllowed() {
        return find(SUBDOMAIN_AUTH_ALLOWED).orElse(false);
    }

    /**
     * {@return whether clients must send the CAA records of onion names when they finalize an order (RFC 9799 §6.4.1);
     * absent means {@code false}. The name {@code onionCAARequired}, which the registry has for it, is read too}
     */
    public boolean inBandOnionCaaRequired() {
        return find(IN_BAND_ONION_CAA_REQUIRED).orElse(false)
                || find(ONION_CAA_REQUIRED).orElse(false);
    }

    /**
     * {@return the profiles on offer, in the server's order: name, and a description or the URL of one
     * (draft-ietf-acme-profiles §3); empty when there are none}
     */
    public Map<String, String> profiles() {
        return find(PROFILES).orElse(Map.of());
    }

    /** Builds a {@link DirectoryMetadata}. */
    public static final class Builder extends ObjectBuilder<DirectoryMetadata, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(DirectoryMetadata start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the terms of service.
         *
         * @param url where they are
         * @return this builder
         */
        public Builder termsOfService(URI url) {
            return set(TERMS_OF_SERVICE, url);
        }

        /**
         * Sets the page about the server.
         *
         * @param url an HTTP or HTTPS URL
         * @return this builder
         */
        public Builder website(URI url) {
            return set(WEBSITE, url);
        }

        /**
         * Sets the names by which CAA records allow the server to issue.
         *
         * @param names domain names
         * @return this builder
         */
        public Builder caaIdentities(List<String> names) {
            return set(CAA_IDENTITIES, names);
        }

        /**
         * Sets whether new accounts must be bound to external ones. A server that demands it must say so.
         *
         * @param required whether it is demanded
         * @return this builder
         */
        public Builder externalAccountRequired(boolean required) {
            return set(EXTERNAL_ACCOUNT_REQUIRED, required);
        }

        /**
         * Sets what the server offers of automatic renewal. A server that offers it must say so.
         *
         * @param autoRenewal the offer
         * @return this builder
         */
        public Builder autoRenewal(MetadataAutoRenewal autoRenewal) {
            return set(AUTO_RENEWAL, autoRenewal);
        }

        /**
         * Sets whether the server offers delegations. A server that offers them must say so.
         *
         * @param enabled whether it does
         * @return this builder
         */
        public Builder delegationEnabled(boolean enabled) {
            return set(DELEGATION_ENABLED, enabled);
        }

        /**
         * Sets whether certificates can be fetched without a signature.
         *
         * @param allowed whether it is allowed
         * @return this builder
         */
        public Builder allowCertificateGet(boolean allowed) {
            return set(ALLOW_CERTIFICATE_GET, allowed);
        }

        /**
         * Sets whether the server can authorize subdomains.
         *
         * @param allowed whether it can
         * @return this builder
         */
        public Builder subdomainAuthAllowed(boolean allowed) {
            return set(SUBDOMAIN_AUTH_ALLOWED, allowed);
        }

        /**
         * Sets whether clients must send the CAA records of onion names; written as {@code inBandOnionCAARequired}.
         *
         * @param required whether it is demanded
         * @return this builder
         */
        public Builder inBandOnionCaaRequired(boolean required) {
            return set(IN_BAND_ONION_CAA_REQUIRED, required);
        }

        /**
         * Sets the profiles on offer.
         *
         * @param profiles name, and a description or the URL of one; written in the order of the map
         * @return this builder
         */
        public Builder profiles(Map<String, String> profiles) {
            return set(PROFILES, profiles);
        }
    }
}
