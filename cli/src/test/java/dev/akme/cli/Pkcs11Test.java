package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.ca.AcmeCa;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.NewAccount;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A CA whose key is in a PKCS #11 token: that of SoftHSM, where it is installed. */
@Timeout(120)
class Pkcs11Test {

    private static final String PIN = "1234";

    @TempDir
    private Path folder;

    /** Where Debian, Fedora and others have it. */
    private static Optional<Path> library() {
        return Stream.of(
                        "/usr/lib/softhsm/libsofthsm2.so",
                        "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
                        "/usr/lib64/pkcs11/libsofthsm2.so",
                        "/usr/lib64/softhsm/libsofthsm.so",
                        "/usr/local/lib/softhsm/libsofthsm2.so",
                        "/opt/homebrew/lib/softhsm/libsofthsm2.so")
                .map(Path::of)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** The other process: the library takes its settings from the environment of the process that loads it. */
    static final class Program {

        private Program() {}

        /** Puts the key in the folder into the token, then is the command. */
        public static void main(String[] args) throws Exception {
            Path keys = Path.of(args[0]);
            Provider provider = Security.getProvider("SunPKCS11")
                    .configure(keys.resolveSibling("setup.cfg").toString());
            KeyStore token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, PIN.toCharArray());
            token.setKeyEntry(
                    "issuing",
                    KeyFiles.key(keys.resolve("intermediate-key.pem")).exportPrivateKey(),
                    null,
                    new X509Certificate[] {
                        KeyFiles.certificates(keys.resolve("intermediate.pem")).get(0)
                    });
            Files.delete(keys.resolve("intermediate-key.pem"));
            Akme.main(Stream.of(args).skip(1).toArray(String[]::new));
        }
    }

    private Process start(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile());
        builder.environment()
                .put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
        builder.environment().put("CA_PIN", PIN);
        return builder.start();
    }

    private String errors() throws Exception {
        return Files.readString(folder.resolve("errors"));
    }

    /** A token of its own, and the settings for those who use it. */
    private void makeToken(Path library) throws Exception {
        Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
        Process made = start(List.of(
                "softhsm2-util", "--init-token", "--free", "--label", "akme", "--so-pin", "567890", "--pin", PIN));
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(errors()).isZero();
        for (String name : List.of("setup", "token")) {
            Files.writeString(
                    folder.resolve(name + ".cfg"),
                    "name = " + name + "\nlibrary = " + library + "\nslotListIndex = 0\n");
        }
    }

    @Test
    void theKeyOfATokenIssuesByTheConfiguration() throws Exception {
        Optional<Path> library = library();
        assumeTrue(library.isPresent(), "there is no SoftHSM on this machine: install softhsm2");
        makeToken(library.orElseThrow());
        Path keys = folder.resolve("keys");
        AcmeCa.forTests().plainHttp().keys(keys).start().close();
        Files.writeString(
                folder.resolve("chain.pem"),
                Files.readString(keys.resolve("intermediate.pem")) + Files.readString(keys.resolve("root.pem")));
        Path config = Files.writeString(folder.resolve("ca.yaml"), """
                listen: 127.0.0.1:0
                issuingKey: {pkcs11: token.cfg, passwordVariable: CA_PIN, alias: issuing, chain: chain.pem}
                """);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                keys.toString()));
        command.addAll(List.of("ca", "--config", config.toString(), "--accept-validations"));
        Process ca = start(command);
        try (BufferedReader output =
                        new BufferedReader(new InputStreamReader(ca.getInputStream(), StandardCharsets.UTF_8));
                Http01Server solver = Http01Server.builder().port(0).build()) {
            String line = output.readLine();
            assertThat(line).as(errors()).startsWith("directory: ");
            X509Certificate root =
                    KeyFiles.certificates(keys.resolve("root.pem")).get(0);
            AcmeAccount account = AcmeClient.builder(URI.create(line.substring("directory: ".length())))
                    .trust(List.of(root))
                    .build()
                    .register(
                            SigningKey.generate(KeyType.P256),
                            NewAccount.builder().build());
            List<X509Certificate> chain =
                    account.obtain(ObtainRequest.of("a.test"), solver).chain().certificates();
            X509Certificate intermediate =
                    KeyFiles.certificates(folder.resolve("chain.pem")).get(0);
            assertThat(chain.get(1)).isEqualTo(intermediate);
            chain.get(0).verify(intermediate.getPublicKey());
            assertThat(keys.resolve("intermediate-key.pem")).doesNotExist();
            assertThat(errors()).doesNotContain(PIN + "\n");
        } finally {
            ca.destroy();
            assertThat(ca.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
