package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.StateFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where accounts and certificates are kept. */
final class StateOptions {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The folder with accounts and certificates; by default .akme in the home folder.")
    private @Nullable Path folder;

    StateFolder folder(Surroundings surroundings) {
        Path given = folder;
        return new StateFolder(given == null ? surroundings.home().resolve(".akme") : given);
    }

    /** The place of a certificate that a user names. */
    static CertificateFolder certificate(StateFolder folder, String name) {
        String known = name.startsWith("*.") ? "_" + name.substring(1) : name;
        try {
            return folder.certificate(known);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
