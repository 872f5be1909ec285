package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;

/** A challenge to set a TXT record at {@code _acme-challenge} below the name (RFC 8555 §8.4). */
public final class Dns01Challenge extends TokenChallenge {

    static final Schema<Dns01Challenge> SCHEMA =
            special(WITH_TOKEN, ChallengeType.DNS_01, Dns01Challenge.class, Dns01Challenge::new);

    /** Reads challenges of this type. */
    public static final MessageType<Dns01Challenge> TYPE = SCHEMA.done();

    private Dns01Challenge(Members members) {
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

    /** Builds a {@link Dns01Challenge}. */
    public static final class Builder extends TokenChallenge.Builder<Dns01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.DNS_01);
        }

        private Builder(Dns01Challenge start) {
            super(SCHEMA, start);
        }
    }
}
