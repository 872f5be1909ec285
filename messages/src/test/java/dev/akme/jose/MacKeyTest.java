package dev.akme.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.JoseException.Fault;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacKeyTest {

    private static final byte[] INPUT = "input".getBytes(US_ASCII);

    /** With octets that differ in the two alphabets. */
    private static final byte[] OCTETS = {(byte) 0xfb, (byte) 0xff, (byte) 0xfe, 1, 2, 3, 4};

    @Test
    void isReadInEveryFormThatCasUse() {
        byte[] mac = MacKey.of(OCTETS).sign(JwsAlgorithm.HS256, INPUT);
        String url = Base64Url.encode(OCTETS);
        for (String text : new String[] {
            url,
            url + "==",
            Base64.getEncoder().encodeToString(OCTETS),
            Base64.getEncoder().withoutPadding().encodeToString(OCTETS),
            " " + url + "\n",
            "{\"kty\":\"oct\",\"k\":\"" + url + "\"}",
            "{\"kid\":\"x\",\"k\":\"" + url + "\",\"kty\":\"oct\",\"alg\":\"HS256\"}"
        }) {
            MacKey key = MacKey.parse(text);
            assertThat(key.verify(JwsAlgorithm.HS256, INPUT, mac)).as(text).isTrue();
            assertThat(key.exportPrivateText()).isEqualTo(url);
        }
    }

    @ParameterizedTest
    @CsvSource({"-w, +w", "_w, /w", "a-_w, a+/w"})
    void theAlphabetsMayBeginWithWhatTellsThemApart(String url, String plain) {
        assertThat(MacKey.parse(url).exportPrivateText())
                .isEqualTo(MacKey.parse(plain).exportPrivateText())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "c2Vjc*V0",
                "a-b/c_d",
                "c2Vj cmV0",
                "=",
                "A",
                "c2Vj\ncmV0",
                "{",
                "{}",
                "{\"kty\":\"oct\"}",
                "{\"kty\":\"RSA\",\"k\":\"c2Vj\"}",
                "{\"kty\":\"oct\",\"k\":\"c2*Vj\"}",
                "{\"kty\":\"oct\",\"k\":5}"
            })
    void anythingElseIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> MacKey.parse(text))
                .isInstanceOfSatisfying(
                        JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.KEY))
                .hasMessageContaining("MAC key")
                .hasMessageNotContaining("c2")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({"HS256,32", "HS384,48", "HS512,64"})
    void isMadeAsLongAsTheHash(String alg, int octets) {
        JwsAlgorithm algorithm = JwsAlgorithm.of(alg);
        MacKey key = MacKey.generate(algorithm, new SecureRandom());
        assertThat(Base64Url.decode(key.exportPrivateText())).hasSize(octets);
        assertThat(key.sign(algorithm, INPUT)).hasSize(octets);
        assertThat(MacKey.generate(algorithm, new SecureRandom()).exportPrivateText())
                .isNotEqualTo(key.exportPrivateText());
    }

    @Test
    void isNotForSignatures() {
        MacKey key = MacKey.of(OCTETS);
        for (JwsAlgorithm alg : JwsAlgorithm.known()) {
            if (!alg.isMac()) {
                assertThatThrownBy(() -> key.sign(alg, INPUT))
                        .isInstanceOfSatisfying(
                                JoseException.class, e -> assertThat(e.fault()).isEqualTo(Fault.ALGORITHM));
            }
        }
        assertThatThrownBy(() -> MacKey.generate(JwsAlgorithm.ES256, new SecureRandom()))
                .isInstanceOf(JoseException.class);
    }

    @Test
    void otherAndShorterMacsAreWrong() {
        MacKey key = MacKey.of(OCTETS);
        byte[] mac = key.sign(JwsAlgorithm.HS256, INPUT);
        assertThat(key.verify(JwsAlgorithm.HS256, INPUT, mac)).isTrue();
        assertThat(key.verify(JwsAlgorithm.HS384, INPUT, mac)).isFalse();
        assertThat(key.verify(JwsAlgorithm.HS256, INPUT, java.util.Arrays.copyOf(mac, 31)))
                .isFalse();
        assertThat(key.verify(JwsAlgorithm.HS256, INPUT, new byte[0])).isFalse();
        mac[0] ^= 1;
        assertThat(key.verify(JwsAlgorithm.HS256, INPUT, mac)).isFalse();
    }

    @Test
    void noOctetsAreNoKey() {
        assertThatThrownBy(() -> MacKey.of(new byte[0]))
                .isInstanceOf(JoseException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void theOctetsAreCopied() {
        byte[] octets = OCTETS.clone();
        MacKey key = MacKey.of(octets);
        octets[0] = 0;
        assertThat(key.exportPrivateText()).isEqualTo(Base64Url.encode(OCTETS));
    }

    @Test
    void isFoundInTextWhereItDoesNotBelong() {
        MacKey key = MacKey.of(OCTETS);
        assertThat(key.isIn("x" + key.exportPrivateText() + "==")).isTrue();
        assertThat(key.isIn("https://example.com/" + Base64.getEncoder().encodeToString(OCTETS)))
                .isTrue();
        assertThat(key.isIn("eab-kid-001")).isFalse();
        // The last two or four bits of the text do not count: AQ and AR are the same octet.
        String canonical = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA";
        String other = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyB";
        assertThat(MacKey.parse(other).exportPrivateText()).isEqualTo(canonical);
        assertThat(MacKey.parse(other).isIn(other)).isTrue();
        assertThat(MacKey.parse(other).isIn(other.substring(1))).isFalse();
    }
}
