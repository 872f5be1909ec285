package dev.akme.ca.conformance;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.sqlite.SqliteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The same with a store in a folder. */
class SqliteConcurrencyTest extends ConcurrencyConformanceTest {

    @TempDir
    private Path folder;

    private CaStore store;

    @Override
    CaStore store() {
        store = SqliteStore.open(folder);
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
