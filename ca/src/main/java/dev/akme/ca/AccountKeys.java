package dev.akme.ca;

import dev.akme.ca.issuer.CryptoProviders;
import dev.akme.ca.store.StoredAccount;
import dev.akme.jose.Base64Url;
import dev.akme.jose.VerificationKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys of accounts, ready to verify with: to make one of the coordinates takes longer than a verification. Safe for use by
 * many threads.
 */
final class AccountKeys {

    /** Enough for those that are about something; when there are more, all are made anew. */
    private static final int MAX = 10_000;

    private record Ready(long version, VerificationKey key) {}

    private final Map<String, Ready> ready = new ConcurrentHashMap<>();

    VerificationKey of(StoredAccount account) {
        Ready known = ready.get(account.id());
        if (known != null && known.version == account.version()) {
            return known.key;
        }
        Ready made = new Ready(account.version(), VerificationKey.of(account.key(), CryptoProviders.fastest()));
        if (ready.size() >= MAX) {
            ready.clear();
        }
        ready.put(account.id(), made);
        return made.key;
    }

    /** What a key is blocked by: the SHA-256 hash of its public key info, in base64url. */
    static String id(PublicKey key) {
        try {
            return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
