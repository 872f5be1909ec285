package dev.akme.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64UrlTest {

    @Test
    void everyLengthGoesThereAndBack() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int length = 0; length < 300; length++) {
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            String text = Base64Url.encode(octets);
            assertThat(text).as("seed %s, length %s", seed, length).isEqualTo(reference(octets));
            assertThat(Base64Url.decode(text)).as("seed %s", seed).isEqualTo(octets);
        }
    }

    private static String reference(byte[] octets) {
        return Base64.getEncoder()
                .encodeToString(octets)
                .replace("=", "")
                .replace('+', '-')
                .replace('/', '_');
    }

    @Test
    void onlyOneSpellingOfEachOctetStringIsRead() {
        List<String> letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .mapToObj(Character::toString)
                .toList();
        int read = 0;
        for (String first : letters) {
            for (String second : letters) {
                String text = first + second;
                try {
                    assertThat(Base64Url.encode(Base64Url.decode(text))).isEqualTo(text);
                    read++;
                } catch (IllegalArgumentException notCanonical) {
                    assertThat(notCanonical).hasMessageContaining("character 1");
                }
            }
        }
        assertThat(read).isEqualTo(256);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "AQ==,2,padding",
                "AR,1,unused bits",
                "AQF,2,unused bits",
                "A,0,4n+1",
                "AAAAA,4,4n+1",
                "A+,1,ordinary base64",
                "A/,1,ordinary base64",
                " AQ,0,white space",
                "'A\nQ',1,white space",
                "Aé,1,outside the alphabet"
            })
    void refusesWhatIsNotCanonicalAndSaysWhere(String text, int position, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base64Url.decode(text))
                .withMessageContaining("character " + position + " ")
                .withMessageContaining(why);
    }

    @Test
    void errorsDoNotQuoteTheText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Base64Url.decode("c2VjcmV0c2VjcmV0!"))
                .withMessageNotContaining("c2V")
                .withMessageContaining("16");
    }
}
