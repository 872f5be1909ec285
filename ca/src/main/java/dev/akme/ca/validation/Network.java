package dev.akme.ca.validation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** How validators reach others over TCP. Safe for use by many threads. */
@FunctionalInterface
public interface Network {

    /**
     * Connects. The caller closes the socket.
     *
     * @param address a resolved address with a port
     * @param timeout how long it may take
     * @return a connected socket
     * @throws IOException when there is no connection
     */
    Socket connect(InetSocketAddress address, Duration timeout) throws IOException;

    /**
     * {@return the network of this machine}
     */
    static Network direct() {
        return (address, timeout) -> {
            Socket socket = new Socket();
            boolean done = false;
            try {
                socket.connect(address, Math.toIntExact(Math.max(1, timeout.toMillis())));
                done = true;
                return socket;
            } finally {
                if (!done) {
                    socket.close();
                }
            }
        };
    }
}
