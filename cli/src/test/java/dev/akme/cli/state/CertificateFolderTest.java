package dev.akme.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.messages.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFolderTest {

    @TempDir
    private Path root;

    private final Sample first = Sample.make();
    private final Sample second = Sample.make();

    private CertificateFolder folder(Path at, Disk disk) {
        return new StateFolder(at, disk).certificate("example.org");
    }

    @Test
    void whatIsStoredIsRead() throws Exception {
        CertificateFolder folder = folder(root.resolve("state"), FailingDisk.FAST);
        assertThat(folder.read()).isEmpty();
        try (StateLock lock = folder.tryLock().orElseThrow()) {
            assertThat(lock).isNotNull();
            UnfinishedOrder order = first.unfinished(1);
            folder.store(order);
            CertificateVersion stored = first.storeIn(folder, 1);
            assertThat(stored.recipe()).isEqualTo(Sample.RECIPE);
            assertThat(stored.draw()).isEqualTo(0.5);
            assertThat(stored.issued()).isEqualTo(Sample.NOW);
            UnfinishedOrder unfinished = folder.unfinished().orElseThrow();
            assertThat(unfinished.order()).isEqualTo(order.order());
            assertThat(unfinished.recipe()).isEqualTo(Sample.RECIPE);
            second.storeIn(folder, 2);
            folder.discardOrder();
        }
        CertificateVersion current = folder.read().orElseThrow();
        assertThat(current.chain()).isEqualTo(second.chain());
        assertThat(current.order()).isEqualTo(Sample.order(2));
        assertThat(folder.unfinished()).isEmpty();
        Soundness.check(root.resolve("state"));
    }

    @Test
    void oldVersionsGoButTheNewestFew() throws Exception {
        CertificateFolder folder = folder(root.resolve("state"), FailingDisk.FAST);
        for (int i = 0; i < 8; i++) {
            first.storeIn(folder, i);
            folder.prune();
        }
        assertThat(Writer.list(folder.current().resolveSibling("")).stream()
                        .map(path -> path.getFileName().toString())
                        .filter(name -> name.matches("[0-9]+")))
                .containsExactly("0004", "0005", "0006", "0007", "0008");
        assertThat(folder.read().orElseThrow().order()).isEqualTo(Sample.order(7));
    }

    @Test
    void aDiskThatFailsAtAnyStepLeavesTheOldOrTheNew() throws Exception {
        boolean wentThrough = false;
        int steps = 0;
        for (; !wentThrough; steps++) {
            Path state = root.resolve("failing-" + steps);
            CertificateFolder sound = folder(state, FailingDisk.FAST);
            first.storeIn(sound, 1);
            FailingDisk disk = new FailingDisk(steps);
            CertificateFolder failing = folder(state, disk);
            try (StateLock lock = failing.tryLock().orElseThrow()) {
                assertThat(lock).isNotNull();
                failing.store(second.unfinished(2));
                second.storeIn(failing, 2);
                failing.discardOrder();
                failing.prune();
                wentThrough = true;
            } catch (IOException e) {
                assertThat(disk.hasFailed()).isTrue();
            }
            Soundness.check(state);
            assertThat(sound.read().orElseThrow().chain()).isIn(first.chain(), second.chain());
            recovers(sound, steps);
        }
        assertThat(steps).isGreaterThan(20);
    }

    /** The next writer goes on as if nothing had been, and nothing is left behind. */
    private void recovers(CertificateFolder folder, int step) throws IOException {
        try (StateLock lock = folder.tryLock().orElseThrow()) {
            assertThat(lock).isNotNull();
            folder.store(second.unfinished(3));
            second.storeIn(folder, 3);
            folder.discardOrder();
        }
        assertThat(folder.read().orElseThrow().order()).isEqualTo(Sample.order(3));
        assertThat(Writer.list(folder.current().resolveSibling("")).stream()
                        .map(path -> path.getFileName().toString()))
                .as("after step " + step)
                .noneMatch(name -> name.startsWith("."));
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsNoticed() throws Exception {
        CertificateFolder folder = folder(root.resolve("state"), FailingDisk.FAST);
        CertificateVersion version = first.storeIn(folder, 1);
        Files.writeString(version.folder().resolve("privkey.pem"), second.key().exportPrivatePem());
        assertThatThrownBy(folder::read).isInstanceOf(IOException.class).hasMessageContaining("not the certificate's");
    }

    @Test
    void onlyOneWritesAtATime() throws Exception {
        CertificateFolder folder = folder(root.resolve("state"), FailingDisk.FAST);
        try (StateLock lock = folder.tryLock().orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(folder.tryLock()).isEmpty();
        }
        Optional<StateLock> again = folder.tryLock();
        assertThat(again).isPresent();
        again.get().close();
    }

    @Test
    void noNameLeadsElsewhere() {
        StateFolder state = new StateFolder(root);
        for (String name : new String[] {"", ".", "..", "../x", "a/b", ".hidden", "a\\b", "-x", "*"}) {
            assertThatThrownBy(() -> state.certificate(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(CertificateFolder.nameFor(Identifier.dns("*.Example.org"))).isEqualTo("_.example.org");
        assertThat(CertificateFolder.nameFor(Identifier.ip("2001:db8::1"))).isEqualTo("2001-db8--1");
    }
}
