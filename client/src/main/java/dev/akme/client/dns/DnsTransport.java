package dev.akme.client.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Carries DNS messages to a server and back. Everything in this package that asks a server does it here, so that a test
 * can answer. Implementations are safe for use by many threads.
 */
public interface DnsTransport {

    /** The network of this machine: a new socket, and with it another port, for each message. */
    DnsTransport SYSTEM = new SocketTransport();

    /**
     * Sends a message in a datagram and waits for the answer (RFC 1035 §4.2.1).
     *
     * @param server where to
     * @param query the message, at most 512 octets
     * @param isAnswer tells the answer from other datagrams, which are to be passed over
     * @param timeout how long to wait
     * @return the answer: a datagram that came from the server's address and port
     * @throws java.net.SocketTimeoutException when none came in time
     * @throws IOException when the server cannot be reached
     * @throws InterruptedException when the thread is interrupted
     */
    byte[] udp(InetSocketAddress server, byte[] query, Predicate<byte[]> isAnswer, Duration timeout)
            throws IOException, InterruptedException;

    /**
     * Sends a message over a connection of its own and waits for the answer (RFC 7766 §8).
     *
     * @param server where to
     * @param query the message, without the length in front
     * @param timeout how long all of it may take
     * @return the first message that comes back, without the length in front
     * @throws java.net.SocketTimeoutException when it did not come in time
     * @throws IOException when the server cannot be reached or breaks off
     * @throws InterruptedException when the thread is interrupted
     */
    byte[] tcp(InetSocketAddress server, byte[] query, Duration timeout) throws IOException, InterruptedException;
}
