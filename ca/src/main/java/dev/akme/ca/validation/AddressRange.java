package dev.akme.ca.validation;

import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import java.net.InetAddress;

/** The addresses that begin with the same bits, such as {@code 192.0.2.0/24}. Immutable. */
public final class AddressRange {

    private final byte[] start;
    private final int bits;

    private AddressRange(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /**
     * Reads a range.
     *
     * @param text an IPv4 or IPv6 address, and after a slash how many bits count; without slash all of them
     * @return the range
     * @throws IllegalArgumentException when it is not one
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] start;
        try {
            start = Identifier.ip(slash < 0 ? text : text.substring(0, slash))
                    .ipAddress()
                    .orElseThrow();
        } catch (MemberException e) {
            throw new IllegalArgumentException(text + " is not a range of addresses: give one as 192.0.2.0/24", e);
        }
        String length = slash < 0 ? Integer.toString(8 * start.length) : text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > 8 * start.length) {
            throw new IllegalArgumentException(
                    text + " is not a range of addresses: 0 to " + 8 * start.length + " bits can count");
        }
        return new AddressRange(start, Integer.parseInt(length));
    }

    /**
     * Tells whether an address is in the range.
     *
     * @param address any address; one of the other family is in none
     * @return whether it is
     */
    public boolean contains(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length != start.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((octets[i / 8] & mask) != (start[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
