package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;

/** A challenge to have a device attest its identity (draft-ietf-acme-device-attest §5). */
public final class DeviceAttest01Challenge extends TokenChallenge {

    static final Schema<DeviceAttest01Challenge> SCHEMA = special(
            WITH_TOKEN, ChallengeType.DEVICE_ATTEST_01, DeviceAttest01Challenge.class, DeviceAttest01Challenge::new);

    /** Reads challenges of this type. */
    public static final MessageType<DeviceAttest01Challenge> TYPE = SCHEMA.done();

    private DeviceAttest01Challenge(Members members) {
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

    /** Builds a {@link DeviceAttest01Challenge}. */
    public static final class Builder extends TokenChallenge.Builder<DeviceAttest01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.DEVICE_ATTEST_01);
        }

        private Builder(DeviceAttest01Challenge start) {
            super(SCHEMA, start);
        }
    }
}
