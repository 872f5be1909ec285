package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;

/**
 * A challenge with the URL of its authorization, to be stored.
 *
 * <p>Its JSON is what Python's library {@code acme} stores and reads. What a server said stands in it as it was
 * received: storing checks nothing.
 */
public final class ChallengeResource extends AcmeObject implements StoredForm {

    private static final Schema<ChallengeResource> SCHEMA =
            Schema.of("challengeResource", ChallengeResource.class, ChallengeResource::new, StoredForm.SECTION);

    private static final Field<Challenge> BODY =
            SCHEMA.field("body", Codecs.message(Challenge.TYPE)).received().required();
    private static final Field<URI> AUTHZR_URI =
            SCHEMA.field("authzr_uri", Codecs.URL).received().required();

    /** Reads stored challenges. */
    public static final MessageType<ChallengeResource> TYPE = SCHEMA.done();

    private ChallengeResource(Members members) {
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
     * {@return what the server said of the challenge}
     */
    @Override
    public Challenge body() {
        return require(BODY);
    }

    /**
     * {@return the URL of the authorization that the challenge belongs to}
     */
    public URI authzrUri() {
        return require(AUTHZR_URI);
    }

    /**
     * {@return the URL of the challenge, which is that of its body}
     */
    public URI uri() {
        return body().url();
    }

    /** Builds a {@link ChallengeResource}. */
    public static final class Builder extends ObjectBuilder<ChallengeResource, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(ChallengeResource start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what the server said of the challenge. Required.
         *
         * @param body the challenge
         * @return this builder
         */
        public Builder body(Challenge body) {
            return set(BODY, body);
        }

        /**
         * Sets the URL of the authorization. Required.
         *
         * @param url the URL, to the letter
         * @return this builder
         */
        public Builder authzrUri(URI url) {
            return set(AUTHZR_URI, url);
        }
    }
}
