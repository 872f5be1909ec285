package dev.akme.client.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.akme.fuzz.Expect;
import java.util.Arrays;
import java.util.Optional;

/** Messages of DNS. */
final class DnsMessageFuzz {

    private static final DnsMessage QUESTION = DnsMessage.query(
            0x1234, new DnsQuestion(DnsName.parse("_acme-challenge.example.org"), RecordType.TXT), true);

    @FuzzTest
    void reads(byte[] input) throws DnsFormatException {
        QUESTION.isAnsweredBy(input);
        Expect.read(() -> DnsMessage.readStart(input), DnsFormatException.class);
        Optional<DnsMessage> read = Expect.read(() -> DnsMessage.read(input), DnsFormatException.class);
        if (read.isEmpty()) {
            return;
        }
        DnsMessage message = read.get();
        Expect.same(DnsMessage.readStart(input).questions(), message.questions(), "the start is the same");
        Expect.that(DnsMessage.lastRecordAt(input) <= input.length, "the last record is in the message");
        byte[] written = message.toBytes();
        DnsMessage again = DnsMessage.read(written);
        Expect.that(Arrays.equals(again.toBytes(), written), "written and read again");
        Expect.same(again.questions(), message.questions(), "with the same question");
        message.answers().forEach(answer -> Expect.that(answer.toString() != null, "it can be shown"));
    }
}
