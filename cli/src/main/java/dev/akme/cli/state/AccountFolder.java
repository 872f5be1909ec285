package dev.akme.cli.state;

import dev.akme.jose.JoseException;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonException;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.MemberException;
import dev.akme.messages.AccountResource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The account at one CA. Its key is stored before the CA hears of it, so that an account, or a new key, is never lost.
 * Who writes holds the {@link #lock}.
 */
public final class AccountFolder {

    private static final String KEY = "key.pem";
    private static final String NEXT_KEY = "next-key.pem";
    private static final String ACCOUNT = "account.json";
    private static final String SERVER = "server";
    private static final String CA_FILE = "caFile";
    private static final String URL = "uri";

    private final URI server;
    private final Path folder;
    private final Path lock;
    private final Writer writer;

    AccountFolder(URI server, Path folder, Path lock, Writer writer) {
        this.server = server;
        this.folder = folder;
        this.lock = lock;
        this.writer = writer;
    }

    /** The CA of an account that is stored, or begun with. */
    static URI server(Path folder) throws IOException {
        return StoredObject.read(folder.resolve(ACCOUNT)).url(SERVER);
    }

    /**
     * {@return the directory of the CA}
     */
    public URI server() {
        return server;
    }

    /**
     * {@return where it is}
     */
    public Path folder() {
        return folder;
    }

    /**
     * Waits for the right to write.
     *
     * @return the lock
     * @throws IOException when the folder cannot be written to
     * @throws InterruptedException when the thread is interrupted
     */
    public StateLock lock() throws IOException, InterruptedException {
        writer.makeFolder(folder);
        Path locks = lock.getParent();
        if (locks != null) {
            writer.makeFolder(locks);
        }
        return StateLock.take(lock);
    }

    /**
     * What is stored of the account, which begins with whose it is: several servers may have the same place, and a key is for
     * one of them.
     */
    private Optional<StoredObject> stored() throws IOException {
        Path file = folder.resolve(ACCOUNT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        StoredObject stored = StoredObject.read(file);
        URI owner = stored.url(SERVER);
        if (!owner.equals(server)) {
            throw new IOException(folder + " has the account at " + owner + ", so there is no place for one at "
                    + server + ": keep that in another folder, with --dir");
        }
        return Optional.of(stored);
    }

    /**
     * Reads the account.
     *
     * @return the account; empty when the CA has not yet said that there is one
     * @throws IOException when it cannot be read, or is that of another CA
     */
    public Optional<AccountResource> account() throws IOException {
        Optional<StoredObject> stored = stored();
        if (stored.isEmpty() || stored.get().text(URL).isEmpty()) {
            return Optional.empty();
        }
        Path file = stored.get().file();
        try {
            AccountResource account =
                    AccountResource.TYPE.read(stored.get().object().toJson());
            account.uri(); // Without it there is nothing to be done.
            return Optional.of(account);
        } catch (JsonException | MemberException e) {
            throw StoredObject.damaged(file, "cannot be read, " + e.getMessage(), e);
        }
    }

    /**
     * Stores what the CA says of the account.
     *
     * @param account the account
     * @param caFile the file with the roots that the connection to the CA is trusted by; empty for those of the JVM
     * @throws IOException when it cannot be written, or the place is that of another CA
     */
    public void store(AccountResource account, Optional<Path> caFile) throws IOException {
        stored();
        AccountResource.Builder stored = account.toBuilder().extension(SERVER, new JsonString(server.toString()));
        caFile.ifPresent(file -> stored.extension(CA_FILE, new JsonString(file.toString())));
        writer.file(folder.resolve(ACCOUNT), stored.build().toJson() + "\n");
    }

    /**
     * Reads how the connection to the CA is trusted.
     *
     * @return the file that was stored with the account; empty when there was none, or no account
     * @throws IOException when it cannot be read, or is that of another CA
     */
    public Optional<Path> caFile() throws IOException {
        return stored().flatMap(stored -> stored.text(CA_FILE)).map(Path::of);
    }

    /**
     * Reads the key.
     *
     * @return the key; empty when there is none yet
     * @throws IOException when it cannot be read, or is for another CA
     */
    public Optional<SigningKey> key() throws IOException {
        return key(KEY);
    }

    /**
     * Reads the key that the account is about to get.
     *
     * @return the key; empty when none was ever begun with, or the change is complete
     * @throws IOException when it cannot be read, or is for another CA
     */
    public Optional<SigningKey> nextKey() throws IOException {
        return key(NEXT_KEY);
    }

    private Optional<SigningKey> key(String name) throws IOException {
        stored();
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SigningKey.parse(Files.readString(file)));
        } catch (JoseException | CharacterCodingException e) {
            throw StoredObject.damaged(file, "cannot be read, " + e.getMessage(), e);
        }
    }

    /**
     * Stores the key of a new account, and before it for which CA it is.
     *
     * @param key the key
     * @throws IOException when it cannot be written, or the place is that of another CA
     */
    public void storeKey(SigningKey key) throws IOException {
        if (stored().isEmpty()) {
            writer.file(
                    folder.resolve(ACCOUNT),
                    JsonObject.of(Map.of(SERVER, new JsonString(server.toString())))
                                    .toJson() + "\n");
        }
        writer.file(folder.resolve(KEY), key.exportPrivatePem());
    }

    /**
     * Stores the key that the account is about to get.
     *
     * @param key the key
     * @throws IOException when it cannot be written, or the place is that of another CA
     */
    public void storeNextKey(SigningKey key) throws IOException {
        stored();
        writer.file(folder.resolve(NEXT_KEY), key.exportPrivatePem());
    }

    /**
     * Takes the next key into use, as the CA has.
     *
     * @throws IOException when it cannot be written
     */
    public void promoteNextKey() throws IOException {
        writer.rename(folder.resolve(NEXT_KEY), folder.resolve(KEY));
    }

    /**
     * Gives the next key up, as the CA knows nothing of it.
     *
     * @throws IOException when it cannot be deleted
     */
    public void discardNextKey() throws IOException {
        writer.remove(folder.resolve(NEXT_KEY));
    }

    /**
     * Puts the account aside, so that another one can take its place. Nothing is deleted.
     *
     * @param now the time, for the name that it gets
     * @return where it is now
     * @throws IOException when it cannot be moved
     */
    public Path retire(Instant now) throws IOException {
        Path retired = folder.resolveSibling(".deactivated-" + folder.getFileName() + "-" + now.toEpochMilli());
        writer.rename(folder, retired);
        return retired;
    }
}
