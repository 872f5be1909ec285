package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.sqlite.SqliteDatabase.Step;
import dev.akme.jose.MacKey;
import java.util.List;
import java.util.Optional;

/** The keys of external accounts in a database. */
final class ExternalAccountTable {

    private ExternalAccountTable() {}

    static Step<Integer> put(String keyIdentifier, MacKey key) {
        String text = key.exportPrivateText();
        return sql -> sql.update(
                "INSERT INTO external_accounts (key_identifier, mac_key) VALUES (?, ?)"
                        + " ON CONFLICT DO UPDATE SET mac_key = excluded.mac_key",
                keyIdentifier,
                text);
    }

    static Step<Integer> delete(String keyIdentifier) {
        return sql -> sql.update("DELETE FROM external_accounts WHERE key_identifier = ?", keyIdentifier);
    }

    static Step<Optional<MacKey>> find(String keyIdentifier) {
        return sql -> sql.first(
                row -> MacKey.parse(row.getString("mac_key")),
                "SELECT mac_key FROM external_accounts WHERE key_identifier = ?",
                keyIdentifier);
    }

    static Step<List<String>> keyIdentifiers() {
        return sql -> sql.list(
                row -> row.getString("key_identifier"),
                "SELECT key_identifier FROM external_accounts ORDER BY key_identifier");
    }
}
