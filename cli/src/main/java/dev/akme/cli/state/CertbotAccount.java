package dev.akme.cli.state;

import dev.akme.jose.JoseException;
import dev.akme.jose.SigningKey;
import dev.akme.json.JsonException;
import dev.akme.json.MemberException;
import dev.akme.messages.AccountResource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An account as certbot keeps it: {@code accounts/HOST/PATH/ID/} with {@code regr.json}, {@code private_key.json} and
 * {@code meta.json}, where HOST and PATH are the URL of the CA's directory.
 *
 * @param folder where it is
 * @param server the directory of the CA
 * @param account the account
 * @param key its key
 * @param created when it was made, as certbot writes it; empty when that is not known
 */
public record CertbotAccount(Path folder, URI server, AccountResource account, SigningKey key, String created) {

    private static final String ACCOUNTS = "accounts";
    private static final String REGISTRATION = "regr.json";

    /** HOST, a few parts of a path, ID. */
    private static final int DEPTH = 8;

    /**
     * Reads all accounts.
     *
     * @param configuration the folder of certbot, such as {@code /etc/letsencrypt}
     * @return the accounts
     * @throws IOException when the folder, or one of them, cannot be read
     */
    public static List<CertbotAccount> readAll(Path configuration) throws IOException {
        Path accounts = configuration.resolve(ACCOUNTS);
        if (!Files.isDirectory(accounts)) {
            throw new IOException(configuration + " is no folder of certbot: it has no folder " + ACCOUNTS
                    + " that this user can see: give the one that certbot calls its config-dir");
        }
        List<Path> found;
        // Not through links: certbot lets the folders of old servers lead to the new ones.
        try (Stream<Path> files = Files.walk(accounts, DEPTH)) {
            found = files.filter(file -> file.endsWith(REGISTRATION)).sorted().toList();
        }
        List<CertbotAccount> read = new ArrayList<>();
        for (Path registration : found) {
            read.add(read(accounts, registration));
        }
        return read;
    }

    private static CertbotAccount read(Path accounts, Path registration) throws IOException {
        Path folder = registration.resolveSibling("");
        Path id = accounts.relativize(folder);
        if (id.getNameCount() < 2) {
            throw new IOException(registration + " is not below the name of a server");
        }
        try {
            AccountResource account = AccountResource.TYPE.read(Files.readString(registration));
            account.uri();
            Path meta = folder.resolve("meta.json");
            return new CertbotAccount(
                    folder,
                    URI.create("https://"
                            + id.subpath(0, id.getNameCount() - 1).toString().replace('\\', '/')),
                    account,
                    SigningKey.parse(Files.readString(folder.resolve("private_key.json"))),
                    Files.exists(meta)
                            ? StoredObject.read(meta).text("creation_dt").orElse("")
                            : "");
        } catch (JsonException
                | MemberException
                | JoseException
                | IllegalArgumentException
                | CharacterCodingException e) {
            throw StoredObject.damaged(folder, "cannot be read, " + e.getMessage(), e);
        }
    }
}
