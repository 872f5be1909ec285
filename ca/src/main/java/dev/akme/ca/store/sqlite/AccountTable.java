package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.sqlite.SqliteDatabase.Step;
import dev.akme.jose.Jwk;
import dev.akme.jose.Jws;
import dev.akme.messages.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The accounts in a database. */
final class AccountTable {

    private AccountTable() {}

    static Step<Boolean> insert(StoredAccount account) {
        String key = account.key().toJson();
        String thumbprint = account.key().thumbprint();
        return sql -> sql.update(
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
                == 1;
    }

    static Step<Boolean> update(StoredAccount account) {
        String key = account.key().toJson();
        String thumbprint = account.key().thumbprint();
        return sql -> sql.update(
                        "UPDATE OR IGNORE accounts SET version = ?, status = ?, thumbprint = ?, key = ?, contact = ?"
                                + " WHERE id = ? AND version = ?",
                        account.version(),
                        account.status().value(),
                        thumbprint,
                        key,
                        account.contact().map(Columns::texts).orElse(null),
                        account.id(),
                        Columns.versionBefore(account))
                == 1;
    }

    static Step<Optional<StoredAccount>> find(String id) {
        return sql -> sql.first(AccountTable::account, "SELECT * FROM accounts WHERE id = ?", id);
    }

    static Step<Optional<StoredAccount>> findByKey(String thumbprint) {
        return sql -> sql.first(AccountTable::account, "SELECT * FROM accounts WHERE thumbprint = ?", thumbprint);
    }

    static Step<Boolean> isBound(String bindingKeyId) {
        return sql -> sql.exists("SELECT 1 FROM accounts WHERE binding_key_id = ?", bindingKeyId);
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
}
