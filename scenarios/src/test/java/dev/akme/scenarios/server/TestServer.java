package dev.akme.scenarios.server;

import dev.akme.client.Transport;
import dev.akme.messages.Status;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/** A CA that runs beside the tests, and what a test must know of it that the protocol does not tell. */
public interface TestServer extends AutoCloseable {

    /** {@return the URL of the directory} */
    URI directory();

    /** {@return what to trust for the connection to it} */
    List<X509Certificate> trustAnchors();

    /** {@return the DNS and the ports that it sees} */
    Network network();

    /** {@return the roots of its certificates: of the first chain, and of each alternate} */
    List<X509Certificate> roots();

    /** {@return whether the server says that a certificate is {@code valid} or {@code revoked}} */
    Status status(X509Certificate certificate) throws InterruptedException;

    /**
     * Keeps apart requests that the server cannot take at the same time, for tests with many threads. A server without such
     * a weakness gives back what it is given.
     */
    default Transport sparing(Transport transport) {
        return transport;
    }

    /** {@return whether it still works; a server may hang itself up} */
    boolean isAlive();

    /** {@return the end of its log, and what else explains a failure. The server need not work afterwards} */
    String report();

    /** Stops it, and takes all away that it wrote. */
    @Override
    void close();
}
