package dev.akme.client.dns;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A network inside the test. Servers that are not there are silent, and waiting for them takes time. */
final class FakeTransport implements DnsTransport {

    /** Answers one message. */
    interface Server {
        byte[] answer(byte[] query, boolean datagram) throws IOException;
    }

    private final FakeTime time;
    private final Map<String, Server> servers = new HashMap<>();
    private final List<String> log = new ArrayList<>();

    FakeTransport(FakeTime time) {
        this.time = time;
    }

    /** Sets who answers at an address with a port. */
    FakeTransport server(String address, Server server) {
        servers.put(address, server);
        return this;
    }

    FakeTransport unreachable(String address) {
        return server(address, (query, datagram) -> {
            throw new ConnectException("Network is unreachable");
        });
    }

    List<String> log() {
        return log;
    }

    @Override
    public byte[] udp(InetSocketAddress server, byte[] query, Predicate<byte[]> isAnswer, Duration timeout)
            throws IOException {
        byte[] answer = exchange("udp ", server, query, timeout, true);
        if (!isAnswer.test(answer)) {
            time.pass(timeout);
            throw new SocketTimeoutException("only others answered");
        }
        return answer;
    }

    @Override
    public byte[] tcp(InetSocketAddress server, byte[] query, Duration timeout) throws IOException {
        return exchange("tcp ", server, query, timeout, false);
    }

    private byte[] exchange(
            String protocol, InetSocketAddress address, byte[] query, Duration timeout, boolean datagram)
            throws IOException {
        String text = ServerAddress.text(address);
        log.add(protocol + text);
        Server server = servers.get(text);
        if (server == null) {
            time.pass(timeout);
            throw new SocketTimeoutException("silence");
        }
        return server.answer(query, datagram);
    }
}
