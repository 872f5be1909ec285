package dev.akme.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What the DNS has at a name.
 *
 * @param records all records
 * @param ownAddresses whether the addresses are those among the records: otherwise it is that of this machine
 * @param rcode what is answered instead of the records; {@code NOERROR} to answer them
 * @param truncated whether datagrams have no room for the answer
 * @param delay how long the answer takes
 */
record DnsNode(List<Record> records, boolean ownAddresses, int rcode, boolean truncated, Duration delay) {

    static final DnsNode EMPTY = new DnsNode(List.of(), false, Rcode.NOERROR, false, Duration.ZERO);

    DnsNode with(List<? extends Record> more, boolean addresses) {
        return new DnsNode(
                Stream.concat(records.stream(), more.stream()).toList(),
                ownAddresses || addresses,
                rcode,
                truncated,
                delay);
    }

    /** One alias is all that a name can have. */
    DnsNode withAlias(Record alias) {
        return without(Type.CNAME).with(List.of(alias), false);
    }

    DnsNode without(Record record) {
        return only(records.stream().filter(each -> !each.equals(record)).toList());
    }

    private DnsNode without(int type) {
        return only(records.stream().filter(each -> each.getType() != type).toList());
    }

    private DnsNode only(List<Record> left) {
        return new DnsNode(left, ownAddresses, rcode, truncated, delay);
    }

    DnsNode withRcode(int other) {
        return new DnsNode(records, ownAddresses, other, truncated, delay);
    }

    DnsNode withTruncation() {
        return new DnsNode(records, ownAddresses, rcode, true, delay);
    }

    DnsNode withDelay(Duration other) {
        return new DnsNode(records, ownAddresses, rcode, truncated, other);
    }

    List<Record> ofType(int type) {
        return records.stream().filter(each -> each.getType() == type).toList();
    }
}
