package dev.akme.messages;

import dev.akme.json.JsonValue;
import dev.akme.json.MessageType;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Schema;
import java.util.List;
import java.util.Optional;

/** A challenge for evidence or results of a remote attestation (draft-ietf-acme-rats §2.2). */
public final class RemoteAttest01Challenge extends Challenge {

    static final Schema<RemoteAttest01Challenge> SCHEMA =
            special(BASE, ChallengeType.REMOTE_ATTEST_01, RemoteAttest01Challenge.class, RemoteAttest01Challenge::new);

    private static final Field<String> FRESHNESS_NONCE = SCHEMA.field("freshness_nonce", Codecs.TEXT)
            .section("draft-ietf-acme-rats §2.2.1")
            .secret()
            .required();
    private static final Field<List<String>> ATTEST_CLAIMS_HINT = SCHEMA.field(
                    "attestClaimsHint", Codecs.list(Codecs.TEXT))
            .section("draft-ietf-acme-rats §2.2.1")
            .optional();
    private static final Field<JsonValue> VERIFIER_ENCRYPTION_CREDENTIAL = SCHEMA.field(
                    "verifierEncryptionCredential", Codecs.ANY)
            .section("draft-ietf-acme-rats §2.2.1")
            .optional();

    /** Reads challenges of this type. */
    public static final MessageType<RemoteAttest01Challenge> TYPE = SCHEMA.done();

    private RemoteAttest01Challenge(Members members) {
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
     * {@return the nonce that shows that the evidence is fresh}
     */
    public String freshnessNonce() {
        return require(FRESHNESS_NONCE);
    }

    /**
     * {@return the claims that the server would like to see attested}
     */
    public Optional<List<String>> attestClaimsHint() {
        return find(ATTEST_CLAIMS_HINT);
    }

    /**
     * {@return the key to encrypt the evidence with: a JWK, or the URL of one, as the draft has both}
     */
    public Optional<JsonValue> verifierEncryptionCredential() {
        return find(VERIFIER_ENCRYPTION_CREDENTIAL);
    }

    /** Builds a {@link RemoteAttest01Challenge}. */
    public static final class Builder extends Challenge.Builder<RemoteAttest01Challenge, Builder> {

        private Builder() {
            super(SCHEMA, ChallengeType.REMOTE_ATTEST_01);
        }

        private Builder(RemoteAttest01Challenge start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the nonce that shows that the evidence is fresh.
         *
         * @param freshnessNonce random text
         * @return this builder
         */
        public Builder freshnessNonce(String freshnessNonce) {
            return set(FRESHNESS_NONCE, freshnessNonce);
        }

        /**
         * Sets the claims to attest.
         *
         * @param attestClaimsHint names of claims
         * @return this builder
         */
        public Builder attestClaimsHint(List<String> attestClaimsHint) {
            return set(ATTEST_CLAIMS_HINT, attestClaimsHint);
        }

        /**
         * Sets the key to encrypt the evidence with.
         *
         * @param verifierEncryptionCredential a JWK, or a string with its URL
         * @return this builder
         */
        public Builder verifierEncryptionCredential(JsonValue verifierEncryptionCredential) {
            return set(VERIFIER_ENCRYPTION_CREDENTIAL, verifierEncryptionCredential);
        }
    }
}
