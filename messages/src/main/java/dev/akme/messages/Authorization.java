package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether an account may have certificates for an identifier, and how it can prove that it may (RFC 8555 §7.1.4). Sent
 * by the server.
 */
public final class Authorization extends AcmeObject {

    private static final Schema<Authorization> SCHEMA =
            Schema.of("authorization", Authorization.class, Authorization::new, "RFC 8555 §7.1.4");

    private static final Field<Identifier> IDENTIFIER = SCHEMA.field(
                    ObjectField.AUTHORIZATION_IDENTIFIER, Codecs.message(Identifier.TYPE))
            .required();
    private static final Field<Status> STATUS =
            SCHEMA.field(ObjectField.AUTHORIZATION_STATUS, Status.CODEC).required();
    private static final Field<Instant> EXPIRES =
            SCHEMA.field(ObjectField.AUTHORIZATION_EXPIRES, Codecs.TIMESTAMP).optional();
    private static final Field<List<Challenge>> CHALLENGES = SCHEMA.field(
                    ObjectField.AUTHORIZATION_CHALLENGES, Codecs.list(Codecs.message(Challenge.TYPE)))
            .required();
    private static final Field<Boolean> WILDCARD =
            SCHEMA.field(ObjectField.AUTHORIZATION_WILDCARD, Codecs.BOOLEAN).optional();
    private static final Field<Boolean> SUBDOMAIN_AUTH_ALLOWED = SCHEMA.field(
                    ObjectField.AUTHORIZATION_SUBDOMAIN_AUTH_ALLOWED, Codecs.BOOLEAN)
            .optional();

    /** Reads authorizations. */
    public static final MessageType<Authorization> TYPE =
            SCHEMA.rules(AuthorizationRules::addTo).done();

    private Authorization(Members members) {
        super(members);
    }

    // ---- for the rules

    boolean hasStatus(Status status) {
        return peek(STATUS).filter(status::equals).isPresent();
    }

    Optional<Status> peekStatus() {
        return peek(STATUS);
    }

    Optional<Identifier> peekIdentifier() {
        return peek(IDENTIFIER);
    }

    Optional<List<Challenge>> peekChallenges() {
        return peek(CHALLENGES);
    }

    Optional<Boolean> peekWildcard() {
        return peek(WILDCARD);
    }

    boolean peekSubdomainAuthAllowed() {
        return peek(SUBDOMAIN_AUTH_ALLOWED).orElse(false);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this authorization}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return what may be certified; without {@code *.} also for a wildcard, see {@link #wildcard()}}
     */
    public Identifier identifier() {
        return require(IDENTIFIER);
    }

    /**
     * {@return how far it is: one of the states of {@link StateMachine#AUTHORIZATION}, or another word}
     */
    public Status status() {
        return require(STATUS);
    }

    /**
     * {@return when it stops being valid; present when the status is {@code valid}}
     */
    public Optional<Instant> expires() {
        return find(EXPIRES);
    }

    /**
     * {@return the challenges: all that are offered while it is pending, the one that succeeded when it is valid, the
     * ones that failed when it is invalid; may be empty when the server knew without any}
     */
    public List<Challenge> challenges() {
        return require(CHALLENGES);
    }

    /**
     * Gives the challenge of a class, to be answered or looked at.
     *
     * @param <C> a class of challenge
     * @param javaType the class, such as {@code Dns01Challenge.class}
     * @return the first challenge of this class; empty when there is none
     * @throws dev.akme.json.MemberException when {@link #challenges()} does
     */
    public <C extends Challenge> Optional<C> challenge(Class<C> javaType) {
        return challenges().stream()
                .filter(javaType::isInstance)
                .map(javaType::cast)
                .findFirst();
    }

    /**
     * Gives the challenge of a type, known or not.
     *
     * @param type the type
     * @return the first challenge of this type; empty when there is none
     * @throws dev.akme.json.MemberException when {@link #challenges()} does
     */
    public Optional<Challenge> challenge(ChallengeType type) {
        Objects.requireNonNull(type, "type");
        return challenges().stream()
                .filter(c -> c.typeIfKnown().filter(type::equals).isPresent())
                .findFirst();
    }

    /**
     * {@return whether it is for {@code *.} and the identifier; absent means {@code false}}
     */
    public boolean wildcard() {
        return find(WILDCARD).orElse(false);
    }

    /**
     * {@return whether it is for all subdomains too (RFC 9444 §4.3); absent means {@code false}}
     */
    public boolean subdomainAuthAllowed() {
        return find(SUBDOMAIN_AUTH_ALLOWED).orElse(false);
    }

    /** Builds an {@link Authorization}. */
    public static final class Builder extends ObjectBuilder<Authorization, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Authorization start) {
            super(SCHEMA, start);
        }

        /**
         * Sets what may be certified.
         *
         * @param identifier the identifier, without {@code *.}
         * @return this builder
         */
        public Builder identifier(Identifier identifier) {
            return set(IDENTIFIER, identifier);
        }

        /**
         * Sets how far it is.
         *
         * @param status one of the states of {@link StateMachine#AUTHORIZATION}
         * @return this builder
         */
        public Builder status(Status status) {
            return set(STATUS, status);
        }

        /**
         * Sets when it stops being valid.
         *
         * @param expires the time; required when the status is {@code valid}
         * @return this builder
         */
        public Builder expires(Instant expires) {
            return set(EXPIRES, expires);
        }

        /**
         * Sets the challenges.
         *
         * @param challenges the challenges, each of a type that can validate the identifier
         * @return this builder
         */
        public Builder challenges(List<? extends Challenge> challenges) {
            return set(CHALLENGES, List.copyOf(challenges));
        }

        /**
         * Sets the challenges.
         *
         * @param challenges the challenges, each of a type that can validate the identifier
         * @return this builder
         */
        public Builder challenges(Challenge... challenges) {
            return challenges(List.of(challenges));
        }

        /**
         * Says that it is for {@code *.} and the identifier.
         *
         * @param wildcard whether it is; {@code false} takes the member out, as it must not be sent then
         * @return this builder
         */
        public Builder wildcard(boolean wildcard) {
            return wildcard ? set(WILDCARD, true) : without("wildcard");
        }

        /**
         * Says whether it is for all subdomains too (RFC 9444 §4.3).
         *
         * @param subdomainAuthAllowed whether it is
         * @return this builder
         */
        public Builder subdomainAuthAllowed(boolean subdomainAuthAllowed) {
            return set(SUBDOMAIN_AUTH_ALLOWED, subdomainAuthAllowed);
        }
    }
}
