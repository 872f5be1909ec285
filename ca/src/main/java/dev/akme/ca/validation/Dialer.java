package dev.akme.ca.validation;

import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import dev.akme.messages.ProblemType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Connects to hosts that strangers name.
 *
 * <p>A name is resolved once, and the very address that was looked at is dialled: were the system to resolve it again, it
 * could find another.
 */
final class Dialer {

    /** Nobody needs more, and each costs a connection that a stranger can have made to somebody else. */
    private static final int MAX_ADDRESSES = 8;

    private final DnsResolver resolver;
    private final Network network;
    private final boolean allowsPrivate;

    Dialer(ValidationSettings settings, DnsResolver resolver, Network network) {
        this.resolver = resolver;
        this.network = network;
        this.allowsPrivate = settings.allowsPrivateAddresses();
    }

    /**
     * Connects to the first address that lets it, IPv6 before IPv4.
     *
     * @param host a domain name, or an IP address without brackets
     */
    DeadlineSocket connect(String host, int port, Deadline deadline) throws ValidationFailure, InterruptedException {
        List<InetAddress> addresses = permitted(host, addresses(host, deadline));
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            InetAddress address = addresses.get(i);
            // A share each, and one for what comes after: the first that is silent must not use up all of the time.
            Duration share = deadline.left().dividedBy(addresses.size() - i + 1L);
            try {
                return new DeadlineSocket(network.connect(new InetSocketAddress(address, port), share), deadline);
            } catch (SocketTimeoutException e) {
                failures.add(text(address) + " (timed out)");
            } catch (IOException e) {
                failures.add(text(address) + " (" + Excerpt.of(e) + ")");
            }
        }
        throw ValidationFailure.connection(
                "no connection to port " + port + " of " + host + " at " + String.join(", ", failures));
    }

    private List<InetAddress> addresses(String host, Deadline deadline) throws ValidationFailure, InterruptedException {
        byte[] octets;
        try {
            octets = Identifier.ip(host).ipAddress().orElseThrow();
        } catch (MemberException e) {
            return Lookups.addresses(resolver, host, deadline);
        }
        try {
            return List.of(InetAddress.getByAddress(octets));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of neither 4 nor 16 octets", e);
        }
    }

    private List<InetAddress> permitted(String host, List<InetAddress> addresses) throws ValidationFailure {
        if (addresses.isEmpty()) {
            throw ValidationFailure.of(ProblemType.DNS, "there is no A or AAAA record for " + host);
        }
        List<InetAddress> permitted = addresses.stream()
                .filter(address -> allowsPrivate || !SpecialAddresses.contain(address))
                .limit(MAX_ADDRESSES)
                .toList();
        if (permitted.isEmpty()) {
            throw ValidationFailure.connection("this CA connects to addresses of the public Internet only, and " + host
                    + " has "
                    + addresses.stream().limit(MAX_ADDRESSES).map(Dialer::text).collect(Collectors.joining(", ")));
        }
        return permitted;
    }

    static String text(InetAddress address) {
        return Identifier.ip(address).value();
    }
}
