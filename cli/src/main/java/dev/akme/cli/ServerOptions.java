package dev.akme.cli;

import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.Recipe;
import dev.akme.cli.state.StateFolder;
import dev.akme.client.KnownDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which CA, and how it is trusted. */
final class ServerOptions {

    static final String DEFAULT = "letsencrypt";

    @Option(
            names = "--server",
            paramLabel = "CA",
            description =
                    "The CA: the URL of its directory, or a name such as letsencrypt, letsencrypt-staging, zerossl or"
                            + " google; by default the one that the certificate or the account is stored with, else"
                            + " letsencrypt.")
    private @Nullable String server;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Trust the connection to the CA by the roots in this PEM file, instead of those of the system; by"
                            + " default as when the account was made.")
    private @Nullable Path caFile;

    /**
     * A CA.
     *
     * @param directory its directory
     * @param caFile the roots that the connection to it is trusted by; empty for those of the JVM
     */
    record Chosen(URI directory, Optional<Path> caFile) {}

    /** The CA that was named, else that of something stored, else the default. */
    Chosen at(StateFolder folder, Optional<Recipe> stored) throws IOException {
        return stored.isPresent() && server == null
                ? new Chosen(
                        stored.get().server(),
                        caFile().or(() -> stored.get().caFile().map(Path::of)))
                : chosen(folder, directory(server == null ? DEFAULT : server));
    }

    /** The CA that was named, else the one that there is an account at. */
    Chosen withAccount(StateFolder folder) throws IOException {
        if (server != null) {
            return chosen(folder, directory(server));
        }
        URI usual = directory(DEFAULT);
        List<URI> servers =
                folder.accounts().stream().map(AccountFolder::server).toList();
        if (servers.size() > 1 && !servers.contains(usual)) {
            throw new Failure(
                    ExitCode.USAGE,
                    "there are accounts at "
                            + servers.stream().map(URI::toString).collect(Collectors.joining(", "))
                            + ": name one with --server");
        }
        return chosen(folder, servers.size() == 1 ? servers.get(0) : usual);
    }

    /** Where nobody says how to trust it, as when the account was made. */
    private Chosen chosen(StateFolder folder, URI directory) throws IOException {
        return new Chosen(
                directory,
                caFile().isPresent() ? caFile() : folder.account(directory).caFile());
    }

    private Optional<Path> caFile() {
        return Optional.ofNullable(caFile).map(Path::toAbsolutePath);
    }

    static URI order(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, text + " is no URL of an order", e);
        }
    }

    static URI directory(String text) {
        if (text.contains("://")) {
            try {
                URI url = URI.create(text);
                if (url.getHost() != null
                        && (text.toLowerCase(Locale.ROOT).startsWith("https://") || text.startsWith("http://"))) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                // Said below.
            }
            throw new Failure(ExitCode.USAGE, text + " is no URL of a directory: give the one that the CA says");
        }
        return KnownDirectory.named(text).map(KnownDirectory::url).orElseThrow(() -> unknown(text));
    }

    private static Failure unknown(String text) {
        if (text.matches("[A-Za-z0-9.-]+(:[0-9]{1,5}/?|(:[0-9]{1,5})?/.*)")) {
            return new Failure(
                    ExitCode.USAGE, "--server " + text + " is no URL: put https:// in front: https://" + text);
        }
        List<String> names =
                KnownDirectory.all().stream().map(KnownDirectory::name).toList();
        return new Failure(
                ExitCode.USAGE,
                "no CA is known as " + text + ": give the URL of its directory, or one of " + String.join(", ", names)
                        + Alike.suggestion(text.toLowerCase(Locale.ROOT), names));
    }
}
