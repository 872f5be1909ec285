package dev.akme.messages;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.net.URI;

/**
 * The wish to give an account another key (RFC 8555 §7.3.5). Sent by the client, inside two signatures: a {@link Jws} by
 * the new key holds it, and that is the payload of the request, which the old key signs.
 */
public final class KeyChange extends AcmeObject {

    private static final Schema<KeyChange> SCHEMA =
            Schema.of("keyChange", KeyChange.class, KeyChange::new, "RFC 8555 §7.3.5");

    private static final Field<URI> ACCOUNT =
            SCHEMA.field("account", Codecs.URL).required();
    private static final Field<Jwk> OLD_KEY =
            SCHEMA.field("oldKey", Codecs.message(Jwk.TYPE)).required();

    /** Reads key changes. */
    public static final MessageType<KeyChange> TYPE =
            SCHEMA.rules(KeyChange::rules).done();

    private static void rules(Rules<KeyChange> rules) {
        rules.rule(
                Severity.ERROR,
                "keyChange/new-key",
                "RFC 8555 §7.3.5",
                "/newKey",
                "there is a newKey, as in drafts before the RFC",
                "send the old key in oldKey; the new key stands in the header of the inner JWS",
                k -> k.extensions().containsKey("newKey"));
    }

    private KeyChange(Members members) {
        super(members);
    }

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a builder that starts with all members of this message}
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * {@return the URL of the account, byte for byte as the server gave it in {@code Location}}
     */
    public URI account() {
        return require(ACCOUNT);
    }

    /**
     * {@return the key that the account has now}
     */
    public Jwk oldKey() {
        return require(OLD_KEY);
    }

    /** Builds a {@link KeyChange}. */
    public static final class Builder extends ObjectBuilder<KeyChange, Builder> {

        private Builder() {
            super(SCHEMA);
        }

        private Builder(KeyChange start) {
            super(SCHEMA, start);
        }

        /**
         * Sets the account.
         *
         * @param account its URL as the server gave it
         * @return this builder
         */
        public Builder account(URI account) {
            return set(ACCOUNT, account);
        }

        /**
         * Sets the key that the account has now.
         *
         * @param oldKey its public key
         * @return this builder
         */
        public Builder oldKey(Jwk oldKey) {
            return set(OLD_KEY, oldKey);
        }
    }
}
