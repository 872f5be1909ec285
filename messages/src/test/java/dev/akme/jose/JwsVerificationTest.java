package dev.akme.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.der.DerWriter;
import dev.akme.jose.JoseException.Fault;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be refused is refused, for the right reason, and before the key is asked for if it can be. */
class JwsVerificationTest {

    private static final Set<JwsAlgorithm> ALLOWED = Set.of(
            JwsAlgorithm.ES256,
            JwsAlgorithm.ES384,
            JwsAlgorithm.ES512,
            JwsAlgorithm.RS256,
            JwsAlgorithm.EDDSA,
            JwsAlgorithm.of("none"),
            JwsAlgorithm.HS256);

    private static final String KID = "\"kid\":\"https://example.com/a\"";
    private static final String END = KID + ",\"nonce\":\"AQ\",\"url\":\"https://example.com/o\"}";
    private static final String HEADER = "{\"alg\":\"ES256\"," + END;
    private static final SigningKey KEY = Keys.p256();

    /** Signed in truth, whatever the header says. */
    private static String signed(String header, SigningKey key, String alg) {
        String input = Base64Url.encode(header.getBytes(UTF_8)) + ".e30";
        byte[] signature = key.sign(JwsAlgorithm.of(alg), input.getBytes(US_ASCII));
        return json(input, signature);
    }

    private static String json(String input, byte[] signature) {
        return "{\"protected\":\"" + input.substring(0, input.indexOf('.')) + "\",\"payload\":\"e30\",\"signature\":\""
                + Base64Url.encode(signature) + "\"}";
    }

    private static VerificationKey notAsked(JwsHeader header) {
        throw new AssertionError("the key was asked for: " + header);
    }

    private static void refused(String json, Fault fault, String problem) {
        refused(json, JwsVerificationTest::notAsked, fault, problem);
    }

    private static void refused(String json, Function<JwsHeader, VerificationKey> keys, Fault fault, String problem) {
        assertThatThrownBy(() -> Jws.TYPE.read(json).verify(ALLOWED, keys))
                .isInstanceOfSatisfying(
                        JoseException.class, e -> assertThat(e.fault()).isEqualTo(fault))
                .hasMessageContaining(problem)
                .hasNoCause();
    }

    private static Function<JwsHeader, VerificationKey> key(SigningKey key) {
        return header -> key.verificationKey();
    }

    @Test
    void theRequestThatTheOthersAreMadeOfIsAccepted() {
        VerifiedJws verified = Jws.TYPE.read(signed(HEADER, KEY, "ES256")).verify(ALLOWED, key(KEY));
        assertThat(new String(verified.payload(), UTF_8)).isEqualTo("{}");
        assertThat(verified.header().toJson()).isEqualTo(HEADER);
        verified.payload()[0] = 0;
        assertThat(verified.payload()[0]).isEqualTo((byte) '{');
        assertThat(verified.toString()).contains("ES256").doesNotContain("\"AQ\"");
    }

    @Test
    void anUnprotectedHeaderIsRefused() {
        String good = signed(HEADER, KEY, "ES256");
        for (String header : List.of("{}", "{\"alg\":\"ES256\"}", "null", "1")) {
            refused(good.replace("\"payload\"", "\"header\":" + header + ",\"payload\""), Fault.FORM, "header");
        }
    }

    @Test
    void theFormForSeveralSignaturesIsRefusedEvenWhenItHasNone() {
        String good = signed(HEADER, KEY, "ES256");
        for (String signatures : List.of("[]", "[" + good + "]", "null")) {
            refused("{\"payload\":\"e30\",\"signatures\":" + signatures + "}", Fault.FORM, "signatures");
            refused(
                    good.replace("\"payload\"", "\"signatures\":" + signatures + ",\"payload\""),
                    Fault.FORM,
                    "flattened");
        }
    }

    @Test
    void nothingMayBeMissingOrEmptyOrOfAnotherType() {
        String good = signed(HEADER, KEY, "ES256");
        for (String member : List.of("protected", "payload", "signature")) {
            refused(good.replace("\"" + member + "\"", "\"x\""), Fault.FORM, "/" + member);
            refused(
                    good.replaceAll("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":null"),
                    Fault.FORM,
                    "/" + member);
            refused(good.replaceAll("\"" + member + "\":\"[^\"]*\"", "\"" + member + "\":5"), Fault.FORM, "/" + member);
        }
        refused(good.replaceAll("\"signature\":\"[^\"]*\"", "\"signature\":\"\""), Fault.FORM, "empty");
        refused(good.replaceAll("\"protected\":\"[^\"]*\"", "\"protected\":\"\""), Fault.FORM, "/protected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e30=", "e31", "e3", "e", "e3+", "e3/", " e30", "e\\n30"})
    void base64urlMustBeCanonicalEverywhere(String text) {
        String good = signed(HEADER, KEY, "ES256");
        for (String member : List.of("protected", "payload", "signature")) {
            String value = Matcher.quoteReplacement("\"" + member + "\":\"" + text + "\"");
            refused(good.replaceAll("\"" + member + "\":\"[^\"]*\"", value), Fault.FORM, "/" + member);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | JSON",
                "{ | JSON",
                "{\"alg\":\"ES256\",\"alg\":\"ES256\"} | JSON",
                "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false | crit",
                "{\"alg\":\"ES256\",\"crit\":[\"x\"],\"x\":1 | crit",
                "{\"alg\":\"ES256\",\"crit\":[] | crit",
                "{\"alg\":\"ES256\",\"crit\":null | crit",
                "{\"alg\":\"ES256\",\"b64\":false | b64",
                "{\"alg\":\"ES256\",\"b64\":true | b64",
                "{\"x\":1 | /alg",
                "{\"alg\":5 | /alg",
                "{\"alg\":null | /alg"
            })
    void headersOfAnotherFormAreRefused(String begin, String problem) {
        String header = begin.endsWith("}") || begin.length() < 3 ? begin : begin + "," + END;
        refused(signed(header, KEY, "ES256"), Fault.FORM, problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "None", "", "HS256", "HS384", "HS512", "RS384", "PS256", "ES256K", "es256", "RSA-OAEP"})
    void otherAlgorithmsAreRefusedWithoutSayingThem(String alg) {
        refused(signed(HEADER.replace("ES256", alg), KEY, "ES256"), Fault.ALGORITHM, "is not accepted: use ");
        assertThatThrownBy(() ->
                        Jws.TYPE.read(signed(HEADER, KEY, "ES256")).verify(Set.of(), JwsVerificationTest::notAsked))
                .isInstanceOf(JoseException.class);
    }

    @Test
    void oneOfJwkAndKidMustBeThereAndNotBoth() {
        String jwk = "\"jwk\":" + Keys.P256;
        refused(signed(HEADER.replace(KID, KID + "," + jwk), KEY, "ES256"), Fault.FORM, "both jwk and kid");
        refused(signed(HEADER.replace(KID, "\"x\":1"), KEY, "ES256"), Fault.FORM, "neither jwk nor kid");
        refused(signed(HEADER.replace(KID, "\"kid\":null"), KEY, "ES256"), Fault.FORM, "null");
        refused(signed(HEADER.replace(KID, "\"kid\":5"), KEY, "ES256"), Fault.FORM, "/kid");
        refused(signed(HEADER.replace(KID, "\"jwk\":null"), KEY, "ES256"), Fault.FORM, "null");
        refused(signed(HEADER.replace(KID, "\"jwk\":\"x\""), KEY, "ES256"), Fault.FORM, "/jwk");
    }

    @Test
    void aKeyInTheHeaderMustBeTheOneThatIsExpectedAndSaysNoOtherAlgorithm() {
        String header = HEADER.replace(KID, "\"jwk\":" + Keys.P256);
        String json = signed(header, KEY, "ES256");
        assertThat(Jws.TYPE
                        .read(json)
                        .verify(ALLOWED, h -> VerificationKey.of(h.jwk().orElseThrow()))
                        .key())
                .contains(KEY.verificationKey());
        refused(json, key(SigningKey.generate(KeyType.P256)), Fault.KEY, "not the one that is expected");
        String says = header.replace("\"kty\"", "\"alg\":\"ES384\",\"kty\"");
        refused(signed(says, KEY, "ES256"), key(KEY), Fault.KEY, "alg in the key");
        String right = header.replace("\"kty\"", "\"alg\":\"ES256\",\"kty\"");
        Jws.TYPE.read(signed(right, KEY, "ES256")).verify(ALLOWED, key(KEY));
    }

    @Test
    void aBrokenKeyInTheHeaderIsRefusedWhateverKeyIsExpected() {
        String header = HEADER.replace(KID, "\"jwk\":" + Keys.P256);
        for (String broken : List.of(
                header.replace("\"kty\":\"EC\",", ""),
                header.replace("\"x\"", "\"z\""),
                header.replace("\"kty\"", "\"alg\":5,\"kty\""))) {
            refused(signed(broken, KEY, "ES256"), key(KEY), Fault.FORM, "jwk /");
        }
    }

    @ParameterizedTest
    @CsvSource({"ES256,P384", "ES384,P256", "ES512,P384", "RS256,P256", "EdDSA,P256", "ES256,RSA2048", "ES256,ED25519"})
    void theAlgorithmMustFitTheKey(String alg, KeyType type) {
        SigningKey other = SigningKey.generate(type);
        String header = HEADER.replace("ES256", alg);
        refused(
                signed(header, other, other.algorithm().value()),
                key(other),
                Fault.KEY,
                "not one for keys of the kind");
    }

    @Test
    void aSignatureInDerIsRefused() {
        Jws good = Jws.TYPE.read(signed(HEADER, KEY, "ES256"));
        byte[] der = DerWriter.ecdsaSignature(good.signature());
        String json = json(good.protectedText() + ".e30", der);
        refused(json, key(KEY), Fault.SIGNATURE, "not one by this key");
    }

    @Test
    void numbersOfASignatureMustBeInRange() {
        String input = Base64Url.encode(HEADER.getBytes(UTF_8)) + ".e30";
        byte[] good = KEY.sign(JwsAlgorithm.ES256, input.getBytes(US_ASCII));
        byte[] zero = new byte[32];
        byte[] order = Numbers.unsigned(Curve.P256.order(), 32);
        byte[] most = Numbers.unsigned(BigInteger.TWO.pow(256).subtract(BigInteger.ONE), 32);
        for (byte[] number : List.of(zero, order, most)) {
            byte[] r = good.clone();
            System.arraycopy(number, 0, r, 0, 32);
            byte[] s = good.clone();
            System.arraycopy(number, 0, s, 32, 32);
            refused(json(input, r), key(KEY), Fault.SIGNATURE, "");
            refused(json(input, s), key(KEY), Fault.SIGNATURE, "");
            assertThat(EcdsaFormat.isInRange(r, Curve.P256)).isFalse();
            assertThat(EcdsaFormat.isInRange(s, Curve.P256)).isFalse();
        }
        refused(json(input, new byte[64]), key(KEY), Fault.SIGNATURE, "");
    }

    @Test
    void theOctetsThatCameAreVerifiedAndNotThoseOfAnotherSpelling() {
        String spaced = HEADER.replace(",", " , ");
        String json = signed(spaced, KEY, "ES256");
        Jws.TYPE.read(json).verify(ALLOWED, key(KEY));
        String other = json(
                Base64Url.encode(HEADER.getBytes(UTF_8)) + ".e30",
                Jws.TYPE.read(json).signature());
        refused(other, key(KEY), Fault.SIGNATURE, "exactly as they");
    }

    @Test
    void anotherPayloadHeaderOrKeyIsRefused() {
        String good = signed(HEADER, KEY, "ES256");
        refused(good.replace("\"e30\"", "\"\""), key(KEY), Fault.SIGNATURE, "");
        refused(good, key(SigningKey.generate(KeyType.P256)), Fault.SIGNATURE, "");
        String nonce = HEADER.replace("\"AQ\"", "\"AR\"");
        refused(
                json(
                        Base64Url.encode(nonce.getBytes(UTF_8)) + ".e30",
                        Jws.TYPE.read(good).signature()),
                key(KEY),
                Fault.SIGNATURE,
                "");
    }

    @Test
    void whatTheFinderOfKeysThrowsComesThrough() {
        IllegalStateException mine = new IllegalStateException("mine");
        assertThatThrownBy(() -> Jws.TYPE.read(signed(HEADER, KEY, "ES256")).verify(ALLOWED, header -> {
                    throw mine;
                }))
                .isSameAs(mine);
    }

    @Test
    void macsAreVerifiedByMacKeysAlone() {
        MacKey key = MacKey.of("secret".repeat(6).getBytes(US_ASCII));
        Jws jws = key.sign(
                JwsHeader.TYPE.read("{\"alg\":\"HS256\"," + KID + ",\"url\":\"https://example.com/o\"}"),
                Jwk.TYPE.read(Keys.P256));
        assertThat(jws.verifyMac(ALLOWED, header -> key).key()).isEmpty();
        assertThatThrownBy(() -> jws.verifyMac(ALLOWED, header -> MacKey.of(new byte[32])))
                .isInstanceOfSatisfying(
                        JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.SIGNATURE));
        assertThatThrownBy(() -> jws.verify(ALLOWED, JwsVerificationTest::notAsked))
                .isInstanceOfSatisfying(
                        JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ALGORITHM));
        assertThatThrownBy(() -> Jws.TYPE.read(signed(HEADER, KEY, "ES256")).verifyMac(ALLOWED, header -> key))
                .isInstanceOfSatisfying(
                        JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ALGORITHM));
        byte[] cut = Arrays.copyOf(jws.signature(), 16);
        assertThatThrownBy(() -> jws.toBuilder().signature(cut).build().verifyMac(ALLOWED, header -> key))
                .isInstanceOf(JoseException.class);
    }
}
