package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.StateFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code akme list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Show the certificates, until when they are valid and when they are due. Asks no CA.",
        footer = {"", "Example:", "  akme list --json | jq -r 'select(.revoked | not) | .folder'"})
final class ListCommand extends AkmeCommand {

    @Mixin
    private StateOptions state = new StateOptions();

    @Override
    ExitCode run() throws Exception {
        StateFolder folder = state.folder(surroundings());
        List<CertificateFolder> certificates = folder.certificates();
        boolean isSound = true;
        for (CertificateFolder certificate : certificates) {
            isSound &= show(certificate);
        }
        if (certificates.isEmpty()) {
            StateOptions.sayEmpty(console(), folder);
        }
        return isSound ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Tells whether it can be read: one that is damaged hides no other. */
    private boolean show(CertificateFolder certificate) {
        try {
            Optional<CertificateVersion> version = certificate.read();
            boolean isUnfinished = certificate.unfinished().isPresent();
            if (console().isJson()) {
                Json json = version.isPresent()
                        ? Reports.certificate(certificate, version.get())
                        : new Json().put("certificate", certificate.name());
                console().object(json.put("unfinishedOrder", isUnfinished).object());
                return true;
            }
            if (version.isPresent()) {
                show(certificate, version.get());
            } else {
                console().line(console().styled(certificate.name(), Console.Style.BOLD));
                console().line("  not issued yet");
            }
            if (isUnfinished) {
                console().line("  an order is unfinished: akme order show, or akme delete " + certificate.name());
            }
            return true;
        } catch (IOException e) {
            console().failure(Failures.of(e));
            return false;
        }
    }

    private void show(CertificateFolder certificate, CertificateVersion version) {
        Instant now = surroundings().clock().instant();
        console().line(console().styled(certificate.name(), Console.Style.BOLD));
        console().line("  for       " + Issuing.names(version.recipe()));
        console().line("  from      " + version.recipe().server());
        console().line("  valid     " + validity(version, now));
        Reports.dueAt(certificate, version).ifPresent(due -> console().line("  due       " + due));
        console().line("  in        " + certificate.current());
    }

    private String validity(CertificateVersion version, Instant now) {
        String until = "until " + version.notAfter();
        if (CertificateFolder.isRevoked(version)) {
            return console().styled(until + ", but revoked", Console.Style.RED);
        }
        Duration left = Duration.between(now, version.notAfter());
        return left.isNegative()
                ? console().styled(until + ": expired", Console.Style.RED)
                : until + " (" + left.toDays() + " days)";
    }
}
