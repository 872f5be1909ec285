package dev.akme.messages;

import dev.akme.der.Pem;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An order with its URL and all that belongs to it, to be stored: a program that reads it goes on from any step.
 *
 * <p>Its JSON is what Python's library {@code acme} stores and reads. What a server said stands in it as it was
 * received: storing checks nothing.
 */
public final class OrderResource extends AcmeObject implements StoredForm {

    private static final Schema<OrderResource> SCHEMA =
            Schema.of("orderResource", OrderResource.class, OrderResource::new, StoredForm.SECTION);

    private static final Field<Order> BODY =
            SCHEMA.field("body", Codecs.message(Order.TYPE)).received().required();
    private static final Field<URI> URI_FIELD =
            SCHEMA.field("uri", Codecs.URL).received().required();
    private static final Field<String> CSR_PEM =
            SCHEMA.field("csr_pem", Codecs.TEXT).secret().optional();
    private static final Field<List<AuthorizationResource>> AUTHORIZATIONS = SCHEMA.field(
                    "authorizations", Codecs.list(Codecs.message(AuthorizationResource.TYPE)))
            .optional();
    private static final Field<String> FULLCHAIN_PEM =
            SCHEMA.field("fullchain_pem", Codecs.TEXT).secret().optional();
    private static final Field<List<String>> ALTERNATIVE_FULLCHAINS_PEM = SCHEMA.field(
                    "alternative_fullchains_pem", Codecs.list(Codecs.TEXT))
            .secret()
            .optional();

    /** Reads stored orders. */
    public static final MessageType<OrderResource> TYPE =
            SCHEMA.rules(OrderResource::rules).done();

    private static void rules(Rules<OrderResource> rules) {
        rules.rule(
                Severity.ERROR,
                "orderResource/foreign-pem",
                StoredForm.SECTION,
                "the text holds something else than certificates and requests, perhaps a private key",
                "store keys elsewhere",
                o -> Stream.of(CSR_PEM, FULLCHAIN_PEM)
                        .filter(field -> o.peek(field).filter(Pem::holdsForeign).isPresent())
                        .map(field -> "/" + field.name())
                        .toList());
        rules.rule(
                Severity.ERROR,
                "orderResource/foreign-pem",
                StoredForm.SECTION,
                "/" + ALTERNATIVE_FULLCHAINS_PEM.name(),
                "a text holds something else than certificates, perhaps a private key",
                "store keys elsewhere",
                o -> o.peek(ALTERNATIVE_FULLCHAINS_PEM).orElse(List.of()).stream()
                        .anyMatch(Pem::holdsForeign));
    }

    private OrderResource(Members members) {
        super(members);
    }

    /**
     * Makes the form to store of an order, without authorizations yet; links and retry time are not part of it.
     *
     * @param resource what the server answered
     * @return its URL and body
     */
    public static OrderResource of(Resource<Order> resource) {
        return builder()
                .uri(resource.url())
                .body(resource.body())
                .authorizations(List.of())
                .build();
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this resource}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return what the server said of the order}
     */
    @Override
    public Order body() {
        return require(BODY);
    }

    /**
     * {@return the URL of the order}
     */
    public URI uri() {
        return require(URI_FIELD);
    }

    /**
     * {@return the certificate request that the order is to be finalized with, in PEM}
     */
    public Optional<String> csrPem() {
        return find(CSR_PEM);
    }

    /**
     * {@return the authorizations as they were fetched; empty when none were}
     */
    public List<AuthorizationResource> authorizations() {
        return find(AUTHORIZATIONS).orElse(List.of());
    }

    /**
     * {@return the certificate with its chain, in PEM, once it is downloaded}
     */
    public Optional<String> fullchainPem() {
        return find(FULLCHAIN_PEM);
    }

    /**
     * {@return the certificate with its other chains, in PEM; empty when there are none}
     */
    public List<String> alternativeFullchainsPem() {
        return find(ALTERNATIVE_FULLCHAINS_PEM).orElse(List.of());
    }

    /** Builds an {@link OrderResource}. */
    public static final class Builder extends ObjectBuilder<OrderResource, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(OrderResource start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what the server said of the order. Required.
         *
         * @param body the order
         * @return this builder
         */
        public Builder body(Order body) {
            return set(BODY, body);
        }

        /**
         * Sets the URL of the order. Required.
         *
         * @param url the URL, to the letter
         * @return this builder
         */
        public Builder uri(URI url) {
            return set(URI_FIELD, url);
        }

        /**
         * Sets the certificate request that the order is to be finalized with.
         *
         * @param pem the request in PEM
         * @return this builder
         */
        public Builder csrPem(String pem) {
            return set(CSR_PEM, pem);
        }

        /**
         * Sets the authorizations as they were fetched.
         *
         * @param authorizations the authorizations
         * @return this builder
         */
        public Builder authorizations(List<AuthorizationResource> authorizations) {
            return set(AUTHORIZATIONS, authorizations);
        }

        /**
         * Sets the certificate with its chain.
         *
         * @param pem the chain in PEM, the certificate first
         * @return this builder
         */
        public Builder fullchainPem(String pem) {
            return set(FULLCHAIN_PEM, pem);
        }

        /**
         * Sets the certificate with its other chains.
         *
         * @param pems the chains in PEM
         * @return this builder
         */
        public Builder alternativeFullchainsPem(List<String> pems) {
            return set(ALTERNATIVE_FULLCHAINS_PEM, pems);
        }
    }
}
