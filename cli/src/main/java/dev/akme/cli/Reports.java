package dev.akme.cli;

import dev.akme.cli.inspect.Shown;
import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.Recipe;
import dev.akme.messages.Identifier;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The objects that {@code --json} prints of certificates. Their names are documented, and stay. */
final class Reports {

    private Reports() {}

    static Json certificate(CertificateFolder folder, CertificateVersion version) {
        return new Json()
                .put("certificate", folder.name())
                .strings("names", names(version.recipe()))
                .put("folder", folder.current().toString())
                .put("server", version.recipe().server().toString())
                .put("serial", Shown.serial(version.leaf().getSerialNumber()))
                .put("notBefore", version.leaf().getNotBefore().toInstant().toString())
                .put("notAfter", version.notAfter().toString())
                .put("renewAt", dueAt(folder, version))
                .put("revoked", CertificateFolder.isRevoked(version));
    }

    /** What was revoked is not due: it is not renewed by itself. */
    static Optional<Instant> dueAt(CertificateFolder folder, CertificateVersion version) {
        return CertificateFolder.isRevoked(version) ? Optional.empty() : Optional.of(DueDates.asKnown(folder, version));
    }

    /** Tells of a certificate that has just been issued. */
    static void issued(Console console, CertificateFolder folder, CertificateVersion version) {
        if (console.isJson()) {
            console.object(certificate(folder, version).put("new", true).object());
        } else {
            console.line("The certificate for " + Issuing.names(version.recipe()) + " is in " + folder.current()
                    + ", and valid until " + version.notAfter() + ".");
        }
    }

    static List<String> names(Recipe recipe) {
        return recipe.identifiers().stream().map(Identifier::value).toList();
    }
}
