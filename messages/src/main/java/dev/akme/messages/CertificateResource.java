package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A certificate with its URL, to be stored: a form of ACMEv1, kept so that old data can be read. Programs of today store
 * an {@link OrderResource}, which has the chains.
 *
 * <p>Its JSON is what Python's library {@code acme} stores and reads. What a server said stands in it as it was
 * received: storing checks nothing.
 */
public final class CertificateResource extends AcmeObject {

    private static final Schema<CertificateResource> SCHEMA =
            Schema.of("certificateResource", CertificateResource.class, CertificateResource::new, StoredForm.SECTION);

    private static final Field<String> BODY =
            SCHEMA.field("body", Codecs.TEXT).secret().required();
    private static final Field<URI> URI_FIELD =
            SCHEMA.field("uri", Codecs.URL).received().required();
    private static final Field<URI> CERT_CHAIN_URI =
            SCHEMA.field("cert_chain_uri", Codecs.URL).received().optional();
    private static final Field<List<AuthorizationResource>> AUTHZRS = SCHEMA.field(
                    "authzrs", Codecs.list(Codecs.message(AuthorizationResource.TYPE)))
            .optional();

    /** Reads stored certificates. */
    public static final MessageType<CertificateResource> TYPE = SCHEMA.done();

    private CertificateResource(Members members) {
        super(members);
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
     * {@return the certificate as text: base64url of its DER}
     */
    public String body() {
        return require(BODY);
    }

    /**
     * {@return the URL of the certificate}
     */
    public URI uri() {
        return require(URI_FIELD);
    }

    /**
     * {@return the URL of the issuer's certificate}
     */
    public Optional<URI> certChainUri() {
        return find(CERT_CHAIN_URI);
    }

    /**
     * {@return the authorizations that it rests on}
     */
    public List<AuthorizationResource> authzrs() {
        return find(AUTHZRS).orElse(List.of());
    }

    /** Builds a {@link CertificateResource}. */
    public static final class Builder extends ObjectBuilder<CertificateResource, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(CertificateResource start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the certificate. Required.
         *
         * @param certificate base64url of its DER
         * @return this builder
         */
        public Builder body(String certificate) {
            return set(BODY, certificate);
        }

        /**
         * Sets the URL of the certificate. Required.
         *
         * @param url the URL, to the letter
         * @return this builder
         */
        public Builder uri(URI url) {
            return set(URI_FIELD, url);
        }

        /**
         * Sets the URL of the issuer's certificate.
         *
         * @param url the URL, to the letter
         * @return this builder
         */
        public Builder certChainUri(URI url) {
            return set(CERT_CHAIN_URI, url);
        }

        /**
         * Sets the authorizations that it rests on.
         *
         * @param authorizations the authorizations
         * @return this builder
         */
        public Builder authzrs(List<AuthorizationResource> authorizations) {
            return set(AUTHZRS, authorizations);
        }
    }
}
