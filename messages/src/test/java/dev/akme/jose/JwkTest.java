package dev.akme.jose;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.JsonException;
import dev.akme.json.JsonString;
import dev.akme.json.MissingMemberException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwkTest {

    private static final Map<String, String> THUMBPRINTS = Map.of(
            Keys.RSA_7638, "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
            Keys.RSA_7515, "IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8",
            Keys.P256, "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U",
            Keys.P384, "XAlFdCnRyxW0X6w-dN2puPIS0dlX3SNylwEE4undp34",
            Keys.P521, "u5YUSjQ2-2chBi51NSk3t3g7IM4o2KYcnPqPtCNGd3U",
            Keys.ED25519, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");

    static Stream<String> keys() {
        return THUMBPRINTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasTheThumbprintOfTheRfc(String json) {
        assertThat(Jwk.TYPE.read(json).thumbprint()).isEqualTo(THUMBPRINTS.get(json));
    }

    @Test
    void theThumbprintIsASha256() {
        String hex = "3736cbb1787cb8309c77ee8c3705c5e16ffb9e859715901f1e4c59b11182f57b";
        assertThat(Base64Url.decode(Jwk.TYPE.read(Keys.RSA_7638).thumbprint()))
                .isEqualTo(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void isLossFreeAndWithoutFault(String json) {
        Jwk key = Jwk.TYPE.readStrict(json);
        assertThat(Jwk.TYPE.read(key.toJson())).isEqualTo(key);
        assertThat(key.toBuilder().build()).isEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hidesKeyMaterialInText(String json) {
        Jwk key = Jwk.TYPE.read(json);
        assertThat(key.toString()).contains(key.kty()).contains("(hidden)");
        for (byte[] part :
                Stream.of(key.x(), key.y(), key.n()).flatMap(o -> o.stream()).toList()) {
            assertThat(key.toString()).doesNotContain(Base64Url.encode(part));
        }
    }

    @Test
    void otherMembersDoNotChangeTheThumbprint() {
        Jwk key = Jwk.TYPE.read(Keys.P256);
        Jwk more = key.toBuilder()
                .alg(JwsAlgorithm.ES256)
                .extension("use", new JsonString("sig"))
                .build();
        assertThat(more.thumbprint()).isEqualTo(key.thumbprint());
        assertThat(more).isNotEqualTo(key);
    }

    @Test
    void factoriesMakeTheSameKeys() {
        Jwk ec = Jwk.TYPE.read(Keys.P256);
        assertThat(Jwk.ec("P-256", ec.x().orElseThrow(), ec.y().orElseThrow())).isEqualTo(ec);
        assertThat(Jwk.ec("P-256", signed(ec.x().orElseThrow()), signed(ec.y().orElseThrow())))
                .as("octets as BigInteger gives them")
                .isEqualTo(ec);
        Jwk p521 = Jwk.TYPE.read(Keys.P521);
        assertThat(Jwk.ec(
                        "P-521", signed(p521.x().orElseThrow()), signed(p521.y().orElseThrow())))
                .isEqualTo(p521);
        Jwk okp = Jwk.TYPE.read(Keys.ED25519);
        assertThat(Jwk.okp("Ed25519", okp.x().orElseThrow())).isEqualTo(okp);
        Jwk rsa = Jwk.TYPE.read(Keys.RSA_7515);
        assertThat(Jwk.rsa(signed(rsa.n().orElseThrow()), new byte[] {0, 1, 0, 1}))
                .isEqualTo(rsa);
        assertThat(Jwk.akp(JwsAlgorithm.ML_DSA_44, new byte[1312]).thumbprint()).hasSize(43);
    }

    private static byte[] signed(byte[] unsigned) {
        return new BigInteger(1, unsigned).toByteArray();
    }

    @Test
    void leadingZerosOfAnRsaKeyDoNotChangeItsThumbprint() {
        byte[] n = Jwk.TYPE.read(Keys.RSA_7515).n().orElseThrow();
        byte[] longer = new byte[n.length + 1];
        System.arraycopy(n, 0, longer, 1, n.length);
        Jwk key = Jwk.TYPE.read("{\"kty\":\"RSA\",\"e\":\"AAEAAQ\",\"n\":\"" + Base64Url.encode(longer) + "\"}");
        assertThat(key.thumbprint()).isEqualTo(THUMBPRINTS.get(Keys.RSA_7515));
    }

    @Test
    void accessorsGiveCopies() {
        Jwk key = Jwk.TYPE.read(Keys.P256);
        key.x().orElseThrow()[0] ^= 1;
        assertThat(key).isEqualTo(Jwk.TYPE.read(Keys.P256));
    }

    @Test
    void thumbprintNeedsAWholeKeyOfAKnownType() {
        assertThatThrownBy(() ->
                        Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\"}").thumbprint())
                .isInstanceOf(MissingMemberException.class)
                .hasMessageContaining("/x");
        assertThatThrownBy(() -> Jwk.TYPE.read("{\"kty\":\"LATTICE\"}").thumbprint())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/kty");
        assertThatThrownBy(() -> Jwk.TYPE.read(Keys.P256.replace("f83O", "")).thumbprint())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/x");
    }

    @Test
    void privatePartsAreRefusedAndNeverShown() {
        String json = Keys.P256.replace("}", ",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}");
        fires(Jwk.TYPE, "jwk/private", json);
        silent(Jwk.TYPE, "jwk/private", Keys.P256);
        for (String name : List.of("d", "p", "q", "dp", "dq", "qi", "k", "oth", "priv")) {
            fires(Jwk.TYPE, "jwk/private", "{\"kty\":\"RSA\",\"" + name + "\":\"AQ\"}");
        }
        assertThat(Jwk.TYPE.read(json).toString()).doesNotContain("jpsQ");
        assertThatThrownBy(() -> Jwk.TYPE.readStrict(json))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("/d")
                .hasMessageNotContaining("jpsQ");
        assertThatThrownBy(() -> Jwk.TYPE.read(json).toBuilder().build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageNotContaining("jpsQ");
        assertThat(Jwk.TYPE.read(json).toBuilder().without("d").build()).isEqualTo(Jwk.TYPE.read(Keys.P256));
    }

    @Test
    void membersOfTheTypeAreRequired() {
        fires(Jwk.TYPE, "jwk/incomplete", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\"}");
        fires(Jwk.TYPE, "jwk/incomplete", "{\"kty\":\"RSA\",\"n\":\"AQ\"}");
        fires(Jwk.TYPE, "jwk/incomplete", "{\"kty\":\"AKP\",\"pub\":\"AQ\"}");
        silent(Jwk.TYPE, "jwk/incomplete", Keys.ED25519);
        silent(Jwk.TYPE, "jwk/incomplete", "{\"kty\":\"LATTICE\"}");
    }

    @Test
    void lengthsAreFixed() {
        fires(Jwk.TYPE, "jwk/length", "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}");
        fires(Jwk.TYPE, "jwk/length", "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"AQ\"}");
        fires(Jwk.TYPE, "jwk/length", "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AQ\"}");
        silent(Jwk.TYPE, "jwk/length", Keys.P521);
        assertThatThrownBy(() -> Jwk.ec("P-256", new byte[] {1}, filled(33)))
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/y");
        assertThatThrownBy(() -> Jwk.okp("Ed25519", filled(31))).isInstanceOf(InvalidMemberException.class);
    }

    private static byte[] filled(int length) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) 7);
        return octets;
    }

    @Test
    void numbersOfRsaKeysAreMinimal() {
        fires(Jwk.TYPE, "jwk/leading-zero", "{\"kty\":\"RSA\",\"n\":\"AAE\",\"e\":\"AQAB\"}");
        fires(Jwk.TYPE, "jwk/leading-zero", "{\"kty\":\"RSA\",\"n\":\"\",\"e\":\"AQAB\"}");
        silent(Jwk.TYPE, "jwk/leading-zero", Keys.RSA_7638);
    }

    @Test
    void unknownTypesAreValues() {
        fires(Jwk.TYPE, "jwk/unknown-type", "{\"kty\":\"LATTICE\"}");
        silent(Jwk.TYPE, "jwk/unknown-type", Keys.P256);
        assertThat(Jwk.TYPE.readStrict("{\"kty\":\"LATTICE\",\"z\":1}").kty()).isEqualTo("LATTICE");
    }

    @Test
    void paddedMembersAreRefusedByTheirAccessor() {
        Jwk key = Jwk.TYPE.read(Keys.ED25519.replace("URo\"", "URo=\""));
        fires(Jwk.TYPE, "invalid", key.toJson());
        assertThatThrownBy(key::x)
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("padding")
                .hasMessageNotContaining("11qY");
    }

    @Test
    void algorithmsFitTheirKeys() {
        assertThat(fitting(Keys.P256)).containsExactly("ES256");
        assertThat(fitting(Keys.P384)).containsExactly("ES384");
        assertThat(fitting(Keys.P521)).containsExactly("ES512");
        assertThat(fitting(Keys.RSA_7515)).containsExactly("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
        assertThat(fitting(Keys.ED25519)).containsExactly("EdDSA", "Ed25519");
        assertThat(fitting("{\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\"}")).containsExactly("ML-DSA-65");
        assertThat(fitting("{\"kty\":\"oct\"}")).isEmpty();
    }

    private static List<String> fitting(String json) {
        Jwk key = Jwk.TYPE.read(json);
        return JwsAlgorithm.known().stream()
                .filter(a -> a.fits(key))
                .map(JwsAlgorithm::value)
                .toList();
    }
}
