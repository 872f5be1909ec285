package dev.akme.cli;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.Recipe;
import dev.akme.messages.Identifier;
import java.util.List;

/** The objects that {@code --json} prints of certificates. Their names are documented, and stay. */
final class Reports {

    private Reports() {}

    static Json certificate(CertificateFolder folder, CertificateVersion version) {
        return new Json()
                .put("certificate", folder.name())
                .strings("names", names(version.recipe()))
                .put("folder", folder.current().toString())
                .put("server", version.recipe().server().toString())
                .put("serial", version.leaf().getSerialNumber().toString(16))
                .put("notBefore", version.leaf().getNotBefore().toInstant().toString())
                .put("notAfter", version.notAfter().toString())
                .put("renewAt", DueDates.asKnown(folder, version).toString())
                .put("revoked", CertificateFolder.isRevoked(version));
    }

    static List<String> names(Recipe recipe) {
        return recipe.identifiers().stream().map(Identifier::value).toList();
    }
}
