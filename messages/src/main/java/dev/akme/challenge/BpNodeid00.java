package dev.akme.challenge;

import dev.akme.jose.Jwk;

/**
 * The challenge {@code bp-nodeid-00}: a bundle that answers a bundle (RFC 9891 §3). The token comes in two parts, one in
 * the server's bundle, one in the challenge.
 */
public final class BpNodeid00 {

    private static final String SECTION = "RFC 9891 §3";

    private BpNodeid00() {}

    /**
     * Makes the key authorization from both parts of the token. Its digest goes into the answering bundle, by
     * the best algorithm that both ends have.
     *
     * @param tokenBundle the part in the bundle, as base64url text
     * @param tokenChal the part in the challenge, its {@code token-chal}
     * @param accountKey the public key of the account
     * @return the key authorization, whose token is both texts joined, that of the bundle first
     * @throws IllegalArgumentException when a part is empty, too short for 128 bits, or has a character outside of the
     *     base64url alphabet
     * @throws dev.akme.json.MemberException when the key has no thumbprint
     */
    public static KeyAuthorization keyAuthorization(String tokenBundle, String tokenChal, Jwk accountKey) {
        return KeyAuthorization.of(token(tokenBundle, tokenChal), accountKey);
    }

    /** The whole token. */
    static String token(String tokenBundle, String tokenChal) {
        return Tokens.require("token-bundle", tokenBundle, SECTION) + Tokens.require("token-chal", tokenChal, SECTION);
    }
}
