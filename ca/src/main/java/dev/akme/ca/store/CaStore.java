package dev.akme.ca.store;

import dev.akme.jose.MacKey;
import dev.akme.messages.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a CA keeps what it has promised. Every method is one step: it happens as a whole or not at all, and what it changed
 * is durable as far as the store ever is when it returns.
 *
 * <p>A {@code replace} takes a value when the version before it is there, and answers {@code false} otherwise: the caller
 * reads again and decides again.
 *
 * <p>Safe for use by many threads. A store that fails throws {@link StoreException}.
 */
public interface CaStore extends AutoCloseable {

    // ---- accounts

    /**
     * Adds an account.
     *
     * @param account an account of version 0
     * @return false when another account has its key or its binding's key identifier; nothing is added then
     */
    boolean add(StoredAccount account);

    /**
     * Replaces an account.
     *
     * @param account the next version
     * @return false when it was changed meanwhile, or another account has the key
     */
    boolean replace(StoredAccount account);

    /**
     * Finds an account.
     *
     * @param id its identifier
     * @return the account; empty when there is none
     */
    Optional<StoredAccount> account(String id);

    /**
     * Finds the account that has a key.
     *
     * @param thumbprint the thumbprint of the key (RFC 7638)
     * @return the account; empty when there is none
     */
    Optional<StoredAccount> accountOfKey(String thumbprint);

    /**
     * Tells whether an account has the key identifier of an external account.
     *
     * @param bindingKeyId the key identifier
     * @return whether it was used
     */
    boolean isBound(String bindingKeyId);

    // ---- orders

    /**
     * Adds an order with the authorizations that were made for it, and marks the certificate that it replaces.
     *
     * @param order an order of version 0
     * @param authorizations those of its authorizations that are new, of version 0
     * @param replaced the next version of the certificate that it replaces; empty when it replaces none
     * @return false when that certificate was changed meanwhile; nothing is added then
     */
    boolean add(StoredOrder order, List<StoredAuthorization> authorizations, Optional<StoredCertificate> replaced);

    /**
     * Replaces an order.
     *
     * @param order the next version
     * @return false when it was changed meanwhile
     */
    boolean replace(StoredOrder order);

    /**
     * Replaces an order and adds its certificate.
     *
     * @param order the next version
     * @param certificate the certificate, of version 0
     * @return false when the order was changed meanwhile; nothing is added then
     */
    boolean issue(StoredOrder order, StoredCertificate certificate);

    /**
     * Finds an order.
     *
     * @param id its identifier
     * @return the order; empty when there is none
     */
    Optional<StoredOrder> order(String id);

    /**
     * Lists the orders of an account, the newest first.
     *
     * @param accountId whose
     * @param after the last of the page before; empty for the first page
     * @param limit how many at most
     * @return the orders
     */
    List<StoredOrder> orders(String accountId, Optional<String> after, int limit);

    /**
     * Lists the orders that were finalized and are not decided.
     *
     * @return all that are {@code processing}
     */
    List<StoredOrder> processingOrders();

    // ---- authorizations

    /**
     * Adds an authorization that belongs to no order yet.
     *
     * @param authorization an authorization of version 0
     */
    void add(StoredAuthorization authorization);

    /**
     * Replaces an authorization.
     *
     * @param authorization the next version
     * @return false when it was changed meanwhile
     */
    boolean replace(StoredAuthorization authorization);

    /**
     * Finds an authorization.
     *
     * @param id its identifier
     * @return the authorization; empty when there is none
     */
    Optional<StoredAuthorization> authorization(String id);

    /**
     * Finds the valid authorization of an account for an identifier that ends last.
     *
     * @param accountId whose
     * @param identifier for what, without {@code *.}
     * @param wildcard whether for the wildcard below it
     * @param until how long it must be valid
     * @return the authorization; empty when there is none
     */
    Optional<StoredAuthorization> validAuthorization(
            String accountId, Identifier identifier, boolean wildcard, Instant until);

    /**
     * Lists the authorizations with a challenge that was answered and is not decided.
     *
     * @return all that have a challenge which is {@code processing}
     */
    List<StoredAuthorization> processingAuthorizations();

    // ---- certificates

    /**
     * Finds a certificate.
     *
     * @param id its identifier
     * @return the certificate; empty when there is none
     */
    Optional<StoredCertificate> certificate(String id);

    /**
     * Replaces a certificate.
     *
     * @param certificate the next version
     * @return false when it was changed meanwhile
     */
    boolean replace(StoredCertificate certificate);

    /**
     * Lists the certificates that have a key.
     *
     * @param keyId the SHA-256 hash of the public key info, in base64url
     * @return all of them
     */
    List<StoredCertificate> certificatesOfKey(String keyId);

    /**
     * Lists what the revocation list of an intermediate has to say.
     *
     * @param issuerId the key identifier of the intermediate
     * @param after certificates that end later are listed
     * @return its certificates that are revoked and that the store still has, in the order in which they were issued
     */
    List<StoredRevocation> revocations(String issuerId, Instant after);

    /**
     * Gives a number by which to tell whether a revocation list is still right.
     *
     * @return a number that has never been there before, after each change of a certificate that is revoked
     */
    long revocationsVersion();

    /**
     * Gives the number of the next revocation list (RFC 5280 §5.2.3), greater than all that were given before.
     *
     * @param atLeast the smallest number that will do
     * @return the number
     */
    long nextRevocationListNumber(long atLeast);

    // ---- intermediates

    /**
     * Keeps an intermediate; one of the same identifier gets its chains, and keeps its place.
     *
     * @param intermediate the intermediate
     */
    void put(StoredIntermediate intermediate);

    /**
     * Lists the intermediates that were kept.
     *
     * @return all of them, the first that was ever kept first
     */
    List<StoredIntermediate> intermediates();

    /**
     * Tells how long somebody needs the revocation list of an intermediate.
     *
     * @param issuerId the key identifier of the intermediate
     * @return when the last of its certificates ends that the store has; empty when it has none
     */
    Optional<Instant> lastExpiry(String issuerId);

    // ---- keys

    /**
     * Blocks a key for good, because others may have it.
     *
     * @param keyId the SHA-256 hash of the public key info, in base64url
     */
    void blockKey(String keyId);

    /**
     * Tells whether a key is blocked.
     *
     * @param keyId the SHA-256 hash of the public key info, in base64url
     * @return whether it is
     */
    boolean isBlocked(String keyId);

    // ---- accounts elsewhere

    /**
     * Keeps the MAC key of an external account (RFC 8555 §7.3.4), in place of one that has the same identifier.
     *
     * @param keyIdentifier its key identifier
     * @param key its MAC key
     */
    void putExternalAccount(String keyIdentifier, MacKey key);

    /**
     * Forgets the MAC key of an external account.
     *
     * @param keyIdentifier its key identifier; one that is not there is fine
     */
    void removeExternalAccount(String keyIdentifier);

    /**
     * Finds the MAC key of an external account.
     *
     * @param keyIdentifier its key identifier
     * @return its key; empty when there is none
     */
    Optional<MacKey> externalAccount(String keyIdentifier);

    /**
     * {@return the key identifiers of all external accounts, sorted; the set changes no more}
     */
    Set<String> externalAccounts();

    // ---- all

    /**
     * Forgets orders without a certificate and authorizations that ended before a time, and certificates with their orders that
     * ended before another. Accounts and keys stay. May happen in several steps, so that others need not wait for all of it.
     *
     * @param before the time for orders without a certificate and for authorizations
     * @param certificatesBefore the time for certificates with their orders
     * @return how many things were forgotten
     */
    int sweep(Instant before, Instant certificatesBefore);

    /** Closes the store; it is of no use afterwards. Closing twice is fine. */
    @Override
    void close();
}
