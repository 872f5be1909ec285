package dev.akme.ca.validation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network in which some addresses lead to servers of this machine, and others nowhere. */
final class FakeNetwork implements Network {

    private final Map<String, Integer> ports = new ConcurrentHashMap<>();

    /** The addresses that somebody wanted to reach, with ports. */
    final List<String> dialled = new CopyOnWriteArrayList<>();

    final List<Duration> timeouts = new CopyOnWriteArrayList<>();

    /** Has an address lead to a port of this machine. */
    FakeNetwork route(String address, int port) {
        ports.put(address, port);
        return this;
    }

    @Override
    public Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
        String text = Dialer.text(address.getAddress());
        dialled.add(text + " " + address.getPort());
        timeouts.add(timeout);
        Integer port = ports.get(text);
        if (port == null) {
            throw new SocketTimeoutException("nobody there");
        }
        return Network.direct().connect(new InetSocketAddress(Samples.LOOPBACK, port), timeout);
    }
}
