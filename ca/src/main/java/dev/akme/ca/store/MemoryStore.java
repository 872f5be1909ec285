package dev.akme.ca.store;

import dev.akme.jose.MacKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory, and nothing longer than itself. A CA that is started again on the same object goes on where the
 * one before it stopped.
 */
public final class MemoryStore implements CaStore {

    /** Whose valid authorization, for what. */
    private record Scope(String accountId, Identifier identifier, boolean wildcard) {}

    // Values are read without the lock, which makes a change of several maps one step.
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, StoredAccount> accounts = new ConcurrentHashMap<>();
    private final Map<String, StoredOrder> orders = new ConcurrentHashMap<>();
    private final Map<String, StoredAuthorization> authorizations = new ConcurrentHashMap<>();
    private final Map<String, StoredCertificate> certificates = new ConcurrentHashMap<>();
    private final Set<String> blockedKeys = ConcurrentHashMap.newKeySet();
    private final Map<String, MacKey> externalAccounts = new ConcurrentHashMap<>();
    private final AtomicLong revocationListNumber = new AtomicLong();
    private final AtomicLong revocationsVersion = new AtomicLong();

    // What follows from the values; guarded by the lock.
    private final Map<String, String> accountsByKey = new HashMap<>();
    private final Set<String> boundKeyIds = new HashSet<>();
    private final Map<String, NavigableMap<Long, String>> ordersByAccount = new HashMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final Map<Scope, Set<String>> validByScope = new HashMap<>();
    private final Set<String> answered = new LinkedHashSet<>();
    private final Set<String> finalized = new LinkedHashSet<>();
    private final Map<String, Set<String>> certificatesByKey = new HashMap<>();
    private final Set<String> revoked = new LinkedHashSet<>();
    private final Map<String, StoredIntermediate> intermediates = new LinkedHashMap<>();
    private long nextPlace;

    /** Makes an empty store. */
    public MemoryStore() {}

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable step) {
        locked(() -> {
            step.run();
            return true;
        });
    }

    private static boolean follows(@Nullable Stored present, Stored next) {
        return present != null && present.version() == next.version() - 1;
    }

    // ---- accounts

    @Override
    public boolean add(StoredAccount account) {
        return locked(() -> {
            if (accountsByKey.containsKey(account.key().thumbprint())
                    || account.bindingKeyId().filter(boundKeyIds::contains).isPresent()) {
                return false;
            }
            account.bindingKeyId().ifPresent(boundKeyIds::add);
            accountsByKey.put(account.key().thumbprint(), account.id());
            accounts.put(account.id(), account);
            return true;
        });
    }

    @Override
    public boolean replace(StoredAccount account) {
        return locked(() -> {
            String id = account.id();
            String thumbprint = account.key().thumbprint();
            StoredAccount present = accounts.get(id);
            if (present == null
                    || !follows(present, account)
                    || !accountsByKey.getOrDefault(thumbprint, id).equals(id)) {
                return false;
            }
            accountsByKey.remove(present.key().thumbprint());
            accountsByKey.put(thumbprint, id);
            accounts.put(id, account);
            return true;
        });
    }

    @Override
    public Optional<StoredAccount> account(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public Optional<StoredAccount> accountOfKey(String thumbprint) {
        return locked(() -> Optional.ofNullable(accountsByKey.get(thumbprint)).map(accounts::get));
    }

    @Override
    public boolean isBound(String bindingKeyId) {
        return locked(() -> boundKeyIds.contains(bindingKeyId));
    }

    // ---- orders

    @Override
    public boolean add(StoredOrder order, List<StoredAuthorization> added, Optional<StoredCertificate> replaced) {
        return locked(() -> {
            if (replaced.filter(next -> !follows(certificates.get(next.id()), next))
                    .isPresent()) {
                return false;
            }
            replaced.ifPresent(this::put);
            added.forEach(this::put);
            long place = nextPlace++;
            places.put(order.id(), place);
            ordersByAccount
                    .computeIfAbsent(order.accountId(), account -> new TreeMap<>(Comparator.reverseOrder()))
                    .put(place, order.id());
            put(order);
            return true;
        });
    }

    @Override
    public boolean replace(StoredOrder order) {
        return locked(() -> {
            if (!follows(orders.get(order.id()), order)) {
                return false;
            }
            put(order);
            return true;
        });
    }

    private void put(StoredOrder order) {
        orders.put(order.id(), order);
        note(finalized, order.id(), order.status().equals(Status.PROCESSING));
    }

    @Override
    public boolean issue(StoredOrder order, StoredCertificate certificate) {
        return locked(() -> {
            if (!follows(orders.get(order.id()), order)) {
                return false;
            }
            put(certificate);
            put(order);
            return true;
        });
    }

    @Override
    public Optional<StoredOrder> order(String id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public List<StoredOrder> orders(String accountId, Optional<String> after, int limit) {
        return locked(() -> {
            NavigableMap<Long, String> all = ordersByAccount.getOrDefault(accountId, new TreeMap<>());
            Optional<Long> place = after.map(places::get);
            Stream<String> page = after.isEmpty()
                    ? all.values().stream()
                    : place.stream().flatMap(p -> all.tailMap(p, false).values().stream());
            return page.limit(limit).map(orders::get).toList();
        });
    }

    @Override
    public List<StoredOrder> processingOrders() {
        return locked(() -> finalized.stream().map(orders::get).toList());
    }

    // ---- authorizations

    @Override
    public void add(StoredAuthorization authorization) {
        locked(() -> put(authorization));
    }

    @Override
    public boolean replace(StoredAuthorization authorization) {
        return locked(() -> {
            if (!follows(authorizations.get(authorization.id()), authorization)) {
                return false;
            }
            put(authorization);
            return true;
        });
    }

    private void put(StoredAuthorization authorization) {
        String id = authorization.id();
        authorizations.put(id, authorization);
        note(answered, id, authorization.isProcessing());
        if (authorization.status().equals(Status.VALID)) {
            validByScope
                    .computeIfAbsent(scope(authorization), scope -> new LinkedHashSet<>())
                    .add(id);
        } else {
            forgetValid(authorization);
        }
    }

    private void forgetValid(StoredAuthorization authorization) {
        validByScope.computeIfPresent(scope(authorization), (scope, ids) -> {
            ids.remove(authorization.id());
            return ids.isEmpty() ? null : ids;
        });
    }

    private static Scope scope(StoredAuthorization authorization) {
        return new Scope(authorization.accountId(), authorization.identifier(), authorization.wildcard());
    }

    @Override
    public Optional<StoredAuthorization> authorization(String id) {
        return Optional.ofNullable(authorizations.get(id));
    }

    @Override
    public Optional<StoredAuthorization> validAuthorization(
            String accountId, Identifier identifier, boolean wildcard, Instant until) {
        return locked(() -> validByScope.getOrDefault(new Scope(accountId, identifier, wildcard), Set.of()).stream()
                .map(authorizations::get)
                .filter(found -> !found.expires().isBefore(until))
                .max(Comparator.comparing(StoredAuthorization::expires)));
    }

    @Override
    public List<StoredAuthorization> processingAuthorizations() {
        return locked(() -> answered.stream().map(authorizations::get).toList());
    }

    // ---- certificates

    @Override
    public Optional<StoredCertificate> certificate(String id) {
        return Optional.ofNullable(certificates.get(id));
    }

    @Override
    public boolean replace(StoredCertificate certificate) {
        return locked(() -> {
            if (!follows(certificates.get(certificate.id()), certificate)) {
                return false;
            }
            put(certificate);
            if (certificate.revokedAt().isPresent()) {
                revocationsVersion.incrementAndGet();
            }
            return true;
        });
    }

    private void put(StoredCertificate certificate) {
        certificates.put(certificate.id(), certificate);
        certificatesByKey
                .computeIfAbsent(certificate.keyId(), key -> new LinkedHashSet<>())
                .add(certificate.id());
        note(revoked, certificate.id(), certificate.revokedAt().isPresent());
    }

    @Override
    public List<StoredCertificate> certificatesOfKey(String keyId) {
        return locked(() -> certificatesByKey.getOrDefault(keyId, Set.of()).stream()
                .map(certificates::get)
                .toList());
    }

    @Override
    public List<StoredRevocation> revocations(String issuerId, Instant after) {
        return locked(() -> revoked.stream()
                .map(certificates::get)
                .filter(found ->
                        found.issuerId().equals(issuerId) && found.notAfter().isAfter(after))
                .map(found -> new StoredRevocation(found.id(), found.revokedAt().orElseThrow(), found.reason()))
                .toList());
    }

    @Override
    public long revocationsVersion() {
        return revocationsVersion.get();
    }

    private static void note(Set<String> ids, String id, boolean present) {
        if (present) {
            ids.add(id);
        } else {
            ids.remove(id);
        }
    }

    @Override
    public long nextRevocationListNumber(long atLeast) {
        return revocationListNumber.updateAndGet(last -> Math.max(last + 1, atLeast));
    }

    // ---- intermediates

    @Override
    public void put(StoredIntermediate intermediate) {
        locked(() -> intermediates.put(intermediate.id(), intermediate));
    }

    @Override
    public List<StoredIntermediate> intermediates() {
        return locked(() -> List.copyOf(intermediates.values()));
    }

    @Override
    public Optional<Instant> lastExpiry(String issuerId) {
        return certificates.values().stream()
                .filter(certificate -> certificate.issuerId().equals(issuerId))
                .map(StoredCertificate::notAfter)
                .max(Comparator.naturalOrder());
    }

    // ---- keys

    @Override
    public void blockKey(String keyId) {
        blockedKeys.add(keyId);
    }

    @Override
    public boolean isBlocked(String keyId) {
        return blockedKeys.contains(keyId);
    }

    // ---- accounts elsewhere

    @Override
    public void putExternalAccount(String keyIdentifier, MacKey key) {
        externalAccounts.put(keyIdentifier, key);
    }

    @Override
    public void removeExternalAccount(String keyIdentifier) {
        externalAccounts.remove(keyIdentifier);
    }

    @Override
    public Optional<MacKey> externalAccount(String keyIdentifier) {
        return Optional.ofNullable(externalAccounts.get(keyIdentifier));
    }

    @Override
    public Set<String> externalAccounts() {
        return new TreeSet<>(externalAccounts.keySet());
    }

    // ---- all

    @Override
    public int sweep(Instant before, Instant certificatesBefore) {
        // Looked for without the lock, and looked at again with it: others do not wait for all that is there.
        int swept = 0;
        for (StoredCertificate certificate : certificates.values()) {
            swept += certificate.notAfter().isBefore(certificatesBefore) ? forget(certificate) : 0;
        }
        for (StoredOrder order : orders.values()) {
            boolean over = order.certificateId().isEmpty() && order.expires().isBefore(before);
            swept += over && locked(() -> forget(order)) ? 1 : 0;
        }
        for (StoredAuthorization authorization : authorizations.values()) {
            boolean over = authorization.expires().isBefore(before);
            swept += over && locked(() -> forget(authorization)) ? 1 : 0;
        }
        return swept;
    }

    /** With its order; says how much that was. */
    private int forget(StoredCertificate found) {
        return locked(() -> {
            StoredCertificate certificate = certificates.remove(found.id());
            if (certificate == null) {
                return 0;
            }
            revoked.remove(certificate.id());
            certificatesByKey.computeIfPresent(certificate.keyId(), (key, ids) -> {
                ids.remove(certificate.id());
                return ids.isEmpty() ? null : ids;
            });
            StoredOrder order = orders.get(certificate.orderId());
            return order != null && forget(order) ? 2 : 1;
        });
    }

    private boolean forget(StoredOrder order) {
        if (!orders.remove(order.id(), order)) {
            return false;
        }
        finalized.remove(order.id());
        Long place = places.remove(order.id());
        ordersByAccount.computeIfPresent(order.accountId(), (account, byPlace) -> {
            byPlace.remove(place);
            return byPlace.isEmpty() ? null : byPlace;
        });
        return true;
    }

    private boolean forget(StoredAuthorization authorization) {
        if (!authorizations.remove(authorization.id(), authorization)) {
            return false;
        }
        answered.remove(authorization.id());
        forgetValid(authorization);
        return true;
    }

    /** Does nothing: what is in memory stays for a CA that is started again. */
    @Override
    public void close() {}
}
