package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;

/**
 * The response that says no more than that the client is ready (RFC 8555 §8.3): {@code http-01}, {@code dns-01},
 * {@code tls-alpn-01}, {@code email-reply-00}, {@code dns-account-01}, {@code dns-persist-01}, and types without a
 * response class here, whose members are extensions.
 *
 * <p>It is the object <code>{}</code>, not an empty payload: that would only read the challenge (RFC 8555 §7.5.1).
 */
public final class EmptyResponse extends ChallengeResponse {

    private static final Schema<EmptyResponse> SCHEMA =
            schema("empty response", EmptyResponse.class, EmptyResponse::new, "RFC 8555 §8.3");

    /** Reads empty responses. */
    public static final MessageType<EmptyResponse> TYPE = SCHEMA.done();

    /** The object without members. */
    static final EmptyResponse EMPTY = builder().build();

    private EmptyResponse(Members members) {
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

    /** Builds an {@link EmptyResponse}; {@link #extension} sets what a type without a class demands. */
    public static final class Builder extends ObjectBuilder<EmptyResponse, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(EmptyResponse start) {
            super(SCHEMA, start);
        }
    }
}
