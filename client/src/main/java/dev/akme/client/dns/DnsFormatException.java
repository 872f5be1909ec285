package dev.akme.client.dns;

import java.io.IOException;

/** Octets that are no DNS message. The message names the octet and quotes none. */
final class DnsFormatException extends IOException {

    private static final long serialVersionUID = 1;

    DnsFormatException(int at, String problem) {
        super("octet " + at + ": " + problem);
    }
}
