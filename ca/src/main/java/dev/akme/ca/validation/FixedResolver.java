package dev.akme.ca.validation;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Knows the addresses of some names by itself. */
final class FixedResolver implements DnsResolver {

    private static final String BELOW = "*.";
    private static final String EVERY = "*";

    private final Map<String, InetAddress> addresses;
    private final DnsResolver rest;

    FixedResolver(Map<String, InetAddress> addresses, DnsResolver rest) {
        Map<String, InetAddress> folded = new HashMap<>();
        addresses.forEach((pattern, address) -> folded.put(pattern.toLowerCase(Locale.ROOT), address));
        this.addresses = Map.copyOf(folded);
        this.rest = rest;
    }

    /** The name itself, else the longest pattern that it is below. */
    private Optional<InetAddress> find(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        InetAddress found = addresses.get(folded);
        for (int dot = folded.indexOf('.'); found == null && dot >= 0; dot = folded.indexOf('.', dot + 1)) {
            found = addresses.get(BELOW + folded.substring(dot + 1));
        }
        return Optional.ofNullable(found == null ? addresses.get(EVERY) : found);
    }

    @Override
    public List<InetAddress> addresses(String name) throws DnsFailure, InterruptedException {
        Optional<InetAddress> found = find(name);
        return found.isPresent() ? List.of(found.get()) : rest.addresses(name);
    }

    @Override
    public List<List<String>> txt(String name) throws DnsFailure, InterruptedException {
        return rest.txt(name);
    }

    @Override
    public List<CaaRecord> caa(String name) throws DnsFailure, InterruptedException {
        return find(name).isPresent() || isAbove(name) ? List.of() : rest.caa(name);
    }

    /** Whether the search for CAA records of a fixed name comes by here (RFC 8659 §3). */
    private boolean isAbove(String name) {
        String end = '.' + name.toLowerCase(Locale.ROOT);
        return addresses.keySet().stream().anyMatch(pattern -> pattern.endsWith(end));
    }
}
