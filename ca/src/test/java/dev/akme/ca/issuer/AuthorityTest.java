package dev.akme.ca.issuer;

import static dev.akme.ca.issuer.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.KeyType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void name() {
        folder = temporary.resolve("data").resolve("ca");
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void certificatesAreOfACa() {
        Authority authority = Fixtures.authority(3);

        assertThat(authority.roots()).hasSize(2);
        assertThat(authority.intermediates()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            X509Certificate root = authority.roots().get(i);
            X509Certificate intermediate = authority.intermediates().get(i);
            assertThat(root.getSubjectX500Principal()).isEqualTo(root.getIssuerX500Principal());
            assertThat(root.getSubjectX500Principal().getName())
                    .matches(i == 0 ? "CN=Akme Root [0-9a-f]{6}" : "CN=Akme Alternate Root [0-9a-f]{6}");
            assertThat(root.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
            assertThat(intermediate.getBasicConstraints()).isZero();
            assertThat(root.getNotBefore().toInstant()).isEqualTo("2027-03-04T04:06:07Z");
            assertThat(root.getNotAfter().toInstant()).isEqualTo("2047-03-04T05:06:07Z");
            assertThat(intermediate.getNotAfter().toInstant()).isEqualTo("2037-03-04T05:06:07Z");
            assertThat(intermediate.getPublicKey())
                    .isEqualTo(authority.intermediate().getPublicKey());
            assertThat(List.of(root.getKeyUsage()[5], root.getKeyUsage()[6], root.getKeyUsage()[0]))
                    .containsExactly(true, true, false);
        }
        assertThat(authority.roots().get(0).getPublicKey())
                .isNotEqualTo(authority.roots().get(1).getPublicKey());
    }

    @ParameterizedTest
    @EnumSource(names = {"P384", "P521", "RSA2048", "RSA3072"})
    void keysMayBeOfAnotherKind(KeyType type) throws Exception {
        Authority authority = Fixtures.builder(4).keyType(type).name("Example").open(folder);
        Issuer issuer = Issuer.of(authority, Fixtures.random(5));

        assertThat(authority.intermediate().getPublicKey().getAlgorithm()).isEqualTo(type.kty());
        assertThat(authority.intermediate().getSubjectX500Principal().getName()).startsWith("CN=Example Intermediate ");
        Paths.validate(
                issuer.chains(Fixtures.leaf(issuer)).get(0).certificates(),
                issuer.roots().get(0),
                NOW);
        assertThat(Fixtures.builder(6).open(folder).roots()).isEqualTo(authority.roots());
    }

    @Test
    void otherKindsAndNamesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.builder().keyType(KeyType.ED25519));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.builder().name("x".repeat(41)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.builder().name(" "));
    }

    @Test
    void aSecondStartFindsTheSameKeys() throws Exception {
        Authority first = Fixtures.builder(1).open(folder);
        Map<String, String> before = contents(folder);
        Authority second = Fixtures.builder(2).keyType(KeyType.P384).open(folder);

        assertThat(second.roots()).isEqualTo(first.roots());
        assertThat(second.intermediates()).isEqualTo(first.intermediates());
        assertThat(contents(folder)).isEqualTo(before);
        assertThat(before)
                .containsOnlyKeys(
                        "alternate-intermediate.pem",
                        "alternate-root-key.pem",
                        "alternate-root.pem",
                        "intermediate-key.pem",
                        "intermediate.pem",
                        "lock",
                        "root-key.pem",
                        "root.pem");
        Issuer issuer = Issuer.of(second, Fixtures.random(3));
        Paths.validate(
                issuer.chains(Fixtures.leaf(issuer)).get(1).certificates(),
                first.roots().get(1),
                NOW);
    }

    @Test
    void nobodyElseMayReadTheFiles() throws IOException {
        Fixtures.builder(1).open(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void theFolderMayHoldOtherThings() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("akme.db"), "x");

        Fixtures.builder(1).open(folder);
        assertThat(folder.resolve("akme.db")).hasContent("x");
    }

    // ---- starts that were cut off

    @Test
    void aStartThatWasCutOffWhileWritingBeginsAnew() throws IOException {
        Path stage = Files.createDirectories(folder.resolve("new"));
        Files.writeString(stage.resolve("root.pem"), "-----BEGIN CERT");

        Authority authority = Fixtures.builder(1).open(folder);
        assertThat(Fixtures.builder(2).open(folder).roots()).isEqualTo(authority.roots());
        assertThat(stage).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void aStartThatWasCutOffWhileMovingIsFinished(int moved) throws IOException {
        Authority made = Fixtures.builder(1).open(folder);
        Map<String, String> before = contents(folder);
        // Back to where a machine may have stopped.
        Path ready = Files.createDirectory(folder.resolve("ready"));
        List<String> names =
                before.keySet().stream().filter(name -> name.endsWith(".pem")).toList();
        assertThat(names).hasSize(7);
        for (String name : names.subList(moved, names.size())) {
            Files.move(folder.resolve(name), ready.resolve(name));
        }

        assertThat(Fixtures.builder(2).open(folder).roots()).isEqualTo(made.roots());
        assertThat(contents(folder)).isEqualTo(before);
        assertThat(ready).doesNotExist();
    }

    @Test
    void nothingIsReplacedByWhatWasCutOff() throws IOException {
        Fixtures.builder(1).open(folder);
        Map<String, String> before = contents(folder);
        Path ready = Files.createDirectory(folder.resolve("ready"));
        Files.writeString(ready.resolve("intermediate-key.pem"), "another key");

        assertThatThrownBy(() -> Fixtures.builder(2).open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("take one of the two away");
        assertThat(contents(folder)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "root.pem",
                "alternate-root.pem",
                "intermediate.pem",
                "alternate-intermediate.pem",
                "intermediate-key.pem"
            })
    void aFileThatIsMissingOrBrokenOrOfAnotherAuthorityIsSaid(String name) throws IOException {
        Fixtures.builder(1).open(folder);
        Path other = temporary.resolve("other");
        Fixtures.builder(2).open(other);
        Path file = folder.resolve(name);

        Files.copy(other.resolve(name), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refusedAsItIs(name, "cannot be used");
        Files.writeString(file, Files.readString(file).substring(0, 100));
        refusedAsItIs(name, name);
        Files.writeString(file, "");
        refusedAsItIs(name, name);
        Files.delete(file);
        refusedAsItIs(name, name + " is missing");
    }

    private void refusedAsItIs(String name, String message) throws IOException {
        Map<String, String> before = contents(folder);
        assertThatThrownBy(() -> Fixtures.builder(3).open(folder))
                .as(name)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("MIG");
        assertThat(contents(folder)).isEqualTo(before);
    }

    @Test
    void theKeysOfTheRootsMayBeTakenAway() throws IOException {
        Authority made = Fixtures.builder(1).open(folder);
        Files.delete(folder.resolve("root-key.pem"));
        Files.delete(folder.resolve("alternate-root-key.pem"));

        assertThat(Fixtures.builder(2).open(folder).roots()).isEqualTo(made.roots());
    }

    @Test
    void anExpiredAuthorityIsSaid() throws IOException {
        Fixtures.builder(1).open(folder);
        Clock later = Clock.fixed(Instant.parse("2037-03-04T05:06:08Z"), ZoneOffset.UTC);

        assertThatThrownBy(() -> Authority.builder().clock(later).open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("intermediate.pem has expired");
    }

    @Test
    void twoStartsAtOnceDoNotMix() throws IOException {
        Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            assertThatThrownBy(() -> Fixtures.builder(1).open(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process");
        }
        Fixtures.builder(1).open(folder);
    }

    // ---- what is brought along

    @Test
    void certificatesAndKeysMayBeBroughtAlong() throws Exception {
        Map<String, String> files = new HashMap<>(NewAuthority.make(KeyType.P256, "Own", NOW, Fixtures.random(1), 1, 1)
                .files());
        Authority whole = AuthorityFiles.read(files, NOW);
        Authority other = Fixtures.authority(9);

        assertThat(whole.roots()).hasSize(2);
        java.security.PrivateKey wrong = Fixtures.EC.getPrivate();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.of(whole.roots(), whole.intermediates(), wrong))
                .withMessageContaining("does not belong");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.of(other.roots(), whole.intermediates(), wrong))
                .withMessageContaining("not issued by its root");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Authority.of(whole.roots(), whole.intermediates().subList(0, 1), wrong));
        assertThatIllegalArgumentException().isThrownBy(() -> Authority.of(List.of(), List.of(), wrong));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.of(
                        List.of(whole.roots().get(0), other.roots().get(0)),
                        List.of(whole.intermediate(), other.intermediate()),
                        wrong))
                .withMessageContaining("same key");
        X509Certificate leaf = Fixtures.leaf(Issuer.of(whole, Fixtures.random(2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Authority.of(List.of(whole.intermediate()), List.of(leaf), wrong))
                .withMessageContaining("not for a CA");
    }
}
