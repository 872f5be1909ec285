package dev.akme.cli.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all others from writing to the same account or certificate: other processes by a lock of the operating system, which
 * ends with the process however that ends, and other threads of this one.
 */
public final class StateLock implements AutoCloseable {

    /** Operating systems do not tell the threads of a process apart. */
    private static final Map<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

    private final Semaphore threads;
    private final FileChannel channel;

    private StateLock(Semaphore threads, FileChannel channel) {
        this.threads = threads;
        this.channel = channel;
    }

    /** Takes a lock, if it is free. */
    static Optional<StateLock> tryTake(Path file) throws IOException {
        Semaphore threads = threads(file);
        if (!threads.tryAcquire()) {
            return Optional.empty();
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = open(file);
            lock = channel.tryLock();
            return lock == null ? Optional.empty() : Optional.of(new StateLock(threads, channel));
        } finally {
            if (lock == null) {
                release(threads, channel);
            }
        }
    }

    /** Waits for a lock. */
    static StateLock take(Path file) throws IOException, InterruptedException {
        Semaphore threads = threads(file);
        threads.acquire();
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = open(file);
            lock = channel.lock();
            return new StateLock(threads, channel);
        } finally {
            if (lock == null) {
                release(threads, channel);
            }
        }
    }

    private static Semaphore threads(Path file) {
        return THREADS.computeIfAbsent(file.toAbsolutePath().normalize(), path -> new Semaphore(1));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), RealDisk.mode(file, "rw-------"));
    }

    private static void release(Semaphore threads, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            threads.release();
        }
    }

    /** Gives it back, once. */
    @Override
    public void close() throws IOException {
        release(threads, channel);
    }
}
