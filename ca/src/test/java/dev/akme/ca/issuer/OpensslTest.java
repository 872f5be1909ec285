package dev.akme.ca.issuer;

import static dev.akme.ca.issuer.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.KeyType;
import dev.akme.messages.Identifier;
import dev.akme.messages.RevocationReason;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a peer says that is not of this language; the other tests of this package say it where there is none. */
class OpensslTest {

    private static final String AT = Long.toString(NOW.getEpochSecond());

    @TempDir
    private Path folder;

    private Openssl openssl;

    @BeforeEach
    void find() {
        Assumptions.assumeTrue(Openssl.in(folder).isPresent(), "there is no openssl on this machine");
        openssl = Openssl.in(folder).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384", "P521", "RSA2048"})
    void certificatesPassItsStrictChecks(KeyType type) throws IOException {
        Authority authority = Fixtures.builder(7).keyType(type).create();
        Issuer issuer = Issuer.of(authority, Fixtures.random(8))
                .withRevocationList(URI.create("http://ca.example.org/int.crl"))
                .withIssuerCertificate(URI.create("http://ca.example.org/int.der"));
        Identifier longName = Identifier.dns("a".repeat(60) + ".example.org");
        List<X509Certificate> leaves = List.of(
                Fixtures.leaf(issuer),
                issuer.issue(
                        Fixtures.RSA.getPublic(),
                        List.of(longName, Identifier.ip("::1")),
                        Fixtures.PROFILE,
                        NOW,
                        NOW.plus(Duration.ofDays(9999)),
                        true));
        for (X509Certificate leaf : leaves) {
            openssl.write("leaf.pem", AuthorityFiles.pem(leaf));
            for (int i = 0; i < 2; i++) {
                openssl.write("root.pem", AuthorityFiles.pem(authority.roots().get(i)));
                openssl.write(
                        "int.pem", AuthorityFiles.pem(authority.intermediates().get(i)));
                openssl.run(
                        "verify",
                        "-x509_strict",
                        "-check_ss_sig",
                        "-purpose",
                        "sslserver",
                        "-attime",
                        AT,
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "int.pem",
                        "leaf.pem");
            }
        }
        openssl.write("root.pem", AuthorityFiles.pem(authority.roots().get(0)));
        assertThatThrownBy(() -> openssl.run(
                        "verify",
                        "-x509_strict",
                        "-attime",
                        AT,
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "int.pem",
                        "leaf.pem"))
                .as("the alternate intermediate and the first root")
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void revocationListsAreObeyed() throws IOException {
        Issuer issuer = Fixtures.issuer();
        X509Certificate good = Fixtures.leaf(issuer);
        X509Certificate bad = Fixtures.leaf(issuer);
        byte[] list = Crl.sign(
                Fixtures.AUTHORITY,
                BigInteger.valueOf(300),
                NOW,
                NOW.plus(Duration.ofDays(7)),
                List.of(
                        new Crl.Entry(bad.getSerialNumber(), NOW, RevocationReason.KEY_COMPROMISE),
                        new Crl.Entry(BigInteger.TEN, NOW, RevocationReason.UNSPECIFIED)));
        Files.write(folder.resolve("list.der"), list);
        openssl.write("root.pem", AuthorityFiles.pem(issuer.roots().get(0)));
        openssl.write("int.pem", AuthorityFiles.pem(Fixtures.AUTHORITY.intermediate()));
        openssl.write("good.pem", AuthorityFiles.pem(good));
        openssl.write("bad.pem", AuthorityFiles.pem(bad));

        String text = openssl.run(
                "crl",
                "-inform",
                "DER",
                "-in",
                "list.der",
                "-out",
                "list.pem",
                "-text",
                "-verify",
                "-CAfile",
                "int.pem");
        assertThat(text).contains("verify OK");
        assertThat(Files.readString(folder.resolve("list.pem")))
                .contains("Key Compromise")
                .contains("CRL Number");
        String[] verify = {
            "verify",
            "-x509_strict",
            "-crl_check",
            "-CRLfile",
            "list.pem",
            "-attime",
            AT,
            "-CAfile",
            "root.pem",
            "-untrusted",
            "int.pem",
            ""
        };
        verify[verify.length - 1] = "good.pem";
        openssl.run(verify);
        verify[verify.length - 1] = "bad.pem";
        assertThatThrownBy(() -> openssl.run(verify))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void theFilesOfAnAuthorityAreReadByIt() throws IOException {
        Path home = folder.resolve("ca");
        Fixtures.builder(9).open(home);

        for (String key : List.of("root-key.pem", "alternate-root-key.pem", "intermediate-key.pem")) {
            openssl.run("pkey", "-in", "ca/" + key, "-check", "-noout");
        }
        assertThat(openssl.run("pkey", "-in", "ca/intermediate-key.pem", "-pubout"))
                .isEqualTo(openssl.run("x509", "-in", "ca/intermediate.pem", "-pubkey", "-noout"))
                .isEqualTo(openssl.run("x509", "-in", "ca/alternate-intermediate.pem", "-pubkey", "-noout"));
        assertThat(openssl.run("x509", "-in", "ca/intermediate.pem", "-noout", "-text"))
                .contains("CA:TRUE, pathlen:0");
    }

    // ---- its requests

    private CertificateRequest request(String subject, List<String> key, String... more) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                "req",
                "-new",
                "-nodes",
                "-keyout",
                "key.pem",
                "-outform",
                "DER",
                "-out",
                "csr.der",
                "-subj",
                subject,
                "-newkey"));
        command.addAll(key);
        command.addAll(List.of(more));
        openssl.run(command.toArray(String[]::new));
        return CertificateRequest.read(openssl.read("csr.der"));
    }

    private static final List<String> P256 = List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256");

    @ParameterizedTest
    @CsvSource({
        "rsa:2048,-sha256", "rsa:3072,-sha512", "ec -pkeyopt ec_paramgen_curve:P-256,-sha256",
        "ec -pkeyopt ec_paramgen_curve:P-384,-sha384", "ec -pkeyopt ec_paramgen_curve:P-256,-sha512", "ed25519,-sha256",
        "ed448,-sha256"
    })
    void itsRequestsAreRead(String key, String hash) throws IOException {
        CertificateRequest request = request(
                "/O=Example/CN=example.org",
                List.of(key.split(" ", -1)),
                hash,
                "-addext",
                "subjectAltName=DNS:www.example.org,IP:192.0.2.1,IP:2001:db8::1",
                "-addext",
                "tlsfeature=status_request",
                "-addext",
                "1.2.3.4=DER:0500");

        assertThat(request.identifiers())
                .containsExactly(
                        Identifier.dns("example.org"),
                        Identifier.dns("www.example.org"),
                        Identifier.ip("192.0.2.1"),
                        Identifier.ip("2001:db8::1"));
        assertThat(request.mustStaple()).isTrue();
    }

    @Test
    void itsRequestsForOtherThingsAreRefused() {
        for (String extension : List.of(
                "basicConstraints=critical,CA:TRUE",
                "keyUsage=keyCertSign",
                "subjectAltName=email:a@example.org",
                "subjectAltName=URI:https://example.org/",
                "subjectAltName=otherName:1.2.3.4;UTF8:x",
                "subjectAltName=RID:1.2.3.4")) {
            assertThatThrownBy(() -> request("/CN=example.org", P256, "-addext", extension))
                    .as(extension)
                    .hasMessageContaining("badCSR");
        }
        assertThatThrownBy(() -> request("/O=Example", P256)).hasMessageContaining("names no identifier");
        assertThatThrownBy(() -> request("/CN=example.org", List.of("rsa:1024")))
                .hasMessageContaining("badCSR");
        assertThatThrownBy(() -> request("/CN=example.org", P256, "-sha1")).hasMessageContaining("algorithm");
        assertThatThrownBy(() -> request("/CN=example.org", List.of("rsa:2048"), "-sigopt", "rsa_padding_mode:pss"))
                .hasMessageContaining("algorithm");
        assertThatThrownBy(() -> request("/CN=example.org", List.of("ec", "-pkeyopt", "ec_paramgen_curve:secp256k1")))
                .hasMessageContaining("key");
        assertThatThrownBy(() -> request(
                        "/CN=example.org",
                        List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-pkeyopt", "ec_param_enc:explicit")))
                .hasMessageContaining("badCSR");
    }
}
