package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The octets were made by dnspython, unless they are of an RFC. */
class DnsMessageTest {

    private static final HexFormat HEX = HexFormat.of();

    private static final DnsName CHALLENGE = DnsName.parse("_acme-challenge.example.org");
    private static final DnsName TARGET = DnsName.parse("a1.auth.example.net");
    private static final DnsName SERVER = DnsName.parse("ns1.example.net");

    private static final String QUERY =
            "1234010000010000000000000f5f61636d652d6368616c6c656e6765076578616d706c65036f72670000100001";

    /** An alias, two TXT records, two servers, a SOA record and two addresses, all of them compressed. */
    private static final byte[] RESPONSE = HEX.parseHex(
            "1234818000010003000300020f5f61636d652d6368616c6c656e6765076578616d706c65036f72670000100001c00c00050001"
                    + "0000012c00150261310461757468076578616d706c65036e657400c039001000010000003c00151478787878787878787878"
                    + "78787878787878787878c039001000010000003c0008036f6e650374776fc03c0002000100000e100006036e7332c041c03c"
                    + "0002000100000e100006036e7331c041c03c0006000100000e100023c0a10a686f73746d6173746572c0410000000700000e"
                    + "1000000258000151800000003cc0a10001000100000e100004c0000201c0a1001c000100000e10001020010db80000000000"
                    + "00000000000001");

    private static byte[] header(int questions, int answers) {
        return new DnsWriter()
                .u16(0x1234)
                .u16(0x8180)
                .u16(questions)
                .u16(answers)
                .u32(0)
                .toBytes();
    }

    private static void refused(byte[] octets, String problem) {
        assertThatExceptionOfType(DnsFormatException.class)
                .isThrownBy(() -> DnsMessage.read(octets))
                .withMessageContaining(problem);
    }

    // ---- what is sent

    @Test
    void questionsAreWrittenAsOthersWriteThem() {
        DnsMessage query = DnsMessage.query(0x1234, new DnsQuestion(CHALLENGE, RecordType.TXT), true);
        assertThat(HEX.formatHex(query.toBytes())).isEqualTo(QUERY);
    }

    /** The second name is not compressed here: it would save 10 octets, and RFC 3597 warns of bad readers. */
    @ParameterizedTest
    @CsvSource({"1,0001,0000003c", "254,00fe,00000000"})
    void updatesAreWrittenAsOthersWriteThem(int dnsClass, String hexClass, String hexTtl) {
        DnsRecord change = DnsRecord.txt(CHALLENGE, dnsClass, dnsClass == 1 ? 60 : 0, "value");
        assertThat(HEX.formatHex(DnsMessage.update(0x2a17, DnsName.parse("example.org"), change)
                        .toBytes()))
                .isEqualTo("2a1728000001000000010000076578616d706c65036f72670000060001"
                        + "0f5f61636d652d6368616c6c656e6765076578616d706c65036f7267000010"
                        + hexClass + hexTtl + "00060576616c7565");
    }

    @Test
    void longTextsAreCutIntoStrings() {
        DnsRecord record = DnsRecord.txt(CHALLENGE, RecordType.CLASS_IN, 60, "a".repeat(300));
        assertThat(record.strings()).containsExactly("a".repeat(255), "a".repeat(45));
        assertThat(DnsRecord.txt(CHALLENGE, RecordType.CLASS_IN, 60, "").strings())
                .containsExactly("");
        assertThat(record).hasToString("TXT of _acme-challenge.example.org, 302 octets");
    }

    // ---- what is read

    @Test
    void readsEveryTypeThatIsNeeded() throws IOException {
        DnsMessage message = DnsMessage.read(RESPONSE);
        assertThat(message.id()).isEqualTo(0x1234);
        assertThat(message.rcode()).isZero();
        assertThat(message.has(DnsMessage.RESPONSE)).isTrue();
        assertThat(message.has(DnsMessage.TRUNCATED)).isFalse();
        assertThat(message.questions()).containsExactly(new DnsQuestion(CHALLENGE, RecordType.TXT));
        List<DnsRecord> answers = message.answers();
        assertThat(answers.get(0).is(CHALLENGE, RecordType.CNAME)).isTrue();
        assertThat(answers.get(0).target()).isEqualTo(TARGET);
        assertThat(answers.get(1).is(TARGET, RecordType.TXT)).isTrue();
        assertThat(answers.get(1).strings()).containsExactly("x".repeat(20));
        assertThat(answers.get(2).strings()).containsExactly("one", "two");
        assertThat(answers.get(2).ttlSeconds()).isEqualTo(60);
        assertThat(message.authorities().get(1).target()).isEqualTo(SERVER);
        assertThat(message.authorities().get(2).type()).isEqualTo(RecordType.SOA);
        assertThat(message.additionals().get(0).address().getHostAddress()).isEqualTo("192.0.2.1");
        assertThat(message.additionals().get(1).address().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void namesInDataAreWrittenOut() throws IOException {
        DnsMessage again = DnsMessage.read(DnsMessage.read(RESPONSE).toBytes());
        assertThat(again.answers().get(0).target()).isEqualTo(TARGET);
        assertThat(again.authorities().get(2).data())
                .startsWith(SERVER.toBytes())
                .hasSize(17 + DnsName.parse("hostmaster.example.net").toBytes().length + 20);
        assertThat(DnsMessage.lastRecordAt(RESPONSE)).isEqualTo(RESPONSE.length - 28);
    }

    /** RFC 1035 §4.1.4: F.ISI.ARPA, FOO.F.ISI.ARPA, ARPA and the root. */
    @Test
    void readsTheCompressionOfTheRfc() throws IOException {
        byte[] octets = new byte[93];
        System.arraycopy(HEX.parseHex("01460349534904415250410003464f4fc014c01a00"), 0, octets, 20, 12);
        System.arraycopy(HEX.parseHex("03464f4fc014"), 0, octets, 40, 6);
        System.arraycopy(HEX.parseHex("c01a"), 0, octets, 64, 2);
        DnsReader in = DnsReader.of(octets);
        in.bytes(20);
        assertThat(in.name()).hasToString("F.ISI.ARPA");
        assertThat(in.at()).isEqualTo(32);
        in.bytes(8);
        assertThat(in.name()).hasToString("FOO.F.ISI.ARPA");
        assertThat(in.at()).isEqualTo(46);
        in.bytes(18);
        assertThat(in.name()).hasToString("ARPA");
        in.bytes(26);
        assertThat(in.name()).isEqualTo(DnsName.ROOT);
        in.end();
    }

    // ---- whose answer it is

    @Test
    void anAnswerHasTheNumberAndTheQuestion() {
        DnsQuestion question = new DnsQuestion(DnsName.parse("_ACME-challenge.example.org"), RecordType.TXT);
        assertThat(DnsMessage.query(0x1234, question, true).isAnsweredBy(RESPONSE))
                .isTrue();
        assertThat(DnsMessage.query(0x1235, question, true).isAnsweredBy(RESPONSE))
                .isFalse();
        assertThat(DnsMessage.query(0x1234, new DnsQuestion(CHALLENGE, RecordType.A), true)
                        .isAnsweredBy(RESPONSE))
                .isFalse();
        assertThat(DnsMessage.query(0x1234, new DnsQuestion(TARGET, RecordType.TXT), true)
                        .isAnsweredBy(RESPONSE))
                .isFalse();
        assertThat(DnsMessage.update(0x1234, CHALLENGE, DnsRecord.txt(TARGET, 1, 1, ""))
                        .isAnsweredBy(RESPONSE))
                .isFalse();
        assertThat(DnsMessage.query(0x1234, question, true).isAnsweredBy(HEX.parseHex(QUERY)))
                .isFalse();
    }

    @Test
    void onlyARefusalMayLeaveTheQuestionOut() {
        DnsMessage query = DnsMessage.query(0x1234, new DnsQuestion(CHALLENGE, RecordType.TXT), true);
        byte[] bare = header(0, 0);
        assertThat(query.isAnsweredBy(bare)).isFalse();
        bare[3] |= Rcode.REFUSED;
        assertThat(query.isAnsweredBy(bare)).isTrue();
    }

    // ---- hostile octets

    @Test
    void isRefusedWhereverItIsCutOff() {
        for (int length = 0; length < RESPONSE.length; length++) {
            byte[] octets = Arrays.copyOf(RESPONSE, length);
            assertThatExceptionOfType(DnsFormatException.class)
                    .as("%d octets", length)
                    .isThrownBy(() -> DnsMessage.read(octets))
                    .withMessageContaining("octet ");
        }
    }

    @Test
    void nothingMayFollow() {
        refused(Arrays.copyOf(RESPONSE, RESPONSE.length + 1), "octet " + RESPONSE.length + ": something follows");
    }

    @ParameterizedTest
    @CsvSource({
        "c00c, to itself", // a pointer to itself
        "0161c00c, to itself", // to the label before
        "c00e, to itself", // forwards
        "c00ec00c, to itself", // a loop of two
        "ffff, to itself", // to nowhere
        "40, a label of a kind",
        "80, a label of a kind",
        "3f, cut off",
        "c0, cut off"
    })
    void namesThatLeadNowhere(String hex, String problem) {
        refused(new DnsWriter().bytes(header(1, 0)).bytes(HEX.parseHex(hex)).toBytes(), problem);
    }

    /** Each label points to the one before, so that the last name would have as many labels as there are pointers. */
    @Test
    void namesStayShortHoweverManyPointersThereAre() {
        DnsWriter out = new DnsWriter().bytes(header(0, 1)).u8(0);
        out.u16(RecordType.TSIG)
                .u16(RecordType.CLASS_ANY)
                .u32(0)
                .u16(4 * 200 + 1)
                .u8(0);
        int before = 23;
        for (int i = 0; i < 200; i++) {
            out.u8(1).u8('a').u16(0xc000 | before);
            before = 24 + 4 * i;
        }
        byte[] octets = out.toBytes();
        assertThatExceptionOfType(DnsFormatException.class)
                .isThrownBy(() -> {
                    DnsReader in = DnsReader.of(octets);
                    in.bytes(octets.length - 4);
                    in.name();
                })
                .withMessageContaining("more than 255 octets");
    }

    @Test
    void dataMustFillItsLength() {
        for (String typeAndData : List.of(
                "0001 0003 c00002",
                "0001 0005 c000020100",
                "001c 0004 c0000201",
                "0002 0002 0000",
                "0005 0000",
                "0006 0002 0000",
                "0010 0002 0561",
                "0010 0003 016105",
                "0010 0001 01")) {
            String[] parts = typeAndData.split(" ", -1);
            byte[] octets = new DnsWriter()
                    .bytes(header(0, 1))
                    .u8(0)
                    .bytes(HEX.parseHex(parts[0]))
                    .u16(RecordType.CLASS_IN)
                    .u32(60)
                    .bytes(HEX.parseHex(parts[1]))
                    .bytes(parts.length > 2 ? HEX.parseHex(parts[2]) : new byte[0])
                    .toBytes();
            assertThatExceptionOfType(DnsFormatException.class)
                    .as(typeAndData)
                    .isThrownBy(() -> DnsMessage.read(octets));
        }
    }

    @Test
    void greatNumbersAloneCostNothing() {
        byte[] octets = header(0, 0xffff);
        octets[8] = octets[9] = octets[10] = octets[11] = (byte) 0xff;
        refused(octets, "octet 12: cut off");
        refused(new DnsWriter().bytes(header(2, 0)).bytes(new byte[10]).toBytes(), "more than one question");
    }

    @Test
    void nothingElseComesOfOctetsThatWereChanged() {
        long seed = 20260101;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = Arrays.copyOf(RESPONSE, random.nextInt(4) == 0 ? random.nextInt(400) : RESPONSE.length);
            for (int change = random.nextInt(4); change >= 0 && octets.length > 0; change--) {
                octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
            }
            try {
                DnsMessage.read(octets).toBytes();
                Tsig.read(octets);
            } catch (DnsFormatException e) {
                assertThat(e).hasMessageStartingWith("octet ");
            } catch (RuntimeException e) {
                fail("seed " + seed + ", message " + i + ": " + HEX.formatHex(octets), e);
            }
        }
    }
}
