package dev.akme.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What is true of a state folder at every moment. */
final class Soundness {

    private Soundness() {}

    /** Fails unless every version is whole, so is the order, and nobody else can read anything. */
    static void check(Path root) throws IOException {
        StateFolder state = new StateFolder(root);
        for (CertificateFolder certificate : state.certificates()) {
            certificate.read();
            certificate.unfinished();
            for (Path inside : Writer.list(certificate.current().resolveSibling(""))) {
                if (inside.getFileName().toString().matches("[0-9]+")) {
                    // Reading compares certificate and key.
                    assertThat(CertificateVersion.read(inside).key()).isPresent();
                    assertThat(Files.readString(inside.resolve("cert.pem"))
                                    + Files.readString(inside.resolve("chain.pem")))
                            .isEqualTo(Files.readString(inside.resolve("fullchain.pem")));
                }
            }
        }
        for (AccountFolder account : state.accounts()) {
            assertThat(account.key()).isPresent();
            account.nextKey();
        }
        try (Stream<Path> paths = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            List<Path> all = paths.filter(path -> !Files.isSymbolicLink(path)).toList();
            for (Path path : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }
}
