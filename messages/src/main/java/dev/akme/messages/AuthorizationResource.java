package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.Optional;

/**
 * An authorization with its URL, to be stored.
 *
 * <p>Its JSON is what Python's library {@code acme} stores and reads. What a server said stands in it as it was
 * received: storing checks nothing.
 */
public final class AuthorizationResource extends AcmeObject implements StoredForm {

    private static final Schema<AuthorizationResource> SCHEMA = Schema.of(
            "authorizationResource", AuthorizationResource.class, AuthorizationResource::new, StoredForm.SECTION);

    private static final Field<Authorization> BODY =
            SCHEMA.field("body", Codecs.message(Authorization.TYPE)).received().required();
    private static final Field<URI> URI_FIELD =
            SCHEMA.field("uri", Codecs.URL).received().required();
    private static final Field<URI> NEW_CERT_URI =
            SCHEMA.field("new_cert_uri", Codecs.URL).received().optional();

    /** Reads stored authorizations. */
    public static final MessageType<AuthorizationResource> TYPE = SCHEMA.done();

    private AuthorizationResource(Members members) {
        super(members);
    }

    /**
     * Makes the form to store of an authorization.
     *
     * @param resource what the server answered
     * @return its URL and body
     */
    public static AuthorizationResource of(Resource<Authorization> resource) {
        return builder().uri(resource.url()).body(resource.body()).build();
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
     * {@return what the server said of the authorization}
     */
    @Override
    public Authorization body() {
        return require(BODY);
    }

    /**
     * {@return the URL of the authorization}
     */
    public URI uri() {
        return require(URI_FIELD);
    }

    /**
     * {@return where ACMEv1 made certificates; only in old data}
     */
    public Optional<URI> newCertUri() {
        return find(NEW_CERT_URI);
    }

    /** Builds an {@link AuthorizationResource}. */
    public static final class Builder extends ObjectBuilder<AuthorizationResource, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(AuthorizationResource start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what the server said of the authorization. Required.
         *
         * @param body the authorization
         * @return this builder
         */
        public Builder body(Authorization body) {
            return set(BODY, body);
        }

        /**
         * Sets the URL of the authorization. Required.
         *
         * @param url the URL, to the letter
         * @return this builder
         */
        public Builder uri(URI url) {
            return set(URI_FIELD, url);
        }
    }
}
