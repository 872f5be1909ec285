package dev.akme.cli.state;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All accounts and certificates of a user. Nothing is made before something is stored. */
public final class StateFolder {

    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._@-]{0,200}";
    private static final String OTHERS = "[^A-Za-z0-9.-]+";

    private final Path root;
    private final Writer writer;

    /**
     * Makes the view of a folder.
     *
     * @param root the folder; need not exist
     */
    public StateFolder(Path root) {
        this(root, Disk.REAL);
    }

    StateFolder(Path root, Disk disk) {
        this.root = root.toAbsolutePath().normalize();
        this.writer = new Writer(disk);
    }

    /**
     * {@return where it is}
     */
    public Path root() {
        return root;
    }

    /**
     * Tells whether a certificate can have a name.
     *
     * @param name the name
     * @return whether it leads nowhere else
     */
    public static boolean isName(String name) {
        return name.matches(NAME);
    }

    /**
     * Gives the place of a certificate, whether there is one or not.
     *
     * @param name its name
     * @return the place
     * @throws IllegalArgumentException when that is no name
     */
    public CertificateFolder certificate(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name for a certificate: use letters, digits, dots, dashes and underscores");
        }
        return new CertificateFolder(
                name,
                root.resolve("certificates").resolve(name),
                root.resolve("locks").resolve("certificate-" + name),
                writer);
    }

    /**
     * Lists the certificates, those included that are not there yet but ordered.
     *
     * @return their places, by name
     * @throws IOException when the folder cannot be read
     */
    public List<CertificateFolder> certificates() throws IOException {
        return Writer.list(root.resolve("certificates")).stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .map(path -> path.getFileName().toString())
                .filter(StateFolder::isName)
                .map(this::certificate)
                .filter(CertificateFolder::isAnything)
                .toList();
    }

    /**
     * Gives the place of the account at a CA, whether there is one or not. Should two CAs have the same place, it is for the one
     * that comes first, and refuses to be read or written for the other.
     *
     * @param server the directory of the CA
     * @return the place
     */
    public AccountFolder account(URI server) {
        String text = server.toString().replaceFirst("^https://", "");
        String name = text.replaceAll(OTHERS, "_");
        return new AccountFolder(
                server,
                root.resolve("accounts").resolve(name),
                root.resolve("locks").resolve("account-" + name),
                writer);
    }

    /**
     * Lists the accounts.
     *
     * @return their places
     * @throws IOException when one cannot be read
     */
    public List<AccountFolder> accounts() throws IOException {
        List<AccountFolder> accounts = new ArrayList<>();
        for (Path folder : Writer.list(root.resolve("accounts"))) {
            if (!folder.getFileName().toString().startsWith(".") && Files.exists(folder.resolve("account.json"))) {
                AccountFolder account = account(AccountFolder.server(folder));
                if (account.account().isPresent()) {
                    accounts.add(account);
                }
            }
        }
        return accounts;
    }
}
