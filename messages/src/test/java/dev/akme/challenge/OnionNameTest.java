package dev.akme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.jose.Jwk;
import dev.akme.messages.Identifier;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnionNameTest {

    /** Of the key of RFC 8037 A.1. */
    static final String NAME = "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion";

    private static final String RFC_9799 = "bbcweb3hytmzhn5d532owbu6oqadra5z3ar726vq5kgwwn6aucdccrad.onion";

    @Test
    void isTheKeyOfTheVector() {
        assertThat(OnionName.of(Keys.ED25519)).hasToString(NAME);
        assertThat(OnionName.parse(NAME).publicKey()).isEqualTo(Keys.ED25519);
        assertThat(OnionName.parse(NAME))
                .isEqualTo(OnionName.of(Keys.ED25519))
                .hasSameHashCodeAs(OnionName.of(Keys.ED25519))
                .isNotEqualTo(OnionName.parse(RFC_9799))
                .isNotEqualTo(NAME);
    }

    @Test
    void theNameOfTheRfcGoesThereAndBack() {
        OnionName name = OnionName.parse(RFC_9799);
        assertThat(name).hasToString(RFC_9799);
        assertThat(OnionName.of(name.publicKey())).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "www.", "*.", "a.b.c.", "*.www."})
    void namesBelowItAreOfTheSameService(String prefix) {
        assertThat(OnionName.parse(prefix + NAME)).hasToString(NAME);
        assertThat(OnionName.parse((prefix + NAME + ".").toUpperCase(Locale.ROOT)))
                .hasToString(NAME);
        assertThat(OnionName.of(Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"" + prefix + NAME + "\"}")))
                .hasToString(NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".onion",
                "onion",
                "example.org",
                // Version 2.
                "expyuzz4wqqyqhjn.onion",
                // A label too short, too long, with a digit that base32 does not have.
                "5njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion",
                "a25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion",
                "15njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion",
                // The Kelvin sign, which is no k although it folds to one.
                "25njqamcweflpv\u212al73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion",
                // A slip of the pen in the key, in the checksum, in the version.
                "35njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion",
                "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl6sid.onion",
                "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sie.onion",
                "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion.example.org",
                "25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sid.onion.."
            })
    void refusesOtherNames(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnionName.parse(name))
                .withMessageContaining("RFC 9799 §2");
    }

    @Test
    void saysWhenTheVersionIsAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnionName.parse("25njqamcweflpvkl73j4szahhihoc4xt3ktcgjnpaingr5yhkenl5sie.onion"))
                .withMessageContaining("not of version 3");
    }

    @Test
    void refusesOtherKeys() {
        assertThatIllegalArgumentException().isThrownBy(() -> OnionName.of(Keys.P256));
        assertThatIllegalArgumentException().isThrownBy(() -> OnionName.of(Jwk.okp("Ed448", new byte[57])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnionName.of(Jwk.TYPE.read("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}")))
                .withMessageContaining("Ed25519");
    }
}
