package dev.akme.ca.issuer;

import dev.akme.ca.folder.PrivateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the files of an authority, as a whole or not at all: they are written into the sub-folder {@code new}, which is then
 * renamed to {@code ready}. With that the authority is there; what remains is to move its files to their place, which the
 * next start does when this one does not come to it. A later intermediate is written into {@code intermediates/new}, which
 * is then renamed to its number.
 */
final class AuthorityFolder {

    static final String NEW = "new";
    private static final String READY = "ready";
    private static final String LATER = "intermediates";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Path folder;
    private final PrivateFolder files;

    private AuthorityFolder(Path folder, PrivateFolder files) {
        this.folder = folder;
        this.files = files;
    }

    /** Whether there is one, or what is left of one. */
    static boolean isIn(Path path) {
        return Stream.concat(AuthorityFiles.REQUIRED.stream(), Stream.of(READY, LATER))
                .anyMatch(name -> Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** The files' contents by their names, for each of the intermediates; made when there are none. */
    static List<Map<String, String>> open(Path path, Supplier<Map<String, String>> maker) throws IOException {
        return locked(path, folder -> folder.openLocked(maker));
    }

    /** Keeps one intermediate more, made of the files of the last; gives its files. */
    static Map<String, String> add(Path path, UnaryOperator<Map<String, String>> maker) throws IOException {
        if (!isIn(path)) {
            throw missing(path);
        }
        return locked(path, folder -> folder.addLocked(maker));
    }

    /** What cannot be seen may be there nevertheless. */
    private static IOException missing(Path path) {
        try {
            path.getFileSystem().provider().checkAccess(path, AccessMode.READ, AccessMode.EXECUTE);
        } catch (NoSuchFileException e) {
            // Then it is sure.
        } catch (IOException e) {
            return new IOException(PrivateFolder.unusable(path, e), e);
        }
        return new IOException("there is no authority in " + path + ": name the folder with the keys of a CA");
    }

    /** What is done with a folder that is nobody else's. */
    private interface Step<T> {
        T in(AuthorityFolder folder) throws IOException;
    }

    private static <T> T locked(Path path, Step<T> step) throws IOException {
        try {
            return lockedOrRefused(path, step);
        } catch (FileSystemException e) {
            throw new IOException(PrivateFolder.unusable(path, e), e);
        }
    }

    private static <T> T lockedOrRefused(Path path, Step<T> step) throws IOException {
        PrivateFolder files = PrivateFolder.at(path);
        PrivateFolder.Lock lock = files.tryLock()
                .orElseThrow(() -> new IOException(
                        "another process opens the authority in " + path + " at this moment: try again"));
        try {
            return step.in(new AuthorityFolder(path, files));
        } finally {
            lock.close();
        }
    }

    private Map<String, String> addLocked(UnaryOperator<Map<String, String>> maker) throws IOException {
        List<Map<String, String>> present = openLocked(() -> {
            throw new IllegalArgumentException("there is nothing in it");
        });
        Map<String, String> made = maker.apply(present.get(present.size() - 1));
        List<Path> later = later();
        int number = later.isEmpty() ? 2 : number(later.get(later.size() - 1)) + 1;
        Path parent = folder.resolve(LATER);
        if (Files.notExists(parent, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(parent, files.permissions("rwx------"));
            files.sync(folder);
        }
        write(made, parent, Integer.toString(number));
        return read(parent.resolve(Integer.toString(number)));
    }

    /** The folders of the intermediates after the first, in their order. */
    private List<Path> later() throws IOException {
        Path parent = folder.resolve(LATER);
        if (Files.notExists(parent, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        return list(parent).stream()
                .filter(found -> NUMBER.matcher(found.getFileName().toString()).matches())
                .sorted(Comparator.comparingInt(AuthorityFolder::number))
                .toList();
    }

    private static int number(Path later) {
        return Integer.parseInt(later.getFileName().toString());
    }

    private List<Map<String, String>> openLocked(Supplier<Map<String, String>> maker) throws IOException {
        if (Files.isDirectory(folder.resolve(READY), LinkOption.NOFOLLOW_LINKS)) {
            finish();
        }
        List<String> present = Stream.concat(AuthorityFiles.REQUIRED.stream(), AuthorityFiles.OPTIONAL.stream())
                .filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
                .toList();
        List<Path> later = later();
        if (present.isEmpty() && later.isEmpty()) {
            write(maker.get(), folder, READY);
            finish();
            return List.of(read(folder));
        }
        List<String> missing = AuthorityFiles.REQUIRED.stream()
                .filter(name -> !present.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IOException("the authority in " + folder + " is not complete, " + String.join(", ", missing)
                    + " is missing: bring it back from a copy, or begin anew in another folder");
        }
        List<Map<String, String>> all = new ArrayList<>();
        all.add(read(folder));
        for (Path intermediate : later) {
            all.add(read(intermediate));
        }
        return all;
    }

    /** With the intermediate in a folder. */
    private Map<String, String> read(Path intermediate) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        for (String name : AuthorityFiles.REQUIRED) {
            Path file = (AuthorityFiles.OF_INTERMEDIATE.contains(name) ? intermediate : folder).resolve(name);
            contents.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    private void write(Map<String, String> contents, Path parent, String name) throws IOException {
        Path stage = parent.resolve(NEW);
        // What is left of a start that was cut off: nothing was ever signed with it.
        deleteStage(stage);
        Files.createDirectory(stage, files.permissions("rwx------"));
        for (Map.Entry<String, String> file : contents.entrySet()) {
            files.write(stage.resolve(file.getKey()), file.getValue().getBytes(StandardCharsets.US_ASCII));
        }
        files.sync(stage);
        Files.move(stage, parent.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        files.sync(parent);
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
