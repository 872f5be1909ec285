package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.sqlite.SqliteStore;
import java.nio.file.Path;

/** The folder of a CA: its keys in {@code keys}, and its store. */
public final class CaFolder {

    private static final String KEYS = "keys";

    private final Path path;
    private final CaStore store;

    private CaFolder(Path path, CaStore store) {
        this.path = path;
        this.store = store;
    }

    static CaFolder open(Path path) {
        return new CaFolder(path, SqliteStore.open(path));
    }

    Path keys() {
        return path.resolve(KEYS);
    }

    CaStore store() {
        return store;
    }

    void close() {
        store.close();
    }
}
