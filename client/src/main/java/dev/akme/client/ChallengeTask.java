package dev.akme.client;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.jose.Jwk;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.TokenChallenge;
import java.net.URI;

/**
 * One challenge that is to be answered, with all that an answer depends on.
 *
 * @param identifier what is to be proven, as the authorization has it: without {@code *.}
 * @param wildcard whether it is for a wildcard name (RFC 8555 §7.1.4)
 * @param challenge the challenge, as the server sent it
 * @param accountKey the public key of the account
 * @param accountUrl the URL of the account, to the letter
 */
public record ChallengeTask(
        Identifier identifier, boolean wildcard, Challenge challenge, Jwk accountKey, URI accountUrl) {

    /**
     * Makes the key authorization of a challenge with a token (RFC 8555 §8.1).
     *
     * @return token and thumbprint
     * @throws IllegalStateException when the challenge has no token
     */
    public KeyAuthorization keyAuthorization() {
        if (challenge instanceof TokenChallenge token) {
            return KeyAuthorization.of(token.token(), accountKey);
        }
        throw new IllegalStateException("a challenge of the type " + challenge.type() + " has no token");
    }

    /**
     * {@return the identifier and the type of challenge; no token}
     */
    @Override
    public String toString() {
        return challenge.type() + " for " + identifier.value();
    }
}
