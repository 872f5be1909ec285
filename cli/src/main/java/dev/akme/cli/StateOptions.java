package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where accounts and certificates are kept. */
final class StateOptions {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The folder with accounts and certificates; by default .akme in the home folder (HOME).")
    private @Nullable Path folder;

    StateFolder folder(Surroundings surroundings) {
        Path given = folder;
        if (given != null) {
            return new StateFolder(given);
        }
        Path home = surroundings
                .home()
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "this user has no home folder, so there is no place for .akme: name a folder with --dir, or set"
                                + " HOME"));
        return new StateFolder(home.resolve(".akme"));
    }

    /** One that was issued. */
    static CertificateFolder issued(StateFolder folder, String name) throws IOException {
        CertificateFolder certificate = certificate(folder, name);
        if (certificate.read().isEmpty()) {
            throw nothingOf(name, folder);
        }
        return certificate;
    }

    /** So that a folder that is misspelt is not taken for one where all is well. */
    static void sayEmpty(Console console, StateFolder folder) {
        console.note("There are no certificates in " + folder.root() + ": akme issue gets one.");
    }

    static Failure nothingOf(String name, StateFolder folder) {
        return new Failure(
                ExitCode.USAGE,
                "there is no certificate " + name + " in " + folder.root() + ": akme list shows those that are there");
    }

    /** The right to write to a certificate, for who cannot go on without. */
    static StateLock lock(CertificateFolder certificate) throws IOException {
        return certificate
                .tryLock()
                .orElseThrow(() -> new Failure(
                        ExitCode.FAILED,
                        "another akme is at work on " + certificate.name() + ": wait until it has ended"));
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
