package dev.akme.client.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A resource record (RFC 1035 §4.1.3). */
final class DnsRecord {

    private final DnsName name;
    private final int type;

    /** IN, or what RFC 2136 §2.5 makes of the class. */
    private final int dnsClass;

    private final long ttlSeconds;

    /** In which no name is compressed. */
    private final byte[] data;

    DnsRecord(DnsName name, int type, int dnsClass, long ttlSeconds, byte[] data) {
        this.name = name;
        this.type = type;
        this.dnsClass = dnsClass;
        this.ttlSeconds = ttlSeconds;
        this.data = data;
    }

    /** A TXT record with a text in character-strings of full length. */
    static DnsRecord txt(DnsName name, int dnsClass, long ttl, String text) {
        DnsWriter data = new DnsWriter();
        int at = 0;
        do {
            int next = Math.min(text.length(), at + 255);
            data.string(text.substring(at, next));
            at = next;
        } while (at < text.length());
        return new DnsRecord(name, RecordType.TXT, dnsClass, ttl, data.toBytes());
    }

    static DnsRecord read(DnsReader in) throws DnsFormatException {
        DnsName name = in.name();
        int type = in.u16();
        int dnsClass = in.u16();
        long ttl = in.u32();
        DnsReader data = in.part(in.u16());
        return new DnsRecord(
                name, type, dnsClass, ttl, dnsClass == RecordType.CLASS_IN ? expanded(type, data) : data.rest());
    }

    /** The data with the names in it written out, and checked for the types that are read here. */
    private static byte[] expanded(int type, DnsReader data) throws DnsFormatException {
        int start = data.at();
        switch (type) {
            case RecordType.NS, RecordType.CNAME -> {
                DnsName target = data.name();
                data.end();
                return target.toBytes();
            }
            case RecordType.SOA -> {
                DnsWriter out =
                        new DnsWriter().name(data.name()).name(data.name()).bytes(data.bytes(20));
                data.end();
                return out.toBytes();
            }
            case RecordType.A, RecordType.AAAA -> {
                byte[] address = data.rest();
                if (address.length != (type == RecordType.A ? 4 : 16)) {
                    throw new DnsFormatException(start, "an address of a wrong length");
                }
                return address;
            }
            case RecordType.TXT -> {
                byte[] strings = data.rest();
                DnsReader check = DnsReader.of(strings);
                while (check.hasMore()) {
                    int at = check.at();
                    if (check.u8() > strings.length - at - 1) {
                        throw new DnsFormatException(start + at, "a character-string is cut off");
                    }
                    check.part(strings[at] & 0xff);
                }
                return strings;
            }
            default -> {
                return data.rest();
            }
        }
    }

    void write(DnsWriter out) {
        out.name(name).u16(type).u16(dnsClass).u32(ttlSeconds).u16(data.length).bytes(data);
    }

    DnsName name() {
        return name;
    }

    int type() {
        return type;
    }

    int dnsClass() {
        return dnsClass;
    }

    long ttlSeconds() {
        return ttlSeconds;
    }

    byte[] data() {
        return data;
    }

    /** Whether it is one of that type at that name, for everybody. */
    boolean is(DnsName owner, int wanted) {
        return dnsClass == RecordType.CLASS_IN && type == wanted && name.equals(owner);
    }

    /** Where an NS or CNAME record points to. */
    DnsName target() {
        try {
            return DnsReader.of(data).name();
        } catch (DnsFormatException e) {
            throw new IllegalStateException("the data was checked when it was read", e);
        }
    }

    /** The character-strings of a TXT record. */
    List<String> strings() {
        try {
            List<String> strings = new ArrayList<>();
            DnsReader in = DnsReader.of(data);
            while (in.hasMore()) {
                strings.add(in.string());
            }
            return List.copyOf(strings);
        } catch (DnsFormatException e) {
            throw new IllegalStateException("the data was checked when it was read", e);
        }
    }

    /** The address of an A or AAAA record. */
    InetAddress address() {
        try {
            return InetAddress.getByAddress(data);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the data was checked when it was read", e);
        }
    }

    /** No data: values of challenges and MACs are in it. */
    @Override
    public String toString() {
        return RecordType.text(type) + " of " + name + ", " + data.length + " octets";
    }
}
