package dev.akme.ca.store.sqlite;

import dev.akme.ca.folder.PrivateFolder;
import dev.akme.ca.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A database in a folder. One thread writes: it takes all the steps that wait, and brings them to the disk with one
 * transaction, so that many who write at once wait for the disk once. Others read beside it, what was there when they
 * began. Safe for use by many threads.
 */
final class SqliteDatabase implements AutoCloseable {

    static final String FILE = "ca.db";

    /** More would only wait for each other. */
    private static final int READERS = 4;

    /** Whoever waits at the end of a long transaction waits long. */
    private static final int STEPS_AT_ONCE = 256;

    /** Every commit reaches the disk itself, and not some cache of it. */
    private static final String SETTINGS = "PRAGMA synchronous = FULL; PRAGMA fullfsync = 1;"
            + " PRAGMA checkpoint_fullfsync = 1; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000";

    /** What is to happen as a whole. */
    @FunctionalInterface
    interface Step<T> {
        T run(Sql sql) throws SQLException;
    }

    /** A step and who waits for it. */
    private static final class Waiting<T> {

        private final Step<T> step;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();

        Waiting(Step<T> step) {
            this.step = step;
        }

        /** Runs the step; says how to tell who waits of it, once it lasts. */
        Runnable run(Sql sql) throws SQLException {
            T result = step.run(sql);
            return () -> outcome.complete(result);
        }

        void fail(StoreException failure) {
            outcome.completeExceptionally(failure);
        }
    }

    private final Path file;
    private final PrivateFolder.Lock lock;
    private final Sql writer;
    private final BlockingQueue<Waiting<?>> waiting = new LinkedBlockingQueue<>();
    private final Waiting<Boolean> end = new Waiting<>(sql -> true);
    private final Thread writing;
    private final Queue<Sql> readers = new ConcurrentLinkedQueue<>();
    private final Semaphore reading = new Semaphore(READERS);
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean ended;

    private SqliteDatabase(Path file, PrivateFolder.Lock lock, Sql writer) {
        this.file = file;
        this.lock = lock;
        this.writer = writer;
        this.writing = new Thread(this::write, "akme-ca-store");
        this.writing.setDaemon(true);
    }

    // ---- opening

    static SqliteDatabase open(Path folder) {
        try {
            PrivateFolder own = PrivateFolder.at(folder);
            PrivateFolder.Lock lock = own.tryLock()
                    .orElseThrow(() -> new StoreException(
                            "another CA uses the folder " + folder + ": stop it, or choose another folder", null));
            boolean opened = false;
            try {
                SqliteDatabase database = openLocked(own, folder, lock);
                opened = true;
                return database;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException(PrivateFolder.unusable(folder, e), e);
        }
    }

    private static SqliteDatabase openLocked(PrivateFolder own, Path folder, PrivateFolder.Lock lock)
            throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            // With the right mode from the beginning; the files that come beside it get the same.
            own.write(file, new byte[0]);
            own.sync(folder);
        }
        try {
            Sql sql = connect(file);
            boolean ready = false;
            try {
                sql.run("PRAGMA journal_mode = WAL");
                Migrations.run(sql, file);
                SqliteDatabase database = new SqliteDatabase(file, lock, sql);
                database.writing.start();
                ready = true;
                return database;
            } finally {
                if (!ready) {
                    sql.close();
                }
            }
        } catch (SQLException e) {
            throw failure(file, "open", e);
        }
    }

    private static Sql connect(Path file) throws SQLException, IOException {
        Sql sql;
        try {
            // As a URI, as the driver takes what follows a question mark in a name for settings.
            sql = new Sql(NativeLibrary.connect("jdbc:sqlite:" + file.toUri()));
        } catch (NoClassDefFoundError e) {
            throw new StoreException(
                    "cannot open " + file + " without the library org.xerial:sqlite-jdbc: add it to the program, with"
                            + " modules also \"requires org.xerial.sqlitejdbc\"",
                    e);
        }
        sql.run(SETTINGS);
        return sql;
    }

    /** By the database itself, which knows what is whole; others' steps go on meanwhile. */
    static void backup(Path folder, Path target) {
        Path file = folder.resolve(FILE);
        Path copy = target.resolve(FILE);
        if (Files.notExists(file)) {
            throw new StoreException("there is no " + file + ": name the folder of a CA", null);
        }
        try {
            PrivateFolder own = PrivateFolder.at(target);
            // SQLite takes an empty file, and keeps its mode.
            own.write(copy, new byte[0]);
            try (Sql sql = connect(file)) {
                sql.update("VACUUM INTO ?", copy.toString());
            }
            own.sync(copy);
            own.sync(target);
        } catch (SQLException | IOException e) {
            throw failure(file, "copy to " + copy + " what is in", e);
        }
    }

    // ---- using

    /** Does something that changes nothing. */
    <T> T read(Step<T> step) {
        reading.acquireUninterruptibly();
        try {
            if (ended) {
                throw closed();
            }
            Sql sql = reader();
            try {
                return step.run(sql);
            } finally {
                readers.add(sql);
            }
        } catch (SQLException | RuntimeException | IOException e) {
            throw failure(file, "read", e);
        } finally {
            reading.release();
        }
    }

    private Sql reader() throws SQLException, IOException {
        Sql idle = readers.poll();
        if (idle != null) {
            return idle;
        }
        Sql sql = connect(file);
        sql.run("PRAGMA query_only = 1");
        return sql;
    }

    /** Does something, as a whole or not at all; it lasts when this returns. */
    <T> T write(Step<T> step) {
        Waiting<T> mine = new Waiting<>(step);
        waiting.add(mine);
        if (ended) {
            mine.fail(closed());
        }
        try {
            return mine.outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException failure) {
                // A new one, with the place of who waited.
                throw new StoreException(String.valueOf(failure.getMessage()), failure);
            }
            throw e;
        }
    }

    private void write() {
        List<Waiting<?>> steps = new ArrayList<>();
        boolean ending = false;
        while (!ending) {
            try {
                steps.add(waiting.take());
            } catch (InterruptedException e) {
                // Nobody has this thread, so nobody means it.
                continue;
            }
            waiting.drainTo(steps, STEPS_AT_ONCE);
            ending = steps.remove(end);
            commit(steps);
            steps.clear();
        }
        ended = true;
        waiting.drainTo(steps);
        steps.forEach(late -> late.fail(closed()));
        end.outcome.complete(true);
    }

    private void commit(List<Waiting<?>> steps) {
        try {
            List<Runnable> outcomes = new ArrayList<>();
            writer.update("BEGIN IMMEDIATE");
            for (Waiting<?> step : steps) {
                outcomes.add(step.run(writer));
            }
            writer.update("COMMIT");
            outcomes.forEach(Runnable::run);
        } catch (SQLException | RuntimeException | Error e) {
            // Whatever it is: without this thread everybody would wait for ever.
            rollback();
            if (steps.size() == 1) {
                steps.get(0).fail(failure(file, "write", e));
            } else {
                // One of them cannot be done, which is no fault of the others.
                steps.forEach(step -> commit(List.of(step)));
            }
        }
    }

    private void rollback() {
        try {
            writer.update("ROLLBACK");
        } catch (SQLException e) {
            // There is nothing to roll back when the database has done it already.
            return;
        }
    }

    // ---- ending

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        waiting.add(end);
        end.outcome.join();
        reading.acquireUninterruptibly(READERS);
        try {
            for (Sql reader : readers) {
                reader.close();
            }
            readers.clear();
            writer.close();
            lock.close();
        } catch (SQLException | IOException e) {
            throw failure(file, "close", e);
        } finally {
            reading.release(READERS);
        }
    }

    private StoreException closed() {
        return new StoreException(file + " was closed: open it again", null);
    }

    static StoreException failure(Path file, String wanted, Throwable e) {
        if (e instanceof StoreException known) {
            return known;
        }
        String reason = e instanceof SQLException sql ? reason(sql) : e.toString();
        return new StoreException("cannot " + wanted + " " + file + ": " + reason, e);
    }

    /** By the numbers that SQLite gives its errors. */
    private static String reason(SQLException e) {
        return switch (e.getErrorCode()) {
            case 5, 6 -> "another program holds it: end that program";
            case 3, 8, 14, 23 ->
                "it cannot be written: look at the owner and the permissions of the file and its folder, and at how the"
                        + " file system is mounted";
            case 10 -> "the disk failed: look at the messages of the system";
            case 13 -> "the disk is full: make room";
            case 11, 26 -> "it is damaged: stop the CA, and go on with a backup";
            default -> String.valueOf(e.getMessage());
        };
    }
}
