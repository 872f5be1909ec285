package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.store.StoredRevocation;
import dev.akme.ca.store.sqlite.SqliteDatabase.Step;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.SuggestedWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The certificates in a database, those included that are revoked. */
final class CertificateTable {

    private CertificateTable() {}

    static Step<Integer> insert(StoredCertificate certificate) {
        return sql -> sql.update(
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

    static Step<Boolean> update(StoredCertificate certificate) {
        return sql -> sql.update(
                        "UPDATE certificates SET version = ?, revoked_at = ?, reason = ?, replaced_by = ?,"
                                + " renewal_window = ? WHERE id = ? AND version = ?",
                        certificate.version(),
                        Columns.time(certificate.revokedAt()),
                        certificate.reason().map(RevocationReason::code).orElse(null),
                        certificate.replacedBy().orElse(null),
                        Columns.message(certificate.window()),
                        certificate.id(),
                        Columns.versionBefore(certificate))
                == 1;
    }

    static Step<Optional<StoredCertificate>> find(String id) {
        return sql -> sql.first(CertificateTable::certificate, "SELECT * FROM certificates WHERE id = ?", id);
    }

    static Step<List<StoredCertificate>> ofKey(String keyId) {
        return sql -> sql.list(
                CertificateTable::certificate, "SELECT * FROM certificates WHERE key_id = ? ORDER BY place", keyId);
    }

    static Step<List<StoredRevocation>> revocations(String issuerId, Instant after) {
        // All of it stands in the index.
        return sql -> sql.list(
                row -> new StoredRevocation(row.getString("id"), Columns.time(row, "revoked_at"), reason(row)),
                "SELECT id, revoked_at, reason FROM certificates INDEXED BY certificates_revoked"
                        + " WHERE revoked_at IS NOT NULL AND issuer_id = ? AND not_after > ? ORDER BY place",
                issuerId,
                Columns.time(after));
    }

    /** Of those of an intermediate. */
    static Step<Optional<Instant>> lastExpiry(String issuerId) {
        return sql -> sql.first(
                        row -> Columns.timeIfAny(row, "last"),
                        "SELECT max(not_after) AS last FROM certificates WHERE issuer_id = ?",
                        issuerId)
                .flatMap(last -> last);
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
}
