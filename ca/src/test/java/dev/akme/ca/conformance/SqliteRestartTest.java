package dev.akme.ca.conformance;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.sqlite.SqliteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The same with a store in a folder. */
class SqliteRestartTest extends RestartConformanceTest {

    @TempDir
    private Path folder;

    @Override
    CaStore store() {
        return SqliteStore.open(folder);
    }
}
