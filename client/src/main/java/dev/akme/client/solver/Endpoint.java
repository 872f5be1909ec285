package dev.akme.client.solver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens and how long it talks with a peer.
 *
 * @param host the address; null for all
 * @param port the port; 0 for one that the system chooses
 * @param timeout how long a connection lasts at most
 */
record Endpoint(@Nullable InetAddress host, int port, Duration timeout) {

    /** Validators give up after about as long. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    Endpoint {
        if (port < 0 || port > 0xffff) {
            throw new IllegalArgumentException(
                    "port " + port + " does not exist: give one from 1 to 65535, or 0 for any that is free");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "a connection cannot last " + timeout + ": give a timeout above zero, of an hour at most");
        }
    }

    static Endpoint ofPort(int port) {
        return new Endpoint(null, port, TIMEOUT);
    }

    Endpoint withHost(InetAddress host) {
        return new Endpoint(host, port, timeout);
    }

    Endpoint withPort(int port) {
        return new Endpoint(host, port, timeout);
    }

    Endpoint withTimeout(Duration timeout) {
        return new Endpoint(host, port, timeout);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** {@return words for errors} */
    @Override
    public String toString() {
        return "port " + port + " of " + (host == null ? "all addresses" : host.getHostAddress());
    }
}
