package dev.akme.client.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where a DNS server is, as the user writes it. A name is looked up each time that the server is asked, by the means of
 * the system.
 */
record ServerAddress(String host, int port) {

    static final int PORT = 53;

    /**
     * Reads {@code host}, {@code host:port}, an IPv6 address, or {@code [IPv6 address]:port}.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static ServerAddress parse(String text) {
        String host = text.strip();
        String port = "";
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            if (close < 0 || (close + 1 < host.length() && host.charAt(close + 1) != ':')) {
                throw refuse(text);
            }
            port = host.substring(Math.min(host.length(), close + 2));
            if (close + 2 == host.length()) {
                throw refuse(text);
            }
            host = host.substring(1, close);
        } else if (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':')) {
            port = host.substring(host.indexOf(':') + 1);
            host = host.substring(0, host.indexOf(':'));
            if (port.isEmpty()) {
                throw refuse(text);
            }
        }
        if (host.isEmpty() || !port.matches("[0-9]{0,5}")) {
            throw refuse(text);
        }
        int number = port.isEmpty() ? PORT : Integer.parseInt(port);
        if (number < 1 || number > 0xffff) {
            throw refuse(text);
        }
        return new ServerAddress(host, number);
    }

    static ServerAddress of(InetSocketAddress address) {
        return new ServerAddress(
                address.getAddress() == null
                        ? address.getHostString()
                        : address.getAddress().getHostAddress(),
                address.getPort());
    }

    private static IllegalArgumentException refuse(String text) {
        return new IllegalArgumentException("\"" + text + "\" is no address of a DNS server:"
                + " write 192.0.2.53, 192.0.2.53:5353, [2001:db8::53]:5353 or a host name");
    }

    InetSocketAddress resolve() throws DnsException {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new DnsException(
                    "the DNS server " + host + " has no address: correct the name, or give an address", e);
        }
    }

    /** An address as it is written in messages. */
    static String text(InetSocketAddress address) {
        return of(address).toString();
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
