package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;

/** The response to a {@code tkauth-01} challenge: the token of an authority (RFC 9447 §3). */
public final class TkAuth01Response extends ChallengeResponse {

    private static final Schema<TkAuth01Response> SCHEMA =
            schema(ChallengeType.TKAUTH_01, TkAuth01Response.class, TkAuth01Response::new);

    private static final Field<String> TKAUTH =
            SCHEMA.field("tkauth", Codecs.TEXT).secret().required();

    /** Reads responses of this type. */
    public static final MessageType<TkAuth01Response> TYPE =
            SCHEMA.rules(TkAuth01Response::rules).done();

    private static void rules(Rules<TkAuth01Response> rules) {
        rules.rule(
                Severity.ERROR,
                "challengeResponse/compact-jws",
                "RFC 7515 §7.1",
                "/tkauth",
                "not a JWS in compact form",
                "send three parts of base64url with dots between them",
                r -> r.peek(TKAUTH).filter(t -> !ChallengeText.isCompactJws(t)).isPresent());
    }

    private TkAuth01Response(Members members) {
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
     * {@return the authority token, a JWT in compact form}
     */
    public String tkauth() {
        return require(TKAUTH);
    }

    /** Builds a {@link TkAuth01Response}. */
    public static final class Builder extends ObjectBuilder<TkAuth01Response, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(TkAuth01Response start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the authority token.
         *
         * @param tkauth a JWT in compact form
         * @return this builder
         */
        public Builder tkauth(String tkauth) {
            return set(TKAUTH, tkauth);
        }
    }
}
