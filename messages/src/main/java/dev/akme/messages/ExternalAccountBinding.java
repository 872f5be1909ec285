package dev.akme.messages;

import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.MemberException;
import dev.akme.json.internal.Members;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of an external account binding: the proof that the holder of an ACME account also holds an account that the
 * CA knows by other means (RFC 8555 §7.3.4).
 *
 * <p>On the wire it is a {@link Jws}, made with a MAC key from the CA. The checks here are of its form; whether the MAC is
 * right, only the CA can tell.
 *
 * @param jws the binding as it stands in the message
 */
public record ExternalAccountBinding(Jws jws) {

    private static final String SECTION = "RFC 8555 §7.3.4";

    /**
     * Makes a binding.
     *
     * @param accountKey the key of the ACME account; the members that its type requires are sent, and no others
     * @param kid the key identifier that the CA gave out
     * @param macKey the MAC key that the CA gave out: base64url, or base64 as some portals show it, with or without
     *     padding. It gets into the MAC only, never into the message or an error
     * @param newAccountUrl the URL that the request goes to, from the directory
     * @param alg {@code HS256}, which every CA takes, {@code HS384} or {@code HS512}
     * @return the binding, for {@link NewAccount.Builder#externalAccountBinding}
     * @throws IllegalArgumentException when {@code kid} is blank, the MAC key not base64, or the algorithm no MAC
     * @throws MemberException when the account key is incomplete or of an unknown type
     */
    public static Jws create(Jwk accountKey, String kid, String macKey, URI newAccountUrl, JwsAlgorithm alg) {
        if (kid.isBlank()) {
            throw new IllegalArgumentException("kid is blank: give the key identifier from the CA (" + SECTION + ")");
        }
        Jws unsigned = Jws.builder()
                .protectedHeader(
                        JwsHeader.builder().alg(alg).kid(kid).url(newAccountUrl).build())
                .payload(accountKey.publicKey())
                .signature(new byte[0])
                .build();
        return unsigned.toBuilder()
                .signature(MacKeys.mac(alg, macKey, unsigned.signingInput()))
                .build();
    }

    /**
     * {@return the protected header}
     *
     * @throws MemberException when it is absent or cannot be decoded
     */
    public JwsHeader header() {
        return jws.protectedHeader();
    }

    /**
     * {@return the key identifier that the CA gave out, text of any form; empty when it is missing}
     *
     * @throws MemberException when the header is absent or cannot be decoded
     */
    public Optional<String> keyIdentifier() {
        return header().kid();
    }

    /**
     * {@return the public key of the ACME account, which is the payload}
     *
     * @throws MemberException when the payload is absent or not a JSON object
     */
    public Jwk accountKey() {
        return jws.payload(Jwk.TYPE);
    }

    /**
     * Looks for everything that is wrong with the binding by itself.
     *
     * @return findings with pointers from the binding; empty when its form is right
     */
    public List<Finding> check() {
        List<Finding> found = new ArrayList<>();
        Members.lint(jws, "", found);
        try {
            checkHeader(header(), found);
        } catch (MemberException e) {
            // Reported above, with the place.
        }
        try {
            Members.lint(accountKey(), "/payload", found);
        } catch (MemberException e) {
            if (jws.member("payload").isPresent()) {
                found.add(error("payload", "/payload", "the payload is not a key", "send the account's public key"));
            }
        }
        return List.copyOf(found);
    }

    /**
     * Looks for everything that is wrong with the binding in its request.
     *
     * @param url the URL of the outer request, byte for byte as its header has it
     * @param accountKey the key of the outer request
     * @return as {@link #check()}, and whether URL and key are the same in and outside
     */
    public List<Finding> check(URI url, Jwk accountKey) {
        List<Finding> found = new ArrayList<>(check());
        try {
            if (!header().url().toString().equals(url.toString())) {
                found.add(error(
                        "same-url",
                        "/protected/url",
                        "the URL is not that of the outer request",
                        "send the same URL in both headers"));
            }
            if (!accountKey().thumbprint().equals(accountKey.thumbprint())) {
                found.add(error(
                        "same-key",
                        "/payload",
                        "the key is not that of the outer request",
                        "send the key that signs the outer request"));
            }
        } catch (MemberException e) {
            // Reported by check(), with the place.
        }
        return List.copyOf(found);
    }

    private static void checkHeader(JwsHeader header, List<Finding> found) {
        if (!isMac(header)) {
            found.add(error("alg", "/protected/alg", "the algorithm is not a MAC", "use HS256, HS384 or HS512"));
        }
        if (header.member("kid").isEmpty()) {
            found.add(error("kid", "/protected/kid", "there is no kid", "send the key identifier from the CA"));
        }
        if (header.member("jwk").isPresent()) {
            found.add(error("jwk", "/protected/jwk", "there is a jwk", "name the MAC key in kid"));
        }
        if (header.member("nonce").isPresent()) {
            found.add(error("nonce", "/protected/nonce", "there is a nonce", "leave the nonce to the outer request"));
        }
    }

    private static boolean isMac(JwsHeader header) {
        try {
            return header.alg().isMac();
        } catch (MemberException e) {
            return false;
        }
    }

    private static Finding error(String rule, String pointer, String problem, String advice) {
        return new Finding(Severity.ERROR, "externalAccountBinding/" + rule, pointer, SECTION, problem, advice);
    }
}
