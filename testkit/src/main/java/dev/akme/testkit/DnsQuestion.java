package dev.akme.testkit;

import java.util.Locale;

/**
 * What a {@link FakeDns} was asked.
 *
 * @param name the name, in lower case and without a final dot
 * @param type the type of record, such as {@code TXT}
 * @param way how it was asked
 */
public record DnsQuestion(String name, String type, Way way) {

    /** How a question comes. */
    public enum Way {
        /** In a datagram. */
        UDP,
        /** Over a connection. */
        TCP,
        /** By a call, as {@link dev.akme.ca.validation.DnsResolver}: so asks the CA of a kit. */
        CALL
    }

    /**
     * {@return name, type and way}
     */
    @Override
    public String toString() {
        return name + " " + type + " by " + way.name().toLowerCase(Locale.ROOT);
    }
}
