package dev.akme.client.dns;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A DNS server could not be asked, refused, or answered what cannot be used. The message says which server was asked for
 * what, what came of it, and what to do; no value of a challenge and no key.
 *
 * @serial exclude
 */
public final class DnsException extends IOException {

    private static final long serialVersionUID = 1;

    DnsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
