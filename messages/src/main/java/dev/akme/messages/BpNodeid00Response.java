package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.NumberCodec;
import dev.akme.json.internal.Schema;
import java.time.Duration;
import java.util.Optional;

/** The response to a {@code bp-nodeid-00} challenge (RFC 9891 §3.2). */
public final class BpNodeid00Response extends ChallengeResponse {

    private static final Schema<BpNodeid00Response> SCHEMA =
            schema(ChallengeType.BP_NODEID_00, BpNodeid00Response.class, BpNodeid00Response::new);

    private static final Field<Duration> RTT =
            SCHEMA.field("rtt", NumberCodec.DECIMAL_SECONDS).optional();

    /** Reads responses of this type. */
    public static final MessageType<BpNodeid00Response> TYPE = SCHEMA.done();

    private BpNodeid00Response(Members members) {
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
     * {@return how long a bundle there and back may take}
     */
    public Optional<Duration> rtt() {
        return find(RTT);
    }

    /** Builds a {@link BpNodeid00Response}. */
    public static final class Builder extends ObjectBuilder<BpNodeid00Response, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(BpNodeid00Response start) {
            super(SCHEMA, start);
        }

        /**
         * Sets how long a bundle there and back may take.
         *
         * @param rtt a time of zero or more; sent in seconds
         * @return this builder
         */
        public Builder rtt(Duration rtt) {
            return set(RTT, rtt);
        }
    }
}
