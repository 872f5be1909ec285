package dev.akme.challenge;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import dev.akme.messages.OnionCsr01Challenge;
import dev.akme.messages.OnionCsr01Response;
import dev.akme.messages.Problem;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The challenge {@code onion-csr-01}: a certificate request that the key of the onion service signs, with a nonce of the CA
 * and one of the client inside (RFC 9799 §3.2). It has neither token nor key authorization, and the key is another than
 * that of the request which finalizes the order.
 */
public final class OnionCsr01 {

    private static final String SECTION = "RFC 9799 §3.2";

    /** 64 bits. */
    private static final int MIN_NONCE_OCTETS = 8;

    private static final int NONCE_OCTETS = 16;

    private OnionCsr01() {}

    /**
     * Makes the response to the challenge.
     *
     * @param challenge the challenge
     * @param identifier the name that is to be validated: that of the service, or one below it
     * @param onionKey the Ed25519 identity key of the service
     * @param random where the client's own nonce comes from
     * @return the response
     * @throws IllegalArgumentException when the identifier is no onion name, the key is not that of the name, or the
     *     challenge's nonce is not base64 or has fewer than 64 bits
     * @throws MemberException when the challenge has no nonce, or the identifier's value is no domain name
     */
    public static OnionCsr01Response response(
            OnionCsr01Challenge challenge, Identifier identifier, SigningKey onionKey, SecureRandom random) {
        OnionName onion = OnionName.of(identifier);
        if (!OnionName.of(onionKey.publicKey()).equals(onion)) {
            throw new IllegalArgumentException(
                    "the key is not that of the onion name: take the identity key of the service (" + SECTION + ")");
        }
        byte[] applicantNonce = new byte[NONCE_OCTETS];
        random.nextBytes(applicantNonce);
        byte[] info = OnionCsr.info(
                Names.bare(identifier.value()), octets(onion.publicKey()), nonce(challenge), applicantNonce);
        byte[] csr = OnionCsr.signed(info, onionKey.sign(JwsAlgorithm.EDDSA, info));
        return OnionCsr01Response.builder().csr(csr).build();
    }

    /**
     * Checks a response. That the nonce is at most 30 days old, and the key another than that of the request which
     * finalizes the order, is to be checked beside it. What else the request asks for does not count.
     *
     * @param response the response
     * @param challenge the challenge
     * @param identifier the name that is to be validated: that of the service, or one below it
     * @return the problem for the challenge; empty when the response is right
     * @throws IllegalArgumentException when the identifier is no onion name, or the challenge's nonce is none that a
     *     server may send
     * @throws MemberException when the challenge has no nonce, or the identifier no value
     */
    public static Optional<Problem> check(
            OnionCsr01Response response, OnionCsr01Challenge challenge, Identifier identifier) {
        OnionName onion = OnionName.of(identifier);
        byte[] nonce = nonce(challenge);
        OnionCsr csr;
        try {
            csr = OnionCsr.read(response.csr());
        } catch (IllegalArgumentException | MemberException e) {
            return Problems.malformed("csr is no request that can be read: " + e.getMessage() + " (" + SECTION + ")");
        }
        if (!Arrays.equals(csr.publicKey(), octets(onion.publicKey()))) {
            return refuse("the key of the request is not that of the onion name");
        }
        if (!verifies(onion, csr.info(), csr.signature())) {
            return refuse("the request is not signed by the key of the onion name");
        }
        if (!csr.caSigningNonce()
                .filter(own -> MessageDigest.isEqual(own, nonce))
                .isPresent()) {
            return refuse("caSigningNonce is not the decoded nonce of the challenge");
        }
        if (!csr.applicantSigningNonce()
                .filter(own -> own.length >= MIN_NONCE_OCTETS)
                .isPresent()) {
            return refuse("applicantSigningNonce is missing, or has fewer than 64 bits");
        }
        return Optional.empty();
    }

    private static Optional<Problem> refuse(String problem) {
        return Problems.unauthorized(problem, SECTION);
    }

    /** Whether the key of the service signed; a name whose key is no good point of the curve has signed nothing. */
    static boolean verifies(OnionName onion, byte[] signed, byte[] signature) {
        try {
            return VerificationKey.of(onion.publicKey()).verify(JwsAlgorithm.EDDSA, signed, signature);
        } catch (JoseException e) {
            return false;
        }
    }

    private static byte[] octets(Jwk key) {
        return key.x().orElseThrow();
    }

    /** The nonce is in ordinary base64, unlike everything else in ACME. */
    private static byte[] nonce(OnionCsr01Challenge challenge) {
        byte[] nonce;
        try {
            nonce = Base64.getDecoder().decode(challenge.nonce());
        } catch (IllegalArgumentException e) {
            // Its message would quote a character.
            throw new IllegalArgumentException(
                    "the nonce of the challenge is not base64: refuse the challenge (" + SECTION + ")");
        }
        if (nonce.length < MIN_NONCE_OCTETS) {
            throw new IllegalArgumentException(
                    "the nonce of the challenge has fewer than 64 bits: refuse the challenge (" + SECTION + ")");
        }
        return nonce;
    }
}
