package dev.akme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {

    /** RFC 4648 §10, in lower case and without padding. */
    @ParameterizedTest
    @CsvSource({"'', ''", "f, my", "fo, mzxq", "foo, mzxw6", "foob, mzxw6yq", "fooba, mzxw6ytb", "foobar, mzxw6ytboi"})
    void hasTheTextsOfTheVectors(String octets, String text) {
        assertThat(Base32.encode(octets.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
        assertThat(Base32.decode(text)).isEqualTo(octets.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "m", "aaa", "mzx", "mzxw6y", "mz", "my======", "MY", "m1", "m0", "m y", "\u00e9y"})
    void refusesOtherText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base32.decode(text))
                .withMessageContaining("not base32");
    }

    @Test
    void allOctetsGoThereAndBack() {
        long seed = 4648;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] octets = new byte[random.nextInt(50)];
            random.nextBytes(octets);
            assertThat(Base32.decode(Base32.encode(octets)))
                    .as("seed %s, round %s", seed, i)
                    .isEqualTo(octets);
        }
    }
}
