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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request for a certificate (RFC 8555 §7.4, with RFC 8739, RFC 9115, RFC 9773 and profiles). Sent by the client.
 */
public final class NewOrder extends AcmeObject {

    private static final Schema<NewOrder> SCHEMA =
            Schema.of("newOrder", NewOrder.class, NewOrder::new, "RFC 8555 §7.4");

    private static final Field<List<Identifier>> IDENTIFIERS = SCHEMA.field(
                    ObjectField.ORDER_IDENTIFIERS, Codecs.list(Codecs.message(Identifier.TYPE)))
            .required();
    private static final Field<Instant> NOT_BEFORE =
            SCHEMA.field(ObjectField.ORDER_NOT_BEFORE, Codecs.TIMESTAMP).optional();
    private static final Field<Instant> NOT_AFTER =
            SCHEMA.field(ObjectField.ORDER_NOT_AFTER, Codecs.TIMESTAMP).optional();
    private static final Field<String> REPLACES =
            SCHEMA.field(ObjectField.ORDER_REPLACES, Codecs.TEXT).optional();
    private static final Field<String> PROFILE =
            SCHEMA.field(ObjectField.ORDER_PROFILE, Codecs.TEXT).optional();
    private static final Field<AutoRenewal> AUTO_RENEWAL = SCHEMA.field(
                    ObjectField.ORDER_AUTO_RENEWAL, Codecs.message(AutoRenewal.TYPE))
            .optional();
    private static final Field<URI> DELEGATION =
            SCHEMA.field(ObjectField.ORDER_DELEGATION, Codecs.URL).optional();
    private static final Field<Boolean> ALLOW_CERTIFICATE_GET = SCHEMA.field(
                    ObjectField.ORDER_ALLOW_CERTIFICATE_GET, Codecs.BOOLEAN)
            .optional();

    /** Reads newOrder requests. */
    public static final MessageType<NewOrder> TYPE =
            SCHEMA.rules(NewOrder::rules).done();

    private static void rules(Rules<NewOrder> rules) {
        OrderRules.common(
                        rules,
                        o -> o.peek(IDENTIFIERS),
                        o -> o.peek(NOT_BEFORE),
                        o -> o.peek(NOT_AFTER),
                        o -> o.peek(AUTO_RENEWAL),
                        o -> o.peek(REPLACES))
                .rule(
                        Severity.ERROR,
                        "newOrder/same-identifier-twice",
                        "RFC 8555 §7.1.3",
                        "two identifiers name the same",
                        "send each once",
                        o -> OrderRules.duplicates(o.peek(IDENTIFIERS)))
                .rule(
                        Severity.ERROR,
                        "newOrder/several-telephone-lists",
                        "RFC 9448 §3",
                        "/identifiers",
                        "there is more than one identifier of type TNAuthList",
                        "order a certificate for each",
                        o -> OrderRules.count(o.peek(IDENTIFIERS), IdentifierType.TN_AUTH_LIST) > 1)
                .rule(
                        Severity.WARNING,
                        "newOrder/subdomains-place",
                        "RFC 9444 §4.2",
                        "subdomainAuthAllowed stands in an order, where servers do not look for it",
                        "send it in a newAuthz request; an order names the ancestorDomain",
                        o -> OrderRules.identifiersWith(o.peek(IDENTIFIERS), "subdomainAuthAllowed"))
                .rule(
                        Severity.WARNING,
                        "newOrder/server-member",
                        "RFC 8555 §7.4",
                        "only the server may set this member",
                        "leave it out",
                        OrderRules::serverMembers)
                .rule(
                        Severity.ERROR,
                        "newOrder/star-get-for-delegation",
                        "RFC 9115 §2.3.2",
                        "/auto-renewal/allow-certificate-get",
                        "a STAR order for a delegation does not ask for certificates by GET",
                        "set allow-certificate-get to true",
                        o -> o.peek(DELEGATION).isPresent()
                                && o.peek(AUTO_RENEWAL)
                                        .filter(a -> !a.peekAllowCertificateGet())
                                        .isPresent())
                .rule(
                        Severity.ERROR,
                        "newOrder/get-beside-star",
                        "RFC 9115 §2.3.5",
                        "/allow-certificate-get",
                        "allow-certificate-get stands beside auto-renewal",
                        "put it into auto-renewal",
                        o -> o.peek(AUTO_RENEWAL).isPresent()
                                && o.peek(ALLOW_CERTIFICATE_GET).isPresent());
    }

    private NewOrder(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this request}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return what the certificate is for}
     */
    public List<Identifier> identifiers() {
        return require(IDENTIFIERS);
    }

    /**
     * {@return when the certificate is to begin; absent leaves it to the server}
     */
    public Optional<Instant> notBefore() {
        return find(NOT_BEFORE);
    }

    /**
     * {@return when the certificate is to end; absent leaves it to the server}
     */
    public Optional<Instant> notAfter() {
        return find(NOT_AFTER);
    }

    /**
     * {@return the certificate identifier of the predecessor (RFC 9773 §5)}
     */
    public Optional<String> replaces() {
        return find(REPLACES);
    }

    /**
     * {@return the profile to issue under, a name from the directory's metadata (draft-ietf-acme-profiles §4)}
     */
    public Optional<String> profile() {
        return find(PROFILE);
    }

    /**
     * {@return the wish for a STAR order (RFC 8739 §3.1.1)}
     */
    public Optional<AutoRenewal> autoRenewal() {
        return find(AUTO_RENEWAL);
    }

    /**
     * {@return the delegation to use (RFC 9115 §2.3.1.3)}
     */
    public Optional<URI> delegation() {
        return find(DELEGATION);
    }

    /**
     * {@return whether the certificate is to be fetched by a plain GET (RFC 9115 §2.3.5); absent means {@code false}}
     */
    public boolean allowCertificateGet() {
        return find(ALLOW_CERTIFICATE_GET).orElse(false);
    }

    /** Builds a {@link NewOrder}. */
    public static final class Builder extends ObjectBuilder<NewOrder, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(NewOrder start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what the certificate is for. Required.
         *
         * @param identifiers one or more, each once
         * @return this builder
         */
        public Builder identifiers(List<Identifier> identifiers) {
            return set(IDENTIFIERS, identifiers);
        }

        /**
         * Sets when the certificate is to begin. A server that cannot do so must refuse; many do.
         *
         * @param time the time; whole seconds are sent
         * @return this builder
         */
        public Builder notBefore(Instant time) {
            return set(NOT_BEFORE, time);
        }

        /**
         * Sets when the certificate is to end. A server that cannot do so must refuse; many do.
         *
         * @param time the time; whole seconds are sent
         * @return this builder
         */
        public Builder notAfter(Instant time) {
            return set(NOT_AFTER, time);
        }

        /**
         * Names the predecessor of the certificate (RFC 9773 §5).
         *
         * @param certificate its identifier
         * @return this builder
         */
        public Builder replaces(String certificate) {
            return set(REPLACES, certificate);
        }

        /**
         * Chooses the profile to issue under (draft-ietf-acme-profiles §4).
         *
         * @param profile a name from the directory's metadata
         * @return this builder
         */
        public Builder profile(String profile) {
            return set(PROFILE, profile);
        }

        /**
         * Asks for a STAR order (RFC 8739 §3.1.1).
         *
         * @param autoRenewal how the certificates follow each other
         * @return this builder
         */
        public Builder autoRenewal(AutoRenewal autoRenewal) {
            return set(AUTO_RENEWAL, autoRenewal);
        }

        /**
         * Uses a delegation (RFC 9115 §2.3.1.3).
         *
         * @param url its URL, to the letter
         * @return this builder
         */
        public Builder delegation(URI url) {
            return set(DELEGATION, url);
        }

        /**
         * Asks that the certificate may be fetched by a plain GET (RFC 9115 §2.3.5).
         *
         * @param allowed whether to ask for it
         * @return this builder
         */
        public Builder allowCertificateGet(boolean allowed) {
            return set(ALLOW_CERTIFICATE_GET, allowed);
        }
    }
}
