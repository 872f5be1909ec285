package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.NumberCodec;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an authority token states: the claims of the JWT that answers a {@code tkauth-01} challenge (RFC 9447 §4). Made
 * by an authority; the client passes the signed token on.
 */
public final class AuthorityTokenClaims extends AcmeObject {

    private static final Schema<AuthorityTokenClaims> SCHEMA =
            Schema.of("authorityToken", AuthorityTokenClaims.class, AuthorityTokenClaims::new, "RFC 9447 §4");

    private static final Field<String> ISS =
            SCHEMA.field("iss", Codecs.TEXT).section("RFC 7519 §4.1.1").optional();
    private static final Field<Instant> EXP = SCHEMA.field("exp", NumberCodec.EPOCH_SECONDS)
            .section("RFC 7519 §4.1.4")
            .required();
    private static final Field<Instant> NBF = SCHEMA.field("nbf", NumberCodec.EPOCH_SECONDS)
            .section("RFC 7519 §4.1.5")
            .optional();
    private static final Field<Instant> IAT = SCHEMA.field("iat", NumberCodec.EPOCH_SECONDS)
            .section("RFC 7519 §4.1.6")
            .optional();
    private static final Field<String> JTI =
            SCHEMA.field("jti", Codecs.TEXT).section("RFC 7519 §4.1.7").required();
    private static final Field<AtcClaim> ATC =
            SCHEMA.field("atc", Codecs.message(AtcClaim.TYPE)).required();

    /** Reads claims of authority tokens. */
    public static final MessageType<AuthorityTokenClaims> TYPE =
            SCHEMA.rules(AuthorityTokenClaims::rules).done();

    private static void rules(Rules<AuthorityTokenClaims> rules) {
        rules.rule(
                Severity.WARNING,
                "authorityToken/never-valid",
                "RFC 7519 §4.1.4",
                "/exp",
                "the token ends before it begins",
                "send an exp later than nbf and iat",
                a -> a.peek(EXP)
                        .filter(exp -> Stream.of(NBF, IAT)
                                .flatMap(start -> a.peek(start).stream())
                                .anyMatch(start -> !exp.isAfter(start)))
                        .isPresent());
    }

    private AuthorityTokenClaims(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of these claims}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the authority that made the token (RFC 7519 §4.1.1)}
     */
    public Optional<String> iss() {
        return find(ISS);
    }

    /**
     * {@return when the token ends, whole seconds (RFC 7519 §4.1.4)}
     */
    public Instant exp() {
        return require(EXP);
    }

    /**
     * {@return before when the token does not count, whole seconds (RFC 7519 §4.1.5)}
     */
    public Optional<Instant> nbf() {
        return find(NBF);
    }

    /**
     * {@return when the token was made, whole seconds (RFC 7519 §4.1.6)}
     */
    public Optional<Instant> iat() {
        return find(IAT);
    }

    /**
     * {@return the token's own name, by which a second use is noticed (RFC 7519 §4.1.7)}
     */
    public String jti() {
        return require(JTI);
    }

    /**
     * {@return what the token is for}
     */
    public AtcClaim atc() {
        return require(ATC);
    }

    /** Builds {@link AuthorityTokenClaims}. */
    public static final class Builder extends ObjectBuilder<AuthorityTokenClaims, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(AuthorityTokenClaims start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the authority.
         *
         * @param iss its name, mostly a URL
         * @return this builder
         */
        public Builder iss(String iss) {
            return set(ISS, iss);
        }

        /**
         * Sets when the token ends.
         *
         * @param exp a time; fractions of a second are dropped
         * @return this builder
         */
        public Builder exp(Instant exp) {
            return set(EXP, exp);
        }

        /**
         * Sets before when the token does not count.
         *
         * @param nbf a time; fractions of a second are dropped
         * @return this builder
         */
        public Builder nbf(Instant nbf) {
            return set(NBF, nbf);
        }

        /**
         * Sets when the token was made.
         *
         * @param iat a time; fractions of a second are dropped
         * @return this builder
         */
        public Builder iat(Instant iat) {
            return set(IAT, iat);
        }

        /**
         * Sets the token's own name.
         *
         * @param jti a name that no other token has
         * @return this builder
         */
        public Builder jti(String jti) {
            return set(JTI, jti);
        }

        /**
         * Sets what the token is for.
         *
         * @param atc the claim
         * @return this builder
         */
        public Builder atc(AtcClaim atc) {
            return set(ATC, atc);
        }
    }
}
