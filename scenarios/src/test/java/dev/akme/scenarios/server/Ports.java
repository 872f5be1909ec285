package dev.akme.scenarios.server;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Ports that are free, for programs that must be told which. They lie below those that systems give to connections that go
 * out, so that none of these takes one away meanwhile.
 */
public final class Ports {

    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 30_000;

    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** {@return a port that is free on the loopback address, for TCP and UDP, and was not given before} */
    public static synchronized int free() {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int i = 0; i < 1000; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (!GIVEN.contains(port) && isFree(port)) {
                GIVEN.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no port is free between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(address);
            udp.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
