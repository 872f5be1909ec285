package dev.akme.ca.issuer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the files of an authority, as a whole or not at all: they are written into the sub-folder {@code new}, which is then
 * renamed to {@code ready}. With that the authority is there; what remains is to move its files to their place, which the
 * next start does when this one does not come to it.
 */
final class AuthorityFolder {

    private static final String NEW = "new";
    private static final String READY = "ready";
    private static final String LOCK = "lock";

    private final Path folder;
    private final boolean posix;

    private AuthorityFolder(Path folder) throws IOException {
        this.folder = folder;
        this.posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder.toAbsolutePath(), permissions("rwx------"));
    }

    /** The files' contents by their names; made when there are none. */
    static Map<String, String> open(Path path, Supplier<Map<String, String>> maker) throws IOException {
        AuthorityFolder folder = new AuthorityFolder(path);
        try (FileChannel channel = FileChannel.open(
                        path.resolve(LOCK),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        folder.permissions("rw-------"));
                @Nullable FileLock lock = tryLock(channel)) {
            if (lock == null) {
                throw new IOException("another process opens the authority in " + path + " at this moment: try again");
            }
            return folder.openLocked(maker);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // By this process.
            return null;
        }
    }

    private Map<String, String> openLocked(Supplier<Map<String, String>> maker) throws IOException {
        if (Files.isDirectory(folder.resolve(READY), LinkOption.NOFOLLOW_LINKS)) {
            finish();
        }
        List<String> present = Stream.concat(AuthorityFiles.REQUIRED.stream(), AuthorityFiles.OPTIONAL.stream())
                .filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (present.isEmpty()) {
            write(maker.get());
            finish();
            return read();
        }
        List<String> missing = AuthorityFiles.REQUIRED.stream()
                .filter(name -> !present.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException("the authority in " + folder + " is not complete, " + String.join(", ", missing)
                    + " is missing: bring it back from a copy, or begin anew in another folder");
        }
        return read();
    }

    private Map<String, String> read() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : AuthorityFiles.REQUIRED) {
            files.put(name, new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1));
        }
        return files;
    }

    private void write(Map<String, String> files) throws IOException {
        Path stage = folder.resolve(NEW);
        // What is left of a start that was cut off: nothing was ever signed with it.
        deleteStage(stage);
        Files.createDirectory(stage, permissions("rwx------"));
        for (Map.Entry<String, String> file : files.entrySet()) {
            try (FileChannel channel = FileChannel.open(
                    stage.resolve(file.getKey()),
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    permissions("rw-------"))) {
                ByteBuffer content = ByteBuffer.wrap(file.getValue().getBytes(StandardCharsets.US_ASCII));
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true);
            }
        }
        sync(stage);
        Files.move(stage, folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    private void finish() throws IOException {
        Path ready = folder.resolve(READY);
        for (Path file : list(ready)) {
            Path place = folder.resolve(file.getFileName());
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("both " + file + " and " + place + " are there, which belong to different"
                        + " authorities: take one of the two away");
            }
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        }
        sync(folder);
        Files.delete(ready);
    }

    private static void deleteStage(Path stage) throws IOException {
        if (Files.isDirectory(stage, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : list(stage)) {
                Files.delete(file);
            }
            Files.delete(stage);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private FileAttribute<?>[] permissions(String mode) {
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /** Makes the entries of a folder last. */
    private void sync(Path path) throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
