package dev.akme.cli.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts files and folders in place as a whole. For who holds the lock of the folder that they are in. */
final class Writer {

    /** So that a reader, and the sweep, know what was never finished. */
    private static final String UNFINISHED = ".new-";

    private static final String DISCARDED = ".old-";

    private final Disk disk;

    Writer(Disk disk) {
        this.disk = disk;
    }

    void makeFolder(Path folder) throws IOException {
        disk.makeFolder(folder);
    }

    /** Writes a file anew, over an old one. */
    void file(Path file, String content) throws IOException {
        Path folder = parent(file);
        disk.makeFolder(folder);
        Path begun = folder.resolve(UNFINISHED + file.getFileName());
        disk.delete(begun);
        disk.write(begun, content.getBytes(StandardCharsets.UTF_8));
        disk.rename(begun, file);
        disk.sync(folder);
    }

    /** Makes a folder with all of its files, where none is yet. */
    void folder(Path folder, Map<String, String> files) throws IOException {
        Path above = parent(folder);
        disk.makeFolder(above);
        Path begun = above.resolve(UNFINISHED + folder.getFileName());
        delete(begun);
        disk.makeFolder(begun);
        for (Map.Entry<String, String> file : files.entrySet()) {
            disk.write(begun.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        disk.sync(begun);
        disk.rename(begun, folder);
        disk.sync(above);
    }

    /** Gives a file or folder another name. */
    void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
        disk.sync(parent(to));
    }

    /** Lets a link lead to a name beside it. */
    void link(Path link, String target) throws IOException {
        Path folder = parent(link);
        Path begun = folder.resolve(UNFINISHED + link.getFileName());
        disk.delete(begun);
        disk.link(begun, Path.of(target));
        disk.rename(begun, link);
        disk.sync(folder);
    }

    /** Takes a file or folder away: it loses its name before anything in it is touched. */
    void remove(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path discarded = parent(path).resolve(DISCARDED + path.getFileName());
        delete(discarded);
        disk.rename(path, discarded);
        disk.sync(parent(path));
        delete(discarded);
    }

    /** Deletes what killed writers left in a folder. */
    void sweep(Path folder) throws IOException {
        for (Path path : list(folder)) {
            String name = String.valueOf(path.getFileName());
            if (name.startsWith(UNFINISHED) || name.startsWith(DISCARDED)) {
                delete(path);
            }
        }
    }

    private void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path inside : list(path)) {
                delete(inside);
            }
        }
        disk.delete(path);
    }

    /** What is in a folder, by name; nothing when there is none. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a root is no place for state");
        }
        return parent;
    }
}
