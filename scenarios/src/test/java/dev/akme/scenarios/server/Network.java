package dev.akme.scenarios.server;

import dev.akme.client.dns.TxtRecords;
import java.io.IOException;

/**
 * The network as a CA sees it: every name has the address 127.0.0.1, and no record but those that a test adds; challenges
 * are looked for at ports without privileges.
 */
public interface Network extends TxtRecords {

    /** {@return the DNS server that the CA asks, as {@code host:port}} */
    String resolver();

    /** {@return the port at which http-01 is looked for} */
    int httpPort();

    /** {@return the port at which tls-alpn-01 is looked for} */
    int tlsPort();

    /**
     * Makes a name an alias (CNAME) of another.
     *
     * @param name the name, without a final dot
     * @param target what it stands for, without a final dot
     */
    void alias(String name, String target) throws IOException, InterruptedException;
}
