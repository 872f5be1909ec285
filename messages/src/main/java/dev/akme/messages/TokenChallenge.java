package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;

/** A challenge with a token, of which the client makes a key authorization (RFC 8555 §8.1). */
public abstract sealed class TokenChallenge extends Challenge
        permits Http01Challenge,
                Dns01Challenge,
                TlsAlpn01Challenge,
                EmailReply00Challenge,
                DnsAccount01Challenge,
                DeviceAttest01Challenge,
                OpenIdFederation01Challenge,
                WireOidc01Challenge,
                WireDpop01Challenge {

    static final Schema<TokenChallenge> WITH_TOKEN =
            Schema.extending(BASE, "token challenge", TokenChallenge.class, TokenChallenge::unchosen, "RFC 8555 §8.1");

    private static final Field<String> TOKEN =
            WITH_TOKEN.field("token", Codecs.TEXT).secret().required();

    static {
        WITH_TOKEN.rules(TokenChallenge::rules).done();
    }

    private static void rules(Rules<TokenChallenge> rules) {
        rules.rule(
                        Severity.ERROR,
                        "challenge/token-alphabet",
                        "RFC 8555 §8.3",
                        "/token",
                        "the token has characters outside of the base64url alphabet",
                        "encode it in base64url without padding",
                        c -> c.peek(TOKEN)
                                .filter(t -> !ChallengeText.isBase64url(t))
                                .isPresent())
                .rule(
                        Severity.ERROR,
                        "challenge/token-entropy",
                        "RFC 8555 §8.3",
                        "/token",
                        "the token is too short for 128 bits of entropy",
                        "send 22 characters or more",
                        c -> c.peek(TOKEN)
                                .filter(t -> !ChallengeText.canHold128Bits(t))
                                .isPresent());
    }

    TokenChallenge(Members members) {
        super(members);
    }

    private static TokenChallenge unchosen(Members members) {
        throw new IllegalStateException("every challenge has a class of its own");
    }

    @Override
    public abstract Builder<? extends TokenChallenge, ?> toBuilder();

    /**
     * {@return the token: opaque text, never to be decoded (RFC 8555 §8.1)}
     */
    public final String token() {
        return require(TOKEN);
    }

    /**
     * What the builders of challenges with a token share.
     *
     * @param <C> the challenge class
     * @param <B> the builder class
     */
    public abstract static class Builder<C extends TokenChallenge, B extends Builder<C, B>>
            extends Challenge.Builder<C, B> {

        Builder(Schema<C> schema, ChallengeType type) {
            super(schema, type);
        }

        Builder(Schema<C> schema, C start) {
            super(schema, start);
        }

        /**
         * Sets the token.
         *
         * @param token base64url text without padding, of at least 128 random bits: 22 characters or more
         * @return this builder
         */
        public final B token(String token) {
            return set(TOKEN, token);
        }
    }
}
