package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.StoredAuthorization;
import dev.akme.ca.store.sqlite.SqliteDatabase.Step;
import dev.akme.messages.Identifier;
import dev.akme.messages.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The authorizations in a database. */
final class AuthorizationTable {

    private AuthorizationTable() {}

    static Step<Integer> insert(StoredAuthorization authorization) {
        return sql -> sql.update(
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
                authorization.isProcessing());
    }

    static Step<Boolean> update(StoredAuthorization authorization) {
        String challenges = Columns.challenges(authorization.challenges());
        return sql -> sql.update(
                        "UPDATE authorizations SET version = ?, status = ?, expires = ?, challenges = ?, processing = ?"
                                + " WHERE id = ? AND version = ?",
                        authorization.version(),
                        authorization.status().value(),
                        Columns.time(authorization.expires()),
                        challenges,
                        authorization.isProcessing(),
                        authorization.id(),
                        Columns.versionBefore(authorization))
                == 1;
    }

    static Step<Optional<StoredAuthorization>> find(String id) {
        return sql -> sql.first(AuthorizationTable::authorization, "SELECT * FROM authorizations WHERE id = ?", id);
    }

    static Step<Optional<StoredAuthorization>> findValid(
            String accountId, Identifier identifier, boolean wildcard, Instant until) {
        return sql -> sql.first(
                AuthorizationTable::authorization,
                "SELECT * FROM authorizations WHERE status = 'valid' AND account_id = ? AND identifier = ?"
                        + " AND wildcard = ? AND expires >= ? ORDER BY expires DESC LIMIT 1",
                accountId,
                identifier.toJson(),
                wildcard,
                Columns.time(until));
    }

    static Step<List<StoredAuthorization>> processing() {
        return sql -> sql.list(
                AuthorizationTable::authorization, "SELECT * FROM authorizations WHERE processing ORDER BY place");
    }

    /** Those that ended before a time. */
    static Step<Integer> delete(Instant before, int limit) {
        return sql -> sql.update(
                "DELETE FROM authorizations WHERE place IN"
                        + " (SELECT place FROM authorizations WHERE expires < ? LIMIT ?)",
                Columns.time(before),
                limit);
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
}
