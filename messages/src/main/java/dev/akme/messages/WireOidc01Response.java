package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;

/** The response to a {@code wire-oidc-01} challenge, a private type of step-ca. */
public final class WireOidc01Response extends ChallengeResponse {

    private static final Schema<WireOidc01Response> SCHEMA =
            schema(ChallengeType.WIRE_OIDC_01, WireOidc01Response.class, WireOidc01Response::new);

    private static final Field<String> ID_TOKEN =
            SCHEMA.field("id_token", Codecs.TEXT).secret().required();

    /** Reads responses of this type. */
    public static final MessageType<WireOidc01Response> TYPE = SCHEMA.done();

    private WireOidc01Response(Members members) {
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
     * {@return the ID token, a JWT in compact form}
     */
    public String idToken() {
        return require(ID_TOKEN);
    }

    /** Builds a {@link WireOidc01Response}. */
    public static final class Builder extends ObjectBuilder<WireOidc01Response, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(WireOidc01Response start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the ID token.
         *
         * @param idToken a JWT in compact form
         * @return this builder
         */
        public Builder idToken(String idToken) {
            return set(ID_TOKEN, idToken);
        }
    }
}
