package dev.akme.ca.store.sqlite;

import dev.akme.ca.store.sqlite.SqliteDatabase.Step;

/** The one row about revocation lists in a database: the number of the last one, and how often what stands in them changed. */
final class RevocationListTable {

    private RevocationListTable() {}

    static Step<Integer> change() {
        return sql -> sql.update("UPDATE revocation_list SET changes = changes + 1");
    }

    static Step<Long> changes() {
        return sql -> sql.first(row -> row.getLong("changes"), "SELECT changes FROM revocation_list")
                .orElseThrow();
    }

    static Step<Long> nextNumber(long atLeast) {
        return sql -> {
            sql.update("UPDATE revocation_list SET number = max(number + 1, ?)", atLeast);
            return sql.first(row -> row.getLong("number"), "SELECT number FROM revocation_list")
                    .orElseThrow();
        };
    }
}
