package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonString;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One way to prove control of an identifier, and how far that is (RFC 8555 §8). Sent by the server.
 *
 * <p>Reading gives the class of the challenge's type, and {@link UnknownChallenge} for a type that has none, so that a
 * program can tell them apart by {@code switch} or {@code instanceof}. The client answers with a
 * {@link ChallengeResponse} at {@link #url()}.
 */
public abstract sealed class Challenge extends AcmeObject
        permits TokenChallenge,
                TkAuth01Challenge,
                OnionCsr01Challenge,
                BpNodeid00Challenge,
                DnsPersist01Challenge,
                RemoteAttest01Challenge,
                UnknownChallenge {

    // Nothing here may need a subclass to be initialised: a subclass needs this class to be, first.
    static final Schema<Challenge> BASE = Schema.of("challenge", Challenge.class, Challenge::unchosen, "RFC 8555 §8");

    private static final Field<ChallengeType> TYPE_FIELD =
            BASE.field("type", ChallengeType.CODEC).required();
    private static final Field<URI> URL = BASE.field("url", Codecs.URL).required();
    private static final Field<Status> STATUS =
            BASE.field("status", Status.CODEC).required();
    private static final Field<Instant> VALIDATED =
            BASE.field("validated", Codecs.TIMESTAMP).optional();
    private static final Field<Problem> ERROR =
            BASE.field("error", Codecs.message(Problem.TYPE)).optional();

    static {
        BASE.rules(Challenge::rules).refine(TYPE_FIELD, ChallengeClasses::choose);
    }

    /** Reads challenges of every type. */
    public static final MessageType<Challenge> TYPE = BASE.done();

    private static void rules(Rules<Challenge> rules) {
        rules.rule(
                        Severity.WARNING,
                        "challenge/uri",
                        "RFC 8555 §8",
                        "/uri",
                        "the member of the old drafts is there instead of url",
                        "call it url",
                        c -> c.member("url").isEmpty() && c.member("uri").isPresent())
                .rule(
                        Severity.ERROR,
                        "challenge/status",
                        "RFC 8555 §7.1.6",
                        "/status",
                        "a challenge cannot have this status",
                        "send pending, processing, valid or invalid",
                        c -> c.peek(STATUS)
                                .filter(s -> s.isKnown()
                                        && !StateMachine.CHALLENGE.states().contains(s))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "challenge/validated",
                        "RFC 8555 §8",
                        "/validated",
                        "a valid challenge does not say when it was validated",
                        "send the time of the validation",
                        c -> c.hasStatus(Status.VALID) && c.member("validated").isEmpty())
                .rule(
                        Severity.WARNING,
                        "challenge/error",
                        "RFC 8555 §8",
                        "/error",
                        "there is an error, but validation has not failed",
                        "send an error with the status invalid, or with processing after a failed attempt",
                        c -> c.peek(ERROR).isPresent()
                                && !c.hasStatus(Status.INVALID)
                                && !c.hasStatus(Status.PROCESSING))
                .rule(
                        Severity.ERROR,
                        "challenge/error-identifier",
                        "RFC 8555 §6.7.1",
                        "/error/identifier",
                        "the problem names an identifier at its top level",
                        "name identifiers in subproblems",
                        c -> c.peek(ERROR).filter(Problem::hasIdentifier).isPresent())
                .rule(
                        Severity.INFO,
                        "challenge/validated-early",
                        "RFC 8555 §8",
                        "/validated",
                        "a challenge that is not validated says when it was",
                        "go by the status",
                        c -> c.peek(VALIDATED).isPresent()
                                && (c.hasStatus(Status.PENDING) || c.hasStatus(Status.PROCESSING)))
                .rule(
                        Severity.INFO,
                        "challenge/token-unused",
                        "RFC 8555 §8",
                        "/token",
                        "there is a token, and this type of challenge has none",
                        "ignore it",
                        c -> c.extensions().containsKey("token"));
        CommonRules.extraMembers(
                rules, "RFC 8555 §8", List.of("keyAuthorization", "resource", "validationRecord", "id"));
        CommonRules.encrypted(rules, List.of(URL.name()));
    }

    Challenge(Members members) {
        super(members);
    }

    private static Challenge unchosen(Members members) {
        throw new IllegalStateException("every challenge has a class of its own");
    }

    /** The schema of a class that is for one type of challenge. */
    static <C extends B, B extends Challenge> Schema<C> special(
            Schema<B> base, ChallengeType type, Class<C> javaType, Function<Members, C> make) {
        return Schema.extending(base, type + " challenge", javaType, make, type.section())
                .rules(rules -> rules.rule(
                        Severity.ERROR,
                        "challenge/type",
                        "RFC 8555 §8",
                        "/type",
                        "the type is not that of this class of challenge",
                        "send " + type,
                        c -> c.typeIfKnown().filter(t -> !t.equals(type)).isPresent()));
    }

    static Optional<ChallengeType> typeOf(Members members) {
        return members.peek(TYPE_FIELD);
    }

    final Optional<ChallengeType> typeIfKnown() {
        return peek(TYPE_FIELD);
    }

    final boolean hasStatus(Status status) {
        return peek(STATUS).filter(status::equals).isPresent();
    }

    /**
     * {@return a builder of the same class that starts with all members of this challenge}
     */
    public abstract Builder<? extends Challenge, ?> toBuilder();

    /**
     * {@return how control is to be proved}
     */
    public final ChallengeType type() {
        return require(TYPE_FIELD);
    }

    /**
     * {@return where the response is posted and the challenge is read; the old member {@code uri} when there is no
     * {@code url}, as pre-RFC servers have it}
     */
    public final URI url() {
        return find(URL).or(this::oldUrl).orElseGet(() -> require(URL));
    }

    private Optional<URI> oldUrl() {
        return extensions().get("uri") instanceof JsonString s && ChallengeText.isUrl(s.text())
                ? Optional.of(URI.create(s.text()))
                : Optional.empty();
    }

    /**
     * {@return how far the validation is; {@link Status#PENDING} when it is absent, as in examples of RFC 8555 §7.5}
     */
    public final Status status() {
        return find(STATUS).orElse(Status.PENDING);
    }

    /**
     * {@return when the server found the challenge fulfilled; present when the status is {@code valid}}
     */
    public final Optional<Instant> validated() {
        return find(VALIDATED);
    }

    /**
     * {@return why validation failed, or why the last attempt did while the status is {@code processing}
     * (RFC 8555 §8.2); may be an empty problem}
     */
    public final Optional<Problem> error() {
        return find(ERROR);
    }

    /**
     * What the builders of all challenges share.
     *
     * @param <C> the challenge class
     * @param <B> the builder class
     */
    public abstract static class Builder<C extends Challenge, B extends Builder<C, B>> extends ObjectBuilder<C, B> {

        Builder(Schema<C> schema, ChallengeType type) {
            super(schema);
            set(TYPE_FIELD, type);
        }

        Builder(Schema<C> schema, C start) {
            super(schema, start);
        }

        /**
         * Sets where the response is to be posted.
         *
         * @param url an absolute URL
         * @return this builder
         */
        public final B url(URI url) {
            return set(URL, url);
        }

        /**
         * Sets how far the validation is.
         *
         * @param status one of the states of {@link StateMachine#CHALLENGE}
         * @return this builder
         */
        public final B status(Status status) {
            return set(STATUS, status);
        }

        /**
         * Sets when the server found the challenge fulfilled.
         *
         * @param validated the time; required when the status is {@code valid}
         * @return this builder
         */
        public final B validated(Instant validated) {
            return set(VALIDATED, validated);
        }

        /**
         * Sets why validation failed.
         *
         * @param error the problem
         * @return this builder
         */
        public final B error(Problem error) {
            return set(ERROR, error);
        }
    }
}
