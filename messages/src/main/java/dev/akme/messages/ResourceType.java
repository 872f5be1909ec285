package dev.akme.messages;

import dev.akme.json.Term;
import dev.akme.json.internal.TermSpec;
import dev.akme.json.internal.Vocabulary;
import java.util.List;

/** What a {@link Directory} names: the registry "ACME Resource Types" (RFC 8555 §9.7.5). */
public final class ResourceType extends Term {

    private static final Vocabulary<ResourceType> WORDS = new Vocabulary<>("resource type", ResourceType::new);

    /** {@code newNonce}: where a nonce can be had. */
    public static final ResourceType NEW_NONCE =
            WORDS.add("newNonce", "RFC 8555 §7.2", "Gives a nonce for the next request.");
    /** {@code newAccount}: where accounts are made. */
    public static final ResourceType NEW_ACCOUNT =
            WORDS.add("newAccount", "RFC 8555 §7.3", "Makes an account, or finds the one of a key.");
    /** {@code newOrder}: where orders are made. */
    public static final ResourceType NEW_ORDER = WORDS.add("newOrder", "RFC 8555 §7.4", "Makes an order.");
    /** {@code newAuthz}: where authorizations are made without an order. */
    public static final ResourceType NEW_AUTHZ =
            WORDS.add("newAuthz", "RFC 8555 §7.4.1", "Makes an authorization ahead of any order.");
    /** {@code revokeCert}: where certificates are revoked. */
    public static final ResourceType REVOKE_CERT = WORDS.add("revokeCert", "RFC 8555 §7.6", "Revokes a certificate.");
    /** {@code keyChange}: where an account gets another key. */
    public static final ResourceType KEY_CHANGE =
            WORDS.add("keyChange", "RFC 8555 §7.3.5", "Gives an account another key.");
    /** {@code meta}: not a resource: the directory's metadata. */
    public static final ResourceType META =
            WORDS.add("meta", "RFC 8555 §7.1.1", "Holds the metadata of the server; not a URL.");
    /** {@code renewalInfo}: where the server says when to renew. */
    public static final ResourceType RENEWAL_INFO =
            WORDS.add("renewalInfo", "RFC 9773 §3", "Tells when a certificate should be renewed.");

    private ResourceType(TermSpec spec) {
        super(spec);
    }

    /**
     * Gives the resource type of that name.
     *
     * @param value the word as it stands in a message; any text
     * @return the constant, or a value whose {@link #isKnown()} is {@code false}
     */
    public static ResourceType of(String value) {
        return WORDS.of(value);
    }

    /**
     * {@return all known resource types}
     */
    public static List<ResourceType> known() {
        return WORDS.known();
    }
}
