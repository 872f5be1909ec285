package dev.akme.ca.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A folder with files that nobody else may read, for one process at a time. */
public final class PrivateFolder {

    /** The file that stands for the folder when it is locked. */
    public static final String LOCK = "lock";

    // To close a second channel to a file would end this process's lock by the first: it must not come to that.
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    /** A folder that is this one's alone until it is closed. */
    public interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    private final Path path;
    private final boolean posix;

    private PrivateFolder(Path path) throws IOException {
        this.path = path;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(path.toAbsolutePath(), permissions("rwx------"));
    }

    /**
     * Opens a folder.
     *
     * @param path where it is; made with mode 0700 when it is not there
     * @return the folder
     * @throws IOException when it cannot be made
     */
    public static PrivateFolder at(Path path) throws IOException {
        return new PrivateFolder(path);
    }

    /**
     * Says why a folder cannot be used, and what to do.
     *
     * @param folder the folder
     * @param e what went wrong with it, or with a file in it
     * @return a sentence for people, without names of classes
     */
    public static String unusable(Path folder, IOException e) {
        return "cannot use the folder " + folder + ": " + reason(folder, e);
    }

    private static String reason(Path folder, IOException e) {
        String file =
                e instanceof FileSystemException known && known.getFile() != null ? known.getFile() : folder.toString();
        if (e instanceof AccessDeniedException) {
            return "this user may not use " + file + ": be the user that it belongs to, or name another folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return file + " is a file: name a folder";
        }
        if (e instanceof NoSuchFileException) {
            return file + " is not there and cannot be made: name a folder on a disk";
        }
        String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return file + " cannot be read or written" + (reason == null ? "" : ", " + reason)
                + ": mend that, or name another folder";
    }

    /**
     * Locks the folder against other processes, and others in this one.
     *
     * @return the lock; empty when somebody else has it
     * @throws IOException when it cannot be locked at all
     */
    public Optional<Lock> tryLock() throws IOException {
        Path real = path.toRealPath();
        if (!LOCKED_HERE.add(real)) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            FileChannel channel = FileChannel.open(
                    real.resolve(LOCK),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    permissions("rw-------"));
            try {
                locked = lock(channel) != null;
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            return locked ? Optional.of(() -> unlock(real, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                LOCKED_HERE.remove(real);
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Something else in this process has it.
            return null;
        }
    }

    private static void unlock(Path real, FileChannel channel) throws IOException {
        try {
            channel.close();
        } finally {
            LOCKED_HERE.remove(real);
        }
    }

    /**
     * Gives the attributes of new files and folders.
     *
     * @param mode such as {@code rw-------}
     * @return the attributes; none where the file system has no such modes
     */
    public FileAttribute<?>[] permissions(String mode) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /**
     * Writes a file that is not there yet, with mode 0600; its content lasts when this returns.
     *
     * @param file the file
     * @param content what is to stand in it
     * @throws IOException when it is there, or cannot be written
     */
    public void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /**
     * Makes the entries of a folder last.
     *
     * @param folder this one, or one in it
     * @throws IOException when that fails
     */
    public void sync(Path folder) throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
