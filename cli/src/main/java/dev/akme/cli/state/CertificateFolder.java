package dev.akme.cli.state;

import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All versions of one certificate. Who reads needs no lock; who writes holds the one that {@link #tryLock} gives.
 */
public final class CertificateFolder {

    /** Enough to look back at, and to go back to. */
    private static final int KEPT = 5;

    private static final String CURRENT = "current";
    private static final String ORDER = "order";
    private static final String RENEWAL = "renewal.json";
    private static final String UNDEPLOYED = "undeployed";
    private static final String REVOKED = "revoked";
    private static final String VERSION = "[0-9]{4,9}";

    private final String name;
    private final Path folder;
    private final Path lock;
    private final Writer writer;

    CertificateFolder(String name, Path folder, Path lock, Writer writer) {
        this.name = name;
        this.folder = folder;
        this.lock = lock;
        this.writer = writer;
    }

    /**
     * {@return the name for a certificate that has none of its own}
     *
     * @param first the first thing that the certificate is for
     */
    public static String nameFor(Identifier first) {
        String value = first.value().toLowerCase(Locale.ROOT);
        return value.replace("*", "_").replace(':', '-');
    }

    /**
     * {@return the name of the certificate, which is that of its folder}
     */
    public String name() {
        return name;
    }

    /**
     * {@return the path that always leads to the version in use}
     */
    public Path current() {
        return folder.resolve(CURRENT);
    }

    /**
     * {@return whether there is a version or an order; where the first order failed, there is neither}
     */
    public boolean isAnything() {
        return isIssued() || Files.isDirectory(folder.resolve(ORDER));
    }

    /**
     * {@return whether there is a version in use, be it whole or damaged}
     */
    public boolean isIssued() {
        return Files.isSymbolicLink(current());
    }

    /**
     * Takes the right to write, if nobody else has it, and sweeps away what killed writers left.
     *
     * @return the lock; empty when another process or thread has it
     * @throws IOException when the folder cannot be written to
     */
    public Optional<StateLock> tryLock() throws IOException {
        writer.makeFolder(folder);
        Path locks = lock.getParent();
        if (locks != null) {
            writer.makeFolder(locks);
        }
        Optional<StateLock> taken = StateLock.tryTake(lock);
        if (taken.isPresent()) {
            try {
                writer.sweep(folder);
            } catch (IOException | RuntimeException | Error e) {
                taken.get().close();
                throw e;
            }
        }
        return taken;
    }

    /**
     * Reads the version in use.
     *
     * @return the version; empty when there is none yet
     * @throws IOException when it cannot be read
     */
    public Optional<CertificateVersion> read() throws IOException {
        for (int attempt = 0; ; attempt++) {
            Path version;
            try {
                // From here on the files are those of one version, whatever the link becomes meanwhile.
                version = folder.resolve(Files.readSymbolicLink(current()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
            try {
                return Optional.of(CertificateVersion.read(version));
            } catch (NoSuchFileException e) {
                // So many others came meanwhile that this one was taken away.
                if (attempt > KEPT || Files.exists(version)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Stores a new version, and takes it into use.
     *
     * @param chain the certificate and those above it
     * @param key its key; empty when that is elsewhere
     * @param recipe how it was obtained
     * @param order the URL of its order
     * @param now the time
     * @param draw a random number, at least 0 and below 1
     * @return the version
     * @throws IOException when it cannot be written; the version that was in use still is
     */
    public CertificateVersion store(
            CertificateChain chain, Optional<SigningKey> key, Recipe recipe, URI order, Instant now, double draw)
            throws IOException {
        List<Path> versions = versions();
        int last = versions.isEmpty()
                ? 0
                : Integer.parseInt(
                        versions.get(versions.size() - 1).getFileName().toString());
        String next = String.format(Locale.ROOT, "%04d", last + 1);
        writer.folder(folder.resolve(next), CertificateVersion.files(chain, key, recipe, order, now, draw));
        if (recipe.deployHook().isPresent()) {
            // Before the link: a hook that runs once too often does less harm than one that never does.
            writer.file(folder.resolve(UNDEPLOYED), "");
        }
        writer.link(current(), next);
        return CertificateVersion.read(folder.resolve(next));
    }

    /**
     * Deletes old versions but the newest few, and never the one in use.
     *
     * @throws IOException when they cannot be deleted
     */
    public void prune() throws IOException {
        String used = Files.readSymbolicLink(current()).toString();
        List<Path> versions = versions();
        for (Path version : versions.subList(0, Math.max(0, versions.size() - KEPT))) {
            if (!version.endsWith(used)) {
                writer.remove(version);
            }
        }
    }

    /**
     * Deletes all there is: the name goes first, so that nobody finds a half of it.
     *
     * @throws IOException when it cannot be deleted
     */
    public void delete() throws IOException {
        writer.remove(folder);
    }

    private List<Path> versions() throws IOException {
        return Writer.list(folder).stream()
                .filter(path -> path.getFileName().toString().matches(VERSION))
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    // ---- the unfinished order

    /**
     * Stores an order that is under way, over an older one.
     *
     * @param order the order
     * @throws IOException when it cannot be written
     */
    public void store(UnfinishedOrder order) throws IOException {
        discardOrder();
        writer.folder(folder.resolve(ORDER), order.files());
    }

    /**
     * Reads the order that is under way.
     *
     * @return the order; empty when there is none
     * @throws IOException when it cannot be read
     */
    public Optional<UnfinishedOrder> unfinished() throws IOException {
        Path order = folder.resolve(ORDER);
        return Files.isDirectory(order) ? Optional.of(UnfinishedOrder.read(order)) : Optional.empty();
    }

    /**
     * Forgets the order that is under way.
     *
     * @throws IOException when it cannot be deleted
     */
    public void discardOrder() throws IOException {
        writer.remove(folder.resolve(ORDER));
    }

    // ---- what else is known of the version in use

    /**
     * {@return whether the deploy hook has yet to run for the version in use}
     */
    public boolean isUndeployed() {
        return Files.exists(folder.resolve(UNDEPLOYED));
    }

    /**
     * Remembers that the deploy hook has run.
     *
     * @throws IOException when that cannot be written
     */
    public void deployed() throws IOException {
        writer.remove(folder.resolve(UNDEPLOYED));
    }

    /**
     * Tells whether a version was revoked from here.
     *
     * @param version the version
     * @return whether it was
     */
    public static boolean isRevoked(CertificateVersion version) {
        return Files.exists(version.folder().resolve(REVOKED));
    }

    /**
     * Remembers that a version is revoked.
     *
     * @param version the version
     * @param now the time
     * @throws IOException when that cannot be written
     */
    public void revoked(CertificateVersion version, Instant now) throws IOException {
        writer.file(version.folder().resolve(REVOKED), now + "\n");
    }

    /**
     * Reads when the CA wants the certificate renewed.
     *
     * @return what it said last; empty when that is not known, or cannot be read
     */
    public Optional<RenewalAdvice> renewalAdvice() {
        try {
            return Optional.of(RenewalAdvice.read(StoredObject.read(folder.resolve(RENEWAL))));
        } catch (IOException e) {
            return Optional.empty(); // Then the CA is asked again.
        }
    }

    /**
     * Remembers when the CA wants the certificate renewed.
     *
     * @param advice what it said
     * @throws IOException when that cannot be written
     */
    public void store(RenewalAdvice advice) throws IOException {
        writer.file(folder.resolve(RENEWAL), advice.toJson() + "\n");
    }
}
