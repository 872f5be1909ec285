package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encoded as RFC 3492 §6.3 has it is well-formed, as far as it may stand in a name; anything else is not. */
class PunycodeTest {

    private static final long SEED = 3492;

    /** RFC 3492 §7.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "egbpdaj6bu4bxfgehfvwxn",
                "ihqwcrb4cv8a8dqg056pqjye",
                "Proprostnemluvesky-uyb24dma41a",
                "4dbcagdahymbxekheh6e0a7fei0b",
                "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd",
                "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
                "b1abfaaepdrnnbgefbaDotcwatmq2g4l",
                "PorqunopuedensimplementehablarenEspaol-fmd56a",
                "3B-ww4c5e180e575a65lsy2b",
                "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n",
                "Hello-Another-Way--fc4qua05auwb3674vfr0b",
                "2-u9tlzr9756bt3uc0v",
                "MajiKoi5-783gue6qz075azm5e",
                "de-jg4avhby1noc0d",
                "d9juau41awczczp"
            })
    void theSamplesOfTheRfcAreWellFormed(String sample) {
        assertThat(Punycode.isWellFormed(sample)).isTrue();
    }

    @Test
    void whateverIsEncodedIsWellFormed() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            // From close together to far apart, so that every step of the encoding is large and small.
            int spread = 1 << (1 + random.nextInt(20));
            int[] text = random.ints(1 + random.nextInt(30), 0, spread)
                    .map(c -> c % 5 == 0 ? 'a' + c % 26 : character(c))
                    .toArray();
            String encoded = encode(text);
            boolean ascii = java.util.Arrays.stream(text).allMatch(c -> c < 0x80);
            assertThat(Punycode.isWellFormed(encoded))
                    .as("seed %d, number %d: %s", SEED, i, encoded)
                    .isEqualTo(!ascii);
            assertThat(Punycode.isWellFormed(encoded.toUpperCase(java.util.Locale.ROOT)))
                    .isEqualTo(!ascii);
        }
    }

    /** A wrong step would make another character of the last one, beyond the end. */
    @Test
    void theLastCharacterOfUnicodeIsWellFormedAfterAnyOther() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            int[] text = random.ints(2 + random.nextInt(10), 0, 0x110000)
                    .map(PunycodeTest::character)
                    .toArray();
            text[text.length - 1] = 0x10ffff;
            text[0] = i % 2 == 0 ? 0xa0 : 0x10ffff;
            assertThat(Punycode.isWellFormed(encode(text)))
                    .as("seed %d, number %d", SEED, i)
                    .isTrue();
            text[text.length - 1] = 0x110000;
            assertThat(Punycode.isWellFormed(encode(text)))
                    .as("seed %d, number %d", SEED, i)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, false",
        "9f, false",
        "a0, true",
        "d7ff, true",
        "d800, false",
        "dfff, false",
        "e000, true",
        "10ffff, true",
        "110000, false",
        "7fffffff, false"
    })
    void onlyCharactersThatMayStandInATextAreWellFormed(String character, boolean well) {
        int c = Integer.parseInt(character, 16);
        assertThat(Punycode.isWellFormed(encode(new int[] {c}))).isEqualTo(well);
        assertThat(Punycode.isWellFormed(encode(new int[] {'a', c}))).isEqualTo(well);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "abc-",
                "a-b-",
                "0",
                "z",
                "99999999",
                "99999999999999999999",
                "a-9",
                "bcher-kv",
                "a_",
                "a/",
                "a:",
                "a@",
                "a[",
                "a`",
                "a{",
                "é"
            })
    void whatEndsTooEarlyOrHasNothingBeyondAsciiIsNot(String text) {
        assertThat(Punycode.isWellFormed(text)).isFalse();
    }

    private static int character(int c) {
        return c < 0xa0 ? c + 0xa0 : c >= 0xd800 && c <= 0xdfff ? c - 0x800 : c;
    }

    private static String encode(int[] text) {
        StringBuilder out = new StringBuilder();
        for (int c : text) {
            if (c < 0x80) {
                out.append((char) c);
            }
        }
        int basic = out.length();
        int done = basic;
        if (basic > 0) {
            out.append('-');
        }
        long n = 0x80;
        long delta = 0;
        long bias = 72;
        while (done < text.length) {
            long next = Long.MAX_VALUE;
            for (int c : text) {
                next = c >= n ? Math.min(next, c) : next;
            }
            delta += (next - n) * (done + 1);
            n = next;
            for (int c : text) {
                delta += c < n ? 1 : 0;
                if (c == n) {
                    bias = append(out, delta, bias, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            n++;
        }
        return out.toString();
    }

    /** Writes a number, and gives the bias for the next. */
    private static long append(StringBuilder out, long delta, long bias, int points, boolean first) {
        long rest = delta;
        for (long k = 36; ; k += 36) {
            long threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
            if (rest < threshold) {
                break;
            }
            out.append(digit(threshold + (rest - threshold) % (36 - threshold)));
            rest = (rest - threshold) / (36 - threshold);
        }
        out.append(digit(rest));
        long scaled = delta / (first ? 700 : 2);
        scaled += scaled / points;
        long steps = 0;
        while (scaled > 455) {
            scaled /= 35;
            steps += 36;
        }
        return steps + 36 * scaled / (scaled + 38);
    }

    private static char digit(long value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }
}
