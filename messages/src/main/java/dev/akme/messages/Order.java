package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonString;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request for a certificate and its progress (RFC 8555 §7.1.3). Sent by the server.
 *
 * <p>Its {@code finalize} member is {@link #finalizeUrl()}: every Java object has a method {@code finalize}.
 */
public final class Order extends AcmeObject {

    private static final Schema<Order> SCHEMA = Schema.of("order", Order.class, Order::new, "RFC 8555 §7.1.3");

    static final Field<Status> STATUS =
            SCHEMA.field(ObjectField.ORDER_STATUS, Status.CODEC).required();
    static final Field<Instant> EXPIRES =
            SCHEMA.field(ObjectField.ORDER_EXPIRES, Codecs.TIMESTAMP).optional();
    static final Field<List<Identifier>> IDENTIFIERS = SCHEMA.field(
                    ObjectField.ORDER_IDENTIFIERS, Codecs.list(Codecs.message(Identifier.TYPE)))
            .required();
    static final Field<Instant> NOT_BEFORE =
            SCHEMA.field(ObjectField.ORDER_NOT_BEFORE, Codecs.TIMESTAMP).optional();
    static final Field<Instant> NOT_AFTER =
            SCHEMA.field(ObjectField.ORDER_NOT_AFTER, Codecs.TIMESTAMP).optional();
    static final Field<Problem> ERROR =
            SCHEMA.field(ObjectField.ORDER_ERROR, Codecs.message(Problem.TYPE)).optional();
    static final Field<List<URI>> AUTHORIZATIONS = SCHEMA.field(
                    ObjectField.ORDER_AUTHORIZATIONS, Codecs.list(Codecs.URL))
            .required();
    static final Field<URI> FINALIZE =
            SCHEMA.field(ObjectField.ORDER_FINALIZE, Codecs.URL).required();
    static final Field<URI> CERTIFICATE =
            SCHEMA.field(ObjectField.ORDER_CERTIFICATE, Codecs.URL).optional();
    static final Field<String> REPLACES =
            SCHEMA.field(ObjectField.ORDER_REPLACES, Codecs.TEXT).optional();
    static final Field<String> PROFILE =
            SCHEMA.field(ObjectField.ORDER_PROFILE, Codecs.TEXT).optional();
    static final Field<AutoRenewal> AUTO_RENEWAL = SCHEMA.field(
                    ObjectField.ORDER_AUTO_RENEWAL, Codecs.message(AutoRenewal.TYPE))
            .optional();
    static final Field<URI> STAR_CERTIFICATE =
            SCHEMA.field(ObjectField.ORDER_STAR_CERTIFICATE, Codecs.URL).optional();
    static final Field<URI> DELEGATION =
            SCHEMA.field(ObjectField.ORDER_DELEGATION, Codecs.URL).optional();
    static final Field<Boolean> ALLOW_CERTIFICATE_GET = SCHEMA.field(
                    ObjectField.ORDER_ALLOW_CERTIFICATE_GET, Codecs.BOOLEAN)
            .optional();

    /** Reads orders. */
    public static final MessageType<Order> TYPE =
            SCHEMA.rules(OrderRules::ofOrders).done();

    private Order(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this order}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return how far it is; see {@link StateMachine#ORDER}}
     */
    public Status status() {
        return require(STATUS);
    }

    /**
     * {@return when the server takes it for invalid; there for pending and valid orders}
     */
    public Optional<Instant> expires() {
        return find(EXPIRES);
    }

    /**
     * {@return what the certificate is for; compare as a set, servers reorder them}
     */
    public List<Identifier> identifiers() {
        return require(IDENTIFIERS);
    }

    /**
     * {@return when the certificate is to begin}
     */
    public Optional<Instant> notBefore() {
        return find(NOT_BEFORE);
    }

    /**
     * {@return when the certificate is to end}
     */
    public Optional<Instant> notAfter() {
        return find(NOT_AFTER);
    }

    /**
     * {@return why it failed. A text instead of an object, as Dogtag sends it, is read as the detail}
     */
    public Optional<Problem> error() {
        if (member(ERROR.name()).orElse(JsonNull.NULL) instanceof JsonString text) {
            return Optional.of(Problem.builder().detail(text.text()).build());
        }
        return find(ERROR);
    }

    boolean is(Status status) {
        return peek(STATUS).filter(status::equals).isPresent();
    }

    StateMachine machine() {
        return peek(AUTO_RENEWAL).isPresent() ? StateMachine.STAR_ORDER : StateMachine.ORDER;
    }

    /**
     * {@return the URLs of the authorizations that the client has to complete; may be empty}
     */
    public List<URI> authorizations() {
        return require(AUTHORIZATIONS);
    }

    /**
     * {@return where to post the certificate request once the order is ready}
     */
    public URI finalizeUrl() {
        return require(FINALIZE);
    }

    /**
     * {@return where the certificate is, once the order is valid}
     */
    public Optional<URI> certificate() {
        return find(CERTIFICATE);
    }

    /**
     * {@return the certificate identifier of the predecessor (RFC 9773 §5)}
     */
    public Optional<String> replaces() {
        return find(REPLACES);
    }

    /**
     * {@return the profile it is issued under (draft-ietf-acme-profiles §4)}
     */
    public Optional<String> profile() {
        return find(PROFILE);
    }

    /**
     * {@return how the certificates of a STAR order follow each other (RFC 8739 §3.1.1)}
     */
    public Optional<AutoRenewal> autoRenewal() {
        return find(AUTO_RENEWAL);
    }

    /**
     * {@return where the current certificate of a STAR order is; possibly on another host (RFC 8739 §3.1.1)}
     */
    public Optional<URI> starCertificate() {
        return find(STAR_CERTIFICATE);
    }

    /**
     * {@return the delegation it uses (RFC 9115 §2.3.1.3)}
     */
    public Optional<URI> delegation() {
        return find(DELEGATION);
    }

    /**
     * {@return whether the certificate may be fetched by a plain GET: {@code true} accepts the wish, {@code false} refuses it, absent says nothing (RFC 9115 §2.3.5)}
     */
    public Optional<Boolean> allowCertificateGet() {
        return find(ALLOW_CERTIFICATE_GET);
    }

    /** Builds an {@link Order}. */
    public static final class Builder extends ObjectBuilder<Order, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Order start) {
            super(SCHEMA, start);
        }

        /**
         * Sets how far it is. Required.
         *
         * @param status a status of {@link StateMachine#ORDER} or {@link StateMachine#STAR_ORDER}
         * @return this builder
         */
        public Builder status(Status status) {
            return set(STATUS, status);
        }

        /**
         * Sets when the server takes it for invalid. Required for pending and valid orders.
         *
         * @param time the time; whole seconds are sent
         * @return this builder
         */
        public Builder expires(Instant time) {
            return set(EXPIRES, time);
        }

        /**
         * Sets what the certificate is for. Required.
         *
         * @param identifiers one or more
         * @return this builder
         */
        public Builder identifiers(List<Identifier> identifiers) {
            return set(IDENTIFIERS, identifiers);
        }

        /**
         * Sets when the certificate is to begin.
         *
         * @param time the time; whole seconds are sent
         * @return this builder
         */
        public Builder notBefore(Instant time) {
            return set(NOT_BEFORE, time);
        }

        /**
         * Sets when the certificate is to end.
         *
         * @param time the time; whole seconds are sent
         * @return this builder
         */
        public Builder notAfter(Instant time) {
            return set(NOT_AFTER, time);
        }

        /**
         * Sets why it failed.
         *
         * @param error the problem
         * @return this builder
         */
        public Builder error(Problem error) {
            return set(ERROR, error);
        }

        /**
         * Sets the authorizations that the client has to complete. Required; may be empty.
         *
         * @param urls their URLs
         * @return this builder
         */
        public Builder authorizations(List<URI> urls) {
            return set(AUTHORIZATIONS, urls);
        }

        /**
         * Sets where to post the certificate request. Required.
         *
         * @param url the URL
         * @return this builder
         */
        public Builder finalizeUrl(URI url) {
            return set(FINALIZE, url);
        }

        /**
         * Sets where the certificate is. Required for valid orders without auto-renewal.
         *
         * @param url the URL
         * @return this builder
         */
        public Builder certificate(URI url) {
            return set(CERTIFICATE, url);
        }

        /**
         * Names the predecessor of the certificate, as the request did (RFC 9773 §5).
         *
         * @param certificate its identifier
         * @return this builder
         */
        public Builder replaces(String certificate) {
            return set(REPLACES, certificate);
        }

        /**
         * Sets the profile it is issued under (draft-ietf-acme-profiles §4).
         *
         * @param profile its name
         * @return this builder
         */
        public Builder profile(String profile) {
            return set(PROFILE, profile);
        }

        /**
         * Makes it a STAR order (RFC 8739 §3.1.1).
         *
         * @param autoRenewal how the certificates follow each other
         * @return this builder
         */
        public Builder autoRenewal(AutoRenewal autoRenewal) {
            return set(AUTO_RENEWAL, autoRenewal);
        }

        /**
         * Sets where the current certificate of a STAR order is.
         *
         * @param url the URL
         * @return this builder
         */
        public Builder starCertificate(URI url) {
            return set(STAR_CERTIFICATE, url);
        }

        /**
         * Sets the delegation it uses (RFC 9115 §2.3.1.3).
         *
         * @param url its URL, to the letter
         * @return this builder
         */
        public Builder delegation(URI url) {
            return set(DELEGATION, url);
        }

        /**
         * Accepts or refuses that the certificate may be fetched by a plain GET (RFC 9115 §2.3.5).
         *
         * @param allowed whether it may
         * @return this builder
         */
        public Builder allowCertificateGet(boolean allowed) {
            return set(ALLOW_CERTIFICATE_GET, allowed);
        }
    }
}
