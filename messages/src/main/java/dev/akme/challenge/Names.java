package dev.akme.challenge;

import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;

/** The names that challenges are about, in the form that queries and connections need. */
final class Names {

    // RFC 1035 §2.3.4 counts 255 octets with length bytes and the root, which leaves 253 characters of text.
    private static final int MAX_NAME = 253;
    private static final String WILDCARD = "*.";
    private static final String ONION = ".onion";

    private Names() {}

    /**
     * The name at which the DNS answers for an identifier of type dns: of a wildcard, the name below the asterisk; in
     * lower case, without a final dot.
     */
    static String record(String prefix, Identifier identifier, String challenge, String section) {
        String name = domain(identifier, challenge, section);
        if (name.endsWith(ONION)) {
            throw new IllegalArgumentException(challenge
                    + " is not for onion names, which are not in the DNS: choose onion-csr-01, http-01 or tls-alpn-01"
                    + " (RFC 9799 §3.1)");
        }
        String record = prefix + name;
        if (record.length() > MAX_NAME) {
            throw new IllegalArgumentException("the name of the record has more than " + MAX_NAME
                    + " characters: choose another challenge than " + challenge + " (RFC 1035 §2.3.4)");
        }
        return record;
    }

    /** The name to connect to. */
    static String host(Identifier identifier, String challenge, String section) {
        if (identifier.isWildcard()) {
            throw new IllegalArgumentException(
                    challenge + " cannot validate a wildcard: choose a challenge in the DNS (" + section + ")");
        }
        return domain(identifier, challenge, section);
    }

    private static String domain(Identifier identifier, String challenge, String section) {
        if (!identifier.type().equals(IdentifierType.DNS)) {
            throw new IllegalArgumentException(
                    challenge + " is not for identifiers of this type: choose another challenge (" + section + ")");
        }
        return bare(identifier.value());
    }

    /** A name without wildcard and final dot, checked and in lower case. */
    static String bare(String name) {
        String ascii = Identifier.dns(name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .value();
        return ascii.startsWith(WILDCARD) ? ascii.substring(WILDCARD.length()) : ascii;
    }
}
