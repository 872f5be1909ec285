package dev.akme.client.dns;

import java.util.ArrayList;
import java.util.List;

/**
 * A DNS message (RFC 1035 §4.1). In an update the sections have other names: the questions are the zone, the authorities
 * are the updates (RFC 2136 §2).
 */
record DnsMessage(
        int id,
        int flags,
        List<DnsQuestion> questions,
        List<DnsRecord> answers,
        List<DnsRecord> authorities,
        List<DnsRecord> additionals) {

    static final int RESPONSE = 0x8000;
    static final int AUTHORITATIVE = 0x0400;
    static final int TRUNCATED = 0x0200;
    static final int RECURSION_DESIRED = 0x0100;

    static final int QUERY = 0;
    static final int UPDATE = 5;

    static DnsMessage query(int id, DnsQuestion question, boolean recursion) {
        return new DnsMessage(
                id, recursion ? RECURSION_DESIRED : 0, List.of(question), List.of(), List.of(), List.of());
    }

    static DnsMessage update(int id, DnsName zone, DnsRecord change) {
        return new DnsMessage(
                id,
                UPDATE << 11,
                List.of(new DnsQuestion(zone, RecordType.SOA)),
                List.of(),
                List.of(change),
                List.of());
    }

    static DnsMessage read(byte[] octets) throws DnsFormatException {
        DnsReader in = DnsReader.of(octets);
        DnsMessage start = start(in);
        DnsMessage message = new DnsMessage(
                start.id,
                start.flags,
                start.questions,
                records(in, count(octets, 3)),
                records(in, count(octets, 4)),
                records(in, count(octets, 5)));
        in.end();
        return message;
    }

    /** Reads header and questions alone, which tell whose answer it is and whether the rest was cut off. */
    static DnsMessage readStart(byte[] octets) throws DnsFormatException {
        return start(DnsReader.of(octets));
    }

    /** Where the last record begins. */
    static int lastRecordAt(byte[] octets) throws DnsFormatException {
        DnsReader in = DnsReader.of(octets);
        start(in);
        int records = count(octets, 3) + count(octets, 4) + count(octets, 5);
        int at = in.at();
        for (int i = 0; i < records; i++) {
            at = in.at();
            DnsRecord.read(in);
        }
        return at;
    }

    private static DnsMessage start(DnsReader in) throws DnsFormatException {
        int id = in.u16();
        int flags = in.u16();
        int count = in.u16();
        in.bytes(6);
        if (count > 1) {
            throw new DnsFormatException(4, "more than one question");
        }
        List<DnsQuestion> questions = count == 0 ? List.of() : List.of(DnsQuestion.read(in));
        return new DnsMessage(id, flags, questions, List.of(), List.of(), List.of());
    }

    private static int count(byte[] octets, int word) {
        return (octets[2 * word] & 0xff) << 8 | (octets[2 * word + 1] & 0xff);
    }

    private static List<DnsRecord> records(DnsReader in, int count) throws DnsFormatException {
        // Not of that size from the start: the number is only what a stranger says.
        List<DnsRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(DnsRecord.read(in));
        }
        return List.copyOf(records);
    }

    byte[] toBytes() {
        DnsWriter out = new DnsWriter().u16(id).u16(flags);
        out.u16(questions.size()).u16(answers.size()).u16(authorities.size()).u16(additionals.size());
        questions.forEach(question -> question.write(out));
        answers.forEach(answer -> answer.write(out));
        authorities.forEach(authority -> authority.write(out));
        additionals.forEach(additional -> additional.write(out));
        return out.toBytes();
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    int opcode() {
        return flags >> 11 & 0xf;
    }

    int rcode() {
        return flags & 0xf;
    }

    /** Whether these octets begin like an answer to this message: right number, right kind, right question. */
    boolean isAnsweredBy(byte[] octets) {
        try {
            DnsMessage answer = readStart(octets);
            // Servers leave the question out when they refuse, and may leave the zone out of answers to updates.
            boolean mayBeBare = opcode() == UPDATE || answer.rcode() != Rcode.NOERROR;
            return answer.id == id
                    && answer.has(RESPONSE)
                    && answer.opcode() == opcode()
                    && (answer.questions.equals(questions) || (mayBeBare && answer.questions.isEmpty()));
        } catch (DnsFormatException e) {
            return false;
        }
    }
}
