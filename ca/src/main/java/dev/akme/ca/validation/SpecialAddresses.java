package dev.akme.ca.validation;

import java.net.InetAddress;
import java.util.List;

/**
 * The addresses that no machine on the public Internet has for itself: the special-purpose registries of IANA (RFC 6890),
 * and what lies outside of the space for global unicast.
 *
 * <p>Where IPv6 addresses stand for IPv4 ones, as with 6to4 and NAT64, all of them are special: whatever the IPv4 address
 * is, somebody else than the DNS decides where the packets go.
 */
public final class SpecialAddresses {

    private static final List<AddressRange> RANGES = List.of(
            AddressRange.parse("0.0.0.0/8"), // this network
            AddressRange.parse("10.0.0.0/8"), // private
            AddressRange.parse("100.64.0.0/10"), // behind the NAT of a carrier
            AddressRange.parse("127.0.0.0/8"), // loopback
            AddressRange.parse("169.254.0.0/16"), // link local; the metadata of clouds
            AddressRange.parse("172.16.0.0/12"), // private
            AddressRange.parse("192.0.0.0/24"), // protocol assignments
            AddressRange.parse("192.0.2.0/24"), // documentation
            AddressRange.parse("192.31.196.0/24"), // AS112
            AddressRange.parse("192.52.193.0/24"), // multicast tunnels
            AddressRange.parse("192.88.99.0/24"), // 6to4 relays
            AddressRange.parse("192.168.0.0/16"), // private
            AddressRange.parse("192.175.48.0/24"), // AS112
            AddressRange.parse("198.18.0.0/15"), // benchmarks
            AddressRange.parse("198.51.100.0/24"), // documentation
            AddressRange.parse("203.0.113.0/24"), // documentation
            AddressRange.parse("224.0.0.0/4"), // multicast
            AddressRange.parse("240.0.0.0/4"), // reserved; broadcast
            // Outside of 2000::/3 is nothing global: unspecified, loopback, IPv4-mapped and -compatible, NAT64,
            // discard,
            // segment routing, unique and link local, site local, multicast.
            AddressRange.parse("::/3"),
            AddressRange.parse("4000::/2"),
            AddressRange.parse("8000::/1"),
            AddressRange.parse("2001::/23"), // protocol assignments: Teredo, benchmarks, ORCHID and others
            AddressRange.parse("2001:db8::/32"), // documentation
            AddressRange.parse("2002::/16"), // 6to4
            AddressRange.parse("2620:4f:8000::/48"), // AS112
            AddressRange.parse("3fff::/20")); // documentation

    private SpecialAddresses() {}

    /**
     * Tells whether a validator has no business at an address unless it is told so.
     *
     * @param address any address
     * @return whether it is a special one
     */
    public static boolean contain(InetAddress address) {
        return RANGES.stream().anyMatch(range -> range.contains(address));
    }
}
