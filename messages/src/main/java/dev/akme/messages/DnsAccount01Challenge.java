package dev.akme.messages;

import dev.akme.json.MessageType;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;

/** A challenge to set a TXT record under a label made of the account URL (draft-ietf-acme-dns-account-label). */
public final class DnsAccount01Challenge extends TokenChallenge {

    static final Schema<DnsAccount01Challenge> SCHEMA =
            special(WITH_TOKEN, ChallengeType.DNS_ACCOUNT_01, DnsAccount01Challenge.class, DnsAccount01Challenge::new);

    /** Reads challenges of this type. */
    public static final MessageType<DnsAccount01Challenge> TYPE = SCHEMA.done();

    private DnsAccount01Challenge(Members members) {
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

    /** Builds a {@link DnsAccount01Challenge}. */
    public static final class Builder extends TokenChallenge.Builder<DnsAccount01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.DNS_ACCOUNT_01);
        }

        private Builder(DnsAccount01Challenge start) {
            super(SCHEMA, start);
        }
    }
}
