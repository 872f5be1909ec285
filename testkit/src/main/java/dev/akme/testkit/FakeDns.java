package dev.akme.testkit;

import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsFailure;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.dns.Dns01Solver;
import dev.akme.client.dns.TxtRecords;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * A DNS for tests: a server on a free port of the loopback address, for UDP and TCP, and a resolver that answers calls,
 * with the same records. Every name has the address 127.0.0.1 until the test gives it others. Safe for use by many threads:
 * what is set holds from the next question on.
 *
 * <p>Names are taken in any case, with or without a final dot. It is also a DNS host for solvers ({@link TxtRecords}).
 */
public final class FakeDns implements DnsResolver, TxtRecords, AutoCloseable {

    /** As the CA's own resolver has it. */
    private static final int MAX_ALIASES = 8;

    private static final int CRITICAL = 0x80;

    private final Map<String, DnsNode> nodes = new ConcurrentHashMap<>();
    private final Queue<DnsQuestion> asked = new ConcurrentLinkedQueue<>();
    private final Lock lock = new ReentrantLock();

    /** Guarded by the lock. Only who wants its address needs it. */
    private @Nullable DnsServer server;

    private FakeDns() {}

    /**
     * {@return a new one, without records}
     */
    public static FakeDns create() {
        return new FakeDns();
    }

    /**
     * {@return where the server listens, for UDP and TCP; it begins to with the first call}
     */
    public InetSocketAddress address() {
        lock.lock();
        try {
            DnsServer running = server;
            if (running == null) {
                running = DnsServer.start(this);
                server = running;
            }
            return running.address();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives a solver that answers dns-01 and dns-account-01 with TXT records here. It follows aliases (CNAME), as the CA
     * does.
     *
     * @return the solver
     */
    public ChallengeSolver solver() {
        return Dns01Solver.builder(new AtTheEnd())
                .followAliases(false)
                .awaitServers(false)
                .build();
    }

    // ---- records

    /**
     * Gives a name IPv4 addresses, beside those that it was given before. It no longer has 127.0.0.1 by itself.
     *
     * @param name the name
     * @param addresses the addresses; none for a name that has no address
     * @return this DNS
     * @throws IllegalArgumentException when one is no IPv4 address
     */
    public FakeDns a(String name, String... addresses) {
        return addresses(name, Address.IPv4, addresses);
    }

    /**
     * Gives a name IPv6 addresses, beside those that it was given before. It no longer has 127.0.0.1 by itself.
     *
     * @param name the name
     * @param addresses the addresses; none for a name that has no address
     * @return this DNS
     * @throws IllegalArgumentException when one is no IPv6 address
     */
    public FakeDns aaaa(String name, String... addresses) {
        return addresses(name, Address.IPv6, addresses);
    }

    private FakeDns addresses(String name, int family, String... addresses) {
        Name owner = owner(name);
        List<Record> records = new ArrayList<>();
        for (String address : addresses) {
            try {
                InetAddress parsed = Address.getByAddress(address, family);
                records.add(
                        family == Address.IPv4
                                ? new ARecord(owner, DClass.IN, 0, parsed)
                                : new AAAARecord(owner, DClass.IN, 0, parsed));
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(
                        address + " is no " + (family == Address.IPv4 ? "IPv4" : "IPv6") + " address", e);
            }
        }
        return change(name, node -> node.with(records, true));
    }

    /**
     * Makes a name an alias of another, and of no other any more.
     *
     * @param name the name
     * @param target what it stands for
     * @return this DNS
     */
    public FakeDns cname(String name, String target) {
        return change(name, node -> node.withAlias(new CNAMERecord(owner(name), DClass.IN, 0, owner(target))));
    }

    /**
     * Adds TXT records.
     *
     * @param name the name
     * @param values one for each record; what is longer than a string of 255 octets becomes several
     * @return this DNS
     */
    public FakeDns txt(String name, String... values) {
        List<Record> records = new ArrayList<>();
        for (String value : values) {
            records.add(text(name, value));
        }
        return change(name, node -> node.with(records, false));
    }

    private static Record text(String name, String value) {
        return new TXTRecord(owner(name), DClass.IN, 0, TxtStrings.of(value));
    }

    /**
     * Adds a CAA record that is not critical.
     *
     * @param name the name
     * @param tag such as {@code issue}
     * @param value such as {@code ca.example.org}
     * @return this DNS
     */
    public FakeDns caa(String name, String tag, String value) {
        return caa(name, new CaaRecord(false, tag, value));
    }

    /**
     * Adds CAA records.
     *
     * @param name the name
     * @param records the records
     * @return this DNS
     */
    public FakeDns caa(String name, CaaRecord... records) {
        List<Record> added = new ArrayList<>();
        for (CaaRecord record : records) {
            added.add(new CAARecord(
                    owner(name), DClass.IN, 0, record.critical() ? CRITICAL : 0, record.tag(), record.value()));
        }
        return change(name, node -> node.with(added, false));
    }

    /** Adds a TXT record, as {@link #txt} does. */
    @Override
    public void add(String name, String value) {
        txt(name, value);
    }

    @Override
    public void remove(String name, String value) {
        Record record = text(name, value);
        change(name, node -> node.without(record));
    }

    // ---- what goes wrong

    /**
     * Lets there be no such name (NXDOMAIN).
     *
     * @param name the name
     * @return this DNS
     */
    public FakeDns nxdomain(String name) {
        return change(name, node -> node.withRcode(Rcode.NXDOMAIN));
    }

    /**
     * Lets every lookup of a name fail (SERVFAIL).
     *
     * @param name the name
     * @return this DNS
     */
    public FakeDns servfail(String name) {
        return change(name, node -> node.withRcode(Rcode.SERVFAIL));
    }

    /**
     * Cuts answers in datagrams short, so that they must be asked for by TCP.
     *
     * @param name the name that is asked for
     * @return this DNS
     */
    public FakeDns truncate(String name) {
        return change(name, DnsNode::withTruncation);
    }

    /**
     * Lets answers take their time: that of the system, as resolvers measure it.
     *
     * @param name the name that is asked for
     * @param delay how long; zero for no time
     * @return this DNS
     */
    public FakeDns delay(String name, Duration delay) {
        return change(name, node -> node.withDelay(delay));
    }

    /**
     * Forgets records and faults of a name: it has the address 127.0.0.1 and nothing else.
     *
     * @param name the name
     * @return this DNS
     */
    public FakeDns forget(String name) {
        nodes.remove(lower(name));
        return this;
    }

    // ---- what was asked

    /**
     * {@return all questions so far, in their order}
     */
    public List<DnsQuestion> asked() {
        return List.copyOf(asked);
    }

    /**
     * Gives the questions for a name.
     *
     * @param name the name
     * @return the questions so far, in their order
     */
    public List<DnsQuestion> asked(String name) {
        String wanted = lower(name);
        return asked.stream().filter(question -> question.name().equals(wanted)).toList();
    }

    /**
     * Gives the texts at a name, as a resolver would see them, without counting as a question.
     *
     * @param name the name
     * @return the strings of each TXT record put together; empty when there are none
     */
    public List<String> texts(String name) {
        return node(lower(name)).ofType(Type.TXT).stream()
                .map(record -> String.join("", TxtStrings.read((TXTRecord) record)))
                .toList();
    }

    /**
     * {@return the names that have TXT records now, in lower case and in their order: none when solvers have cleaned up}
     */
    public List<String> namesWithTexts() {
        return nodes.entrySet().stream()
                .filter(node -> !node.getValue().ofType(Type.TXT).isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    // ---- as a resolver

    @Override
    public List<InetAddress> addresses(String name) throws DnsFailure, InterruptedException {
        List<InetAddress> found = new ArrayList<>();
        for (Record record : call(name, Type.AAAA)) {
            found.add(((AAAARecord) record).getAddress());
        }
        for (Record record : call(name, Type.A)) {
            found.add(((ARecord) record).getAddress());
        }
        return found;
    }

    @Override
    public List<List<String>> txt(String name) throws DnsFailure, InterruptedException {
        List<List<String>> found = new ArrayList<>();
        for (Record record : call(name, Type.TXT)) {
            found.add(TxtStrings.read((TXTRecord) record));
        }
        return found;
    }

    @Override
    public List<CaaRecord> caa(String name) throws DnsFailure, InterruptedException {
        List<CaaRecord> found = new ArrayList<>();
        for (Record record : call(name, Type.CAA)) {
            CAARecord caa = (CAARecord) record;
            found.add(new CaaRecord((caa.getFlags() & CRITICAL) != 0, caa.getTag(), caa.getValue()));
        }
        return found;
    }

    private List<Record> call(String name, int type) throws DnsFailure, InterruptedException {
        Found found = ask(name, type, DnsQuestion.Way.CALL);
        if (found.rcode() != Rcode.NOERROR && found.rcode() != Rcode.NXDOMAIN) {
            throw new DnsFailure(Type.string(type) + " of " + name + ": " + Rcode.string(found.rcode()), null);
        }
        return found.records().stream()
                .filter(record -> record.getType() == type)
                .toList();
    }

    // ---- looking up

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
    private String end(String name) {
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

    private DnsNode node(String lower) {
        return nodes.getOrDefault(lower, DnsNode.EMPTY);
    }

    private FakeDns change(String name, UnaryOperator<DnsNode> change) {
        owner(name);
        nodes.compute(lower(name), (at, node) -> change.apply(node == null ? DnsNode.EMPTY : node));
        return this;
    }

    private static String lower(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static Name owner(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(name + " is no name that the DNS can have: " + e.getMessage(), e);
        }
    }

    /** Puts records where aliases lead to: at a name that has one there can be nothing else. */
    private final class AtTheEnd implements TxtRecords {

        @Override
        public void add(String name, String value) {
            FakeDns.this.add(end(name), value);
        }

        @Override
        public void remove(String name, String value) {
            FakeDns.this.remove(end(name), value);
        }
    }

    /** Ends the server, if there is one. Calls are still answered. Closing twice is fine. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (server != null) {
                server.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
