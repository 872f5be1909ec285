package dev.akme.ca.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.store.StoreException;
import dev.akme.ca.store.StoredAuthorization;
import dev.akme.messages.Identifier;
import dev.akme.messages.Status;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a store whose files are not as they should be. */
class SqliteFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ca.db");
    }

    private void change(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement changing = connection.createStatement()) {
            changing.execute(statement);
        }
    }

    private static StoredAuthorization authorization(String id) {
        return new StoredAuthorization(
                id, 0, "a", Identifier.dns("www.example.org"), false, Status.PENDING, NOW, NOW, List.of());
    }

    // ---- not ours

    @Test
    void whatANewerVersionHasWrittenIsRefusedAndLeft() throws Exception {
        SqliteStore.open(folder).close();
        change("PRAGMA user_version = 99");
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> SqliteStore.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessage(file
                        + " was written by a newer version of this program, which knows form 99 of the data, and this"
                        + " one only form 2: use that version, or a backup from before");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        change("PRAGMA user_version = 2");
        SqliteStore.open(folder).close();
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefused() throws Exception {
        change("CREATE TABLE notes (text TEXT)");
        assertThatThrownBy(() -> SqliteStore.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessage(file + " is a database of another program: choose another folder");
    }

    @Test
    void whatAnotherProcessHasIsRefused() throws Exception {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                AutoCloseable lock = channel.lock()) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> SqliteStore.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("another CA uses the folder " + folder + ": stop it, or choose another folder");
        }
        SqliteStore.open(folder).close();
    }

    @Test
    void whatIsNoFolderIsSaidToBeNone() throws Exception {
        Path root = Files.createFile(folder.resolve("root.pem"));
        assertThatThrownBy(() -> SqliteStore.open(root))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot use the folder " + root + ": " + root + " is a file: name a folder");
        Path below = root.resolve("state");
        assertThatThrownBy(() -> SqliteStore.open(below))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot use the folder " + below + ": " + below)
                .hasMessageEndingWith("or name another folder");
    }

    // ---- broken

    @Test
    void whatIsNoDatabaseIsSaidToBeDamaged() throws Exception {
        Files.writeString(file, "This is a text, and not a database at all. ".repeat(100));
        assertThatThrownBy(() -> SqliteStore.open(folder))
                .isInstanceOf(StoreException.class)
                .hasMessage("cannot open " + file + ": it is damaged: stop the CA, and go on with a backup");
    }

    @Test
    void aDamagedPageIsSaidToBeDamaged() throws Exception {
        try (SqliteStore store = SqliteStore.open(folder)) {
            for (int i = 0; i < 200; i++) {
                store.add(authorization("a" + i));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        // The first pages of tables, and none of those that say what the file is and which tables there are.
        Arrays.fill(bytes, 5 * 4096, 20 * 4096, (byte) 0x5A);
        Files.write(file, bytes);
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertThatThrownBy(() -> store.authorization("a7"))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("cannot read " + file + ": it is damaged: stop the CA, and go on with a backup");
        }
    }

    @Test
    void aFolderThatIsAFileIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no folder");
        assertThatThrownBy(() -> SqliteStore.open(text))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(text.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "13, the disk is full: make room",
        "8, it cannot be written: look at the owner and the permissions",
        "10, the disk failed",
        "5, another program holds it",
    })
    void aFailureSaysWhatToDo(int code, String what) {
        assertThat(SqliteDatabase.failure(file, "write", new SQLException("[SQLITE_X] internals", "", code)))
                .hasMessageStartingWith("cannot write " + file + ": " + what)
                .hasMessageNotContaining("SQLITE");
    }

    // ---- in use

    @Test
    void oneThatCannotBeDoneHarmsNoOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.add(authorization("twice"));
            List<Future<?>> good = new ArrayList<>();
            List<Future<?>> bad = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String id = i % 4 == 0 ? "twice" : "once" + i;
                (i % 4 == 0 ? bad : good).add(threads.submit(() -> store.add(authorization(id))));
            }
            for (Future<?> added : good) {
                added.get();
            }
            for (Future<?> refused : bad) {
                assertThatThrownBy(refused::get).hasCauseInstanceOf(StoreException.class);
            }
            for (int i = 0; i < 400; i++) {
                assertThat(store.authorization("once" + i).isPresent()).isEqualTo(i % 4 != 0);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void afterAnErrorOthersGoOn() {
        try (SqliteDatabase database = SqliteDatabase.open(folder)) {
            assertThatThrownBy(() -> database.write(sql -> {
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StoreException.class);
            assertThat(database.<Boolean>write(sql -> true)).isTrue();
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        SqliteStore store = SqliteStore.open(folder);
        store.close();
        String closed = file + " was closed: open it again";
        assertThatThrownBy(() -> store.authorization("a"))
                .isInstanceOf(StoreException.class)
                .hasMessage(closed);
        assertThatThrownBy(() -> store.add(authorization("a")))
                .isInstanceOf(StoreException.class)
                .hasMessage(closed);
    }

    @Test
    void moreAtOnceThanAreSweptInOneStepAreAllSwept() {
        try (SqliteStore store = SqliteStore.open(folder)) {
            for (int i = 0; i < 1_234; i++) {
                store.add(authorization("a" + i));
            }
            assertThat(store.sweep(NOW.plusSeconds(1), NOW)).isEqualTo(1_234);
            assertThat(store.authorization("a7")).isEmpty();
        }
    }

    @Test
    void aFolderMayHaveAnyName() {
        Path odd = folder.resolve("a?b=c&d #1 %41 'e'");
        SqliteStore.open(odd).close();
        assertThat(odd.resolve("ca.db")).isNotEmptyFile();
    }

    // ---- without the driver

    @Test
    void withoutTheDriverThereIsACaInMemoryAndNoOther() throws Exception {
        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.contains("sqlite-jdbc")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass("dev.akme.ca.AcmeCa");
            Object builder = type.getMethod("forTests").invoke(null);
            Class<?> builderType = builder.getClass();
            ((AutoCloseable) builderType.getMethod("start").invoke(builder)).close();
            builderType.getMethod("folder", Path.class).invoke(builder, folder);
            assertThatThrownBy(() -> builderType.getMethod("start").invoke(builder))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("cannot open " + file
                            + " without the library org.xerial:sqlite-jdbc: add it to the program,"
                            + " with modules also \"requires org.xerial.sqlitejdbc\"");
        }
    }
}
