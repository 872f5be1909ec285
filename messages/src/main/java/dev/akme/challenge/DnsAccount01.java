package dev.akme.challenge;

import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The challenge {@code dns-account-01}: a TXT record at a name of the account's own, so that several accounts can validate
 * one name side by side (draft-ietf-acme-dns-account-label §3).
 */
public final class DnsAccount01 {

    private static final String SECTION = "draft-ietf-acme-dns-account-label §3";
    private static final int LABEL_OCTETS = 10;

    private DnsAccount01() {}

    /**
     * Gives the label that stands for an account.
     *
     * @param accountUrl the account's URL, letter for letter as the server gave it: it is never normalised
     * @return an underscore and 16 digits of base32 in lower case
     * @throws IllegalArgumentException when the URL is empty
     */
    public static String label(String accountUrl) {
        if (accountUrl.isEmpty()) {
            throw new IllegalArgumentException(
                    "the account URL is empty: take it from Location of newAccount (" + SECTION + ")");
        }
        return '_' + Base32.encode(Arrays.copyOf(Digests.sha256(accountUrl), LABEL_OCTETS));
    }

    /**
     * Gives the name of the TXT record.
     *
     * @param identifier a domain name; of a wildcard, the name below it is taken
     * @param accountUrl the account's URL, letter for letter as the server gave it
     * @return the name in lower case, without a final dot
     * @throws IllegalArgumentException when the identifier is of another type or an onion name, no record name of its
     *     length is possible, or the URL is empty
     * @throws dev.akme.json.MemberException when the identifier's value is no domain name
     */
    public static String recordName(Identifier identifier, String accountUrl) {
        return Names.record(label(accountUrl) + '.' + Dns01.LABEL + '.', identifier, "dns-account-01", SECTION);
    }

    /**
     * Gives the text of the TXT record, the same as for {@code dns-01}.
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
        return TxtRecords.checkContains(records, value(expected), "the account's label and " + Dns01.LABEL, SECTION);
    }
}
