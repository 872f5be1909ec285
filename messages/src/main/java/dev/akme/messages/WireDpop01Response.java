package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;

/** The response to a {@code wire-dpop-01} challenge, a private type of step-ca. */
public final class WireDpop01Response extends ChallengeResponse {

    private static final Schema<WireDpop01Response> SCHEMA =
            schema(ChallengeType.WIRE_DPOP_01, WireDpop01Response.class, WireDpop01Response::new);

    private static final Field<String> ACCESS_TOKEN =
            SCHEMA.field("access_token", Codecs.TEXT).secret().required();

    /** Reads responses of this type. */
    public static final MessageType<WireDpop01Response> TYPE = SCHEMA.done();

    private WireDpop01Response(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this response}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the access token, a JWT in compact form}
     */
    public String accessToken() {
        return require(ACCESS_TOKEN);
    }

    /** Builds a {@link WireDpop01Response}. */
    public static final class Builder extends ObjectBuilder<WireDpop01Response, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(WireDpop01Response start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the access token.
         *
         * @param accessToken a JWT in compact form
         * @return this builder
         */
        public Builder accessToken(String accessToken) {
            return set(ACCESS_TOKEN, accessToken);
        }
    }
}
