package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.StoredOrder;
import dev.akme.ca.store.sqlite.SqliteDatabase.Step;
import dev.akme.messages.Problem;
import dev.akme.messages.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The orders in a database. */
final class OrderTable {

    private OrderTable() {}

    static Step<Integer> insert(StoredOrder order) {
        return sql -> sql.update(
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
    }

    /** What never changes is left out. */
    static Step<Boolean> update(StoredOrder order) {
        return sql -> sql.update(
                        "UPDATE orders SET version = ?, status = ?, csr = ?, error = ?, certificate_id = ?"
                                + " WHERE id = ? AND version = ?",
                        order.version(),
                        order.status().value(),
                        order.csr().orElse(null),
                        Columns.message(order.error()),
                        order.certificateId().orElse(null),
                        order.id(),
                        Columns.versionBefore(order))
                == 1;
    }

    static Step<Optional<StoredOrder>> find(String id) {
        return sql -> sql.first(OrderTable::order, "SELECT * FROM orders WHERE id = ?", id);
    }

    static Step<List<StoredOrder>> ofAccount(String accountId, Optional<String> after, int limit) {
        return sql -> after.isEmpty()
                ? sql.list(
                        OrderTable::order,
                        "SELECT * FROM orders WHERE account_id = ? ORDER BY place DESC LIMIT ?",
                        accountId,
                        limit)
                : sql.list(
                        OrderTable::order,
                        "SELECT * FROM orders WHERE account_id = ? AND place < (SELECT place FROM orders WHERE id = ?)"
                                + " ORDER BY place DESC LIMIT ?",
                        accountId,
                        after.get(),
                        limit);
    }

    static Step<List<StoredOrder>> processing() {
        return sql -> sql.list(OrderTable::order, "SELECT * FROM orders WHERE status = 'processing' ORDER BY place");
    }

    /** Those whose certificate ended before a time; it goes with its order. */
    static Step<Integer> deleteIssued(Instant before, int limit) {
        return sql -> sql.update(
                "DELETE FROM orders WHERE id IN (SELECT order_id FROM certificates WHERE not_after < ? LIMIT ?)",
                Columns.time(before),
                limit);
    }

    /** Those that ended before a time without a certificate. */
    static Step<Integer> deleteUnissued(Instant before, int limit) {
        return sql -> sql.update(
                "DELETE FROM orders WHERE place IN"
                        + " (SELECT place FROM orders WHERE certificate_id IS NULL AND expires < ? LIMIT ?)",
                Columns.time(before),
                limit);
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
}
