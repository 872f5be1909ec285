package dev.akme.ca.validation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.ResolverConfig;

/**
 * Resolvers that ask DNS servers, by UDP, and by TCP when an answer is too long for that.
 *
 * <p>The servers must be recursive, and should validate DNSSEC: a CA believes what they say. Nothing is remembered, no file
 * such as {@code /etc/hosts} is read, and no name is special, not even {@code localhost}: a validation is to see what the
 * DNS has now. Neither are search domains.
 *
 * <p>They need not be closed: all resolvers of the JVM share one daemon thread for their sockets.
 */
public final class DnsResolvers {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    private DnsResolvers() {}

    /**
     * {@return a resolver that asks the servers that this machine is configured to ask, with a timeout of five seconds;
     * later changes of that configuration do not count}
     */
    public static DnsResolver system() {
        return of(ResolverConfig.getCurrentConfig().servers(), DEFAULT_TIMEOUT);
    }

    /**
     * Makes a resolver that asks certain servers.
     *
     * @param servers resolved addresses with ports, one at least; asked in this order, until one answers
     * @param timeout how long a lookup may take, with all aliases and attempts; a millisecond at least, a minute at most
     * @return the resolver
     * @throws IllegalArgumentException when there is no server, one is not resolved, or the timeout is less or more
     */
    public static DnsResolver of(List<InetSocketAddress> servers, Duration timeout) {
        if (servers.isEmpty() || servers.stream().anyMatch(InetSocketAddress::isUnresolved)) {
            throw new IllegalArgumentException("a DNS server has no address: give one server at least, by its address");
        }
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "the timeout " + timeout + " is out of range: give a millisecond at least, a minute at most");
        }
        return new DnsjavaResolver(List.copyOf(servers), timeout);
    }

    /**
     * {@return a resolver for which nothing is there: for tests that need no DNS}
     */
    public static DnsResolver none() {
        return Nothing.INSTANCE;
    }

    /**
     * Makes a resolver for which some names have fixed addresses, so that they need no DNS, and no CAA records.
     *
     * @param addresses an address for each pattern: a name, {@code *.} and a name for everything below it, or {@code *} for
     *     every name
     * @param rest whom to ask about other names, and for all TXT records
     * @return the resolver
     */
    public static DnsResolver fixed(Map<String, InetAddress> addresses, DnsResolver rest) {
        return new FixedResolver(addresses, rest);
    }

    private enum Nothing implements DnsResolver {
        INSTANCE;

        @Override
        public List<InetAddress> addresses(String name) {
            return List.of();
        }

        @Override
        public List<List<String>> txt(String name) {
            return List.of();
        }

        @Override
        public List<CaaRecord> caa(String name) {
            return List.of();
        }
    }
}
