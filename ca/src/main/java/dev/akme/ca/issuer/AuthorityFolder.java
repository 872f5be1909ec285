package dev.akme.ca.issuer;

import dev.akme.ca.folder.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps the files of an authority, as a whole or not at all: they are written into the sub-folder {@code new}, which is then
 * renamed to {@code ready}. With that the authority is there; what remains is to move its files to their place, which the
 * next start does when this one does not come to it.
 */
final class AuthorityFolder {

    private static final String NEW = "new";
    private static final String READY = "ready";

    private final Path folder;
    private final PrivateFolder files;

    private AuthorityFolder(Path folder, PrivateFolder files) {
        this.folder = folder;
        this.files = files;
    }

    /** The files' contents by their names; made when there are none. */
    static Map<String, String> open(Path path, Supplier<Map<String, String>> maker) throws IOException {
        PrivateFolder files = PrivateFolder.at(path);
        PrivateFolder.Lock lock = files.tryLock()
                .orElseThrow(() -> new IOException(
                        "another process opens the authority in " + path + " at this moment: try again"));
        try {
            return new AuthorityFolder(path, files).openLocked(maker);
        } finally {
            lock.close();
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
        Map<String, String> contents = new LinkedHashMap<>();
        for (String name : AuthorityFiles.REQUIRED) {
            contents.put(name, new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    private void write(Map<String, String> contents) throws IOException {
        Path stage = folder.resolve(NEW);
        // What is left of a start that was cut off: nothing was ever signed with it.
        deleteStage(stage);
        Files.createDirectory(stage, files.permissions("rwx------"));
        for (Map.Entry<String, String> file : contents.entrySet()) {
            files.write(stage.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.US_ASCII));
        }
        files.sync(stage);
        Files.move(stage, folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
        files.sync(folder);
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
        files.sync(folder);
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
}
