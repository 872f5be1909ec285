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
import org.xbill.DNS.Type;

/**
 * A DNS for tests: a server on a free port of the loopback address, for UDP and TCP, and a resolver that answers calls,
 * with the same records. Every name has the address 127.0.0.1 until the test gives it others. Safe for use by many threads:
 * what is set holds from the next question on.
 *
 * <p>Names are taken in any case, with or without a final dot. It is also a DNS host for solvers ({@link TxtRecords}).
 */
public final class FakeDns implements DnsResolver, TxtRecords, AutoCloseable {

    private static final int CRITICAL = 0x80;

    private final DnsZone zone = new DnsZone();
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
                running = DnsServer.start(zone);
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
        Name owner = DnsZone.owner(name);
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
        return change(
                name,
                node -> node.withAlias(new CNAMERecord(DnsZone.owner(name), DClass.IN, 0, DnsZone.owner(target))));
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
        return new TXTRecord(DnsZone.owner(name), DClass.IN, 0, TxtStrings.of(value));
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
                    DnsZone.owner(name), DClass.IN, 0, record.critical() ? CRITICAL : 0, record.tag(), record.value()));
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
        zone.forget(name);
        return this;
    }

    // ---- what was asked

    /**
     * {@return all questions so far, in their order}
     */
    public List<DnsQuestion> asked() {
        return zone.asked();
    }

    /**
     * Gives the questions for a name.
     *
     * @param name the name
     * @return the questions so far, in their order
     */
    public List<DnsQuestion> asked(String name) {
        String wanted = DnsZone.lower(name);
        return asked().stream()
                .filter(question -> question.name().equals(wanted))
                .toList();
    }

    /**
     * Gives the texts at a name, as a resolver would see them, without counting as a question.
     *
     * @param name the name
     * @return the strings of each TXT record put together; empty when there are none
     */
    public List<String> texts(String name) {
        return zone.node(name).ofType(Type.TXT).stream()
                .map(record -> String.join("", TxtStrings.read((TXTRecord) record)))
                .toList();
    }

    /**
     * {@return the names that have TXT records now, in lower case and in their order: none when solvers have cleaned up}
     */
    public List<String> namesWithTexts() {
        return zone.namesWith(Type.TXT);
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
        DnsZone.Found found = zone.ask(name, type, DnsQuestion.Way.CALL);
        if (found.rcode() != Rcode.NOERROR && found.rcode() != Rcode.NXDOMAIN) {
            throw new DnsFailure(Type.string(type) + " of " + name + ": " + Rcode.string(found.rcode()), null);
        }
        return found.records().stream()
                .filter(record -> record.getType() == type)
                .toList();
    }

    private FakeDns change(String name, UnaryOperator<DnsNode> change) {
        zone.change(name, change);
        return this;
    }

    /** Puts records where aliases lead to: at a name that has one there can be nothing else. */
    private final class AtTheEnd implements TxtRecords {

        @Override
        public void add(String name, String value) {
            FakeDns.this.add(zone.end(name), value);
        }

        @Override
        public void remove(String name, String value) {
            FakeDns.this.remove(zone.end(name), value);
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
