package dev.akme.cli.inspect;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.MacKey;
import dev.akme.jose.VerificationKey;
import dev.akme.json.MemberException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a signature holds, whatever else is wrong with the request.
 *
 * @param state {@code verified}, {@code invalid} or {@code unchecked}
 * @param reason by which key, or why not; a sentence
 * @param advice what to do when it is invalid; may be empty
 */
record Signature(String state, String reason, String advice) {

    static final String INVALID = "invalid";

    private static final String FIXED_LENGTH =
            "write the two numbers of the signature in fixed length, one after the other (RFC 7518 §3.4)";

    /** Of 2048 bits: no CA takes a shorter key. */
    private static final int SHORTEST_RSA = 256;

    /** How many octets signatures have, where the key makes no difference. */
    private static final Map<JwsAlgorithm, String> LENGTHS = Map.of(
            JwsAlgorithm.ES256, "64",
            JwsAlgorithm.ES384, "96",
            JwsAlgorithm.ES512, "132",
            JwsAlgorithm.EDDSA, "64 or 114",
            JwsAlgorithm.ED25519, "64",
            JwsAlgorithm.ED448, "114",
            JwsAlgorithm.HS256, "32",
            JwsAlgorithm.HS384, "48",
            JwsAlgorithm.HS512, "64");

    /** Where a public key comes from. */
    record Source(Jwk key, String name) {}

    static Signature unchecked(String reason) {
        return new Signature("unchecked", reason, "");
    }

    private static Signature verified(String reason) {
        return new Signature("verified", reason, "");
    }

    static Signature check(Jws jws, JwsHeader header, Optional<Source> source, Optional<MacKey> mac) {
        try {
            JwsAlgorithm alg = header.alg();
            byte[] input = (jws.protectedText() + "." + jws.payloadText()).getBytes(StandardCharsets.UTF_8);
            if (alg.isMac()) {
                return mac.map(key -> key.verify(alg, input, jws.signature())
                                ? verified("By the MAC key that was given.")
                                : new Signature(
                                        INVALID,
                                        "Not by the MAC key that was given.",
                                        "sign with the MAC key that the CA gave out, decoded from base64url"))
                        .orElseGet(() -> without(
                                alg, jws.signature(), "It is made with a secret key of the CA: give it with --key."));
            }
            return source.map(from -> check(alg, input, jws.signature(), from))
                    .orElseGet(() -> without(
                            alg,
                            jws.signature(),
                            "The key is not in the request: give the public key of the account with --key."));
        } catch (MemberException e) {
            return unchecked("The request is not complete.");
        } catch (JoseException | IllegalStateException e) {
            return unchecked("The key is refused: " + e.getMessage() + ".");
        }
    }

    /** Without a key there is still the length. */
    private static Signature without(JwsAlgorithm alg, byte[] signature, String otherwise) {
        String length = LENGTHS.getOrDefault(alg, "");
        boolean isRsa = alg.value().startsWith("RS") || alg.value().startsWith("PS");
        boolean fits = isRsa
                ? signature.length >= SHORTEST_RSA
                : length.isEmpty() || List.of(length.split(" or ", -1)).contains(Integer.toString(signature.length));
        if (fits) {
            return unchecked(otherwise);
        }
        return new Signature(
                INVALID,
                "One with " + alg + " has " + (length.isEmpty() ? SHORTEST_RSA + " octets or more" : length + " octets")
                        + ".",
                signature.length > 2 && signature[0] == 0x30 && alg.value().startsWith("ES")
                        ? FIXED_LENGTH
                        : "encode the whole signature once, in base64url, without anything else");
    }

    private static Signature check(JwsAlgorithm alg, byte[] input, byte[] signature, Source source) {
        VerificationKey key = VerificationKey.of(source.key());
        if (!alg.fits(key.jwk())) {
            return new Signature(
                    INVALID,
                    "The algorithm is not one for " + source.name() + ".",
                    "choose the algorithm by the key: ES256 for P-256, RS256 for RSA, EdDSA for Ed25519");
        }
        if (key.verify(alg, input, signature)) {
            return verified("By " + source.name() + ".");
        }
        Optional<byte[]> plain = plain(signature, key.jwk());
        if (plain.isPresent() && key.verify(alg, input, plain.get())) {
            return new Signature(INVALID, "It is by " + source.name() + ", but in DER.", FIXED_LENGTH);
        }
        return new Signature(
                INVALID,
                "Not by " + source.name() + " over these texts of header and payload.",
                "sign the base64url texts of header and payload with a dot between, with the key that the header names");
    }

    /** Makes of an ECDSA signature in DER, a common mistake, what it should have been. */
    private static Optional<byte[]> plain(byte[] der, Jwk key) {
        int octets = key.crv()
                .map(crv -> crv.equals("P-521") ? 66 : crv.equals("P-384") ? 48 : 32)
                .orElse(0);
        int at = der.length > 2 && der[1] == (byte) 0x81 ? 3 : 2;
        if (octets == 0 || der.length < 8 || der[0] != 0x30) {
            return Optional.empty();
        }
        byte[] plain = new byte[2 * octets];
        for (int number = 0; number < 2; number++) {
            int length = at + 1 < der.length && der[at] == 2 ? der[at + 1] : -1;
            if (length < 1 || at + 2 + length > der.length) {
                return Optional.empty();
            }
            byte[] value = Arrays.copyOfRange(der, at + 2, at + 2 + length);
            int skip = Math.max(0, length - octets);
            if (skip > 1) {
                return Optional.empty();
            }
            System.arraycopy(value, skip, plain, (number + 1) * octets - (length - skip), length - skip);
            at += 2 + length;
        }
        return Optional.of(plain);
    }
}
