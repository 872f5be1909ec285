package dev.akme.jose;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.json.InvalidMemberException;
import dev.akme.json.MissingMemberException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class JwsHeaderTest {

    private static final String KID =
            "{\"alg\":\"ES256\",\"kid\":\"https://example.com/a\",\"nonce\":\"c2VjcmV0\",\"url\":\"https://example.com/o\"}";
    private static final String JWK = "{\"alg\":\"ES256\",\"jwk\":" + Keys.P256 + ",\"url\":\"https://example.com/o\"}";

    @Test
    void someAlgorithmMustSign() {
        fires(JwsHeader.TYPE, "jwsHeader/alg-none", KID.replace("ES256", "none"));
        silent(JwsHeader.TYPE, "jwsHeader/alg-none", KID);
        silent(JwsHeader.TYPE, "jwsHeader/alg-none", KID.replace("ES256", "HS256"));
        silent(JwsHeader.TYPE, "jwsHeader/alg-none", KID.replace("ES256", "FUTURE1"));
    }

    @Test
    void eitherAKeyOrItsName() {
        fires(JwsHeader.TYPE, "jwsHeader/jwk-xor-kid", JWK.replace("\"url\"", "\"kid\":\"a\",\"url\""));
        fires(JwsHeader.TYPE, "jwsHeader/jwk-xor-kid", "{\"alg\":\"ES256\",\"url\":\"https://example.com/o\"}");
        silent(JwsHeader.TYPE, "jwsHeader/jwk-xor-kid", KID);
        silent(JwsHeader.TYPE, "jwsHeader/jwk-xor-kid", JWK);
    }

    @Test
    void theAlgorithmIsTheKeys() {
        fires(JwsHeader.TYPE, "jwsHeader/alg-key", JWK.replace("ES256", "RS256"));
        fires(JwsHeader.TYPE, "jwsHeader/alg-key", JWK.replace("ES256", "HS256"));
        silent(JwsHeader.TYPE, "jwsHeader/alg-key", JWK);
        silent(JwsHeader.TYPE, "jwsHeader/alg-key", JWK.replace("ES256", "FUTURE1"));
    }

    @Test
    void aNonceHasBase64UrlCharacters() {
        fires(JwsHeader.TYPE, "jwsHeader/nonce", KID.replace("c2VjcmV0", "a+b"));
        fires(JwsHeader.TYPE, "jwsHeader/nonce", KID.replace("c2VjcmV0", ""));
        silent(JwsHeader.TYPE, "jwsHeader/nonce", KID);
        silent(JwsHeader.TYPE, "jwsHeader/nonce", KID.replace("c2VjcmV0", "A"));
        silent(JwsHeader.TYPE, "jwsHeader/nonce", JWK);
    }

    @Test
    void nothingIsCritical() {
        fires(JwsHeader.TYPE, "jwsHeader/crit", KID.replace("\"url\"", "\"crit\":[\"exp\"],\"url\""));
        fires(JwsHeader.TYPE, "jwsHeader/crit", KID.replace("\"url\"", "\"crit\":7,\"url\""));
        silent(JwsHeader.TYPE, "jwsHeader/crit", KID);
    }

    @Test
    void thePayloadIsEncoded() {
        fires(JwsHeader.TYPE, "jwsHeader/b64", KID.replace("\"url\"", "\"b64\":false,\"url\""));
        silent(JwsHeader.TYPE, "jwsHeader/b64", KID.replace("\"url\"", "\"b64\":true,\"url\""));
        silent(JwsHeader.TYPE, "jwsHeader/b64", KID);
    }

    @Test
    void privateKeysInTheHeaderAreRefused() {
        String json = JWK.replace("\"crv\"", "\"d\":\"jpsQ\",\"crv\"");
        fires(JwsHeader.TYPE, "jwk/private", json);
        assertThatThrownBy(() -> JwsHeader.TYPE.read(json).toBuilder().build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/jwk/d");
    }

    @Test
    void buildsWhatItReads() {
        JwsHeader built = JwsHeader.builder()
                .alg(JwsAlgorithm.ES256)
                .kid("https://example.com/a")
                .nonce("c2VjcmV0")
                .url(URI.create("https://example.com/o"))
                .build();
        assertThat(built.toJson()).isEqualTo(KID);
        assertThat(built.toString()).doesNotContain("c2Vj");
        assertThatThrownBy(() -> built.toBuilder().without("url").build()).isInstanceOf(MissingMemberException.class);
        assertThatThrownBy(() -> built.toBuilder().nonce("tell nobody").build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageNotContaining("nobody");
    }

    @Test
    void onlyMacsAreMacs() {
        assertThat(JwsAlgorithm.known().stream().filter(JwsAlgorithm::isMac))
                .containsExactly(JwsAlgorithm.HS256, JwsAlgorithm.HS384, JwsAlgorithm.HS512);
        assertThat(JwsAlgorithm.known()).hasSize(18).allMatch(a -> !a.section().isEmpty());
        assertThat(JwsAlgorithm.of("none").isKnown()).isFalse();
    }
}
