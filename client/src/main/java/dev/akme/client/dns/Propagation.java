package dev.akme.client.dns;

import dev.akme.client.Timekeeper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a TXT record is at all servers of its zone. The servers are asked themselves: a resolver would keep the
 * answer that there is no record, and the CA asks the servers too.
 *
 * <p>Mutable: for one thread.
 */
final class Propagation {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** A server that was silent that often in a row holds nobody up any more, as long as another one answers. */
    private static final int MAX_SILENCES = 3;

    /** What a server says, or what all the addresses of one say together. */
    private enum Sight {
        SEEN,
        UNSEEN,
        SILENT
    }

    private final DnsClient dns;
    private final DnsName name;
    private final String value;

    /** Where the zone is looked after; null before that is found out. */
    private @Nullable Map<DnsName, List<InetAddress>> servers;

    private final Map<DnsName, Integer> silences = new LinkedHashMap<>();
    private final Set<DnsName> seen = new HashSet<>();

    /** What kept the last round from the end, for people to read. */
    private final Set<String> missing = new LinkedHashSet<>();

    Propagation(DnsClient dns, DnsName name, String value) {
        this.dns = dns;
        this.name = name;
        this.value = value;
    }

    /** Waits; tells whether the record is everywhere, or else the deadline has come. */
    boolean await(Timekeeper time, Instant deadline) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (time.now().isBefore(deadline)) {
            if (isEverywhere(time, deadline)) {
                return true;
            }
            Duration left = Duration.between(time.now(), deadline);
            time.sleep(pause.compareTo(left) < 0 ? pause : left);
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        return false;
    }

    /** Where the record is not, and why nothing is known of a server. */
    Set<String> missing() {
        return missing;
    }

    private boolean isEverywhere(Timekeeper time, Instant deadline) throws InterruptedException {
        missing.clear();
        try {
            Map<DnsName, List<InetAddress>> all = servers;
            if (all == null) {
                Lookup lookup = new Lookup(dns);
                all = lookup.servers(lookup.zone(name));
                servers = all;
            }
            boolean everywhere = true;
            for (Map.Entry<DnsName, List<InetAddress>> server : all.entrySet()) {
                if (seen.contains(server.getKey())) {
                    continue;
                }
                if (!time.now().isBefore(deadline)) {
                    missing.add(server.getKey() + ": not asked, as the time was up");
                    return false;
                }
                everywhere &= doesNotHinder(server.getKey(), look(server.getKey(), server.getValue()));
            }
            return everywhere && !seen.isEmpty();
        } catch (DnsException e) {
            missing.add("the servers of the zone: " + e.getMessage());
            return false;
        }
    }

    private boolean doesNotHinder(DnsName server, Sight sight) {
        if (sight == Sight.SEEN) {
            seen.add(server);
            return true;
        }
        int silent = sight == Sight.SILENT ? silences.merge(server, 1, Integer::sum) : 0;
        silences.put(server, silent);
        return silent >= MAX_SILENCES;
    }

    /** Asks one server at all its addresses; those that do not answer do not count when others do. */
    private Sight look(DnsName server, List<InetAddress> addresses) throws InterruptedException {
        Sight together = Sight.SILENT;
        for (InetAddress address : addresses) {
            InetSocketAddress place = new InetSocketAddress(address, ServerAddress.PORT);
            String where = server + " (" + ServerAddress.text(place) + ")";
            Sight sight;
            try {
                sight = look(dns.askAuthority(place, name, RecordType.TXT));
                if (sight != Sight.SEEN) {
                    missing.add(where + (sight == Sight.SILENT ? ": does not serve the zone" : ""));
                }
            } catch (DnsException e) {
                missing.add(where + ": " + e.getMessage());
                sight = Sight.SILENT;
            }
            if (sight == Sight.UNSEEN || together == Sight.SILENT) {
                together = sight;
            }
        }
        return together;
    }

    private Sight look(DnsMessage answer) {
        boolean found = answer.answers().stream()
                .filter(record -> record.is(name, RecordType.TXT))
                .anyMatch(record -> String.join("", record.strings()).equals(value));
        if (found) {
            return Sight.SEEN;
        }
        // Who is not responsible for the zone says nothing about it.
        return answer.has(DnsMessage.AUTHORITATIVE) ? Sight.UNSEEN : Sight.SILENT;
    }
}
