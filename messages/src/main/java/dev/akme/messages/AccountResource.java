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
 * An account with its URL, to be stored: all that a client needs, beside its key, to go on in another process.
 *
 * <p>Its JSON is what Python's library {@code acme} stores and reads. What a server said stands in it as it was
 * received: storing checks nothing.
 */
public final class AccountResource extends AcmeObject implements StoredForm {

    private static final Schema<AccountResource> SCHEMA =
            Schema.of("accountResource", AccountResource.class, AccountResource::new, StoredForm.SECTION);

    private static final Field<Account> BODY =
            SCHEMA.field("body", Codecs.message(Account.TYPE)).received().required();
    private static final Field<URI> URI_FIELD =
            SCHEMA.field("uri", Codecs.URL).received().required();
    private static final Field<URI> NEW_AUTHZR_URI =
            SCHEMA.field("new_authzr_uri", Codecs.URL).received().optional();
    private static final Field<URI> TERMS_OF_SERVICE =
            SCHEMA.field("terms_of_service", Codecs.URL).received().optional();

    /** Reads stored accounts. */
    public static final MessageType<AccountResource> TYPE = SCHEMA.done();

    private AccountResource(Members members) {
        super(members);
    }

    /**
     * Makes the form to store of an account.
     *
     * @param resource what the server answered
     * @return its URL and body
     */
    public static AccountResource of(Resource<Account> resource) {
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
     * {@return what the server said of the account; certbot stores it empty}
     */
    @Override
    public Account body() {
        return require(BODY);
    }

    /**
     * {@return the URL of the account, which is the {@code kid} of its requests}
     */
    public URI uri() {
        return require(URI_FIELD);
    }

    /**
     * {@return where ACMEv1 made authorizations; only in old data}
     */
    public Optional<URI> newAuthzrUri() {
        return find(NEW_AUTHZR_URI);
    }

    /**
     * {@return the terms of service that came with an ACMEv1 account; only in old data}
     */
    public Optional<URI> termsOfService() {
        return find(TERMS_OF_SERVICE);
    }

    /** Builds an {@link AccountResource}. */
    public static final class Builder extends ObjectBuilder<AccountResource, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(AccountResource start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what the server said of the account. Required.
         *
         * @param body the account
         * @return this builder
         */
        public Builder body(Account body) {
            return set(BODY, body);
        }

        /**
         * Sets the URL of the account. Required.
         *
         * @param url the URL, to the letter
         * @return this builder
         */
        public Builder uri(URI url) {
            return set(URI_FIELD, url);
        }
    }
}
