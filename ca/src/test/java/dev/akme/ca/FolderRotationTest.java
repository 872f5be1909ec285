package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.client.ObtainedCertificate;
import dev.akme.messages.RevocationReason;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The keys of intermediates in the folder of a CA, and what is left of a change that was cut off. */
class FolderRotationTest extends Rotating {

    @Test
    void anIntermediateThatWasNotFinishedIsNoneAndOneThatWasIsTaken() throws Exception {
        X509Certificate first;
        Path later = folder.resolve("keys").resolve("intermediates");
        try (AcmeCa ca = kept().start()) {
            first = issuing(ca);
        }
        // Cut off before the folder got its number, and again.
        for (String cut : List.of("intermediate.pem", "intermediate-key.pem")) {
            Files.createDirectories(later.resolve("new"));
            Files.writeString(later.resolve("new").resolve(cut), "-----BEGIN");
            try (AcmeCa ca = kept().start()) {
                assertThat(issuing(ca)).isEqualTo(first);
            }
        }
        // Cut off between the folder and the database.
        X509Certificate second = CaFolder.rotateIntermediate(folder);
        try (AcmeCa ca = kept().start()) {
            assertThat(issuing(ca)).isEqualTo(second);
            assertThat(ca.intermediates()).hasSize(2);
            assertThat(Relying.listUrl(obtain(Loopback.account(ca)).chain().leaf())
                            .getPath())
                    .isEqualTo("/crl/" + ca.intermediates().get(0).keyIdentifier());
        }
        assertThat(later.resolve("new")).doesNotExist();
    }

    @Test
    void anotherProcessMayMakeItWhileTheCaRuns() throws Exception {
        try (AcmeCa ca = kept().start()) {
            X509Certificate first = issuing(ca);
            assertThat(ca.reloadKeys()).isFalse();
            X509Certificate next = CaFolder.rotateIntermediate(folder);
            assertThat(issuing(ca)).isEqualTo(first);
            assertThat(ca.reloadKeys()).isTrue();
            assertThat(issuing(ca)).isEqualTo(next);
            assertThat(chain(obtain(Loopback.account(ca))).get(1)).isEqualTo(next);
        }
    }

    @Test
    void keysOfRootsAreNeededForItAlone() throws Exception {
        try (AcmeCa ca = kept().start()) {
            Path keys = folder.resolve("keys");
            for (String file : List.of("root-key.pem", "alternate-root-key.pem")) {
                Files.move(keys.resolve(file), outside.resolve(file));
            }
            X509Certificate first = issuing(ca);
            assertThatThrownBy(ca::rotateIntermediate)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("root-key.pem cannot be read in " + keys);
            assertThat(issuing(ca)).isEqualTo(first);
            X509Certificate next = CaFolder.rotateIntermediate(folder, outside);
            assertThat(ca.reloadKeys()).isTrue();
            assertThat(issuing(ca)).isEqualTo(next);
            Files.copy(outside.resolve("root-key.pem"), keys.resolve("alternate-root-key.pem"));
            Files.copy(outside.resolve("root-key.pem"), keys.resolve("root-key.pem"));
            assertThatThrownBy(ca::rotateIntermediate)
                    .hasMessageContaining("alternate-root-key.pem: the private key does not belong");
        }
        assertThatThrownBy(() -> CaFolder.rotateIntermediate(outside))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("there is no authority in");
        // What a user without the right sees of it.
        Files.createSymbolicLink(outside.resolve("keys"), outside.resolve("keys"));
        assertThatThrownBy(() -> CaFolder.rotateIntermediate(outside))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot use the folder " + outside.resolve("keys"));
    }

    @Test
    void oneThatHasExpiredCanBeReplacedAndKeepsNobodyFromStarting() throws Exception {
        kept().clock(new MovableClock(Instant.now().minus(Duration.ofDays(11 * 365))))
                .start()
                .close();
        assertThatThrownBy(() -> kept().start()).hasMessageContaining("intermediate.pem has expired");
        X509Certificate next = CaFolder.rotateIntermediate(folder);
        try (AcmeCa ca = kept().start()) {
            assertThat(ca.intermediates()).hasSize(1);
            assertThat(issuing(ca)).isEqualTo(next);
            assertThat(next.getNotAfter()).isEqualTo(ca.roots().get(0).getNotAfter());
        }
    }

    @Test
    void aCopyHasAllIntermediates() throws Exception {
        Path copy = outside.resolve("copy");
        try (AcmeCa ca = kept().start()) {
            ObtainedCertificate old = obtain(Loopback.account(ca));
            ca.rotateIntermediate();
            Files.createDirectory(
                    folder.resolve("keys").resolve("intermediates").resolve("new"));
            CaFolder.backup(folder, copy);
            try (AcmeCa second =
                    builder().folder(copy).url(ca.directoryUrl().resolve("/")).start()) {
                assertThat(second.intermediates())
                        .extracting(Intermediate::certificate)
                        .containsExactlyElementsOf(ca.intermediates().stream()
                                .map(Intermediate::certificate)
                                .toList());
                assertThat(second.revoke(old.chain().leaf(), RevocationReason.SUPERSEDED))
                        .isTrue();
            }
        }
    }

    @Test
    void aFolderFromBeforeThereWasARotationOpensUnchanged() throws Exception {
        Pair old;
        int port;
        try (AcmeCa ca = kept().start()) {
            port = ca.directoryUrl().getPort();
            old = pair(Loopback.account(ca));
        }
        asBefore();
        try (AcmeCa ca = kept().listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .start()) {
            assertThat(Relying.listUrl(old.good().chain().leaf()).getPath()).isEqualTo("/crl");
            ca.rotateIntermediate();
            ca.revoke(old.revoked().chain().leaf(), RevocationReason.SUPERSEDED);
            assertThat(relying.takes(chain(old.good()), ca.roots().get(0))).isTrue();
            assertThat(relying.takes(chain(old.revoked()), ca.roots().get(0))).isFalse();
            assertThat(ca.intermediates().get(1).lastExpiry())
                    .contains(old.revoked().chain().leaf().getNotAfter().toInstant());
        }
    }

    /** Takes from the database what it has more than the first form. */
    private void asBefore() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ca.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("DROP INDEX certificates_of_issuer; DROP INDEX certificates_revoked;"
                    + " ALTER TABLE certificates DROP COLUMN issuer_id; DROP TABLE intermediates;"
                    + " ALTER TABLE revocation_list DROP COLUMN changes;"
                    + " CREATE INDEX certificates_revoked ON certificates (place) WHERE revoked_at IS NOT NULL;"
                    + " PRAGMA user_version = 1");
        }
    }
}
