package dev.akme.client.dns;

/** The types of records and their classes that are needed here (RFC 1035 §3.2, RFC 2136 §2.5, RFC 3596 §2.1). */
final class RecordType {

    static final int A = 1;
    static final int NS = 2;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int TXT = 16;
    static final int AAAA = 28;
    static final int TSIG = 250;

    static final int CLASS_IN = 1;
    static final int CLASS_NONE = 254;
    static final int CLASS_ANY = 255;

    private RecordType() {}

    static String text(int type) {
        return switch (type) {
            case A -> "A";
            case NS -> "NS";
            case CNAME -> "CNAME";
            case SOA -> "SOA";
            case TXT -> "TXT";
            case AAAA -> "AAAA";
            case TSIG -> "TSIG";
            default -> "TYPE" + type;
        };
    }
}
