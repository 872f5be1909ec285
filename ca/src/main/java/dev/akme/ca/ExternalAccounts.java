package dev.akme.ca;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The accounts elsewhere that ACME accounts can be bound to (RFC 8555 §7.3.4): a MAC key for each key identifier. They can
 * change while the CA runs; accounts that are bound already stay. Safe for use by many threads.
 */
public final class ExternalAccounts {

    private final Map<String, MacKey> keys = new ConcurrentHashMap<>();
    private final Ids ids;

    ExternalAccounts(Ids ids) {
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
        keys.put(keyIdentifier, key);
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
        keys.remove(keyIdentifier);
    }

    /**
     * Finds a key.
     *
     * @param keyIdentifier the key identifier
     * @return its key; empty when there is none
     */
    public Optional<MacKey> key(String keyIdentifier) {
        return Optional.ofNullable(keys.get(keyIdentifier));
    }

    /**
     * {@return the key identifiers, sorted}
     */
    public Set<String> keyIdentifiers() {
        return new TreeSet<>(keys.keySet());
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }
}
