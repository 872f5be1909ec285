package dev.akme.ca.validation;

import dev.akme.messages.Identifier;
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

    private static final List<Block> BLOCKS = List.of(
            Block.of("0.0.0.0", 8), // this network
            Block.of("10.0.0.0", 8), // private
            Block.of("100.64.0.0", 10), // behind the NAT of a carrier
            Block.of("127.0.0.0", 8), // loopback
            Block.of("169.254.0.0", 16), // link local; the metadata of clouds
            Block.of("172.16.0.0", 12), // private
            Block.of("192.0.0.0", 24), // protocol assignments
            Block.of("192.0.2.0", 24), // documentation
            Block.of("192.31.196.0", 24), // AS112
            Block.of("192.52.193.0", 24), // multicast tunnels
            Block.of("192.88.99.0", 24), // 6to4 relays
            Block.of("192.168.0.0", 16), // private
            Block.of("192.175.48.0", 24), // AS112
            Block.of("198.18.0.0", 15), // benchmarks
            Block.of("198.51.100.0", 24), // documentation
            Block.of("203.0.113.0", 24), // documentation
            Block.of("224.0.0.0", 4), // multicast
            Block.of("240.0.0.0", 4), // reserved; broadcast
            // Outside of 2000::/3 is nothing global: unspecified, loopback, IPv4-mapped and -compatible, NAT64,
            // discard,
            // segment routing, unique and link local, site local, multicast.
            Block.of("::", 3),
            Block.of("4000::", 2),
            Block.of("8000::", 1),
            Block.of("2001::", 23), // protocol assignments: Teredo, benchmarks, ORCHID and others
            Block.of("2001:db8::", 32), // documentation
            Block.of("2002::", 16), // 6to4
            Block.of("2620:4f:8000::", 48), // AS112
            Block.of("3fff::", 20)); // documentation

    private SpecialAddresses() {}

    /**
     * Tells whether a validator has no business at an address unless it is told so.
     *
     * @param address any address
     * @return whether it is a special one
     */
    public static boolean contain(InetAddress address) {
        byte[] octets = address.getAddress();
        return BLOCKS.stream().anyMatch(block -> block.contains(octets));
    }

    /** Addresses with the same beginning. */
    private static final class Block {

        private final byte[] start;
        private final int bits;

        private Block(byte[] start, int bits) {
            this.start = start;
            this.bits = bits;
        }

        static Block of(String start, int bits) {
            return new Block(Identifier.ip(start).ipAddress().orElseThrow(), bits);
        }

        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i % 8);
                if ((address[i / 8] & mask) != (start[i / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
