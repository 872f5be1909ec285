package dev.akme.ca.store;

import java.util.List;

/**
 * An intermediate that the CA issues with, or has issued with before: all but its key, which is not kept in a store. Immutable.
 *
 * @param id its key identifier, as its certificates have it for their issuer (RFC 5280 §4.2.1.1), in lower-case hexadecimal
 * @param chains what stands between a certificate and each of the roots, in DER and base64url: first the certificate of the
 *     intermediate, each issued by the next, and a root as the last. Empty when only certificates are known that it has issued
 */
public record StoredIntermediate(String id, List<List<String>> chains) {

    /**
     * Copies the lists.
     *
     * @param id its key identifier, in lower-case hexadecimal
     * @param chains its chains, that to the default root first; empty when they are not known
     */
    public StoredIntermediate {
        chains = chains.stream().map(List::copyOf).toList();
    }
}
