package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The octets were made by dnspython. */
class TsigTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final String START = "2a17280000010000000100";
    private static final String REST = "076578616d706c65036f726700000600010f5f61636d652d6368616c6c656e6765c00c00100001"
            + "0000003c00060576616c7565";
    private static final byte[] UNSIGNED = HEX.parseHex(START + "00" + REST);

    private static final String KEY_NAME = "08416b6d652d4b6579c00c00fa00ff00000000";

    private static final byte[] SHA256 = HEX.parseHex(START + "01" + REST + KEY_NAME
            + "003d0b686d61632d7368613235360000006955b900012c0020f9d1ab28b23aea2514029393c468e8f8b188cc7153e41bc0142f"
            + "2c3314413a102a1700000000");
    private static final byte[] ANSWER = HEX.parseHex("2a17a8000001000000000001076578616d706c65036f72670000060001"
            + KEY_NAME
            + "003d0b686d61632d7368613235360000006955b900012c00205d6001d597a1f95b5d2cc21c6789a8c71e192eb5a51184036440"
            + "6782177f21f52a1700000000");
    private static final byte[] BADTIME = HEX.parseHex("2a17a8090001000000000001076578616d706c65036f72670000060001"
            + KEY_NAME
            + "00430b686d61632d7368613235360000006955b900012c002057af335b9916da318d9cbbe5154a0e5b290323506644836d02eb"
            + "d939dbf404872a170012000600006955c710");

    private static final TsigKey KEY = TsigKey.of("akme-key.example.ORG", SECRET);

    private static Tsig read(byte[] octets) throws IOException {
        return Tsig.read(octets).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "hmac-sha1, 25dfa745cd287f6babbc463eab08571bf0dc6ed8",
        "hmac-sha224, 76748d7ec7ee07190f71db460b80ff11eaad291b35d2312b2ca812d4",
        "HMAC-SHA256., f9d1ab28b23aea2514029393c468e8f8b188cc7153e41bc0142f2c3314413a10",
        "hmac-sha384, b83a66d9b84fd214aa3374504854f77d85cec50c2c54a004ad7238dbac96803292f7cf0c7a226d6ffba7a72ae8c3c608",
        "hmac-sha512, f3a0daefa674b1273c3a6d18c549a2af5de94a7d195d605e16fba63c879daf93"
                + "5dce419ac3149112503a652567cf9ef223d135dd5f9cbfa5ae0bd79037321265"
    })
    void signsAsOthersDo(String algorithm, String mac) throws IOException {
        TsigKey key = TsigKey.of("Akme-Key.example.org", algorithm, SECRET);
        byte[] signed = Tsig.sign(UNSIGNED, key, TIME, Tsig.NO_MAC);
        assertThat(HEX.formatHex(read(signed).mac())).isEqualTo(mac);
        assertThat(read(signed).isBy(key, signed, Tsig.NO_MAC)).isTrue();
        assertThat(Arrays.copyOf(signed, UNSIGNED.length))
                .as("all but the number of records")
                .isEqualTo(Arrays.copyOf(SHA256, UNSIGNED.length));
        assertThat(DnsMessage.read(signed).additionals()).hasSize(1);
    }

    @Test
    void knowsWhatOthersSigned() throws IOException {
        assertThat(read(SHA256).isBy(KEY, SHA256, Tsig.NO_MAC)).isTrue();
        assertThat(read(ANSWER).isBy(KEY, ANSWER, read(SHA256).mac())).isTrue();
        assertThat(read(ANSWER).isTimely(TIME.plusSeconds(300))).isTrue();
        assertThat(read(ANSWER).isTimely(TIME.plusSeconds(301))).isFalse();
        assertThat(read(ANSWER).isTimely(TIME.minusSeconds(301))).isFalse();
        assertThat(read(ANSWER).serverAhead()).isEmpty();
    }

    @Test
    void tellsTheClockOfTheServer() throws IOException {
        Tsig tsig = read(BADTIME);
        assertThat(tsig.error()).isEqualTo(Rcode.BADTIME);
        assertThat(tsig.isBy(KEY, BADTIME, read(SHA256).mac())).isTrue();
        assertThat(tsig.serverAhead()).contains(Duration.ofHours(1));
        assertThat(tsig).hasToString("TSIG by Akme-Key.example.org, BADTIME");
    }

    @Test
    void theNumberOfTheMessageMayChangeOnTheWay() throws IOException {
        byte[] forwarded = ANSWER.clone();
        forwarded[0] = 1;
        assertThat(read(forwarded).isBy(KEY, forwarded, read(SHA256).mac())).isTrue();
    }

    @Test
    void nothingElseMay() throws IOException {
        byte[] requestMac = read(SHA256).mac();
        for (int i = 2; i < ANSWER.length; i++) {
            byte[] changed = ANSWER.clone();
            changed[i] ^= 1;
            boolean good;
            try {
                good = Tsig.read(changed)
                        .filter(tsig -> tsig.isBy(KEY, changed, requestMac))
                        .isPresent();
            } catch (DnsFormatException e) {
                good = false;
            }
            assertThat(good).as("octet %d", i).isFalse();
        }
        assertThat(read(ANSWER).isBy(KEY, ANSWER, Tsig.NO_MAC)).isFalse();
        assertThat(read(ANSWER).isBy(TsigKey.of("akme-key.example.org", "AAAA"), ANSWER, requestMac))
                .isFalse();
        assertThat(read(ANSWER).isBy(TsigKey.of("akme-key.example.org", "hmac-sha512", SECRET), ANSWER, requestMac))
                .isFalse();
        assertThat(read(ANSWER).isBy(TsigKey.of("other.example.org", SECRET), ANSWER, requestMac))
                .isFalse();
    }

    @Test
    void aShortenedMacIsNone() throws IOException {
        byte[] requestMac = read(SHA256).mac();
        for (int octets : new int[] {0, 1, 16, 31}) {
            byte[] data = DnsMessage.read(ANSWER).additionals().get(0).data();
            DnsWriter shorter =
                    new DnsWriter().bytes(Arrays.copyOf(data, 13 + 8)).u16(octets);
            shorter.bytes(Arrays.copyOfRange(data, 23, 23 + octets)).bytes(Arrays.copyOfRange(data, 55, data.length));
            DnsWriter out = new DnsWriter().bytes(Arrays.copyOf(ANSWER, DnsMessage.lastRecordAt(ANSWER)));
            new DnsRecord(KEY.name(), RecordType.TSIG, RecordType.CLASS_ANY, 0, shorter.toBytes()).write(out);
            byte[] message = out.toBytes();
            assertThat(read(message).mac()).hasSize(octets);
            assertThat(read(message).isBy(KEY, message, requestMac)).isFalse();
        }
    }

    @Test
    void mostMessagesHaveNone() throws IOException {
        assertThat(Tsig.read(UNSIGNED)).isEmpty();
    }
}
