package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.sqlite.SqliteDatabase.Step;

/** The keys in a database that others may have. */
final class BlockedKeyTable {

    private BlockedKeyTable() {}

    static Step<Integer> insert(String keyId) {
        return sql -> sql.update("INSERT INTO blocked_keys (key_id) VALUES (?) ON CONFLICT DO NOTHING", keyId);
    }

    static Step<Boolean> contains(String keyId) {
        return sql -> sql.exists("SELECT 1 FROM blocked_keys WHERE key_id = ?", keyId);
    }
}
