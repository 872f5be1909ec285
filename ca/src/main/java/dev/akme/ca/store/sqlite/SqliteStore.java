package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredIntermediate;
import dev.akme.ca.store.StoredOrder;
import dev.akme.ca.store.StoredRevocation;
import dev.akme.ca.store.sqlite.SqliteDatabase.Step;
import dev.akme.jose.MacKey;
import dev.akme.messages.Identifier;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps everything in an SQLite database in a folder, for one process at a time. What a method has changed survives the end of
 * the process and of the machine, however sudden, as long as the disk keeps what it says it has.
 *
 * <p>It needs {@code org.xerial:sqlite-jdbc}, which programs that use it have to bring along. The driver unpacks a library into
 * the folder for temporary files, and loads it from there; the system property {@code org.sqlite.tmpdir} names another folder
 * where that one does not allow it.
 */
public final class SqliteStore implements CaStore {

    /** Few enough that others who write do not notice. */
    private static final int SWEPT_AT_ONCE = 500;

    private final SqliteDatabase database;

    private SqliteStore(SqliteDatabase database) {
        this.database = database;
    }

    /**
     * Opens the store in a folder.
     *
     * @param folder a folder, made with mode 0700 when it is not there; the file {@code ca.db} in it, and those that SQLite puts
     *     beside it, have mode 0600
     * @return the store
     * @throws dev.akme.ca.store.StoreException when somebody else uses the folder, the file cannot be used or is damaged, a newer
     *     version of this program has written it, or the driver is missing
     */
    public static SqliteStore open(Path folder) {
        return new SqliteStore(SqliteDatabase.open(folder));
    }

    /**
     * Copies the store in a folder, which somebody may use meanwhile, in this process or another. The copy is as the store was
     * at one moment of the call.
     *
     * @param folder a folder with a store
     * @param target a folder without one, made with mode 0700 when it is not there; {@link #open} opens the copy
     * @throws dev.akme.ca.store.StoreException when one cannot be read or the other not written; the copy is of no use then
     */
    public static void backup(Path folder, Path target) {
        SqliteDatabase.backup(folder, target);
    }

    // ---- accounts

    @Override
    public boolean add(StoredAccount account) {
        return database.write(AccountTable.insert(account));
    }

    @Override
    public boolean replace(StoredAccount account) {
        return database.write(AccountTable.update(account));
    }

    @Override
    public Optional<StoredAccount> account(String id) {
        return database.read(AccountTable.find(id));
    }

    @Override
    public Optional<StoredAccount> accountOfKey(String thumbprint) {
        return database.read(AccountTable.findByKey(thumbprint));
    }

    @Override
    public boolean isBound(String bindingKeyId) {
        return database.read(AccountTable.isBound(bindingKeyId));
    }

    // ---- orders

    @Override
    public boolean add(
            StoredOrder order, List<StoredAuthorization> authorizations, Optional<StoredCertificate> replaced) {
        return database.write(sql -> {
            if (replaced.isPresent() && !CertificateTable.update(replaced.get()).run(sql)) {
                return false;
            }
            for (StoredAuthorization authorization : authorizations) {
                AuthorizationTable.insert(authorization).run(sql);
            }
            OrderTable.insert(order).run(sql);
            return true;
        });
    }

    @Override
    public boolean replace(StoredOrder order) {
        return database.write(OrderTable.update(order));
    }

    @Override
    public boolean issue(StoredOrder order, StoredCertificate certificate) {
        return database.write(sql -> {
            if (!OrderTable.update(order).run(sql)) {
                return false;
            }
            CertificateTable.insert(certificate).run(sql);
            return true;
        });
    }

    @Override
    public Optional<StoredOrder> order(String id) {
        return database.read(OrderTable.find(id));
    }

    @Override
    public List<StoredOrder> orders(String accountId, Optional<String> after, int limit) {
        return database.read(OrderTable.ofAccount(accountId, after, limit));
    }

    @Override
    public List<StoredOrder> processingOrders() {
        return database.read(OrderTable.processing());
    }

    // ---- authorizations

    @Override
    public void add(StoredAuthorization authorization) {
        database.write(AuthorizationTable.insert(authorization));
    }

    @Override
    public boolean replace(StoredAuthorization authorization) {
        return database.write(AuthorizationTable.update(authorization));
    }

    @Override
    public Optional<StoredAuthorization> authorization(String id) {
        return database.read(AuthorizationTable.find(id));
    }

    @Override
    public Optional<StoredAuthorization> validAuthorization(
            String accountId, Identifier identifier, boolean wildcard, Instant until) {
        return database.read(AuthorizationTable.findValid(accountId, identifier, wildcard, until));
    }

    @Override
    public List<StoredAuthorization> processingAuthorizations() {
        return database.read(AuthorizationTable.processing());
    }

    // ---- certificates

    @Override
    public Optional<StoredCertificate> certificate(String id) {
        return database.read(CertificateTable.find(id));
    }

    @Override
    public boolean replace(StoredCertificate certificate) {
        return database.write(sql -> {
            if (!CertificateTable.update(certificate).run(sql)) {
                return false;
            }
            if (certificate.revokedAt().isPresent()) {
                RevocationListTable.change().run(sql);
            }
            return true;
        });
    }

    @Override
    public List<StoredCertificate> certificatesOfKey(String keyId) {
        return database.read(CertificateTable.ofKey(keyId));
    }

    @Override
    public List<StoredRevocation> revocations(String issuerId, Instant after) {
        return database.read(CertificateTable.revocations(issuerId, after));
    }

    @Override
    public long revocationsVersion() {
        return database.read(RevocationListTable.changes());
    }

    @Override
    public long nextRevocationListNumber(long atLeast) {
        return database.write(RevocationListTable.nextNumber(atLeast));
    }

    // ---- intermediates

    @Override
    public void put(StoredIntermediate intermediate) {
        database.write(IntermediateTable.put(intermediate));
    }

    @Override
    public List<StoredIntermediate> intermediates() {
        return database.read(IntermediateTable.all());
    }

    @Override
    public Optional<Instant> lastExpiry(String issuerId) {
        return database.read(CertificateTable.lastExpiry(issuerId));
    }

    // ---- keys

    @Override
    public void blockKey(String keyId) {
        database.write(BlockedKeyTable.insert(keyId));
    }

    @Override
    public boolean isBlocked(String keyId) {
        return database.read(BlockedKeyTable.contains(keyId));
    }

    @Override
    public void putExternalAccount(String keyIdentifier, MacKey key) {
        database.write(ExternalAccountTable.put(keyIdentifier, key));
    }

    @Override
    public void removeExternalAccount(String keyIdentifier) {
        database.write(ExternalAccountTable.delete(keyIdentifier));
    }

    @Override
    public Optional<MacKey> externalAccount(String keyIdentifier) {
        return database.read(ExternalAccountTable.find(keyIdentifier));
    }

    @Override
    public Set<String> externalAccounts() {
        return new LinkedHashSet<>(database.read(ExternalAccountTable.keyIdentifiers()));
    }

    // ---- all

    @Override
    public int sweep(Instant before, Instant certificatesBefore) {
        // Certificates go with their orders.
        return 2 * repeat(OrderTable.deleteIssued(certificatesBefore, SWEPT_AT_ONCE))
                + repeat(OrderTable.deleteUnissued(before, SWEPT_AT_ONCE))
                + repeat(AuthorizationTable.delete(before, SWEPT_AT_ONCE));
    }

    /** Deletes as long as there may be more to delete. */
    private int repeat(Step<Integer> deletion) {
        int all = 0;
        int deleted;
        do {
            deleted = database.write(deletion);
            all += deleted;
        } while (deleted == SWEPT_AT_ONCE);
        return all;
    }

    /** {@inheritDoc} Another process can open the folder then. */
    @Override
    public void close() {
        database.close();
    }
}
