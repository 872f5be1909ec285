package dev.akme.testkit;

import dev.akme.ca.validation.Network;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network as the CA of a kit sees it: there is this machine and nothing else, and what the CA looks for at the ports of
 * the RFCs is at ports that need no privileges.
 */
final class Loopback implements Network {

    static final int HTTP = 80;
    static final int TLS = 443;

    /** Where what is looked for at the port of an RFC is. */
    private final Map<Integer, Integer> ports = new ConcurrentHashMap<>();

    /** Where what the CA looks for at a port is: a free port until one is set. */
    int port(int wellKnown) {
        return ports.computeIfAbsent(wellKnown, absent -> FreePorts.next());
    }

    void port(int wellKnown, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 1 and 65535, not " + port);
        }
        ports.put(wellKnown, port);
    }

    @Override
    public Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
        if (!address.getAddress().isLoopbackAddress()) {
            throw new ConnectException("in a test kit only loopback addresses can be reached, not "
                    + address.getAddress().getHostAddress());
        }
        int port = address.getPort() == HTTP || address.getPort() == TLS ? port(address.getPort()) : address.getPort();
        return Network.direct().connect(new InetSocketAddress(address.getAddress(), port), timeout);
    }
}
