package dev.akme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Jwk;
import dev.akme.json.MemberException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAuthorizationTest {

    @Test
    void hasTheTextsOfTheVectors() {
        assertThat(Keys.KA_1.text())
                .isEqualTo("evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA.NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
                .hasSize(87);
        assertThat(Keys.KA_2.text())
                .isEqualTo("LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0.oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
        assertThat(Keys.KA_3.text())
                .isEqualTo("LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0.kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(Keys.KA_1.token()).isEqualTo(Keys.TOKEN_1);
        assertThat(HexFormat.of().formatHex(Keys.KA_1.sha256()))
                .isEqualTo("653471d42925d7eb4cd39a39cda8b34d3034c94cb90067ab78c8123560ba2e5f");
    }

    @Test
    void theTokenIsTextAndNotOctets() {
        // The last digit has bits that no octet has: decoded and encoded again, it would be another.
        String token = "AAAAAAAAAAAAAAAAAAAAAB";
        assertThat(KeyAuthorization.of(token, Keys.P256).text()).startsWith(token + ".");
        // A length that encodes nothing at all is no harm either.
        assertThat(KeyAuthorization.of("A".repeat(25), Keys.P256).token()).hasSize(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA==",
                "../../../../etc/passwd1234",
                "AAAAAAAAAAAA.AAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAA\r\nX",
                "AAAAAAAAAAAAAAAAAAAAAAAA+",
                "AAAAAAAAAAAAAAAAAAAAAAAA%2F",
                "AAAAAAAAAAAAAAAAAAAAAAAA\u00e9",
                "AAAAAAAAAAAAAAAAAAAAAAAA\u0000"
            })
    void refusesTokensThatAreNoneAndQuotesNone(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyAuthorization.of(token, Keys.P256))
                .withMessageContaining("RFC 8555 §8.3")
                .withMessageContaining("refuse the challenge")
                .withMessageNotContainingAny("AAAA", "passwd");
    }

    @Test
    void theThumbprintIsEnough() {
        assertThat(KeyAuthorization.ofThumbprint(Keys.TOKEN_2, "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"))
                .isEqualTo(Keys.KA_2);
        assertThatIllegalArgumentException().isThrownBy(() -> KeyAuthorization.ofThumbprint(Keys.TOKEN_2, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyAuthorization.ofThumbprint(Keys.TOKEN_2, "oKIywvGUpTVTyxMQ3bwIIeQ"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        KeyAuthorization.ofThumbprint(Keys.TOKEN_2, "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U="));
    }

    @Test
    void aKeyWithoutThumbprintIsRefused() {
        Jwk key = Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\"}");
        assertThatThrownBy(() -> KeyAuthorization.of(Keys.TOKEN_1, key)).isInstanceOf(MemberException.class);
    }

    @Test
    void equalsToTheLetter() {
        assertThat(KeyAuthorization.of(Keys.TOKEN_2, Keys.P256))
                .isEqualTo(Keys.KA_2)
                .hasSameHashCodeAs(Keys.KA_2)
                .isNotEqualTo(Keys.KA_1)
                .isNotEqualTo(Keys.KA_3)
                .isNotEqualTo(Keys.KA_2.text());
        assertThat(Keys.KA_2.matches(Keys.KA_2.text())).isTrue();
        assertThat(Keys.KA_2.matches(Keys.KA_2.text() + "\n")).isFalse();
        assertThat(Keys.KA_2.matches("")).isFalse();
    }

    @Test
    void toStringHidesTheToken() {
        assertThat(Keys.KA_2.toString()).doesNotContain(Keys.TOKEN_2, "oKIyw");
    }
}
