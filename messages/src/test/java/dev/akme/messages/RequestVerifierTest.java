package dev.akme.messages;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Base64Url;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import dev.akme.messages.RequestVerifier.SignedBy;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each way in which a request can be wrong, with the problem that the client gets (RFC 8555 §6.2 to §6.5). */
class RequestVerifierTest {

    private static final List<JwsAlgorithm> ALGORITHMS =
            List.of(JwsAlgorithm.ES256, JwsAlgorithm.ES384, JwsAlgorithm.EDDSA, JwsAlgorithm.RS256);
    private static final URI URL = URI.create("https://acme.example.com/acme/new-order");
    private static final String KID = "https://acme.example.com/acme/acct/7Hk2q";
    private static final String NONCE = "Zm9vYmFyLW5vbmNlLTAwMQ";
    private static final SigningKey KEY = SigningKey.generate(KeyType.P256);
    private static final SigningKey OTHER = SigningKey.generate(KeyType.P256);

    private final Set<String> nonces = new HashSet<>(Set.of(NONCE));
    private final List<String> asked = new ArrayList<>();
    private final RequestVerifier verifier = RequestVerifier.of(ALGORITHMS, this::account, this::takeNonce, null);

    private Optional<VerificationKey> account(String kid) {
        if (kid.endsWith("/deactivated")) {
            throw new AcmeProblemException(Problem.of(ProblemType.UNAUTHORIZED, "the account is deactivated"));
        }
        return kid.equals(KID) ? Optional.of(KEY.verificationKey()) : Optional.empty();
    }

    private boolean takeNonce(String nonce) {
        asked.add(nonce);
        return nonces.remove(nonce);
    }

    private static JwsHeader.Builder header() {
        return KEY.header().kid(KID).nonce(NONCE).url(URL);
    }

    private static byte[] request(JwsHeader header, String payload) {
        return KEY.sign(header, payload.getBytes(UTF_8)).toJsonBytes();
    }

    /** Signed in truth, with a header that no builder makes. */
    private static byte[] request(String header) {
        String input = Base64Url.encode(header.getBytes(UTF_8)) + ".e30";
        byte[] signature = KEY.sign(JwsAlgorithm.ES256, input.getBytes(US_ASCII));
        return ("{\"protected\":\"" + input.replace(".", "\",\"payload\":\"") + "\",\"signature\":\""
                        + Base64Url.encode(signature) + "\"}")
                .getBytes(UTF_8);
    }

    private static String text(JwsHeader.Builder header) {
        return header.build().toJson();
    }

    private Problem refused(byte[] body, SignedBy by, ProblemType type, int status, String detail) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> verifier.verify(body, URL, by))
                .isInstanceOfSatisfying(AcmeProblemException.class, e -> {
                    problems.add(e.problem());
                    assertThat(e.problem().type()).as(e.getMessage()).isEqualTo(type);
                    assertThat(e.httpStatus()).isEqualTo(status);
                    assertThat(e.problem().status()).contains(status);
                    assertThat(e.problem().detail().orElse("")).contains(detail);
                    assertThat(Linter.check(e.problem())).isEmpty();
                });
        return problems.get(0);
    }

    private Problem malformed(byte[] body, String detail) {
        return refused(body, SignedBy.KID, ProblemType.MALFORMED, 400, detail);
    }

    @Test
    void aRightRequestIsTakenWithHeaderPayloadAndKey() {
        String payload = "{\"identifiers\":[{\"type\":\"dns\",\"value\":\"www.example.org\"}]}";
        VerifiedRequest request = verifier.verify(request(header().build(), payload), URL, SignedBy.KID);
        assertThat(request.kid()).contains(KID);
        assertThat(request.key()).isEqualTo(KEY.verificationKey());
        assertThat(request.header().nonce()).contains(NONCE);
        assertThat(new String(request.payload(), UTF_8)).isEqualTo(payload);
        assertThat(request.isPostAsGet()).isFalse();
        assertThat(request.payload(NewOrder.TYPE).identifiers()).containsExactly(Identifier.dns("www.example.org"));
        assertThat(request.toString()).contains(URL.getPath()).doesNotContain(NONCE);
        assertThat(verifier.algorithms()).isEqualTo(ALGORITHMS);
    }

    @Test
    void aNewAccountBringsItsKey() {
        JwsHeader header =
                KEY.header().jwk(KEY.publicKey()).nonce(NONCE).url(URL).build();
        VerifiedRequest request = verifier.verify(request(header, "{}"), URL, SignedBy.JWK);
        assertThat(request.kid()).isEmpty();
        assertThat(request.key().jwk()).isEqualTo(KEY.publicKey());
    }

    @Test
    void jwkAndKidAreForDifferentResources() {
        JwsHeader jwk = KEY.header().jwk(KEY.publicKey()).nonce(NONCE).url(URL).build();
        malformed(request(jwk, "{}"), "wants the account's URL in kid");
        refused(request(header().build(), "{}"), SignedBy.JWK, ProblemType.MALFORMED, 400, "wants the key in jwk");
        nonces.addAll(List.of("AQ", "Ag"));
        verifier.verify(request(header().nonce("AQ").build(), "{}"), URL, SignedBy.EITHER);
        verifier.verify(request(jwk.toBuilder().nonce("Ag").build(), "{}"), URL, SignedBy.EITHER);
    }

    @Test
    void whatIsNoJwsIsMalformed() {
        for (String body : List.of("", "x", "[]", "null", "{}", "{\"payload\":\"\"}", "{\"a\":1,\"a\":2}", "{} {}")) {
            malformed(body.getBytes(UTF_8), "");
        }
        malformed(new byte[] {(byte) 0xff, 1}, "");
        String good = new String(request(header().build(), ""), UTF_8);
        malformed(good.replace("\"payload\"", "\"header\":{},\"payload\"").getBytes(UTF_8), "header");
        malformed(good.replace("\"payload\"", "\"signatures\":[],\"payload\"").getBytes(UTF_8), "signatures");
        malformed((good + " 1").getBytes(UTF_8), "");
        assertThat(asked).isEmpty();
    }

    @Test
    void otherAlgorithmsAreRefusedWithThoseThatAreAccepted() {
        for (String alg : List.of("none", "HS256", "RS512", "ES512", "Ed25519", "x")) {
            Problem problem = refused(
                    request(text(header()).replace("ES256", alg)),
                    SignedBy.KID,
                    ProblemType.BAD_SIGNATURE_ALGORITHM,
                    400,
                    "is not accepted");
            assertThat(problem.algorithms()).contains(List.of("ES256", "ES384", "EdDSA", "RS256"));
        }
        malformed(request(text(header()).replace("\"alg\":\"ES256\",", "")), "alg");
        assertThat(asked).isEmpty();
    }

    @Test
    void keysThatDoNotFitOrAreWeakAreBad() {
        refused(
                request(text(header()).replace("ES256", "ES384")),
                SignedBy.KID,
                ProblemType.BAD_PUBLIC_KEY,
                400,
                "not one for keys of the kind EC P-256");
        Jwk weak = Jwk.rsa(java.math.BigInteger.TWO.pow(1023).setBit(0).toByteArray(), new byte[] {1, 0, 1});
        String header =
                "{\"alg\":\"RS256\",\"jwk\":" + weak.toJson() + ",\"nonce\":\"" + NONCE + "\",\"url\":\"" + URL + "\"}";
        refused(request(header), SignedBy.JWK, ProblemType.BAD_PUBLIC_KEY, 400, "has 1024 bits");
        String privateMember = header.replace("\"kty\"", "\"d\":\"AQ\",\"kty\"");
        refused(request(privateMember), SignedBy.JWK, ProblemType.MALFORMED, 400, "private or symmetric part");
        assertThat(asked).isEmpty();
    }

    @Test
    void unknownAccountsDoNotExist() {
        for (String kid : List.of(KID + "/", "https://acme.example.com/acme/acct/1", "7Hk2q", "")) {
            refused(
                    request(text(header()).replace(KID, kid)),
                    SignedBy.KID,
                    ProblemType.ACCOUNT_DOES_NOT_EXIST,
                    400,
                    "no account");
        }
        refused(
                request(text(header().kid("https://acme.example.com/deactivated"))),
                SignedBy.KID,
                ProblemType.UNAUTHORIZED,
                403,
                "deactivated");
    }

    @Test
    void aWrongSignatureUsesUpNoNonce() {
        byte[] body = OTHER.sign(header().build(), new byte[0]).toJsonBytes();
        malformed(body, "the signature is not one by this key");
        assertThat(asked).isEmpty();
        assertThat(nonces).containsExactly(NONCE);
    }

    @Test
    void eachNonceIsGoodForOneRequest() {
        byte[] body = request(header().build(), "");
        verifier.verify(body, URL, SignedBy.KID);
        refused(body, SignedBy.KID, ProblemType.BAD_NONCE, 400, "was used before");
        byte[] unknown = request(header().nonce("AQ").build(), "");
        assertThat(refused(unknown, SignedBy.KID, ProblemType.BAD_NONCE, 400, "not of this server")
                        .toJson())
                .doesNotContain("\"AQ\"");
        byte[] none = request(KEY.header().kid(KID).url(URL).build(), "");
        refused(none, SignedBy.KID, ProblemType.BAD_NONCE, 400, "there is no nonce");
        for (String nonce : List.of("a b", "a=", "a+b", "", "ä")) {
            malformed(request(text(header()).replace(NONCE, nonce)), "the nonce has characters");
        }
        malformed(request(text(header()).replace("\"" + NONCE + "\"", "5")), "/nonce");
        assertThat(asked).containsExactly(NONCE, NONCE, "AQ");
    }

    @Test
    void aRequestForAnotherUrlIsUnauthorized() {
        for (String url : List.of(
                URL + "/",
                URL + "?",
                "http://acme.example.com/acme/new-order",
                "HTTPS" + URL.toString().substring(5))) {
            nonces.add(NONCE);
            refused(
                    request(text(header()).replace(URL.toString(), url)),
                    SignedBy.KID,
                    ProblemType.UNAUTHORIZED,
                    403,
                    "not the URL of this request");
        }
        nonces.add(NONCE);
        malformed(request(text(header()).replace(",\"url\":\"" + URL + "\"", "")), "/url");
        nonces.add(NONCE);
        malformed(request(text(header()).replace("\"" + URL + "\"", "1")), "/url");
    }

    @Test
    void thePayloadIsReadStrictly() {
        VerifiedRequest empty = verifier.verify(request(header().build(), ""), URL, SignedBy.KID);
        assertThat(empty.isPostAsGet()).isTrue();
        empty.requirePostAsGet();
        assertThatThrownBy(() -> empty.payload(NewOrder.TYPE))
                .isInstanceOf(AcmeProblemException.class)
                .hasMessageContaining("the payload is empty: send newOrder");
        nonces.add(NONCE);
        VerifiedRequest object = verifier.verify(request(header().build(), "{}"), URL, SignedBy.KID);
        assertThatThrownBy(object::requirePostAsGet)
                .isInstanceOf(AcmeProblemException.class)
                .hasMessageContaining("can only be read");
        assertThatThrownBy(() -> object.payload(NewOrder.TYPE))
                .isInstanceOfSatisfying(
                        AcmeProblemException.class,
                        e -> assertThat(e.problem().type()).isEqualTo(ProblemType.MALFORMED))
                .hasMessageContaining("/identifiers");
    }

    @Test
    void everyAlgorithmThatIsAllowedIsVerified() {
        for (KeyType type : List.of(KeyType.P256, KeyType.P384, KeyType.ED25519, KeyType.RSA2048)) {
            SigningKey key = SigningKey.generate(type);
            nonces.add(NONCE);
            Jws jws = key.sign(
                    key.header().jwk(key.publicKey()).nonce(NONCE).url(URL).build(),
                    NewAccount.builder().termsOfServiceAgreed(true).build());
            assertThat(verifier.verify(jws.toJsonBytes(), URL, SignedBy.JWK)
                            .key()
                            .jwk())
                    .isEqualTo(key.publicKey());
        }
    }

    @Test
    void algorithmsThatDoNotSignRequestsCannotBeAllowed() {
        for (List<JwsAlgorithm> algorithms : List.of(
                List.<JwsAlgorithm>of(),
                List.of(JwsAlgorithm.HS256),
                List.of(JwsAlgorithm.ES256, JwsAlgorithm.of("none")),
                List.of(JwsAlgorithm.of("ES-256")))) {
            assertThatThrownBy(() -> RequestVerifier.of(algorithms, this::account, this::takeNonce, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ES256");
        }
    }
}
