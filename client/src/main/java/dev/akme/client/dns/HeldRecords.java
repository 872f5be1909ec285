package dev.akme.client.dns;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * TXT records, each there as long as somebody holds it. Orders that run side by side get the same authorization, and with
 * it the same value, from servers that give out pending authorizations again: who is ready first must not take the record
 * away from the others.
 */
final class HeldRecords {

    /** Which record; its value stays out of messages. */
    private record Key(String name, String value) {}

    /** One record. Calls about it are made one at a time, so that an old removal cannot overtake a new addition. */
    private static final class Held {
        private final ReentrantLock lock = new ReentrantLock();

        /** Who holds the record; guarded by the lock. */
        private int holders;

        /** Who holds it or is about to; guarded by the lock of all. */
        private int users;
    }

    private final TxtRecords records;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final Map<Key, Held> held = new HashMap<>();

    HeldRecords(TxtRecords records) {
        this.records = records;
    }

    /** Adds the record unless somebody has. When it fails nothing is left behind, as far as that can be. */
    void add(String name, String value) throws IOException, InterruptedException {
        Key key = new Key(name, value);
        Held record = enter(key);
        boolean added = false;
        try {
            record.lock.lockInterruptibly();
            try {
                if (record.holders == 0) {
                    addOrUndo(key);
                }
                record.holders++;
                added = true;
            } finally {
                record.lock.unlock();
            }
        } finally {
            if (!added) {
                leave(key, record);
            }
        }
    }

    /** Removes the record when nobody else holds it. */
    void remove(String name, String value) throws IOException, InterruptedException {
        Key key = new Key(name, value);
        Held record = enter(key);
        record.lock.lock();
        try {
            record.holders--;
            if (record.holders == 0) {
                records.remove(name, value);
            }
        } finally {
            record.lock.unlock();
            leave(key, record);
            leave(key, record);
        }
    }

    private void addOrUndo(Key key) throws IOException, InterruptedException {
        try {
            records.add(key.name, key.value);
        } catch (IOException | InterruptedException | RuntimeException e) {
            // It may have come to be all the same: the answer can get lost on its way.
            boolean interrupted = Thread.interrupted();
            try {
                records.remove(key.name, key.value);
            } catch (IOException | InterruptedException | RuntimeException second) {
                e.addSuppressed(second);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    private Held enter(Key key) {
        lock.lock();
        try {
            Held record = held.computeIfAbsent(key, absent -> new Held());
            record.users++;
            return record;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Key key, Held record) {
        lock.lock();
        try {
            record.users--;
            if (record.users == 0) {
                held.remove(key);
            }
        } finally {
            lock.unlock();
        }
    }
}
