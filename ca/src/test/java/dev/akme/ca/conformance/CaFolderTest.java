package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.MovableClock;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.store.StoreException;
import dev.akme.jose.MacKey;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CA that has everything in a folder. */
class CaFolderTest {

    private final MovableClock clock = new MovableClock(World.START);
    private final FakeDns dns = new FakeDns();

    @TempDir
    private Path folder;

    private World open() {
        return World.in(folder, clock, dns, UnaryOperator.identity());
    }

    private static X509CRL crl(World world) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(
                        world.get(World.BASE + "/crl").is(200).body()));
    }

    private static byte[] number(X509CRL crl) {
        return crl.getExtensionValue("2.5.29.20");
    }

    @Test
    void whatWasAnsweredIsStillSoAfterARestart() throws Exception {
        Client client;
        Client.Issued issued;
        Client.Issued revoked;
        Client.Placed ready;
        Client.Placed placed;
        byte[] number;
        try (World world = open()) {
            client = world.client();
            issued = client.issue("www.example.org");
            revoked = client.issue("old.example.org");
            client.send(world.url("revokeCert"), Client.revocation(revoked.leaf(), ",\"reason\":4"))
                    .is(200);
            ready = client.ready("ready.example.org");
            placed = client.place("placed.example.org");
            world.ca.externalAccounts().add("customer-1", MacKey.of("secret".getBytes(StandardCharsets.US_ASCII)));
            number = number(crl(world));
        }
        try (World world = open()) {
            Client again = new Client(world, client.key);
            again.kid = client.kid;
            assertThat(again.byKey(world.url("newAccount"), "{\"onlyReturnExisting\":true}")
                            .send()
                            .is(200)
                            .location())
                    .isEqualTo(client.kid);
            assertThat(again.read(issued.url()).is(200).text()).isEqualTo(issued.pem());
            issued.chain().get(1).verify(world.ca.roots().get(0).getPublicKey());
            assertThat(again.reread(ready).json()).isEqualTo(ready.json());
            assertThat(again.reread(placed).json()).isEqualTo(placed.json());
            assertThat(crl(world).getRevokedCertificate(revoked.leaf())).isNotNull();
            assertThat(crl(world).getRevokedCertificate(issued.leaf())).isNull();
            assertThat(number(crl(world))).isNotEqualTo(number);
            assertThat(world.ca.externalAccounts().keyIdentifiers()).containsExactly("customer-1");
            assertThat(again.finish(
                                    ready,
                                    Csr.of(ClientKey.es256())
                                            .names("ready.example.org")
                                            .der())
                            .is(200)
                            .string("status"))
                    .isEqualTo("valid");
            assertThat(again.issue("placed.example.org").pem()).isNotEmpty();
        }
    }

    @Test
    void nobodyElseMayReadIt() throws Exception {
        try (World world = open()) {
            world.client().issue("www.example.org");
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.skip(1).toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as("%s", file)
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
                }
            }
        }
        assertThat(folder.resolve("ca.db")).exists();
        assertThat(folder.resolve("keys")).isDirectory();
    }

    @Test
    void itIsForOneCaAtATime() {
        try (World world = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("another CA uses the folder " + folder + ": stop it, or choose another folder");
            assertThat(world.client().kid).isNotEmpty();
        }
        open().close();
    }

    @Test
    void aCaThatDoesNotStartLeavesItToOthers() throws Exception {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(keys.resolve("root.pem"), "nothing");
        assertThatThrownBy(this::open).hasMessageContaining("not complete");
        Files.delete(keys.resolve("root.pem"));
        open().close();
    }

    @Test
    void itHasItsStoreInItAndNowhereElse() {
        assertThatThrownBy(() ->
                        AcmeCa.builder().folder(folder).store(new MemoryStore()).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a CA with a folder has its store there: set one of the two");
        assertThat(List.of(folder.toFile().list())).isEmpty();
    }
}
