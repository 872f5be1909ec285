package dev.akme.challenge;

import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.util.List;
import java.util.Optional;

/** The challenge {@code dns-01}: a TXT record below the name (RFC 8555 §8.4). */
public final class Dns01 {

    static final String LABEL = "_acme-challenge";

    private static final String SECTION = "RFC 8555 §8.4";

    private Dns01() {}

    /**
     * Gives the name of the TXT record.
     *
     * @param identifier a domain name; of a wildcard, the name below it is taken
     * @return the name in lower case, without a final dot
     * @throws IllegalArgumentException when the identifier is of another type (for IP addresses RFC 8738 §7 forbids this
     *     challenge) or an onion name (RFC 9799 §3.1), or no record name of its length is possible
     * @throws dev.akme.json.MemberException when its value is no domain name
     */
    public static String recordName(Identifier identifier) {
        return Names.record(LABEL + '.', identifier, "dns-01", SECTION);
    }

    /**
     * Gives the text of the TXT record. A name and its wildcard need two records beside each other.
     *
     * @param keyAuthorization that of the challenge
     * @return its SHA-256 in base64url, 43 characters
     */
    public static String value(KeyAuthorization keyAuthorization) {
        return keyAuthorization.digestText();
    }

    /**
     * Checks the TXT records that a server has found. One must be right; others may stand beside it.
     *
     * @param records the records, each a list of character-strings
     * @param expected the key authorization of the challenge
     * @return the problem for the challenge; empty when a record is right
     */
    public static Optional<Problem> check(List<List<String>> records, KeyAuthorization expected) {
        return TxtRecords.checkContains(records, value(expected), LABEL, SECTION);
    }
}
