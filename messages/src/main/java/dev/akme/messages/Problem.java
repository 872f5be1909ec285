package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codec;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.NumberCodec;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What went wrong, as the server tells it: a problem document (RFC 8555 §6.7, RFC 9457 §3.1). Sent by the server as the
 * body of an error, and as {@code error} of orders and challenges.
 */
public final class Problem extends AcmeObject {

    private static final Schema<Problem> SCHEMA = Schema.of("problem", Problem.class, Problem::new, "RFC 8555 §6.7");

    private static final Field<ProblemType> PROBLEM_TYPE =
            SCHEMA.field("type", ProblemType.CODEC).section("RFC 9457 §3.1.1").optional();
    private static final Field<String> TITLE =
            SCHEMA.field("title", Codecs.TEXT).section("RFC 9457 §3.1.3").optional();
    private static final Field<Integer> STATUS = SCHEMA.field("status", NumberCodec.INTEGER)
            .section("RFC 9457 §3.1.2")
            .optional();
    private static final Field<String> DETAIL =
            SCHEMA.field("detail", Codecs.TEXT).section("RFC 9457 §3.1.4").optional();
    private static final Field<URI> INSTANCE =
            SCHEMA.field("instance", Codecs.URL).section("RFC 9457 §3.1.5").optional();
    private static final Field<Identifier> IDENTIFIER = SCHEMA.field("identifier", Identifier.CODEC)
            .section("RFC 8555 §6.7.1")
            .optional();
    private static final Field<List<Problem>> SUBPROBLEMS = SCHEMA.field("subproblems", Codecs.list(SCHEMA.codec()))
            .section("RFC 8555 §6.7.1")
            .optional();
    private static final Field<List<String>> ALGORITHMS = SCHEMA.field("algorithms", Codecs.list(Codecs.TEXT))
            .section("RFC 8555 §6.2")
            .optional();
    private static final Field<String> ERROR_CODE = SCHEMA.field("errorCode", Codecs.TEXT)
            .section("draft-ietf-acme-openid-federation §5")
            .optional();

    /** Reads problems. */
    public static final MessageType<Problem> TYPE = SCHEMA.rule(
                    Severity.ERROR,
                    "problem/user-action-instance",
                    "RFC 8555 §7.3.3",
                    "/instance",
                    "a userActionRequired problem has no instance",
                    "send the URL that the person has to visit",
                    p -> p.type().equals(ProblemType.USER_ACTION_REQUIRED)
                            && p.peek(INSTANCE).isEmpty())
            .done();

    static final Codec<Problem> CODEC = SCHEMA.codec();

    private Problem(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this problem}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the kind of problem; {@link ProblemType#ABOUT_BLANK} when it is absent (RFC 9457 §3.1.1)}
     */
    public ProblemType type() {
        return peek(PROBLEM_TYPE).orElse(ProblemType.ABOUT_BLANK);
    }

    /**
     * {@return a short summary of the kind of problem (RFC 9457 §3.1.3)}
     */
    public Optional<String> title() {
        return find(TITLE);
    }

    /**
     * {@return the HTTP status, as the server repeats it in the body (RFC 9457 §3.1.2)}
     */
    public Optional<Integer> status() {
        return find(STATUS);
    }

    /**
     * {@return what went wrong this time, for people to read (RFC 9457 §3.1.4)}
     */
    public Optional<String> detail() {
        return find(DETAIL);
    }

    /**
     * {@return for {@code userActionRequired}: the page that a person has to visit (RFC 8555 §7.3.3)}
     */
    public Optional<URI> instance() {
        return find(INSTANCE);
    }

    /**
     * {@return the identifier that a subproblem is about (RFC 8555 §6.7.1)}
     */
    public Optional<Identifier> identifier() {
        return find(IDENTIFIER);
    }

    /**
     * {@return the problems that this one consists of (RFC 8555 §6.7.1); empty when there are none}
     */
    public List<Problem> subproblems() {
        return find(SUBPROBLEMS).orElse(List.of());
    }

    /**
     * {@return for {@code badSignatureAlgorithm}: the algorithms that the server accepts (RFC 8555 §6.2)}
     */
    public Optional<List<String>> algorithms() {
        return find(ALGORITHMS);
    }

    /**
     * {@return for {@code openIDFederationEntity}: the error of the federation (draft-ietf-acme-openid-federation §5)}
     */
    public Optional<String> errorCode() {
        return find(ERROR_CODE);
    }

    /** Builds a {@link Problem}. */
    public static final class Builder extends ObjectBuilder<Problem, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(Problem start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the kind of problem.
         *
         * @param type its type
         * @return this builder
         */
        public Builder type(ProblemType type) {
            return set(PROBLEM_TYPE, type);
        }
    }
}
