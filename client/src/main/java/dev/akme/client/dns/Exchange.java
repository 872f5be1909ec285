package dev.akme.client.dns;

import dev.akme.client.Timekeeper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Sends a message to one server and takes the answer: by UDP, and by TCP when that does not do. */
record Exchange(DnsTransport transport, Timekeeper time, RandomGenerator random, Duration timeout) {

    /** What fits into a datagram without more ado (RFC 1035 §2.3.4). */
    private static final int MAX_DATAGRAM = 512;

    /** How long one datagram may take; another one is sent then. */
    private static final Duration DATAGRAM_TIMEOUT = Duration.ofSeconds(2);

    /** An answer, and its octets, of which a signature may be. */
    static final class Answer {

        private final DnsMessage message;
        private final byte[] octets;

        private Answer(byte[] octets) throws DnsFormatException {
            this.message = DnsMessage.read(octets);
            this.octets = octets;
        }

        DnsMessage message() {
            return message;
        }

        byte[] octets() {
            return octets;
        }
    }

    int newId() {
        return random.nextInt(0x10000);
    }

    /** The end of what is begun now. */
    Instant deadline() {
        return time.now().plus(timeout);
    }

    /**
     * Asks.
     *
     * @param query the message
     * @param octets the same in octets; more may follow after what is in the message
     * @param datagrams how often to try by UDP
     * @param deadline when to give up
     */
    Answer send(InetSocketAddress server, DnsMessage query, byte[] octets, int datagrams, Instant deadline)
            throws DnsException, InterruptedException {
        String asked = "asked " + ServerAddress.text(server) + " for " + what(query) + ": ";
        try {
            for (int i = 0; i < datagrams && octets.length <= MAX_DATAGRAM; i++) {
                try {
                    byte[] answer = transport.udp(
                            server, octets, query::isAnsweredBy, shorter(DATAGRAM_TIMEOUT, left(deadline)));
                    if (DnsMessage.readStart(answer).has(DnsMessage.TRUNCATED)) {
                        break;
                    }
                    return new Answer(answer);
                } catch (SocketTimeoutException e) {
                    // Few servers answer by TCP and not by UDP, so that questions go to the next one; there is only one
                    // for an update.
                    if (i == datagrams - 1 && query.opcode() != DnsMessage.UPDATE) {
                        throw e;
                    }
                }
            }
            byte[] answer = transport.tcp(server, octets, left(deadline));
            if (!query.isAnsweredBy(answer)) {
                throw new DnsException(asked + "the answer is to another question", null);
            }
            return new Answer(answer);
        } catch (SocketTimeoutException e) {
            throw new DnsException(
                    asked + "no answer in time: is it the right address, and does a firewall let DNS through?", e);
        } catch (DnsFormatException e) {
            throw new DnsException(asked + "the answer is malformed, " + e.getMessage(), e);
        } catch (DnsException e) {
            throw e;
        } catch (IOException e) {
            String why = e.getMessage() == null ? "nobody listens there" : e.getMessage();
            throw new DnsException(asked + "it cannot be reached: " + why, e);
        }
    }

    private static String what(DnsMessage query) {
        return query.opcode() == DnsMessage.UPDATE
                ? "an update of the zone " + query.questions().get(0).name()
                : query.questions().get(0).toString();
    }

    private Duration left(Instant deadline) throws SocketTimeoutException {
        Duration left = Duration.between(time.now(), deadline);
        if (left.isNegative() || left.isZero()) {
            throw new SocketTimeoutException("the time is up");
        }
        return left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
