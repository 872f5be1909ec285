package dev.akme.ca.store;

import dev.akme.ca.store.sqlite.SqliteStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends CaStoreContract {

    @TempDir
    Path folder;

    @Override
    CaStore open() {
        return SqliteStore.open(folder);
    }
}
