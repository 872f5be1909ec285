package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.messages.CertificateChain;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A CA whose key comes from elsewhere. */
@Timeout(60)
class IssuingKeyConfigTest {

    private static final Map<String, String> PASSWORD = Map.of("CA_PASSWORD", "correct horse");

    @TempDir
    private Path folder;

    private X509Certificate root;

    @BeforeEach
    void makeKeys() throws Exception {
        try (AcmeCa ca = builder().keys(folder).start()) {
            root = ca.roots().get(0);
        }
        Files.writeString(
                folder.resolve("chain.pem"),
                Files.readString(folder.resolve("intermediate.pem")) + Files.readString(folder.resolve("root.pem")));
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = PASSWORD.get("CA_PASSWORD").toCharArray();
        store.load(null, null);
        store.setKeyEntry(
                "issuing",
                KeyFiles.key(folder.resolve("intermediate-key.pem")).exportPrivateKey(),
                password,
                KeyFiles.certificates(folder.resolve("chain.pem")).toArray(X509Certificate[]::new));
        try (OutputStream out = Files.newOutputStream(folder.resolve("ca.p12"))) {
            store.store(out, password);
        }
        Files.writeString(folder.resolve("password.txt"), "correct horse\n");
    }

    private static AcmeCaBuilder builder() {
        return AcmeCa.forTests().plainHttp();
    }

    private CaPlan plan(String issuingKey) throws Exception {
        Path file =
                Files.writeString(folder.resolve("ca.yaml"), "listen: 127.0.0.1:0\nissuingKey: {" + issuingKey + "}\n");
        return CaConfig.read(file, false, PASSWORD);
    }

    @Test
    void itComesFromFilesOfPemOrPkcs12() throws Exception {
        for (String given : List.of(
                "chain: chain.pem, key: intermediate-key.pem",
                "pkcs12: ca.p12, passwordVariable: CA_PASSWORD",
                "pkcs12: ca.p12, passwordFile: password.txt, alias: issuing",
                "pkcs12: ca.p12, passwordFile: password.txt, chain: chain.pem")) {
            try (AcmeCa ca = plan(given).builder().start()) {
                assertThat(ca.roots()).containsExactly(root);
            }
        }
    }

    @Test
    void whatIsWrongIsSaidWithoutThePassword() throws Exception {
        for (String[] wrong : new String[][] {
            {"chain: chain.pem", "give one of key, pkcs12 and pkcs11"},
            {"key: intermediate-key.pem", "chain is missing"},
            {"chain: root.pem, key: intermediate-key.pem", "two certificates at least"},
            {"chain: chain.pem, key: chain.pem", "issuingKey.key"},
            {"pkcs12: ca.p12", "passwordFile or passwordVariable is missing"},
            {"pkcs12: ca.p12, passwordVariable: NONE", "the variable NONE is not set"},
            {"pkcs12: no.p12, passwordFile: password.txt", "no.p12 is not there"},
            {"pkcs12: ca.p12, passwordFile: chain.pem", "its password is another"},
            {"pkcs12: ca.p12, passwordFile: password.txt, alias: other", "no private key under that alias"},
            {"pkcs12: ca.p12, password: correct horse", "issuingKey.password: there is no such setting"},
        }) {
            assertThat(catchThrowable(() -> plan(wrong[0])))
                    .as(wrong[0])
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(wrong[1])
                    .hasMessageContaining("ca.yaml:2: issuingKey")
                    .hasMessageNotContaining("correct horse");
        }
    }

    @Test
    void aKeyThatDoesNotBelongToItsChainIsRefused() throws Exception {
        Path file = folder.resolve("ca.yaml");
        Files.writeString(file, "issuingKey: {chain: chain.pem, key: root-key.pem}\n");
        Run run = Run.of("ca", "--port", "0", "--config", file.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("does not belong to the certificate").hasLineCount(1);
        assertThat(CertificateChain.read(Files.readString(folder.resolve("chain.pem")))
                        .size())
                .isEqualTo(2);
    }
}
