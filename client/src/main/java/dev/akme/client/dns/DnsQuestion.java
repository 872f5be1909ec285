package dev.akme.client.dns;

/** What is asked for; in an update, the zone (RFC 1035 §4.1.2, RFC 2136 §2.3). The class is always IN. */
record DnsQuestion(DnsName name, int type) {

    static DnsQuestion read(DnsReader in) throws DnsFormatException {
        DnsName name = in.name();
        int type = in.u16();
        int at = in.at();
        if (in.u16() != RecordType.CLASS_IN) {
            throw new DnsFormatException(at, "a question of another class than IN");
        }
        return new DnsQuestion(name, type);
    }

    void write(DnsWriter out) {
        out.name(name).u16(type).u16(RecordType.CLASS_IN);
    }

    @Override
    public String toString() {
        return RecordType.text(type) + " of " + name;
    }
}
