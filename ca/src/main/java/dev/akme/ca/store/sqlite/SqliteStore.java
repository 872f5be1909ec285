package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.Stored;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredIntermediate;
import dev.akme.ca.store.StoredOrder;
import dev.akme.ca.store.StoredRevocation;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.jose.MacKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.Status;
import dev.akme.messages.SuggestedWindow;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        String key = account.key().toJson();
        String thumbprint = account.key().thumbprint();
        return database.write(sql -> sql.update(
                        "INSERT INTO accounts (id, version, status, thumbprint, key, contact, terms_of_service_agreed,"
                                + " external_account_binding, binding_key_id, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        account.id(),
                        account.version(),
                        account.status().value(),
                        thumbprint,
                        key,
                        account.contact().map(Columns::texts).orElse(null),
                        account.termsOfServiceAgreed(),
                        Columns.message(account.externalAccountBinding()),
                        account.bindingKeyId().orElse(null),
                        Columns.time(account.createdAt()))
                == 1);
    }

    @Override
    public boolean replace(StoredAccount account) {
        String key = account.key().toJson();
        String thumbprint = account.key().thumbprint();
        return database.write(sql -> sql.update(
                        "UPDATE OR IGNORE accounts SET version = ?, status = ?, thumbprint = ?, key = ?, contact = ?"
                                + " WHERE id = ? AND version = ?",
                        account.version(),
                        account.status().value(),
                        thumbprint,
                        key,
                        account.contact().map(Columns::texts).orElse(null),
                        account.id(),
                        before(account))
                == 1);
    }

    private static long before(Stored next) {
        return next.version() - 1;
    }

    @Override
    public Optional<StoredAccount> account(String id) {
        return database.read(sql -> sql.first(SqliteStore::account, "SELECT * FROM accounts WHERE id = ?", id));
    }

    @Override
    public Optional<StoredAccount> accountOfKey(String thumbprint) {
        return database.read(
                sql -> sql.first(SqliteStore::account, "SELECT * FROM accounts WHERE thumbprint = ?", thumbprint));
    }

    private static StoredAccount account(ResultSet row) throws SQLException {
        return new StoredAccount(
                row.getString("id"),
                row.getLong("version"),
                Status.of(row.getString("status")),
                Jwk.TYPE.read(row.getString("key")),
                Columns.text(row, "contact").map(Columns::texts),
                row.getBoolean("terms_of_service_agreed"),
                Columns.message(row, "external_account_binding", Jws.TYPE),
                Columns.text(row, "binding_key_id"),
                Columns.time(row, "created_at"));
    }

    @Override
    public boolean isBound(String bindingKeyId) {
        return exists("SELECT 1 FROM accounts WHERE binding_key_id = ?", bindingKeyId);
    }

    private boolean exists(String query, String value) {
        return database.read(sql -> sql.first(row -> true, query, value)).isPresent();
    }

    // ---- orders

    @Override
    public boolean add(
            StoredOrder order, List<StoredAuthorization> authorizations, Optional<StoredCertificate> replaced) {
        return database.write(sql -> {
            if (replaced.isPresent() && !update(sql, replaced.get())) {
                return false;
            }
            for (StoredAuthorization authorization : authorizations) {
                insert(sql, authorization);
            }
            sql.update(
                    "INSERT INTO orders (id, version, account_id, status, created_at, expires, identifiers,"
                            + " authorization_ids, not_before, not_after, replaces, profile, csr, error, certificate_id)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    order.id(),
                    order.version(),
                    order.accountId(),
                    order.status().value(),
                    Columns.time(order.createdAt()),
                    Columns.time(order.expires()),
                    Columns.identifiers(order.identifiers()),
                    Columns.texts(order.authorizationIds()),
                    Columns.time(order.notBefore()),
                    Columns.time(order.notAfter()),
                    order.replaces().orElse(null),
                    order.profile(),
                    order.csr().orElse(null),
                    Columns.message(order.error()),
                    order.certificateId().orElse(null));
            return true;
        });
    }

    @Override
    public boolean replace(StoredOrder order) {
        return database.write(sql -> update(sql, order));
    }

    /** What never changes is left out. */
    private static boolean update(Sql sql, StoredOrder order) throws SQLException {
        return sql.update(
                        "UPDATE orders SET version = ?, status = ?, csr = ?, error = ?, certificate_id = ?"
                                + " WHERE id = ? AND version = ?",
                        order.version(),
                        order.status().value(),
                        order.csr().orElse(null),
                        Columns.message(order.error()),
                        order.certificateId().orElse(null),
                        order.id(),
                        before(order))
                == 1;
    }

    @Override
    public boolean issue(StoredOrder order, StoredCertificate certificate) {
        return database.write(sql -> {
            if (!update(sql, order)) {
                return false;
            }
            insert(sql, certificate);
            return true;
        });
    }

    @Override
    public Optional<StoredOrder> order(String id) {
        return database.read(sql -> sql.first(SqliteStore::order, "SELECT * FROM orders WHERE id = ?", id));
    }

    @Override
    public List<StoredOrder> orders(String accountId, Optional<String> after, int limit) {
        return database.read(sql -> after.isEmpty()
                ? sql.list(
                        SqliteStore::order,
                        "SELECT * FROM orders WHERE account_id = ? ORDER BY place DESC LIMIT ?",
                        accountId,
                        limit)
                : sql.list(
                        SqliteStore::order,
                        "SELECT * FROM orders WHERE account_id = ? AND place < (SELECT place FROM orders WHERE id = ?)"
                                + " ORDER BY place DESC LIMIT ?",
                        accountId,
                        after.get(),
                        limit));
    }

    @Override
    public List<StoredOrder> processingOrders() {
        return database.read(
                sql -> sql.list(SqliteStore::order, "SELECT * FROM orders WHERE status = 'processing' ORDER BY place"));
    }

    private static StoredOrder order(ResultSet row) throws SQLException {
        return new StoredOrder(
                row.getString("id"),
                row.getLong("version"),
                row.getString("account_id"),
                Status.of(row.getString("status")),
                Columns.time(row, "created_at"),
                Columns.time(row, "expires"),
                Columns.identifiers(row.getString("identifiers")),
                Columns.texts(row.getString("authorization_ids")),
                Columns.timeIfAny(row, "not_before"),
                Columns.timeIfAny(row, "not_after"),
                Columns.text(row, "replaces"),
                row.getString("profile"),
                Columns.text(row, "csr"),
                Columns.message(row, "error", Problem.TYPE),
                Columns.text(row, "certificate_id"));
    }

    // ---- authorizations

    @Override
    public void add(StoredAuthorization authorization) {
        database.write(sql -> insert(sql, authorization));
    }

    private static boolean insert(Sql sql, StoredAuthorization authorization) throws SQLException {
        return sql.update(
                        "INSERT INTO authorizations (id, version, account_id, identifier, wildcard, status, created_at,"
                                + " expires, challenges, processing) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        authorization.id(),
                        authorization.version(),
                        authorization.accountId(),
                        authorization.identifier().toJson(),
                        authorization.wildcard(),
                        authorization.status().value(),
                        Columns.time(authorization.createdAt()),
                        Columns.time(authorization.expires()),
                        Columns.challenges(authorization.challenges()),
                        authorization.isProcessing())
                == 1;
    }

    @Override
    public boolean replace(StoredAuthorization authorization) {
        String challenges = Columns.challenges(authorization.challenges());
        return database.write(sql -> sql.update(
                        "UPDATE authorizations SET version = ?, status = ?, expires = ?, challenges = ?, processing = ?"
                                + " WHERE id = ? AND version = ?",
                        authorization.version(),
                        authorization.status().value(),
                        Columns.time(authorization.expires()),
                        challenges,
                        authorization.isProcessing(),
                        authorization.id(),
                        before(authorization))
                == 1);
    }

    @Override
    public Optional<StoredAuthorization> authorization(String id) {
        return database.read(
                sql -> sql.first(SqliteStore::authorization, "SELECT * FROM authorizations WHERE id = ?", id));
    }

    @Override
    public Optional<StoredAuthorization> validAuthorization(
            String accountId, Identifier identifier, boolean wildcard, Instant until) {
        return database.read(sql -> sql.first(
                SqliteStore::authorization,
                "SELECT * FROM authorizations WHERE status = 'valid' AND account_id = ? AND identifier = ?"
                        + " AND wildcard = ? AND expires >= ? ORDER BY expires DESC LIMIT 1",
                accountId,
                identifier.toJson(),
                wildcard,
                Columns.time(until)));
    }

    @Override
    public List<StoredAuthorization> processingAuthorizations() {
        return database.read(sql ->
                sql.list(SqliteStore::authorization, "SELECT * FROM authorizations WHERE processing ORDER BY place"));
    }

    private static StoredAuthorization authorization(ResultSet row) throws SQLException {
        return new StoredAuthorization(
                row.getString("id"),
                row.getLong("version"),
                row.getString("account_id"),
                Identifier.TYPE.read(row.getString("identifier")),
                row.getBoolean("wildcard"),
                Status.of(row.getString("status")),
                Columns.time(row, "created_at"),
                Columns.time(row, "expires"),
                Columns.challenges(row.getString("challenges")));
    }

    // ---- certificates

    private static void insert(Sql sql, StoredCertificate certificate) throws SQLException {
        sql.update(
                "INSERT INTO certificates (id, version, account_id, order_id, der, issuer_id, key_id, identifiers, not_before,"
                        + " not_after, revoked_at, reason, replaced_by, renewal_window)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                certificate.id(),
                certificate.version(),
                certificate.accountId(),
                certificate.orderId(),
                certificate.der(),
                certificate.issuerId(),
                certificate.keyId(),
                Columns.identifiers(certificate.identifiers()),
                Columns.time(certificate.notBefore()),
                Columns.time(certificate.notAfter()),
                Columns.time(certificate.revokedAt()),
                certificate.reason().map(RevocationReason::code).orElse(null),
                certificate.replacedBy().orElse(null),
                Columns.message(certificate.window()));
    }

    @Override
    public Optional<StoredCertificate> certificate(String id) {
        return database.read(sql -> sql.first(SqliteStore::certificate, "SELECT * FROM certificates WHERE id = ?", id));
    }

    @Override
    public boolean replace(StoredCertificate certificate) {
        return database.write(sql -> {
            if (!update(sql, certificate)) {
                return false;
            }
            if (certificate.revokedAt().isPresent()) {
                sql.update("UPDATE revocation_list SET changes = changes + 1");
            }
            return true;
        });
    }

    private static boolean update(Sql sql, StoredCertificate certificate) throws SQLException {
        return sql.update(
                        "UPDATE certificates SET version = ?, revoked_at = ?, reason = ?, replaced_by = ?,"
                                + " renewal_window = ? WHERE id = ? AND version = ?",
                        certificate.version(),
                        Columns.time(certificate.revokedAt()),
                        certificate.reason().map(RevocationReason::code).orElse(null),
                        certificate.replacedBy().orElse(null),
                        Columns.message(certificate.window()),
                        certificate.id(),
                        before(certificate))
                == 1;
    }

    @Override
    public List<StoredCertificate> certificatesOfKey(String keyId) {
        return database.read(sql -> sql.list(
                SqliteStore::certificate, "SELECT * FROM certificates WHERE key_id = ? ORDER BY place", keyId));
    }

    @Override
    public List<StoredRevocation> revocations(String issuerId, Instant after) {
        // All of it stands in the index.
        return database.read(sql -> sql.list(
                row -> new StoredRevocation(row.getString("id"), Columns.time(row, "revoked_at"), reason(row)),
                "SELECT id, revoked_at, reason FROM certificates INDEXED BY certificates_revoked"
                        + " WHERE revoked_at IS NOT NULL AND issuer_id = ? AND not_after > ? ORDER BY place",
                issuerId,
                Columns.time(after)));
    }

    @Override
    public long revocationsVersion() {
        return database.read(sql -> sql.first(row -> row.getLong("changes"), "SELECT changes FROM revocation_list")
                .orElseThrow());
    }

    private static Optional<RevocationReason> reason(ResultSet row) throws SQLException {
        return Columns.text(row, "reason").map(Integer::valueOf).map(RevocationReason::of);
    }

    private static StoredCertificate certificate(ResultSet row) throws SQLException {
        return new StoredCertificate(
                row.getString("id"),
                row.getLong("version"),
                row.getString("account_id"),
                row.getString("order_id"),
                row.getString("der"),
                row.getString("issuer_id"),
                row.getString("key_id"),
                Columns.identifiers(row.getString("identifiers")),
                Columns.time(row, "not_before"),
                Columns.time(row, "not_after"),
                Columns.timeIfAny(row, "revoked_at"),
                reason(row),
                Columns.text(row, "replaced_by"),
                Columns.message(row, "renewal_window", SuggestedWindow.TYPE));
    }

    @Override
    public long nextRevocationListNumber(long atLeast) {
        return database.write(sql -> {
            sql.update("UPDATE revocation_list SET number = max(number + 1, ?)", atLeast);
            return sql.first(row -> row.getLong("number"), "SELECT number FROM revocation_list")
                    .orElseThrow();
        });
    }

    // ---- intermediates

    @Override
    public void put(StoredIntermediate intermediate) {
        String chains = Columns.textLists(intermediate.chains());
        database.write(sql -> sql.update(
                "INSERT INTO intermediates (id, chains) VALUES (?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET chains = excluded.chains",
                intermediate.id(),
                chains));
    }

    @Override
    public List<StoredIntermediate> intermediates() {
        return database.read(sql -> sql.list(
                row -> new StoredIntermediate(row.getString("id"), Columns.textLists(row.getString("chains"))),
                "SELECT id, chains FROM intermediates ORDER BY place"));
    }

    @Override
    public Optional<Instant> lastExpiry(String issuerId) {
        return database.read(sql -> sql.first(
                        row -> Columns.timeIfAny(row, "last"),
                        "SELECT max(not_after) AS last FROM certificates WHERE issuer_id = ?",
                        issuerId))
                .flatMap(last -> last);
    }

    // ---- keys

    @Override
    public void blockKey(String keyId) {
        database.write(sql -> sql.update("INSERT INTO blocked_keys (key_id) VALUES (?) ON CONFLICT DO NOTHING", keyId));
    }

    @Override
    public boolean isBlocked(String keyId) {
        return exists("SELECT 1 FROM blocked_keys WHERE key_id = ?", keyId);
    }

    @Override
    public void putExternalAccount(String keyIdentifier, MacKey key) {
        String text = key.exportPrivateText();
        database.write(sql -> sql.update(
                "INSERT INTO external_accounts (key_identifier, mac_key) VALUES (?, ?)"
                        + " ON CONFLICT DO UPDATE SET mac_key = excluded.mac_key",
                keyIdentifier,
                text));
    }

    @Override
    public void removeExternalAccount(String keyIdentifier) {
        database.write(sql -> sql.update("DELETE FROM external_accounts WHERE key_identifier = ?", keyIdentifier));
    }

    @Override
    public Optional<MacKey> externalAccount(String keyIdentifier) {
        return database.read(sql -> sql.first(
                row -> MacKey.parse(row.getString("mac_key")),
                "SELECT mac_key FROM external_accounts WHERE key_identifier = ?",
                keyIdentifier));
    }

    @Override
    public Set<String> externalAccounts() {
        List<String> sorted = database.read(sql -> sql.list(
                row -> row.getString("key_identifier"),
                "SELECT key_identifier FROM external_accounts ORDER BY key_identifier"));
        return new LinkedHashSet<>(sorted);
    }

    // ---- all

    @Override
    public int sweep(Instant before) {
        String time = Columns.time(before);
        // Certificates go with their orders.
        return 2
                        * delete(
                                "DELETE FROM orders WHERE id IN"
                                        + " (SELECT order_id FROM certificates WHERE not_after < ? LIMIT ?)",
                                time)
                + delete(
                        "DELETE FROM orders WHERE place IN"
                                + " (SELECT place FROM orders WHERE certificate_id IS NULL AND expires < ? LIMIT ?)",
                        time)
                + delete(
                        "DELETE FROM authorizations WHERE place IN"
                                + " (SELECT place FROM authorizations WHERE expires < ? LIMIT ?)",
                        time);
    }

    private int delete(String statement, String time) {
        int all = 0;
        int deleted;
        do {
            deleted = database.write(sql -> sql.update(statement, time, SWEPT_AT_ONCE));
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
