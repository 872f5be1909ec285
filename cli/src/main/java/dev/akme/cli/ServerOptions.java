package dev.akme.cli;

import dev.akme.client.KnownDirectory;
import java.net.URI;
import java.nio.file.Path;
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
                            + " google; by default letsencrypt.")
    private @Nullable String server;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Trust the connection to the CA by the roots in this PEM file, instead of those of the system.")
    private @Nullable Path caFile;

    Optional<String> given() {
        return Optional.ofNullable(server);
    }

    Optional<Path> caFile() {
        return Optional.ofNullable(caFile).map(Path::toAbsolutePath);
    }

    URI directory() {
        return directory(given().orElse(DEFAULT));
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
        return KnownDirectory.named(text)
                .map(KnownDirectory::url)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "no CA is known as " + text + ": give the URL of its directory, or one of "
                                + KnownDirectory.all().stream()
                                        .map(KnownDirectory::name)
                                        .collect(Collectors.joining(", "))));
    }
}
