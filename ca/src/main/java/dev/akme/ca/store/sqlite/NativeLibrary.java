package dev.akme.ca.store.sqlite;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.sqlite.JDBC;

/**
 * Loads the library that the driver brings along. The driver unpacks it into the folder for temporary files and forgets it
 * there when the program is killed; here it gets a folder of its own, which is gone as soon as the library is loaded.
 */
final class NativeLibrary {

    /** Where the driver unpacks to, and where it looks first; whoever sets one of them is obeyed. */
    private static final String FOLDER = "org.sqlite.tmpdir";

    private static final String PATH = "org.sqlite.lib.path";

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private NativeLibrary() {}

    static Connection connect(String url) throws SQLException, IOException {
        LOCK.lock();
        try {
            boolean left = LOADED.get() || System.getProperty(FOLDER) != null || System.getProperty(PATH) != null;
            Connection connection = left ? JDBC.createConnection(url, new Properties()) : connectFirst(url);
            LOADED.set(true);
            return connection;
        } finally {
            LOCK.unlock();
        }
    }

    private static Connection connectFirst(String url) throws SQLException, IOException {
        Path folder = Files.createTempDirectory("akme-sqlite-");
        // Before the driver does the same with its files: what is said last is deleted first.
        folder.toFile().deleteOnExit();
        System.setProperty(FOLDER, folder.toString());
        try {
            return JDBC.createConnection(url, new Properties());
        } finally {
            System.clearProperty(FOLDER);
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        try {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (AccessDeniedException e) {
            // Windows keeps what is loaded, until the program ends.
            return;
        }
    }
}
