package dev.akme.scenarios.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.StateFolder;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What is true of a state folder whatever was killed when. */
final class Soundness {

    private Soundness() {}

    /** Fails unless every version is a whole pair, what is begun can be read, and nobody else can read anything. */
    static void check(Path root) throws IOException {
        StateFolder state = new StateFolder(root);
        for (CertificateFolder certificate : state.certificates()) {
            certificate.read();
            certificate.unfinished();
        }
        for (AccountFolder account : state.accounts()) {
            assertThat(account.key()).isPresent();
        }
        try (Stream<Path> paths = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            for (Path path : paths.toList()) {
                if (Files.isSymbolicLink(path)) {
                    assertThat(Files.isDirectory(path))
                            .as("%s leads somewhere", path)
                            .isTrue();
                    continue;
                }
                boolean isFolder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(isFolder ? "rwx------" : "rw-------");
                if (isFolder && path.getFileName().toString().matches("[0-9]+")) {
                    checkVersion(path);
                }
            }
        }
    }

    private static void checkVersion(Path version) throws IOException {
        List<String> files;
        try (Stream<Path> inside = Files.list(version)) {
            files = inside.map(path -> path.getFileName().toString()).toList();
        }
        assertThat(files).contains("cert.pem", "chain.pem", "fullchain.pem", "privkey.pem", "meta.json");
        String full = Files.readString(version.resolve("fullchain.pem"));
        assertThat(Files.readString(version.resolve("cert.pem")) + Files.readString(version.resolve("chain.pem")))
                .isEqualTo(full);
        assertThat(SigningKey.parse(Files.readString(version.resolve("privkey.pem")))
                        .publicKey())
                .isEqualTo(Jwk.of(CertificateChain.read(full).leaf().getPublicKey()));
    }
}
