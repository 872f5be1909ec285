package dev.akme.cli;

import dev.akme.ca.CaFolder;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akme ca rotate}: a new intermediate for a CA that is kept, whether it runs or not. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Make a new intermediate for the CA in a folder.",
            "",
            "A CA that runs issues with it after a kill -HUP, one that does not from its next start on. Certificates that were"
                    + " issued before keep their chains and their revocation list."
        },
        footer = {"", "Example:", "  akme ca rotate --dir /var/lib/akme-ca"})
final class CaRotateCommand extends AkmeCommand {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "The folder of the CA, as it has it in akme ca --dir.")
    private Path folder = Path.of("");

    @Option(
            names = "--root-keys",
            paramLabel = "DIR",
            description =
                    "The folder with root-key.pem and alternate-root-key.pem, if they are not in DIR/keys any more.")
    private @Nullable Path rootKeys;

    /** Made by picocli. */
    CaRotateCommand() {}

    @Override
    ExitCode run() {
        if (!Files.isDirectory(folder)) {
            throw new Failure(ExitCode.USAGE, "--dir: there is no folder " + folder);
        }
        X509Certificate made;
        try {
            made = rootKeys == null
                    ? CaFolder.rotateIntermediate(folder)
                    : CaFolder.rotateIntermediate(folder, rootKeys);
        } catch (UncheckedIOException e) {
            throw new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
        }
        String name = made.getSubjectX500Principal().getName();
        String notAfter = made.getNotAfter().toInstant().toString();
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("intermediate", name)
                            .put("notAfter", notAfter)
                            .object());
            return ExitCode.DONE;
        }
        console().line("new intermediate: " + name + ", valid until " + notAfter);
        console().note("a CA that runs takes it after kill -HUP, and any other at its next start");
        return ExitCode.DONE;
    }
}
