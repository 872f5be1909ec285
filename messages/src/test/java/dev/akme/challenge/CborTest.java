package dev.akme.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** RFC 8949, Appendix A. */
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "10, 0a",
        "23, 17",
        "24, 1818",
        "25, 1819",
        "100, 1864",
        "1000, 1903e8",
        "1000000, 1a000f4240",
        "1000000000000, 1b000000e8d4a51000",
        "9223372036854775807, 1b7fffffffffffffff",
        "-1, 20",
        "-10, 29",
        "-100, 3863",
        "-1000, 3903e7",
        "-9223372036854775808, 3b7fffffffffffffff"
    })
    void integers(long number, String cbor) {
        assertThat(CborReader.read(hex(cbor))).isEqualTo(number);
        assertThat(CborWriter.write(number)).isEqualTo(hex(cbor));
    }

    @Test
    void otherValues() {
        both("", "60");
        both("IETF", "6449455446");
        both("\"\\", "62225c");
        both("\u00fc", "62c3bc");
        both("\u6c34", "63e6b0b4");
        both("\ud800\udd51", "64f0908591");
        both(List.of(), "80");
        both(List.of(1L, 2L, 3L), "83010203");
        both(List.of(1L, List.of(2L, 3L), List.of(4L, 5L)), "8301820203820405");
        both(Map.of(), "a0");
        both(Map.of(1L, 2L, 3L, 4L), "a201020304");
        both(Map.of("a", 1L, "b", List.of(2L, 3L)), "a26161016162820203");
        both(true, "f5");
        both(false, "f4");
        both(CborReader.NULL, "f6");
        assertThat(CborReader.read(hex("4401020304"))).isEqualTo(hex("01020304"));
        assertThat(CborWriter.write(hex("01020304"))).isEqualTo(hex("4401020304"));
        assertThat(CborReader.NULL).hasToString("null");
    }

    private static void both(Object value, String cbor) {
        assertThat(CborReader.read(hex(cbor))).isEqualTo(value);
        assertThat(CborWriter.write(value)).isEqualTo(hex(cbor));
    }

    @Test
    void keysAreWrittenInOneOrderAndReadInAny() {
        Map<Object, Object> map = Map.of("bb", 1L, "a", 2L, "ccc", 3L, -1L, 4L, 10L, 5L, 100L, 6L);
        assertThat(CborWriter.write(map)).isEqualTo(hex("a60a05186406200461610262626201636363630" + "3"));
        assertThat(CborReader.read(hex("a2626262016161" + "02"))).isEqualTo(Map.of("a", 2L, "bb", 1L));
        // By octets, of which none is negative.
        assertThat(CborWriter.write(Map.of("zz", 1L, "\u00e9", 2L))).isEqualTo(hex("a2627a7a0162c3a902"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // Cut off.
                "18",
                "1903",
                "43",
                "4301",
                "6261",
                "8201",
                "a101",
                "a1",
                "9b7fffffffffffffff",
                "5b7fffffffffffffff",
                "bb7fffffffffffffff",
                "7affffffff",
                // Not in the shortest form.
                "1817",
                "190018",
                "1900ff",
                "1a0000ffff",
                "1b00000000ffffffff",
                "5800",
                "9800",
                "b800",
                "7801" + "61",
                // More than 63 bits.
                "1bffffffffffffffff",
                "3bffffffffffffffff",
                // Indefinite, reserved.
                "5f42010243030405ff",
                "7f657374726561646d696e67ff",
                "9fff",
                "bfff",
                "1c",
                "3d",
                "1e",
                // Tags, floats, undefined, other simple values, a break.
                "c11a514b67b0",
                "f90000",
                "fa47c35000",
                "fb3ff199999999999a",
                "f7",
                "f0",
                "f8ff",
                "ff",
                // No UTF-8.
                "61ff",
                "62c0af",
                "63eda080",
                // Keys: twice, of other kinds.
                "a2616101616102",
                "a201020103",
                "a1f502",
                "a1408" + "0",
                "a18001",
                // Something follows.
                "0000",
                "a000",
                "6000"
            })
    void refusesEverythingElse(String cbor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CborReader.read(hex(cbor)))
                .withMessageContaining("not CBOR")
                .withMessageContaining("octet ");
    }

    @Test
    void depthAndSizeAreBounded() {
        byte[] deep = new byte[17];
        Arrays.fill(deep, (byte) 0x81);
        deep[16] = 0;
        assertThat(CborReader.read(deep)).isInstanceOf(List.class);
        // Values beside each other are not inside of each other.
        assertThat(CborReader.read(hex("98ff" + "80".repeat(255)))).isEqualTo(Collections.nCopies(255, List.of()));
        byte[] deeper = new byte[100_000];
        Arrays.fill(deeper, (byte) 0x81);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CborReader.read(deeper))
                .withMessageContaining("inside of each other");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CborReader.read(new byte[CborReader.MAX_OCTETS + 1]))
                .withMessageContaining("more than");
    }

    @Test
    void whateverIsReadIsWrittenAgain() {
        long seed = 8949;
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[1 + random.nextInt(8)];
            random.nextBytes(octets);
            octets[0] &= (byte) 0xbf;
            try {
                Object value = CborReader.read(octets);
                read++;
                assertThat(CborWriter.write(CborReader.read(CborWriter.write(value))))
                        .as("seed %s, round %s", seed, i)
                        .isEqualTo(CborWriter.write(value));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("octet");
            }
        }
        assertThat(read).isGreaterThan(500);
    }
}
