package dev.akme.ca;

import dev.akme.ca.folder.PrivateFolder;
import dev.akme.ca.issuer.Authority;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoreException;
import dev.akme.ca.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of a CA, which {@link AcmeCaBuilder#folder} names: its keys in {@code keys}, all else in {@code ca.db}. Both
 * belong together, and copies of them too.
 */
public final class CaFolder {

    private static final String KEYS = "keys";

    private final Path path;
    private final CaStore store;

    private CaFolder(Path path, CaStore store) {
        this.path = path;
        this.store = store;
    }

    static CaFolder open(Path path) {
        return new CaFolder(path, SqliteStore.open(path));
    }

    Path keys() {
        return path.resolve(KEYS);
    }

    CaStore store() {
        return store;
    }

    void close() {
        store.close();
    }

    /**
     * Copies the folder of a CA, which may run meanwhile, in this process or another. The copy has all that was answered
     * before this was called, and is whole or not there at all. A CA that is started on it goes on from there.
     *
     * @param folder the folder of the CA
     * @param target the copy; must not be there yet. Whoever can read it can issue as the CA: it has mode 0700
     * @throws StoreException when one cannot be read or the other not written, such as on a full disk; nothing is left of the
     *     copy then
     */
    public static void backup(Path folder, Path target) {
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException("cannot copy to " + target + ", which is there already: name another", null);
            }
            // Beside it, so that it can be renamed.
            Path part = target.resolveSibling(target.getFileName() + ".part");
            delete(part);
            PrivateFolder copy = PrivateFolder.at(part);
            boolean done = false;
            try {
                // Before the keys: what was signed has its key by then.
                SqliteStore.backup(folder, part);
                copyKeys(folder.resolve(KEYS), copy, part.resolve(KEYS));
                copy.sync(part);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                done = true;
                copy.sync(target.toAbsolutePath().resolveSibling("."));
            } finally {
                if (!done) {
                    delete(part);
                }
            }
        } catch (IOException e) {
            throw new StoreException("cannot copy " + folder + " to " + target + ": " + e, e);
        }
    }

    /**
     * Makes a new intermediate for the CA in a folder, which may run meanwhile, in this process or another: it issues with it
     * after {@link AcmeCa#reloadKeys}, or from its next start on. It is there as a whole or not at all, whatever happens.
     *
     * @param folder the folder of the CA
     * @return the certificate of the new intermediate, in the default chain
     * @throws UncheckedIOException when there is no CA in the folder, it cannot be written, or the keys of the roots are not in
     *     {@code keys} any more
     */
    public static X509Certificate rotateIntermediate(Path folder) {
        return rotateIntermediate(folder, folder.resolve(KEYS));
    }

    /**
     * Makes a new intermediate, as of {@link #rotateIntermediate(Path)}, with keys of the roots that are kept elsewhere.
     *
     * @param folder the folder of the CA
     * @param rootKeys the folder with {@code root-key.pem} and {@code alternate-root-key.pem}
     * @return the certificate of the new intermediate, in the default chain
     * @throws UncheckedIOException as of {@link #rotateIntermediate(Path)}
     */
    public static X509Certificate rotateIntermediate(Path folder, Path rootKeys) {
        try {
            return Authority.builder()
                    .addIntermediate(folder.resolve(KEYS), rootKeys)
                    .intermediate();
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void copyKeys(Path keys, PrivateFolder copy, Path target) throws IOException {
        if (Files.notExists(keys)) {
            return;
        }
        Files.createDirectory(target, copy.permissions("rwx------"));
        for (Path file : list(keys)) {
            Path place = target.resolve(keys.relativize(file));
            if (file.endsWith(Authority.Builder.UNFINISHED)) {
                // Somebody makes it at this moment, or was cut off: nothing is signed with it.
                continue;
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                copyKeys(file, copy, place);
            } else if (!file.endsWith(PrivateFolder.LOCK)) {
                copy.write(place, Files.readAllBytes(file));
            }
        }
        copy.sync(target);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walked = Files.walk(tree)) {
            files = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
