package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;

/**
 * A challenge to reply to a mail (RFC 8823 §3). {@link #token()} is the second part of the token; the first is in the
 * subject of the mail.
 */
public final class EmailReply00Challenge extends TokenChallenge {

    static final Schema<EmailReply00Challenge> SCHEMA =
            special(WITH_TOKEN, ChallengeType.EMAIL_REPLY_00, EmailReply00Challenge.class, EmailReply00Challenge::new);

    private static final Field<String> FROM = SCHEMA.field("from", Codecs.TEXT).required();

    /** Reads challenges of this type. */
    public static final MessageType<EmailReply00Challenge> TYPE =
            SCHEMA.rules(EmailReply00Challenge::rules).done();

    private static void rules(Rules<EmailReply00Challenge> rules) {
        rules.rule(
                Severity.ERROR,
                "challenge/from",
                "RFC 8823 §3",
                "/from",
                "from is not an e-mail address",
                "send the address that the mail of the challenge comes from, without a name",
                c -> c.peek(FROM)
                        .filter(from -> !IdentifierRules.isAddress(from))
                        .isPresent());
    }

    private EmailReply00Challenge(Members members) {
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
     * {@return the mail address from which the server's mail comes}
     */
    public String from() {
        return require(FROM);
    }

    /** Builds an {@link EmailReply00Challenge}. */
    public static final class Builder extends TokenChallenge.Builder<EmailReply00Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.EMAIL_REPLY_00);
        }

        private Builder(EmailReply00Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the mail address from which the server's mail comes.
         *
         * @param from a mail address
         * @return this builder
         */
        public Builder from(String from) {
            return set(FROM, from);
        }
    }
}
