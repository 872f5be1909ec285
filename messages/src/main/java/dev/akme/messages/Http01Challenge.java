package dev.akme.messages;

import dev.akme.jose.Jwk;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.util.Optional;

/** A challenge to serve a file on port 80 (RFC 8555 §8.3), for names and addresses (RFC 8738). */
public final class Http01Challenge extends TokenChallenge {

    static final Schema<Http01Challenge> SCHEMA =
            special(WITH_TOKEN, ChallengeType.HTTP_01, Http01Challenge.class, Http01Challenge::new);

    private static final Field<Jwk> AUTH_KEY = SCHEMA.field("authKey", Codecs.message(Jwk.TYPE))
            .section("RFC 9799 §4")
            .optional();

    /** Reads challenges of this type. */
    public static final MessageType<Http01Challenge> TYPE =
            SCHEMA.rules(rules -> ChallengeText.authKeyRule(rules)).done();

    private Http01Challenge(Members members) {
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
     * {@return the CA's public key for client authentication at an onion service, as a JWK (RFC 9799 §4); some servers send
     * a thumbprint as a string instead: see {@link #member}}
     */
    public Optional<Jwk> authKey() {
        return find(AUTH_KEY);
    }

    /** Builds a {@link Http01Challenge}. */
    public static final class Builder extends TokenChallenge.Builder<Http01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.HTTP_01);
        }

        private Builder(Http01Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the CA's public key for client authentication at an onion service.
         *
         * @param authKey a JWK; Ed25519
         * @return this builder
         */
        public Builder authKey(Jwk authKey) {
            return set(AUTH_KEY, authKey);
        }
    }
}
