package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.stream.Stream;

/** A challenge to answer a bundle over a delay-tolerant network (RFC 9891 §3). */
public final class BpNodeid00Challenge extends Challenge {

    static final Schema<BpNodeid00Challenge> SCHEMA =
            special(BASE, ChallengeType.BP_NODEID_00, BpNodeid00Challenge.class, BpNodeid00Challenge::new);

    private static final Field<String> ID_CHAL = SCHEMA.field("id-chal", Codecs.TEXT)
            .section("RFC 9891 §3.1")
            .secret()
            .required();
    private static final Field<String> TOKEN_CHAL = SCHEMA.field("token-chal", Codecs.TEXT)
            .section("RFC 9891 §3.1")
            .secret()
            .required();

    /** Reads challenges of this type. */
    public static final MessageType<BpNodeid00Challenge> TYPE =
            SCHEMA.rules(BpNodeid00Challenge::rules).done();

    private static void rules(Rules<BpNodeid00Challenge> rules) {
        rules.rule(
                Severity.ERROR,
                "challenge/bp-token",
                "RFC 9891 §3.1",
                "a value is not base64url text that can hold 128 bits",
                "send 22 characters of base64url or more, without padding",
                c -> Stream.of(ID_CHAL, TOKEN_CHAL)
                        .filter(f -> c.peek(f)
                                .filter(t -> !ChallengeText.isBase64url(t) || !ChallengeText.canHold128Bits(t))
                                .isPresent())
                        .map(f -> "/" + f.name())
                        .toList());
    }

    private BpNodeid00Challenge(Members members) {
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
     * {@return what names the challenge in the bundles; base64url text of at least 128 bits}
     */
    public String idChal() {
        return require(ID_CHAL);
    }

    /**
     * {@return the first part of the token; base64url text of at least 128 bits}
     */
    public String tokenChal() {
        return require(TOKEN_CHAL);
    }

    /** Builds a {@link BpNodeid00Challenge}. */
    public static final class Builder extends Challenge.Builder<BpNodeid00Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.BP_NODEID_00);
        }

        private Builder(BpNodeid00Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what names the challenge in the bundles.
         *
         * @param idChal base64url text without padding, of at least 128 random bits
         * @return this builder
         */
        public Builder idChal(String idChal) {
            return set(ID_CHAL, idChal);
        }

        /**
         * Sets the first part of the token.
         *
         * @param tokenChal base64url text without padding, of at least 128 random bits
         * @return this builder
         */
        public Builder tokenChal(String tokenChal) {
            return set(TOKEN_CHAL, tokenChal);
        }
    }
}
