package dev.akme.cli;

import dev.akme.jose.JoseException;
import dev.akme.jose.MacKey;
import dev.akme.messages.NewAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a new account is made with. Nothing secret stands on the command line, where every user of the machine sees it. */
final class AccountOptions {

    static final String EAB_KEY = "AKME_EAB_KEY";

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "Where the CA can write to about the account. May be given several times.")
    private List<String> emails = new ArrayList<>();

    @Option(names = "--agree-tos", description = "Agree to the terms of service of the CA.")
    private boolean agreed;

    @Option(
            names = "--eab-kid",
            paramLabel = "ID",
            description = "The key identifier of the external account, where the CA wants one.")
    private @Nullable String keyIdentifier;

    @Option(
            names = "--eab-key-file",
            paramLabel = "FILE",
            description = "A file with the MAC key of the external account; or put the key into the environment as "
                    + EAB_KEY + ".")
    private @Nullable Path keyFile;

    /** Refuses addresses that no account can have. */
    void requireAddresses() {
        addTo(NewAccount.builder()::email, emails);
    }

    /** Adds addresses to a request, and refuses those that no account can have. */
    static void addTo(Consumer<String> request, List<String> emails) {
        try {
            emails.forEach(request);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "--email: " + e.getMessage(), e);
        }
    }

    List<String> emails() {
        return emails;
    }

    boolean agreed() {
        return agreed;
    }

    /** An external account: whose it is, and its key. */
    record External(String keyIdentifier, MacKey key) {}

    Optional<External> external(Surroundings surroundings) throws IOException {
        String kid = keyIdentifier;
        Path file = keyFile;
        if (kid == null) {
            if (file != null) {
                throw new Failure(ExitCode.USAGE, "--eab-key-file needs --eab-kid: give what the CA gave with the key");
            }
            return Optional.empty();
        }
        String text = file == null ? surroundings.environment().get(EAB_KEY) : read(file);
        if (text == null) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--eab-kid needs the key: put it into a file for --eab-key-file, or into the environment as "
                            + EAB_KEY);
        }
        try {
            return Optional.of(new External(kid, MacKey.parse(text.strip())));
        } catch (JoseException | IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "the key in " + (file == null ? EAB_KEY : file) + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Failures.ofOption("--eab-key-file", file, e);
        }
    }
}
