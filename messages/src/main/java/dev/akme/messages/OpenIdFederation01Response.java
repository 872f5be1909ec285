package dev.akme.messages;

import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The response to an {@code openid-federation-01} challenge (draft-ietf-acme-openid-federation §5). */
public final class OpenIdFederation01Response extends ChallengeResponse {

    private static final Schema<OpenIdFederation01Response> SCHEMA = schema(
            ChallengeType.OPENID_FEDERATION_01, OpenIdFederation01Response.class, OpenIdFederation01Response::new);

    private static final Field<String> SIG =
            SCHEMA.field("sig", Codecs.TEXT).secret().required();
    private static final Field<List<String>> TRUST_CHAIN =
            SCHEMA.field("trustChain", Codecs.list(Codecs.TEXT)).secret().optional();
    private static final Field<List<String>> PEER_TRUST_CHAIN =
            SCHEMA.field("peerTrustChain", Codecs.list(Codecs.TEXT)).secret().optional();

    /** Reads responses of this type. */
    public static final MessageType<OpenIdFederation01Response> TYPE =
            SCHEMA.rules(OpenIdFederation01Response::rules).done();

    private static void rules(Rules<OpenIdFederation01Response> rules) {
        rules.rule(
                Severity.ERROR,
                "challengeResponse/compact-jws",
                "RFC 7515 §7.1",
                "not a JWS in compact form",
                "send three parts of base64url with dots between them",
                r -> {
                    List<String> places = new ArrayList<>();
                    r.peek(SIG).filter(t -> !ChallengeText.isCompactJws(t)).ifPresent(t -> places.add("/sig"));
                    for (Field<List<String>> chain : List.of(TRUST_CHAIN, PEER_TRUST_CHAIN)) {
                        List<String> statements = r.peek(chain).orElse(List.of());
                        for (int i = 0; i < statements.size(); i++) {
                            if (!ChallengeText.isCompactJws(statements.get(i))) {
                                places.add("/" + chain.name() + "/" + i);
                            }
                        }
                    }
                    return places;
                });
    }

    private OpenIdFederation01Response(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this response}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the signature of the key authorization, a JWS in compact form}
     */
    public String sig() {
        return require(SIG);
    }

    /**
     * {@return the JWTs from the client to a trust anchor of the server; {@code trust_chain}, as older versions of
     * the draft spell it, when there is no {@code trustChain}}
     */
    public Optional<List<String>> trustChain() {
        return find(TRUST_CHAIN).or(() -> ChallengeText.texts(extensions().get("trust_chain")));
    }

    /**
     * {@return the JWTs from the server to the client's trust anchor, which some versions of the draft have}
     */
    public Optional<List<String>> peerTrustChain() {
        return find(PEER_TRUST_CHAIN).or(() -> ChallengeText.texts(extensions().get("peer_trust_chain")));
    }

    /** Builds an {@link OpenIdFederation01Response}. */
    public static final class Builder extends ObjectBuilder<OpenIdFederation01Response, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(OpenIdFederation01Response start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the signature of the key authorization.
         *
         * @param sig a JWS in compact form
         * @return this builder
         */
        public Builder sig(String sig) {
            return set(SIG, sig);
        }

        /**
         * Sets the JWTs from the client to a trust anchor of the server.
         *
         * @param trustChain JWTs in compact form
         * @return this builder
         */
        public Builder trustChain(List<String> trustChain) {
            return set(TRUST_CHAIN, trustChain);
        }

        /**
         * Sets the JWTs from the server to the trust anchor.
         *
         * @param peerTrustChain JWTs in compact form
         * @return this builder
         */
        public Builder peerTrustChain(List<String> peerTrustChain) {
            return set(PEER_TRUST_CHAIN, peerTrustChain);
        }
    }
}
