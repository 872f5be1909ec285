package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.Optional;

/** A challenge to present an ID token for a user of the messenger Wire; a private type of step-ca. */
public final class WireOidc01Challenge extends TokenChallenge {

    static final Schema<WireOidc01Challenge> SCHEMA =
            special(WITH_TOKEN, ChallengeType.WIRE_OIDC_01, WireOidc01Challenge.class, WireOidc01Challenge::new);

    private static final Field<URI> TARGET = SCHEMA.field("target", Codecs.URL).optional();

    /** Reads challenges of this type. */
    public static final MessageType<WireOidc01Challenge> TYPE = SCHEMA.done();

    private WireOidc01Challenge(Members members) {
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
     * {@return where the client gets the token from}
     */
    public Optional<URI> target() {
        return find(TARGET);
    }

    /** Builds a {@link WireOidc01Challenge}. */
    public static final class Builder extends TokenChallenge.Builder<WireOidc01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.WIRE_OIDC_01);
        }

        private Builder(WireOidc01Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets where the client gets the token from.
         *
         * @param target a URL
         * @return this builder
         */
        public Builder target(URI target) {
            return set(TARGET, target);
        }
    }
}
