package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.Optional;

/**
 * A challenge of a type that has no class here, or whose type is missing or not a string (RFC 8555 §8). All its members
 * are kept: those that only its type has are in {@link #extensions()}.
 */
public final class UnknownChallenge extends Challenge {

    static final Schema<UnknownChallenge> SCHEMA =
            Schema.extending(BASE, "unknown challenge", UnknownChallenge.class, UnknownChallenge::new, "RFC 8555 §8");

    private static final Field<String> TOKEN =
            SCHEMA.field("token", Codecs.TEXT).secret().optional();

    /** Reads challenges as unknown ones, whatever their type. */
    public static final MessageType<UnknownChallenge> TYPE =
            SCHEMA.rules(UnknownChallenge::rules).done();

    private static void rules(Rules<UnknownChallenge> rules) {
        rules.rule(
                        Severity.ERROR,
                        "challenge/reserved",
                        "RFC 8555 §9.7.8",
                        "/type",
                        "the challenge type is withdrawn",
                        "offer tls-alpn-01",
                        c -> c.typeIfKnown().filter(ChallengeType::isReserved).isPresent())
                .rule(
                        Severity.ERROR,
                        "challenge/known",
                        "RFC 8555 §8",
                        "/type",
                        "the challenge type has a class of its own",
                        "use that class",
                        c -> c.typeIfKnown().filter(ChallengeClasses::hasClass).isPresent());
    }

    private UnknownChallenge(Members members) {
        super(members);
    }

    /**
     * Begins a challenge of a type that has no class here.
     *
     * @param type its type; {@link Builder#build()} refuses those that have a class
     * @return a new builder
     */
    public static Builder builder(ChallengeType type) {
        return new Builder(type);
    }

    @Override
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the token, which many types of challenge have}
     */
    public Optional<String> token() {
        return find(TOKEN);
    }

    /** Builds an {@link UnknownChallenge}; {@link #extension} sets the members of its type. */
    public static final class Builder extends Challenge.Builder<UnknownChallenge, Builder> {

        private Builder(ChallengeType type) {
            super(SCHEMA, type);
        }

        private Builder(UnknownChallenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the token.
         *
         * @param token the token
         * @return this builder
         */
        public Builder token(String token) {
            return set(TOKEN, token);
        }
    }
}
