package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonNull;
import dev.akme.json.JsonObject;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.NumberCodec;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What went wrong, as the server tells it: a problem document (RFC 8555 §6.7, RFC 9457 §3.1). Sent by the server as the
 * body of an error, and as {@code error} of orders and challenges.
 */
public final class Problem extends AcmeObject {

    private static final Schema<Problem> SCHEMA = Schema.of("problem", Problem.class, Problem::new, "RFC 8555 §6.7");

    static final Field<ProblemType> PROBLEM_TYPE =
            SCHEMA.field("type", ProblemType.CODEC).section("RFC 9457 §3.1.1").optional();
    static final Field<String> TITLE =
            SCHEMA.field("title", Codecs.TEXT).section("RFC 9457 §3.1.3").optional();
    static final Field<Integer> STATUS = SCHEMA.field("status", NumberCodec.INTEGER)
            .section("RFC 9457 §3.1.2")
            .optional();
    static final Field<String> DETAIL =
            SCHEMA.field("detail", Codecs.TEXT).section("RFC 9457 §3.1.4").optional();
    static final Field<URI> INSTANCE =
            SCHEMA.field("instance", Codecs.URL).section("RFC 9457 §3.1.5").optional();
    static final Field<Identifier> IDENTIFIER = SCHEMA.field("identifier", Codecs.message(Identifier.TYPE))
            .received()
            .section("RFC 8555 §6.7.1")
            .optional();
    static final Field<List<Problem>> SUBPROBLEMS = SCHEMA.field("subproblems", Codecs.list(SCHEMA.codec()))
            .section("RFC 8555 §6.7.1")
            .optional();
    static final Field<List<String>> ALGORITHMS = SCHEMA.field("algorithms", Codecs.list(Codecs.TEXT))
            .section("RFC 8555 §6.2")
            .optional();
    static final Field<String> ERROR_CODE = SCHEMA.field("errorCode", Codecs.TEXT)
            .section("draft-ietf-acme-openid-federation §5")
            .optional();

    /** Reads problems. */
    public static final MessageType<Problem> TYPE =
            SCHEMA.rules(ProblemRules::addTo).done();

    private Problem(Members members) {
        super(members);
    }

    /**
     * Makes a problem as a server sends it: with the type's HTTP status.
     *
     * @param type the kind of problem
     * @param detail what went wrong this time, for people to read, without secrets
     * @return the problem
     * @throws dev.akme.json.InvalidMemberException for {@code userActionRequired} and {@code badSignatureAlgorithm},
     *     which need members of their own: use {@link #builder()}
     */
    public static Problem of(ProblemType type, String detail) {
        return builder().type(type).status(type.httpStatus()).detail(detail).build();
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
        return find(PROBLEM_TYPE).orElse(ProblemType.ABOUT_BLANK);
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

    /**
     * {@return what follows {@link ProblemType#PREFIX} in the type, known or not, such as {@code "rateLimited"}; empty
     * when the type is not an ACME type}
     */
    public Optional<String> code() {
        return type().code();
    }

    /**
     * {@return what the type means, in one sentence; empty when the type is not known}
     */
    public Optional<String> description() {
        return type().isKnown() ? Optional.of(type().description()) : Optional.empty();
    }

    /**
     * {@return the problem for people: a line for it and one, indented, for each subproblem; each names its identifier
     * if it has one, what kind of problem it is and the detail (else the title, else what the kind means). Control
     * characters are shown as escapes, so that the text can be logged. Where there is a page to visit or a list of
     * algorithms, the line ends with it. Never throws}
     */
    public String toText() {
        return ProblemText.forPeople(this);
    }

    /**
     * {@return the problem in the layout of {@code str()} of Python's library {@code acme}, in ASCII:
     * {@code type :: description :: detail :: title}, one line for each problem; what each type means is told in
     * Akme's words. Unlike {@link #toText()} it does not escape control characters. Never throws}
     */
    public String toAscii() {
        return toAscii(type -> type.isKnown() && type.isAcme() ? Optional.of(type.description()) : Optional.empty());
    }

    /**
     * As {@link #toAscii()}, with other words for what the types mean.
     *
     * @param descriptions what a type means; empty to leave it out
     * @return the text
     */
    public String toAscii(Function<ProblemType, Optional<String>> descriptions) {
        return ProblemText.ascii(this, descriptions);
    }

    // ---- for rules and texts: a member that cannot be decoded counts as absent

    ProblemType peekType() {
        return peek(PROBLEM_TYPE).orElse(ProblemType.ABOUT_BLANK);
    }

    boolean hasIdentifier() {
        return peek(IDENTIFIER).isPresent();
    }

    Optional<Integer> peekStatus() {
        return peek(STATUS);
    }

    Optional<String> peekTitle() {
        return peek(TITLE);
    }

    Optional<String> peekDetail() {
        return peek(DETAIL);
    }

    Optional<String> peekName() {
        return peek(IDENTIFIER).flatMap(Identifier::peekValue);
    }

    List<Problem> peekSubproblems() {
        return peek(SUBPROBLEMS).orElseGet(this::readableSubproblems);
    }

    /** One that is no object must not hide the others from people. */
    private List<Problem> readableSubproblems() {
        return member(SUBPROBLEMS.name()).orElse(JsonNull.NULL) instanceof JsonArray array
                ? array.items().stream()
                        .filter(JsonObject.class::isInstance)
                        .map(TYPE::read)
                        .toList()
                : List.of();
    }

    Optional<URI> peekInstance() {
        return peek(INSTANCE);
    }

    List<String> peekAlgorithms() {
        return peek(ALGORITHMS).orElse(List.of());
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

        /**
         * Sets a short summary of the kind of problem.
         *
         * @param title the summary
         * @return this builder
         */
        public Builder title(String title) {
            return set(TITLE, title);
        }

        /**
         * Sets the HTTP status, to be repeated in the body.
         *
         * @param status the status that the response has
         * @return this builder
         */
        public Builder status(int status) {
            return set(STATUS, status);
        }

        /**
         * Sets what went wrong this time, for people to read.
         *
         * @param detail the explanation, without secrets
         * @return this builder
         */
        public Builder detail(String detail) {
            return set(DETAIL, detail);
        }

        /**
         * Sets the page that a person has to visit (RFC 8555 §7.3.3).
         *
         * @param instance its URL
         * @return this builder
         */
        public Builder instance(URI instance) {
            return set(INSTANCE, instance);
        }

        /**
         * Sets the identifier that this problem is about: for subproblems only (RFC 8555 §6.7.1).
         *
         * @param identifier the identifier
         * @return this builder
         */
        public Builder identifier(Identifier identifier) {
            return set(IDENTIFIER, identifier);
        }

        /**
         * Sets the problems that this one consists of (RFC 8555 §6.7.1).
         *
         * @param subproblems the problems, in one level
         * @return this builder
         */
        public Builder subproblems(List<Problem> subproblems) {
            return set(SUBPROBLEMS, subproblems);
        }

        /**
         * Sets the signature algorithms that the server accepts (RFC 8555 §6.2).
         *
         * @param algorithms their names, such as {@code ES256}
         * @return this builder
         */
        public Builder algorithms(List<String> algorithms) {
            return set(ALGORITHMS, algorithms);
        }

        /**
         * Sets the error of the federation (draft-ietf-acme-openid-federation §5).
         *
         * @param errorCode the code
         * @return this builder
         */
        public Builder errorCode(String errorCode) {
            return set(ERROR_CODE, errorCode);
        }
    }
}
