package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.StoredIntermediate;
import dev.akme.ca.store.sqlite.SqliteDatabase.Step;
import java.util.List;

/** The intermediates in a database. */
final class IntermediateTable {

    private IntermediateTable() {}

    static Step<Integer> put(StoredIntermediate intermediate) {
        String chains = Columns.textLists(intermediate.chains());
        return sql -> sql.update(
                "INSERT INTO intermediates (id, chains) VALUES (?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET chains = excluded.chains",
                intermediate.id(),
                chains);
    }

    static Step<List<StoredIntermediate>> all() {
        return sql -> sql.list(
                row -> new StoredIntermediate(row.getString("id"), Columns.textLists(row.getString("chains"))),
                "SELECT id, chains FROM intermediates ORDER BY place");
    }
}
