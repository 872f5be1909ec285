package dev.akme.messages;

import dev.akme.jose.Jwk;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.Optional;

/** A challenge to send a certificate request signed by the key of an onion service (RFC 9799 §3.2). */
public final class OnionCsr01Challenge extends Challenge {

    static final Schema<OnionCsr01Challenge> SCHEMA =
            special(BASE, ChallengeType.ONION_CSR_01, OnionCsr01Challenge.class, OnionCsr01Challenge::new);

    private static final Field<String> NONCE =
            SCHEMA.field("nonce", Codecs.TEXT).secret().required();
    private static final Field<Jwk> AUTH_KEY = SCHEMA.field("authKey", Codecs.message(Jwk.TYPE))
            .section("RFC 9799 §4")
            .optional();

    /** Reads challenges of this type. */
    public static final MessageType<OnionCsr01Challenge> TYPE =
            SCHEMA.rules(OnionCsr01Challenge::rules).done();

    private static void rules(Rules<OnionCsr01Challenge> rules) {
        ChallengeText.authKeyRule(rules);
        rules.rule(
                Severity.ERROR,
                "challenge/onion-nonce",
                "RFC 9799 §3.2",
                "/nonce",
                "the nonce is not 64 bits or more in standard base64 with padding",
                "encode 8 random octets or more in base64, not base64url",
                c -> c.peek(NONCE)
                        .filter(n -> !ChallengeText.isPaddedBase64(n, 8))
                        .isPresent());
    }

    private OnionCsr01Challenge(Members members) {
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
     * {@return the nonce that goes into the request: standard base64 with padding, at least 64 bits, for at most 30 days}
     */
    public String nonce() {
        return require(NONCE);
    }

    /**
     * {@return the CA's public key for client authentication at an onion service, as a JWK (RFC 9799 §4); some servers send
     * a thumbprint as a string instead: see {@link #member}}
     */
    public Optional<Jwk> authKey() {
        return find(AUTH_KEY);
    }

    /** Builds an {@link OnionCsr01Challenge}. */
    public static final class Builder extends Challenge.Builder<OnionCsr01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.ONION_CSR_01);
        }

        private Builder(OnionCsr01Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the nonce that goes into the request.
         *
         * @param nonce standard base64 with padding, of at least 8 random octets
         * @return this builder
         */
        public Builder nonce(String nonce) {
            return set(NONCE, nonce);
        }

        /**
         * Sets the CA's public key for client authentication at an onion service.
         *
         * @param authKey a JWK; Ed25519
         * @return this builder
         */
        public Builder authKey(Jwk authKey) {
            return set(AUTH_KEY, authKey);
        }
    }
}
