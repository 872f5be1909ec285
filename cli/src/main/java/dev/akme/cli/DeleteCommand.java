package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akme delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = {
            "Delete a certificate here, with all of its versions and keys, and an order that is unfinished. It is not renewed"
                    + " any longer.",
            "For the CA nothing changes: akme revoke it before if nobody is to trust it any longer."
        },
        footer = {"", "Example:", "  akme delete www.example.org --yes"})
final class DeleteCommand extends AkmeCommand {

    @Parameters(paramLabel = "NAME", description = "The certificate, as akme list calls it.")
    private String name = "";

    @Option(names = "--yes", description = "Yes, the certificate that is there too.")
    private boolean sure;

    @Mixin
    private StateOptions state = new StateOptions();

    @Override
    ExitCode run() throws Exception {
        StateFolder folder = state.folder(surroundings());
        CertificateFolder certificate = StateOptions.certificate(folder, name);
        if (!certificate.isAnything()) {
            throw StateOptions.nothingOf(name, folder);
        }
        StateLock lock = StateOptions.lock(certificate);
        try (lock) {
            if (certificate.isIssued() && !sure) {
                throw new Failure(
                        ExitCode.USAGE,
                        "nobody can get " + certificate.name()
                                + " and its key back once they are deleted: repeat with --yes if that is meant");
            }
            certificate.delete();
        }
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("certificate", certificate.name())
                            .put("deleted", true)
                            .object());
        } else {
            console().line(certificate.name() + " is deleted.");
        }
        return ExitCode.DONE;
    }
}
