package dev.akme.client.solver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Somebody who connects to a server under test and says what is to be said, right or wrong. */
final class Peer implements AutoCloseable {

    // A server that does not answer fails the test instead of holding it up.
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();

    Peer(InetAddress host, Optional<InetSocketAddress> server) throws IOException {
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(host, server.orElseThrow().getPort()), TIMEOUT_MILLIS);
    }

    Peer(Optional<InetSocketAddress> server) throws IOException {
        this(v4(), server);
    }

    static InetAddress v4() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    static InetAddress v6() throws UnknownHostException {
        byte[] address = new byte[16];
        address[15] = 1;
        return InetAddress.getByAddress(address);
    }

    /** What a server answers to one request, up to the end of the connection. */
    static String ask(Optional<InetSocketAddress> server, String request) throws IOException {
        try (Peer peer = new Peer(server)) {
            return peer.say(request).hear();
        }
    }

    static String get(Optional<InetSocketAddress> server, String path) throws IOException {
        return ask(server, "GET " + path + " HTTP/1.1\r\nHost: example.org\r\n\r\n");
    }

    Peer say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Says something, unless the server has gone meanwhile. */
    Peer sayOrBeCutOff(String text) throws IOException {
        try {
            return say(text);
        } catch (SocketException e) {
            return this;
        }
    }

    Peer sayNoMore() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** All that comes until the connection ends; a reset is an end. */
    String hear() throws IOException {
        StringBuilder heard = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                heard.append((char) octet);
            }
        } catch (SocketException e) {
            heard.append("");
        }
        return heard.toString();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
