package dev.akme.client.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What takes more than one question. */
final class Lookup {

    /** More aliases in a row are a mistake, and resolvers give up too. */
    private static final int MAX_ALIASES = 16;

    /** More servers has no zone: registries allow 13. */
    private static final int MAX_SERVERS = 16;

    private static final int MAX_ADDRESSES = 8;

    /** Asks for the SOA record of a name. */
    interface Soa {
        DnsMessage ask(DnsName name) throws DnsException, InterruptedException;
    }

    private final DnsClient dns;

    Lookup(DnsClient dns) {
        this.dns = dns;
    }

    /** The name at the end of the aliases (CNAME) that begin at this one; mostly the name itself (RFC 1034 §3.6.2). */
    DnsName follow(DnsName start) throws DnsException, InterruptedException {
        Aliases aliases = new Aliases(start);
        while (aliases.followAll(dns.ask(aliases.name(), RecordType.CNAME))) {
            // The resolver may know of more.
        }
        return aliases.name();
    }

    /** The TXT records of a name or of what it is an alias of, each a list of character-strings. */
    List<List<String>> txt(DnsName start) throws DnsException, InterruptedException {
        Aliases aliases = new Aliases(start);
        while (true) {
            DnsMessage answer = dns.ask(aliases.name(), RecordType.TXT);
            boolean further = aliases.followAll(answer);
            List<List<String>> found = answer.answers().stream()
                    .filter(record -> record.is(aliases.name(), RecordType.TXT))
                    .map(DnsRecord::strings)
                    .toList();
            if (!found.isEmpty() || !further) {
                return found;
            }
        }
    }

    /** The apex of the zone that a name is in. */
    DnsName zone(DnsName name) throws DnsException, InterruptedException {
        return zone(name, ancestor -> dns.ask(ancestor, RecordType.SOA))
                .orElseThrow(() -> new DnsException(
                        "the resolver knows no zone that " + name + " is in: is the domain registered, and its name"
                                + " right?",
                        null));
    }

    /**
     * The apex of the zone that a name is in. It has the SOA record, which also comes along when there is no such name or
     * no such record (RFC 2308 §3); where it does not come along, the names above are asked for.
     */
    static Optional<DnsName> zone(DnsName name, Soa soa) throws DnsException, InterruptedException {
        for (DnsName at = name; !at.isRoot(); at = at.parent()) {
            DnsMessage answer = soa.ask(at);
            DnsName asked = at;
            if (answer.answers().stream().anyMatch(record -> record.is(asked, RecordType.SOA))) {
                return Optional.of(at);
            }
            if (answer.answers().isEmpty()) {
                Optional<DnsName> apex = answer.authorities().stream()
                        .filter(record -> record.is(record.name(), RecordType.SOA) && asked.isIn(record.name()))
                        .map(DnsRecord::name)
                        .findFirst();
                if (apex.isPresent()) {
                    return apex.filter(found -> !found.isRoot());
                }
            }
        }
        return Optional.empty();
    }

    /** The servers of a zone by their names, each with its addresses; those without are left out. */
    Map<DnsName, List<InetAddress>> servers(DnsName zone) throws DnsException, InterruptedException {
        List<DnsName> names = dns.ask(zone, RecordType.NS).answers().stream()
                .filter(record -> record.is(zone, RecordType.NS))
                .map(DnsRecord::target)
                .distinct()
                .limit(MAX_SERVERS)
                .toList();
        Map<DnsName, List<InetAddress>> servers = new LinkedHashMap<>();
        List<DnsException> failures = new ArrayList<>();
        for (DnsName name : names) {
            Set<InetAddress> addresses = new LinkedHashSet<>();
            for (int type : new int[] {RecordType.A, RecordType.AAAA}) {
                try {
                    addresses.addAll(addresses(name, type));
                } catch (DnsException e) {
                    failures.add(e);
                }
            }
            if (!addresses.isEmpty()) {
                servers.put(name, List.copyOf(addresses));
            }
        }
        if (servers.isEmpty()) {
            DnsException none = new DnsException(
                    "no address is known of any server of the zone " + zone + ": look at its NS records", null);
            failures.forEach(none::addSuppressed);
            throw none;
        }
        return servers;
    }

    private List<InetAddress> addresses(DnsName name, int type) throws DnsException, InterruptedException {
        DnsMessage answer = dns.ask(name, type);
        Aliases aliases = new Aliases(name);
        aliases.followAll(answer);
        return answer.answers().stream()
                .filter(record -> record.is(aliases.name(), type))
                .map(DnsRecord::address)
                .limit(MAX_ADDRESSES)
                .toList();
    }

    /** The way from alias to alias. */
    private static final class Aliases {

        private final Set<DnsName> passed = new LinkedHashSet<>();
        private DnsName name;

        Aliases(DnsName start) {
            this.name = start;
            passed.add(start);
        }

        DnsName name() {
            return name;
        }

        /** Goes as far as an answer leads; tells whether it leads on at all. */
        boolean followAll(DnsMessage answer) throws DnsException {
            boolean moved = false;
            while (true) {
                DnsName here = name;
                Optional<DnsName> target = answer.answers().stream()
                        .filter(record -> record.is(here, RecordType.CNAME))
                        .map(DnsRecord::target)
                        .findFirst();
                if (target.isEmpty()) {
                    return moved;
                }
                name = target.get();
                moved = true;
                if (!passed.add(name)) {
                    throw new DnsException(
                            "the aliases (CNAME) from " + first() + " on lead in a circle, back to " + name
                                    + ": correct one of them",
                            null);
                }
                if (passed.size() > MAX_ALIASES) {
                    throw new DnsException(
                            "there are more than " + MAX_ALIASES + " aliases (CNAME) in a row from " + first()
                                    + " on: shorten the way",
                            null);
                }
            }
        }

        private DnsName first() {
            return passed.iterator().next();
        }
    }
}
