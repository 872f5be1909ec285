package dev.akme.messages;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.VerificationKey;
import dev.akme.jose.VerifiedJws;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import java.net.URI;
import java.security.Provider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How a server verifies the requests that it gets (RFC 8555 §6.2 to §6.5). The checks, in this order: the form of the JWS,
 * the algorithm, {@code jwk} or {@code kid}, the key, the signature, the nonce, the URL. The nonce comes after the
 * signature, so that nobody can use up the nonces of others.
 *
 * <p>Each refusal is an {@link AcmeProblemException}, whose problem and HTTP status a server can send as they are:
 *
 * <ul>
 *   <li>{@code malformed}: not a JWS in the flattened form with one signature; an unprotected header, {@code crit} or
 *       {@code b64}; both or neither of {@code jwk} and {@code kid}, or the wrong one for the resource; a wrong
 *       signature; a nonce outside the alphabet; no {@code url}
 *   <li>{@code badSignatureAlgorithm}, with those that are accepted: any other algorithm, {@code none} and MACs always
 *   <li>{@code badPublicKey}: a key that is weak, not supported, or not one for the algorithm, see {@link VerificationKey}
 *   <li>{@code accountDoesNotExist}: a {@code kid} that nobody knows
 *   <li>{@code badNonce}: no nonce, or one that is not there to be used
 *   <li>{@code unauthorized}: the {@code url} of another resource (RFC 8555 §6.4)
 * </ul>
 *
 * <p>It does not look at what only the server knows: whether an account is deactivated ({@code unauthorized}), or a new key
 * in use elsewhere (409). Nor at what a payload asks for; a strict read of it refuses what no server may take, but not
 * identifiers of unknown types ({@code unsupportedIdentifier}) and contacts of unknown schemes
 * ({@code unsupportedContact}), for which the server has an answer of its own. A revocation signed by {@code jwk} is right
 * when {@code request.key()} equals {@code VerificationKey.of(certificate.getPublicKey())}.
 *
 * <p>Immutable; safe for use by many threads if the two functions are.
 */
public final class RequestVerifier {

    /** How a resource wants to be told whose request it is (RFC 8555 §6.2). */
    public enum SignedBy {
        /** By the key itself, in {@code jwk}: newAccount. */
        JWK,
        /** By the account's URL, in {@code kid}: most resources. */
        KID,
        /** By one of the two: revokeCert, where {@code jwk} is the key of the certificate (RFC 8555 §7.6). */
        EITHER
    }

    private final List<JwsAlgorithm> algorithms;
    private final Function<String, Optional<VerificationKey>> accounts;
    private final Predicate<String> nonces;
    private final @Nullable Provider provider;

    private RequestVerifier(
            Collection<JwsAlgorithm> algorithms,
            Function<String, Optional<VerificationKey>> accounts,
            Predicate<String> nonces,
            @Nullable Provider provider) {
        for (JwsAlgorithm alg : algorithms) {
            if (!alg.isKnown() || alg.isMac()) {
                throw new IllegalArgumentException(
                        "requests are not signed with " + alg + ": allow algorithms for signatures, such as ES256");
            }
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("no algorithm is allowed: allow ES256 at least (RFC 8555 §6.2)");
        }
        this.algorithms = List.copyOf(algorithms);
        this.accounts = accounts;
        this.nonces = nonces;
        this.provider = provider;
    }

    /**
     * Makes a verifier.
     *
     * @param algorithms the algorithms that are accepted, in the order in which a client that used another one is told of
     *     them. RFC 8555 §6.2 demands {@code ES256}
     * @param accounts gives the key of an account by its URL, byte for byte as it stands in {@code kid}; empty when there is
     *     no such account. To refuse one that is deactivated, throw an {@link AcmeProblemException}: it comes through
     * @param nonces takes a nonce out of those that were given out: {@code false} when it is not among them, or was used
     *     before. Called at most once for a request, with text of the base64url alphabet
     * @param provider the provider that computes with a {@code jwk}; null leaves it to the JVM
     * @return the verifier
     * @throws IllegalArgumentException when no algorithm is allowed, or one that does not sign requests
     */
    public static RequestVerifier of(
            Collection<JwsAlgorithm> algorithms,
            Function<String, Optional<VerificationKey>> accounts,
            Predicate<String> nonces,
            @Nullable Provider provider) {
        return new RequestVerifier(algorithms, accounts, nonces, provider);
    }

    /**
     * {@return the algorithms that are accepted}
     */
    public List<JwsAlgorithm> algorithms() {
        return algorithms;
    }

    /**
     * Verifies a request.
     *
     * @param body the body as it came
     * @param url the URL that it was sent to, as it was handed out
     * @param by how the resource wants to be told whose request it is
     * @return what was signed, and by which key
     * @throws AcmeProblemException when the request is to be refused
     */
    public VerifiedRequest verify(byte[] body, URI url, SignedBy by) {
        try {
            VerifiedJws verified = Jws.TYPE.read(body).verify(algorithms, header -> key(header, by));
            JwsHeader header = verified.header();
            checkNonce(header);
            if (!header.url().toString().equals(url.toString())) {
                throw Refusal.of(
                        ProblemType.UNAUTHORIZED,
                        "url in the header is not the URL of this request: sign it for " + url + " (RFC 8555 §6.4)");
            }
            return new VerifiedRequest(verified);
        } catch (JsonException | MemberException e) {
            throw Refusal.malformed(String.valueOf(e.getMessage()));
        } catch (JoseException e) {
            throw Refusal.of(e, algorithms);
        }
    }

    private void checkNonce(JwsHeader header) {
        String nonce = header.nonce()
                .orElseThrow(() -> Refusal.of(
                        ProblemType.BAD_NONCE,
                        "there is no nonce in the header: take the one of this answer (RFC 8555 §6.5)"));
        if (!JwsHeader.isNonce(nonce)) {
            throw Refusal.malformed(
                    "the nonce has characters outside the base64url alphabet, or none: send the value of"
                            + " Replay-Nonce as it came (RFC 8555 §6.5.2)");
        }
        if (!nonces.test(nonce)) {
            throw Refusal.of(
                    ProblemType.BAD_NONCE,
                    "the nonce was used before, or is not of this server: take the one of this answer (RFC 8555 §6.5)");
        }
    }

    private VerificationKey key(JwsHeader header, SignedBy by) {
        Optional<String> kid = header.kid();
        if (kid.isEmpty()) {
            if (by == SignedBy.KID) {
                throw Refusal.malformed("this resource wants the account's URL in kid, not a jwk (RFC 8555 §6.2)");
            }
            return VerificationKey.of(header.jwk().orElseThrow(), provider);
        }
        if (by == SignedBy.JWK) {
            throw Refusal.malformed("this resource wants the key in jwk, not a kid (RFC 8555 §6.2)");
        }
        return accounts.apply(kid.get())
                .orElseThrow(() -> Refusal.of(
                        ProblemType.ACCOUNT_DOES_NOT_EXIST,
                        "there is no account with the URL in kid: send it as Location had it (RFC 8555 §6.2)"));
    }
}
