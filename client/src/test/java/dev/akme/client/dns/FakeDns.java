package dev.akme.client.dns;

import dev.akme.client.Timekeeper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** As much of a DNS server as tests need: answers from its zones, and takes updates when they are signed. */
final class FakeDns {

    private final List<DnsName> zones = new ArrayList<>();
    private final List<DnsRecord> records = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final Timekeeper time;
    private Optional<TsigKey> key = Optional.empty();
    private int rcode = Rcode.NOERROR;
    private int updates;

    FakeDns(Timekeeper time) {
        this.time = time;
    }

    // ---- what it has

    synchronized FakeDns zone(String apex, String... servers) {
        DnsName name = DnsName.parse(apex);
        zones.add(name);
        byte[] soa = new DnsWriter()
                .name(DnsName.parse("ns1." + apex))
                .name(DnsName.parse("hostmaster." + apex))
                .bytes(new byte[20])
                .toBytes();
        records.add(in(name, RecordType.SOA, soa));
        for (String server : servers) {
            records.add(in(name, RecordType.NS, DnsName.parse(server).toBytes()));
        }
        return this;
    }

    synchronized FakeDns address(String name, String address) {
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            records.add(in(DnsName.parse(name), octets.length == 4 ? RecordType.A : RecordType.AAAA, octets));
            return this;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    synchronized FakeDns alias(String name, String target) {
        records.add(
                in(DnsName.parse(name), RecordType.CNAME, DnsName.parse(target).toBytes()));
        return this;
    }

    synchronized FakeDns txt(String name, String text) {
        records.add(DnsRecord.txt(DnsName.parse(name), RecordType.CLASS_IN, 60, text));
        return this;
    }

    synchronized FakeDns key(TsigKey updater) {
        this.key = Optional.of(updater);
        return this;
    }

    /** Answers everything with a code, and nothing else. */
    synchronized FakeDns refuse(int code) {
        this.rcode = code;
        return this;
    }

    private static DnsRecord in(DnsName name, int type, byte[] data) {
        return new DnsRecord(name, type, RecordType.CLASS_IN, 300, data);
    }

    // ---- what became of it

    synchronized List<String> texts(String name) {
        return records.stream()
                .filter(record -> record.is(DnsName.parse(name), RecordType.TXT))
                .map(record -> String.join("", record.strings()))
                .toList();
    }

    synchronized List<String> questions() {
        return List.copyOf(questions);
    }

    synchronized int updates() {
        return updates;
    }

    // ---- how it answers

    synchronized byte[] answer(byte[] octets, boolean datagram) throws DnsFormatException {
        DnsMessage request = DnsMessage.read(octets);
        if (request.opcode() == DnsMessage.UPDATE) {
            return update(request, octets);
        }
        Optional<Tsig> signature = Tsig.read(octets);
        byte[] answer = query(request).toBytes();
        if (signature.isPresent()) {
            answer = Tsig.sign(
                    answer, key.orElseThrow(), time.now(), signature.get().mac());
        }
        if (!datagram || answer.length <= 512) {
            return answer;
        }
        return respond(request, Rcode.NOERROR, DnsMessage.TRUNCATED, List.of(), List.of())
                .toBytes();
    }

    private DnsMessage query(DnsMessage request) {
        DnsQuestion question = request.questions().get(0);
        questions.add(question.toString());
        Optional<DnsName> zone = zoneOf(question.name());
        if (rcode != Rcode.NOERROR || zone.isEmpty()) {
            return respond(request, rcode == Rcode.NOERROR ? Rcode.REFUSED : rcode, 0, List.of(), List.of());
        }
        List<DnsRecord> found = new ArrayList<>();
        DnsName name = question.name();
        for (int i = 0; i < 20; i++) {
            DnsName here = name;
            List<DnsRecord> alias = at(here, RecordType.CNAME).toList();
            found.addAll(at(here, question.type()).toList());
            if (question.type() == RecordType.CNAME || alias.isEmpty()) {
                break;
            }
            found.addAll(alias);
            name = alias.get(0).target();
        }
        boolean exists = records.stream().anyMatch(record -> record.name().isIn(question.name()));
        List<DnsRecord> soa = found.isEmpty() ? at(zone.get(), RecordType.SOA).toList() : List.of();
        return respond(request, exists ? Rcode.NOERROR : Rcode.NXDOMAIN, DnsMessage.AUTHORITATIVE, found, soa);
    }

    private byte[] update(DnsMessage request, byte[] octets) throws DnsFormatException {
        Optional<Tsig> signature = Tsig.read(octets);
        if (rcode != Rcode.NOERROR) {
            return respond(request, rcode, 0, List.of(), List.of()).toBytes();
        }
        if (key.isEmpty()) {
            return respond(request, change(request), 0, List.of(), List.of()).toBytes();
        }
        byte[] refused =
                respond(request, Rcode.NOTAUTH, 0, List.of(), List.of()).toBytes();
        if (signature.isEmpty()) {
            return respond(request, Rcode.REFUSED, 0, List.of(), List.of()).toBytes();
        }
        TsigKey own = key.get();
        byte[] mac = signature.get().mac();
        if (!signature.get().isBy(own, octets, Tsig.NO_MAC)) {
            return Tsig.sign(refused, own, 0, Tsig.NO_MAC, Rcode.BADSIG, new byte[0]);
        }
        if (!signature.get().isTimely(time.now())) {
            byte[] now = new DnsWriter().u48(time.now().getEpochSecond()).toBytes();
            return Tsig.sign(refused, own, 0, mac, Rcode.BADTIME, now);
        }
        byte[] answer =
                respond(request, change(request), 0, List.of(), List.of()).toBytes();
        return Tsig.sign(answer, own, time.now(), mac);
    }

    private int change(DnsMessage request) {
        updates++;
        if (!zones.contains(request.questions().get(0).name())) {
            return Rcode.NOTAUTH;
        }
        for (DnsRecord change : request.authorities()) {
            if (!change.name().isIn(request.questions().get(0).name())) {
                return Rcode.NOTZONE;
            }
            records.removeIf(record -> record.type() == change.type()
                    && record.name().equals(change.name())
                    && Arrays.equals(record.data(), change.data()));
            if (change.dnsClass() == RecordType.CLASS_IN) {
                records.add(change);
            }
        }
        return Rcode.NOERROR;
    }

    private Stream<DnsRecord> at(DnsName name, int type) {
        return records.stream().filter(record -> record.is(name, type));
    }

    private Optional<DnsName> zoneOf(DnsName name) {
        for (DnsName at = name; !at.isRoot(); at = at.parent()) {
            if (zones.contains(at)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    static DnsMessage respond(
            DnsMessage request, int rcode, int flags, List<DnsRecord> answers, List<DnsRecord> authorities) {
        return new DnsMessage(
                request.id(),
                DnsMessage.RESPONSE | (request.opcode() << 11) | flags | rcode,
                request.questions(),
                answers,
                authorities,
                List.of());
    }
}
