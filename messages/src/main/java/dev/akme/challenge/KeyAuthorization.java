package dev.akme.challenge;

import dev.akme.jose.Base64Url;
import dev.akme.jose.Jwk;
import org.jspecify.annotations.Nullable;

/**
 * The token of a challenge bound to the key of an account: token and thumbprint with a dot between (RFC 8555 §8.1). Most
 * challenges are answered with this text or its digest.
 *
 * <p>The token is taken letter for letter and never decoded. It goes into paths, records and mails, so one that has
 * other characters than base64url or cannot hold 128 bits is refused. Immutable; compared in constant time.
 */
public final class KeyAuthorization {

    private static final String SECTION = "RFC 8555 §8.1";
    private static final int THUMBPRINT_OCTETS = 32;

    private final String token;
    private final String text;

    private KeyAuthorization(String token, String thumbprint) {
        this.token = Tokens.require("token", token, "RFC 8555 §8.3");
        this.text = token + '.' + thumbprint;
    }

    /**
     * Makes the key authorization of a challenge.
     *
     * @param token the token, as the challenge has it
     * @param accountKey the public key of the account
     * @return the key authorization
     * @throws IllegalArgumentException when the token is empty, too short for 128 bits, or has a character outside of the
     *     base64url alphabet; the message does not quote it
     * @throws dev.akme.json.MemberException when the key has no thumbprint
     */
    public static KeyAuthorization of(String token, Jwk accountKey) {
        return new KeyAuthorization(token, accountKey.thumbprint());
    }

    /**
     * Makes the key authorization of a challenge where the thumbprint is all that is known of the key, such as in a web
     * server that answers for one account without knowing its orders.
     *
     * @param token the token, as the challenge or the request has it
     * @param thumbprint what {@link Jwk#thumbprint()} gives for the key of the account
     * @return the key authorization
     * @throws IllegalArgumentException when the token is refused as by {@link #of}, or the thumbprint is not one
     */
    public static KeyAuthorization ofThumbprint(String token, String thumbprint) {
        if (Base64Url.decode(thumbprint).length != THUMBPRINT_OCTETS) {
            throw new IllegalArgumentException(
                    "the thumbprint has not the 32 octets of SHA-256: take that of the account key (" + SECTION + ")");
        }
        return new KeyAuthorization(token, thumbprint);
    }

    /**
     * {@return the token, letter for letter}
     */
    public String token() {
        return token;
    }

    /**
     * {@return the whole text: ASCII, the token and the thumbprint with a dot between}
     */
    public String text() {
        return text;
    }

    /**
     * {@return the SHA-256 of the text, 32 octets}
     */
    public byte[] sha256() {
        return Digests.sha256(text);
    }

    /**
     * {@return the SHA-256 of the text in base64url, as records and mails have it: 43 characters}
     */
    String digestText() {
        return Base64Url.encode(sha256());
    }

    /**
     * Compares a text that somebody presents, in a time that does not depend on how much of it is right.
     *
     * @param presented any text
     * @return whether it is this key authorization, to the letter
     */
    public boolean matches(String presented) {
        return Digests.same(text, presented);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyAuthorization that && matches(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /**
     * {@return words that do not show the token}
     */
    @Override
    public String toString() {
        return "keyAuthorization(hidden)";
    }
}
