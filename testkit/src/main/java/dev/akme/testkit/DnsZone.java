package dev.akme.testkit;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * All names that a {@link FakeDns} knows, how they are looked up, and what was asked. Safe for use by many threads. Names are
 * taken in any case, with or without a final dot.
 */
final class DnsZone {

    /** As the CA's own resolver has it. */
    private static final int MAX_ALIASES = 8;

    private final Map<String, DnsNode> nodes = new ConcurrentHashMap<>();
    private final Queue<DnsQuestion> asked = new ConcurrentLinkedQueue<>();

    /**
     * What there is at a name, and at those that it stands for.
     *
     * @param rcode how the lookup ended
     * @param records the aliases on the way, and the records at the end
     * @param truncated whether datagrams have no room for them
     */
    record Found(int rcode, List<Record> records, boolean truncated) {}

    Found ask(String name, int type, DnsQuestion.Way way) throws InterruptedException {
        String at = lower(name);
        asked.add(new DnsQuestion(at, Type.string(type), way));
        DnsNode first = node(at);
        TimeUnit.NANOSECONDS.sleep(first.delay().toNanos());
        List<Record> records = new ArrayList<>();
        for (int i = 0; i <= MAX_ALIASES; i++) {
            DnsNode node = node(at);
            if (node.rcode() != Rcode.NOERROR) {
                return new Found(node.rcode(), records, first.truncated());
            }
            List<Record> aliases = type == Type.CNAME ? List.of() : node.ofType(Type.CNAME);
            if (aliases.isEmpty()) {
                records.addAll(node.ofType(type));
                if (type == Type.A && !node.ownAddresses()) {
                    records.add(new ARecord(owner(at), DClass.IN, 0, InetAddress.getLoopbackAddress()));
                }
                return new Found(Rcode.NOERROR, records, first.truncated());
            }
            records.addAll(aliases);
            at = target(aliases.get(0));
        }
        return new Found(Rcode.SERVFAIL, List.of(), first.truncated());
    }

    /** Where the aliases of a name lead to. */
    String end(String name) {
        String at = lower(name);
        for (int i = 0; i < MAX_ALIASES; i++) {
            List<Record> aliases = node(at).ofType(Type.CNAME);
            if (aliases.isEmpty()) {
                break;
            }
            at = target(aliases.get(0));
        }
        return at;
    }

    private static String target(Record alias) {
        return lower(((CNAMERecord) alias).getTarget().toString(true));
    }

    /** What was asked so far, in its order. */
    List<DnsQuestion> asked() {
        return List.copyOf(asked);
    }

    DnsNode node(String name) {
        return nodes.getOrDefault(lower(name), DnsNode.EMPTY);
    }

    /** The names with records of a type, in their order. */
    List<String> namesWith(int type) {
        return nodes.entrySet().stream()
                .filter(node -> !node.getValue().ofType(type).isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    void change(String name, UnaryOperator<DnsNode> change) {
        owner(name);
        nodes.compute(lower(name), (at, node) -> change.apply(node == null ? DnsNode.EMPTY : node));
    }

    void forget(String name) {
        nodes.remove(lower(name));
    }

    static String lower(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    static Name owner(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(name + " is no name that the DNS can have: " + e.getMessage(), e);
        }
    }
}
