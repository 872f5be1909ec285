package dev.akme.messages;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import dev.akme.jose.VerifiedJws;
import dev.akme.json.AcmeObject;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import dev.akme.json.MessageType;
import dev.akme.json.ObjectBuilder;
import dev.akme.json.internal.Codecs;
import dev.akme.json.internal.Field;
import dev.akme.json.internal.Members;
import dev.akme.json.internal.Rules;
import dev.akme.json.internal.Schema;
import java.net.URI;
import java.security.Provider;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * Makes the inner JWS: the new key says that it is to take the place of the old one. It is the payload of the request,
     * which the old key signs, and can be used again when that has to be repeated with another nonce.
     *
     * @param account the URL of the account as the server gave it
     * @param oldKey the key that the account has now; the members that its type requires are sent, and no others
     * @param newKey the key that it is to have
     * @param keyChangeUrl the URL that the request goes to, from the directory
     * @return the inner JWS
     * @throws IllegalArgumentException when both keys are the same, or the URL is not absolute
     * @throws dev.akme.json.MemberException when the old key is incomplete or of an unknown type
     */
    public static Jws create(URI account, Jwk oldKey, SigningKey newKey, URI keyChangeUrl) {
        Jwk old = oldKey.publicKey();
        if (old.equals(newKey.publicKey())) {
            throw new IllegalArgumentException("the new key is the old one: make another (RFC 8555 §7.3.5)");
        }
        if (!keyChangeUrl.isAbsolute()) {
            throw new IllegalArgumentException("the keyChange URL is not absolute: give the one in the directory");
        }
        return newKey.sign(
                newKey.header().jwk(newKey.publicKey()).url(keyChangeUrl).build(),
                builder().account(account).oldKey(old).build());
    }

    /**
     * Verifies a change of keys, as a server does (RFC 8555 §7.3.5): the payload is a JWS, with {@code jwk}, by the new key,
     * without a nonce, for the same URL, for the account that sent the request, and from the key that it has to another.
     * Whether another account has the new key, the server sees.
     *
     * @param request the request, verified
     * @param algorithms the algorithms that are accepted
     * @param provider the provider that computes with the new key; null leaves it to the JVM
     * @return the new key
     * @throws AcmeProblemException {@code badPublicKey} for a weak key or one of a kind that is not supported,
     *     {@code badSignatureAlgorithm} for another algorithm, {@code malformed} for everything else
     */
    public static VerificationKey verify(
            VerifiedRequest request, Collection<JwsAlgorithm> algorithms, @Nullable Provider provider) {
        try {
            Jws inner = Jws.TYPE.read(request.payload());
            VerifiedJws verified = inner.verify(
                    algorithms,
                    header -> VerificationKey.of(
                            header.jwk()
                                    .orElseThrow(() -> innerFault("has no jwk: send the new key in it, and no kid")),
                            provider));
            JwsHeader header = verified.header();
            VerificationKey newKey = verified.key().orElseThrow();
            if (header.member("nonce").isPresent()) {
                throw innerFault("has a nonce: leave it to the outer one");
            }
            if (!header.url().toString().equals(request.header().url().toString())) {
                throw innerFault("is for another URL: send the same in both headers");
            }
            TYPE.readStrict(verified.payload()).check(request, newKey);
            return newKey;
        } catch (JsonException | MemberException e) {
            throw innerFault("cannot be read: " + e.getMessage());
        } catch (JoseException e) {
            throw Refusal.of(e, algorithms, "the inner JWS: ");
        }
    }

    private void check(VerifiedRequest request, VerificationKey newKey) {
        if (!request.kid().equals(Optional.of(account().toString()))) {
            throw innerFault("is for another account: send the URL that is in kid of the outer one");
        }
        if (!oldKey().publicKey().equals(request.key().jwk())) {
            throw innerFault("has another oldKey than the key of the account");
        }
        if (newKey.equals(request.key())) {
            throw innerFault("is by the key that the account has: make another");
        }
    }

    private static AcmeProblemException innerFault(String problem) {
        return Refusal.malformed("the inner JWS " + problem + " (RFC 8555 §7.3.5)");
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
