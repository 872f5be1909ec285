package dev.akme.ca.store;

/**
 * Something that a {@link CaStore} keeps. A change makes a new value with the next version, and a store takes it only when it
 * has the version before: of two changes at once, one is refused.
 */
public sealed interface Stored permits StoredAccount, StoredOrder, StoredAuthorization, StoredCertificate {

    /**
     * {@return what it is found by; of base64url characters}
     */
    String id();

    /**
     * {@return how often it was changed}
     */
    long version();
}
