package dev.akme.ca;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;

/** A CA that listens nowhere, behind the HTTP server that one which listens has. */
public final class Served implements AutoCloseable {

    private final HttpAdapter server;

    private Served(HttpAdapter server) {
        this.server = server;
    }

    public static Served plain(AcmeCa ca, Limits limits) throws IOException {
        HttpAdapter server =
                HttpAdapter.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), limits, Clock.systemUTC());
        server.start(ca::handle, null);
        return new Served(server);
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
