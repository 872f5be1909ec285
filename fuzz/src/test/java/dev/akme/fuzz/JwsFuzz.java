package dev.akme.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.jose.Base64Url;
import dev.akme.jose.JoseException;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.VerificationKey;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.KeyChange;
import dev.akme.messages.NewOrder;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RequestVerifier;
import dev.akme.messages.RequestVerifier.SignedBy;
import dev.akme.messages.VerifiedRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Signed requests. What begins with S is header and payload, with an empty line between, and is signed here with the key
 * {@link Keys#ACCOUNT}, so that the fuzzer comes past the signature; everything else is a body as it is.
 */
final class JwsFuzz {

    private static final URI URL = URI.create("https://ca.example/order");
    private static final String KID = "https://ca.example/account/1";
    private static final String NONCE = "bm9uY2U";
    private static final List<JwsAlgorithm> ALGORITHMS =
            List.of(JwsAlgorithm.ES256, JwsAlgorithm.ES384, JwsAlgorithm.ES512, JwsAlgorithm.RS256, JwsAlgorithm.EDDSA);
    private static final Set<ProblemType> TYPES = Set.of(
            ProblemType.MALFORMED,
            ProblemType.BAD_SIGNATURE_ALGORITHM,
            ProblemType.BAD_PUBLIC_KEY,
            ProblemType.ACCOUNT_DOES_NOT_EXIST,
            ProblemType.BAD_NONCE,
            ProblemType.UNAUTHORIZED);

    @FuzzTest
    void verifies(byte[] input) {
        boolean signed = input.length > 0 && input[0] == 'S';
        byte[] body = signed ? Keys.signed(Arrays.copyOfRange(input, 1, input.length)) : input;
        for (SignedBy by : SignedBy.values()) {
            verified(body, by).ifPresent(request -> check(request, body));
        }
        // As bindings are verified: by a key that no attacker knows.
        Expect.read(
                () -> Jws.TYPE.read(body).verifyMac(List.of(JwsAlgorithm.HS256), header -> Keys.MAC),
                JsonException.class,
                MemberException.class,
                JoseException.class);
    }

    private static Optional<VerifiedRequest> verified(byte[] body, SignedBy by) {
        int[] nonces = {0};
        RequestVerifier verifier = RequestVerifier.of(
                ALGORITHMS,
                kid -> kid.equals(KID) ? Optional.of(Keys.ACCOUNT.verificationKey()) : Optional.empty(),
                nonce -> {
                    nonces[0]++;
                    Expect.that(nonce.matches("[A-Za-z0-9_-]+"), "only nonces are asked for");
                    return nonce.equals(NONCE);
                },
                null);
        try {
            VerifiedRequest request = verifier.verify(body, URL, by);
            Expect.that(nonces[0] == 1, "a nonce is used once");
            return Optional.of(request);
        } catch (AcmeProblemException e) {
            Expect.that(nonces[0] <= 1, "a nonce is used once");
            Expect.that(TYPES.contains(e.problem().type()), "a problem of another type: " + e.problem());
            return Optional.empty();
        }
    }

    private static void check(VerifiedRequest request, byte[] body) {
        Jws jws = Jws.TYPE.read(body);
        Expect.that(jws.protectedHeader().url().equals(URL), "the URL is the one that was signed");
        Expect.that(jws.protectedHeader().nonce().orElse("").equals(NONCE), "and so is the nonce");
        Expect.that(
                jws.protectedHeader().kid().isPresent()
                        != jws.protectedHeader().jwk().isPresent(),
                "jwk or kid");
        Expect.that(Arrays.equals(jws.payload(), request.payload()), "the payload is the one that was signed");
        VerificationKey key = request.key();
        byte[] input = (jws.protectedText() + "." + jws.payloadText()).getBytes(StandardCharsets.US_ASCII);
        Expect.that(
                key.verify(jws.protectedHeader().alg(), input, jws.signature()),
                "verified once more, it is still right");
        Expect.read(() -> request.payload(NewOrder.TYPE), AcmeProblemException.class);
        Expect.read(() -> KeyChange.verify(request, ALGORITHMS, null), AcmeProblemException.class);
        Expect.same(Base64Url.encode(request.payload()), jws.payloadText(), "there is one text for each payload");
    }
}
