package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A challenge to sign as an entity of a federation (draft-ietf-acme-openid-federation §5). */
public final class OpenIdFederation01Challenge extends TokenChallenge {

    static final Schema<OpenIdFederation01Challenge> SCHEMA = special(
            WITH_TOKEN,
            ChallengeType.OPENID_FEDERATION_01,
            OpenIdFederation01Challenge.class,
            OpenIdFederation01Challenge::new);

    private static final Field<List<URI>> TRUST_ANCHORS =
            SCHEMA.field("trustAnchors", Codecs.list(Codecs.URL)).optional();

    /** Reads challenges of this type. */
    public static final MessageType<OpenIdFederation01Challenge> TYPE = SCHEMA.done();

    private OpenIdFederation01Challenge(Members members) {
        super(members);
    }

    /**
     * {@return a new builder, with the type set}
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the entity identifiers of the server's trust anchors}
     */
    public Optional<List<URI>> trustAnchors() {
        return find(TRUST_ANCHORS);
    }

    /** Builds an {@link OpenIdFederation01Challenge}. */
    public static final class Builder extends TokenChallenge.Builder<OpenIdFederation01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.OPENID_FEDERATION_01);
        }

        private Builder(OpenIdFederation01Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the entity identifiers of the trust anchors.
         *
         * @param trustAnchors the identifiers, URLs
         * @return this builder
         */
        public Builder trustAnchors(List<URI> trustAnchors) {
            return set(TRUST_ANCHORS, trustAnchors);
        }
    }
}
