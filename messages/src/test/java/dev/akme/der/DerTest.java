package dev.akme.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 255, 256, 257, 65_535, 65_536, 100_000})
    void lengthsAreInTheirShortestForm(int length) {
        byte[] contents = new byte[length];
        Arrays.fill(contents, (byte) 7);
        byte[] der = DerWriter.octetString(contents);
        int overhead = length < 128 ? 2 : length < 256 ? 3 : length < 65_536 ? 4 : 5;
        assertThat(der).hasSize(length + overhead);
        DerReader in = DerReader.of(der);
        assertThat(in.octetString()).isEqualTo(contents);
        in.end();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10045.3.1.7, 06082a8648ce3d030107",
        "1.3.101.112, 06032b6570",
        "2.23.140.41, 060467810c29",
        "2.999.1, 0603883701",
        "1.3.6.1.5.5.7.1.31, 06082b0601050507011f",
        "1.2.0, 06022a00"
    })
    void objectIdentifiersGoThereAndBack(String dotted, String der) {
        assertThat(hex(DerWriter.oid(dotted))).isEqualTo(der);
        assertThat(DerReader.of(hex(der)).oid()).isEqualTo(dotted);
    }

    @Test
    void numbersGoThereAndBack() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            BigInteger number = new BigInteger(1 + random.nextInt(300), random);
            BigInteger either = random.nextBoolean() ? number : number.negate();
            assertThat(DerReader.of(DerWriter.integer(either)).integer())
                    .as("seed %s", seed)
                    .isEqualTo(either);
        }
    }

    @Test
    void writesAndReadsValuesInValues() {
        byte[] der = DerWriter.sequence(
                DerWriter.integer(5),
                DerWriter.bool(true),
                DerWriter.nothing(),
                DerWriter.bitString(hex("aabb")),
                DerWriter.setOf(DerWriter.integer(2), DerWriter.integer(1)));
        assertThat(hex(der)).isEqualTo("30150201050101ff0500030300aabb3106020101020102");
        DerReader in = DerReader.of(der).sequence();
        assertThat(in.integer()).isEqualTo(5);
        assertThat(in.contents(DerReader.BOOLEAN)).containsExactly(0xff);
        assertThat(hex(in.whole())).isEqualTo("0500");
        assertThat(in.bitString()).isEqualTo(hex("aabb"));
        assertThat(in.peekTag()).isEqualTo(DerReader.SET);
        assertThat(in.hasMore()).isTrue();
        in.enter(DerReader.SET);
        in.end();
        assertThat(in.peekTag()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "'', cut off",
        "02, cut off",
        "0201, cut off",
        "02820001ff, shortest form",
        "028101ff, shortest form",
        "0280ff0000, length",
        "0284000000010a, length",
        "0282, length",
        "02847fffffff00, too great",
        "0284ffffffff00, too great",
        "0202007f, shortest form",
        "0202ff80, shortest form",
        "0200, shortest form",
        "0401ff, another tag than 02"
    })
    void otherIntegersAreRefusedWithTheirPlace(String der, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerReader.of(hex(der)).integer())
                .withMessageStartingWith("not DER: octet 0: ")
                .withMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "060180", "0602ff80", "06028001", "060affffffffffffffffff7f"})
    void otherObjectIdentifiersAreRefused(String der) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerReader.of(hex(der)).oid());
    }

    @Test
    void nothingMayFollowNorReachBeyondWhatHoldsIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerReader.of(hex("050000")).sequence());
        DerReader in = DerReader.of(hex("3003020101ff"));
        in.sequence();
        assertThatIllegalArgumentException().isThrownBy(in::end).withMessageContaining("octet 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerReader.of(hex("300302020101")).sequence().integer())
                .withMessageContaining("cut off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DerReader.of(hex("030101")).bitString());
    }

    @Test
    void pemBlocksAreFoundBetweenOtherText() {
        String text = "Bag Attributes\r\n-----BEGIN A KEY-----\r\nAQID\r\nBA==\r\n-----END A KEY-----\r\n\n"
                + "-----BEGIN B-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END B-----";
        assertThat(Pem.blocks(text)).hasSize(2);
        assertThat(Pem.blocks(text).get(0).label()).isEqualTo("A KEY");
        assertThat(Pem.blocks(text).get(0).der()).containsExactly(1, 2, 3, 4);
        assertThat(Pem.blocks(text).get(1).hasHeaders()).isTrue();
        assertThat(Pem.blocks(Pem.encode("X", new byte[100])).get(0).der()).hasSize(100);
        assertThat(Pem.blocks("")).isEmpty();
    }

    @Test
    void longLabelsAndManyLinesTakeNoLongerTogetherThanEach() {
        String label = "A".repeat(400_000) + "-----\n";
        String text = "-----BEGIN " + label + "\n".repeat(400_000) + "-----END " + label;
        assertThat(assertTimeout(Duration.ofSeconds(5), () -> Pem.blocks(text))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN A-----\nAQID\n",
                "-----BEGIN A-----\nAQID\n-----END B-----",
                "-----BEGIN A-----\nAQID\n-----BEGIN A-----\nAQID\n-----END A-----",
                "-----BEGIN A-----\nAQ*D\n-----END A-----"
            })
    void brokenPemIsRefusedWithoutQuotingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pem.blocks(text))
                .withMessageStartingWith("line ")
                .withMessageNotContaining("AQ")
                .withNoCause();
    }
}
