package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.Optional;

/** A challenge to present a token of an authority (RFC 9447 §3). */
public final class TkAuth01Challenge extends Challenge {

    static final Schema<TkAuth01Challenge> SCHEMA =
            special(BASE, ChallengeType.TKAUTH_01, TkAuth01Challenge.class, TkAuth01Challenge::new);

    private static final Field<AuthorityTokenType> TKAUTH_TYPE =
            SCHEMA.field("tkauth-type", AuthorityTokenType.CODEC).required();
    private static final Field<URI> TOKEN_AUTHORITY =
            SCHEMA.field("token-authority", Codecs.URL).optional();
    private static final Field<String> TOKEN =
            SCHEMA.field("token", Codecs.TEXT).secret().optional();

    /** Reads challenges of this type. */
    public static final MessageType<TkAuth01Challenge> TYPE = SCHEMA.done();

    private TkAuth01Challenge(Members members) {
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
     * {@return the kind of token that is wanted; {@link AuthorityTokenType#ATC} is the only one registered}
     */
    public AuthorityTokenType tkauthType() {
        return require(TKAUTH_TYPE);
    }

    /**
     * {@return where the server would like the token to come from}
     */
    public Optional<URI> tokenAuthority() {
        return find(TOKEN_AUTHORITY);
    }

    /**
     * {@return the token of the challenge; some servers leave it out}
     */
    public Optional<String> token() {
        return find(TOKEN);
    }

    /** Builds a {@link TkAuth01Challenge}. */
    public static final class Builder extends Challenge.Builder<TkAuth01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.TKAUTH_01);
        }

        private Builder(TkAuth01Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the kind of token that is wanted.
         *
         * @param tkauthType the kind; {@link AuthorityTokenType#ATC} is the only one registered
         * @return this builder
         */
        public Builder tkauthType(AuthorityTokenType tkauthType) {
            return set(TKAUTH_TYPE, tkauthType);
        }

        /**
         * Sets where the server would like the token to come from.
         *
         * @param tokenAuthority the URL of an authority
         * @return this builder
         */
        public Builder tokenAuthority(URI tokenAuthority) {
            return set(TOKEN_AUTHORITY, tokenAuthority);
        }

        /**
         * Sets the token of the challenge.
         *
         * @param token base64url text
         * @return this builder
         */
        public Builder token(String token) {
            return set(TOKEN, token);
        }
    }
}
