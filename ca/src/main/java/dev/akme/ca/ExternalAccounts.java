package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts elsewhere that ACME accounts can be bound to (RFC 8555 §7.3.4): a MAC key for each key identifier. They are
 * kept in the store of the CA, and can change while it runs; accounts that are bound already stay. Safe for use by many threads.
 */
public final class ExternalAccounts {

    private final CaStore store;
    private final Ids ids;

    ExternalAccounts(CaStore store, Ids ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * Adds a key, or replaces the one of the same identifier.
     *
     * @param keyIdentifier the key identifier
     * @param key the MAC key
     */
    public void add(String keyIdentifier, MacKey key) {
        if (keyIdentifier.isEmpty()) {
            throw new IllegalArgumentException("the key identifier is empty");
        }
        store.putExternalAccount(keyIdentifier, key);
    }

    /**
     * Makes a key for HS256 under a new identifier.
     *
     * @return the identifier; {@link #key} has the key
     */
    public String create() {
        String keyIdentifier = ids.next();
        add(keyIdentifier, MacKey.generate(JwsAlgorithm.HS256));
        return keyIdentifier;
    }

    /**
     * Takes a key away: nobody can bind an account with it any more.
     *
     * @param keyIdentifier the key identifier; one that is not there is fine
     */
    public void remove(String keyIdentifier) {
        store.removeExternalAccount(keyIdentifier);
    }

    /**
     * Finds a key.
     *
     * @param keyIdentifier the key identifier
     * @return its key; empty when there is none
     */
    public Optional<MacKey> key(String keyIdentifier) {
        return store.externalAccount(keyIdentifier);
    }

    /**
     * {@return the key identifiers, sorted}
     */
    public Set<String> keyIdentifiers() {
        return store.externalAccounts();
    }

    boolean isEmpty() {
        return store.externalAccounts().isEmpty();
    }
}
