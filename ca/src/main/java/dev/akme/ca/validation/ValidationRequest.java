package dev.akme.ca.validation;

import dev.akme.jose.Jwk;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;

/**
 * A challenge that a client says it has answered. Immutable.
 *
 * @param identifier what is to be validated, without {@code *.}
 * @param wildcard whether it is validated for a wildcard
 * @param challenge which challenge, as it stands in the authorization
 * @param accountKey the public key of the account
 * @param accountUrl the URL of the account, as the client knows it
 */
public record ValidationRequest(
        Identifier identifier, boolean wildcard, Challenge challenge, Jwk accountKey, String accountUrl) {}
