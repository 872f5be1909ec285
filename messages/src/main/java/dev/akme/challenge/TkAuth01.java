package dev.akme.challenge;

import dev.akme.jose.Jwk;
import dev.akme.json.MemberException;
import dev.akme.messages.AtcClaim;
import dev.akme.messages.AuthorityTokenClaims;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.time.Instant;
import java.util.Optional;

/**
 * The challenge {@code tkauth-01}: the token of an authority that knows who may have an identifier (RFC 9447 §3, RFC 9448).
 * The client asks the authority for it, and passes it on.
 */
public final class TkAuth01 {

    private static final String SECTION = "RFC 9447 §4";

    private TkAuth01() {}

    /**
     * Makes the claim that a token for an identifier has to have, for an end-entity certificate.
     *
     * @param identifier what the certificate is to have
     * @param accountKey the public key of the ACME account
     * @return the claim; what a client sends to an authority, and what the authority puts into the token
     * @throws MemberException when the identifier has no type or value, or one that a token cannot have, or the key has no
     *     thumbprint
     */
    public static AtcClaim claim(Identifier identifier, Jwk accountKey) {
        return AtcClaim.builder()
                .tktype(identifier.type().value())
                .tkvalue(identifier.value())
                .fingerprintOf(accountKey)
                .build();
    }

    /**
     * Checks what a token states. Whether the token is signed by an authority that the server trusts, and by its
     * {@code jti} whether it may be used once more, is to be checked beside it; and when finalizing, that
     * {@link AtcClaim#ca()} allows the certificate.
     *
     * @param claims the claims of the token
     * @param identifier the identifier of the authorization
     * @param accountKey the public key of the account
     * @param now the time of the check; a token ends to count at its {@code exp}
     * @return the problem for the challenge; empty when the claims are right
     * @throws MemberException when the identifier has no type or value, or the key has no thumbprint
     */
    public static Optional<Problem> check(
            AuthorityTokenClaims claims, Identifier identifier, Jwk accountKey, Instant now) {
        String type = identifier.type().value();
        String value = identifier.value();
        String fingerprint = AtcClaim.fingerprint(accountKey);
        try {
            AtcClaim atc = claims.atc();
            // Without its own name, no second use of the token could be noticed.
            claims.jti();
            if (!now.isBefore(claims.exp())) {
                return refuse("the token is over: ask the authority for another");
            }
            if (claims.nbf().filter(now::isBefore).isPresent()) {
                return refuse("the token does not count yet: send it later");
            }
            if (!atc.tktype().equalsIgnoreCase(type)) {
                return refuse("tktype is not the type of the identifier");
            }
            if (!atc.tkvalue().equals(value)) {
                return refuse("tkvalue is not the value of the identifier");
            }
            if (!Digests.same(atc.fingerprint(), fingerprint)) {
                return refuse("fingerprint is not that of the account's key");
            }
            return Optional.empty();
        } catch (MemberException e) {
            return Problems.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Problem> refuse(String problem) {
        return Problems.unauthorized(problem, SECTION);
    }
}
