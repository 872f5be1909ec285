package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.client.AcmeClient;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code akme revoke}. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Revoke a certificate: nobody is to trust it any longer. It cannot be taken back.",
        footer = {"", "Example:", "  akme revoke www.example.org --reason keyCompromise"})
final class RevokeCommand extends AkmeCommand {

    @Parameters(paramLabel = "NAME", description = "The certificate, as akme list calls it.")
    private String name = "";

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            defaultValue = "unspecified",
            description =
                    "Why, by name or number (RFC 5280): unspecified, keyCompromise, affiliationChanged, superseded,"
                            + " cessationOfOperation; by default unspecified.")
    private String reason = "unspecified";

    @Option(
            names = "--with-certificate-key",
            description = "Sign with the key of the certificate instead of that of the account.")
    private boolean withCertificateKey;

    @Mixin
    private StateOptions state = new StateOptions();

    @Override
    ExitCode run() throws Exception {
        RevocationReason why = reason();
        StateFolder folder = state.folder(surroundings());
        CertificateFolder certificate = StateOptions.issued(folder, name);
        Clients clients = new Clients(surroundings(), progress());
        StateLock lock = StateOptions.lock(certificate);
        try (lock) {
            CertificateVersion version = certificate.read().orElseThrow();
            AcmeClient client = clients.client(
                    version.recipe().server(), version.recipe().caFile().map(Path::of));
            boolean isNew = revoke(folder, client, version, why);
            certificate.revoked(version, surroundings().clock().instant());
            report(certificate, version, isNew);
            return isNew ? ExitCode.DONE : ExitCode.NOTHING_TO_DO;
        }
    }

    private RevocationReason reason() {
        return RevocationReason.known().stream()
                .filter(known ->
                        known.label().equalsIgnoreCase(reason) || reason.equals(Integer.toString(known.code())))
                .findFirst()
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        reason + " is no reason: give one of "
                                + RevocationReason.known().stream()
                                        .map(RevocationReason::label)
                                        .collect(Collectors.joining(", "))));
    }

    /** Tells whether it was not revoked before. */
    private boolean revoke(StateFolder folder, AcmeClient client, CertificateVersion version, RevocationReason why)
            throws Exception {
        Revocation revocation = revocation(version, why);
        try {
            if (withCertificateKey) {
                client.revoke(
                        version.key()
                                .orElseThrow(() -> new Failure(
                                        ExitCode.USAGE,
                                        "the key of " + name + " is not here: leave out --with-certificate-key")),
                        revocation);
            } else {
                Accounts.of(version.recipe(), client, folder).use(account -> {
                    account.revoke(revocation);
                    return true;
                });
            }
            return true;
        } catch (AcmeProblemException e) {
            if (Failures.type(e).equals(ProblemType.ALREADY_REVOKED)) {
                return false;
            }
            throw e;
        }
    }

    private static Revocation revocation(CertificateVersion version, RevocationReason why)
            throws CertificateEncodingException {
        Revocation.Builder revocation =
                Revocation.builder().certificate(version.leaf().getEncoded());
        return why.equals(RevocationReason.UNSPECIFIED)
                ? revocation.build() // Saying so says nothing.
                : revocation.reason(why).build();
    }

    private void report(CertificateFolder certificate, CertificateVersion version, boolean isNew) {
        if (console().isJson()) {
            console()
                    .object(Reports.certificate(certificate, version)
                            .put("new", isNew)
                            .object());
        } else {
            console()
                    .line("The certificate " + name + (isNew ? " is revoked." : " was revoked already.")
                            + " akme renew --force " + certificate.name() + " gets another one.");
        }
    }
}
