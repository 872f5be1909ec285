package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.der.DerReader;
import dev.akme.jose.Base64Url;
import dev.akme.jose.Jwk;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CsrTest {

    private static final Identifier WWW = Identifier.dns("www.example.org");
    private static final Identifier EXAMPLE = Identifier.dns("example.org");

    /** For www.example.org and example.org, with a P-256 key. */
    private static final String VECTOR =
            "MIH2MIGcAgEAMAAwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARUmPxm-jZ8GkzcJXaLks-j4MPuUWCzwJhy60vy8IM0BAw3"
                    + "FL7xqzVIwYvWJongrBcStrWJpSSMPgY4RvZyqyuToDowOAYJKoZIhvcNAQkOMSswKTAnBgNVHREEIDAegg93d3cuZXhhbXBs"
                    + "ZS5vcmeCC2V4YW1wbGUub3JnMAoGCCqGSM49BAMCA0kAMEYCIQDV2oBqAJvkGHW7OUdSeanG66Zen1w_w1GmvNOQlTxefQIh"
                    + "AMv22N_lydR8DAZuugNGwsf0Bpisnnp1wHzNpmqiPnUL";

    private static Csr.Builder builder() {
        return Csr.builder().key(Requests.P256).identifiers(List.of(WWW, EXAMPLE));
    }

    // ---- what is made

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void isSignedByKeysOfEachKind(KeyType type) {
        SigningKey key = SigningKey.generate(type);
        Csr csr = Csr.builder().key(key).identifiers(List.of(WWW)).build();

        PKCS10CertificationRequest peer = Requests.peer(csr);
        assertThat(peer.getSubjectPublicKeyInfo())
                .satisfies(info -> assertThat(info.getEncoded())
                        .isEqualTo(key.verificationKey().publicKey().getEncoded()));
        assertThat(peer.getSignatureAlgorithm().getAlgorithm().getId())
                .isEqualTo(
                        switch (type) {
                            case P256 -> "1.2.840.10045.4.3.2";
                            case P384 -> "1.2.840.10045.4.3.3";
                            case P521 -> "1.2.840.10045.4.3.4";
                            case RSA2048, RSA3072, RSA4096 -> "1.2.840.113549.1.1.11";
                            case ED25519 -> "1.3.101.112";
                            case ED448 -> "1.3.101.113";
                        });
        assertThat(csr.publicKey()).isEqualTo(key.publicKey());
        Csr read = Csr.read(csr.der());
        assertThat(read).isEqualTo(csr).hasSameHashCodeAs(csr);
        assertThat(read.publicKey()).isEqualTo(key.publicKey());
        assertThat(read.identifiers()).containsExactly(WWW);
    }

    @Test
    void isSignedByTheProviderOfTheKey() {
        for (KeyType type : List.of(KeyType.P256, KeyType.P521, KeyType.RSA2048, KeyType.ED25519)) {
            SigningKey key = SigningKey.generate(type, new BouncyCastleProvider(), null);
            Csr csr = Csr.builder().key(key).identifiers(List.of(WWW)).build();
            assertThat(Csr.read(csr.der()).publicKey()).isEqualTo(key.publicKey());
        }
    }

    @Test
    void hasAnEmptySubjectAndNamesThatAreNotCritical() throws IOException {
        Csr csr = builder().build();
        PKCS10CertificationRequest peer = Requests.peer(csr);
        assertThat(peer.getEncoded()).isEqualTo(csr.der());
        assertThat(peer.getSubject()).isEqualTo(new X500Name(""));
        assertThat(peer.getAttributes()).hasSize(1);
        assertThat(peer.getRequestedExtensions().getExtensionOIDs()).hasSize(1);
        assertThat(Requests.extension(peer, "2.5.29.17").isCritical()).isFalse();
        assertThat(Requests.names(peer))
                .containsExactly(
                        new GeneralName(GeneralName.dNSName, "www.example.org"),
                        new GeneralName(GeneralName.dNSName, "example.org"));
        assertThat(csr.commonName()).isEmpty();
        assertThat(csr.mustStaple()).isFalse();
        assertThat(csr.hasOtherNames()).isFalse();
    }

    @Test
    void isTheVectorButForKeyAndSignature() {
        byte[] vector = DerReader.of(Base64Url.decode(VECTOR)).sequence().whole();
        byte[] ours = DerReader.of(builder().build().der()).sequence().whole();
        assertThat(withoutKey(ours)).isEqualTo(withoutKey(vector));
    }

    /** The point of the key stands behind the version, the subject and the names of the curve. */
    private static byte[] withoutKey(byte[] info) {
        byte[] blank = info.clone();
        int point = 3 + 3 + 2 + 2 + 21 + 4;
        Arrays.fill(blank, point, point + 64, (byte) 0);
        return blank;
    }

    @Test
    void asksForStapling() throws IOException {
        Csr csr = builder().mustStaple(true).build();
        Extension feature = Requests.extension(Requests.peer(csr), "1.3.6.1.5.5.7.1.24");
        assertThat(feature.isCritical()).isFalse();
        assertThat(feature.getExtnValue().getOctets()).containsExactly(0x30, 3, 2, 1, 5);
        assertThat(csr.mustStaple()).isTrue();
        assertThat(Csr.read(csr.der()).mustStaple()).isTrue();
        assertThat(builder().mustStaple(true).mustStaple(false).build().mustStaple())
                .isFalse();
    }

    @Test
    void hasACommonNameWhenAskedFor() {
        Csr csr = builder().commonName("EXAMPLE.org").build();
        assertThat(Requests.peer(csr).getSubject()).isEqualTo(new X500Name("CN=EXAMPLE.org"));
        Csr read = Csr.read(csr.der());
        assertThat(read.commonName()).contains("EXAMPLE.org");
        assertThat(csr.commonName()).contains("EXAMPLE.org");
        assertThat(read.identifiers()).containsExactly(WWW, EXAMPLE);

        Csr unicode = builder().commonName("ü".repeat(64)).build();
        assertThat(Requests.peer(unicode).getSubject()).isEqualTo(new X500Name("CN=" + "ü".repeat(64)));
        // Characters are counted, of which some need two in Java.
        String longest = "\uD83D\uDD11".repeat(64);
        Csr keys = Csr.read(builder().commonName(longest).build().der());
        assertThat(keys.commonName()).contains(longest);
        assertThat(keys.identifiers()).containsExactly(WWW, EXAMPLE);
    }

    @Test
    void refusesCommonNamesThatCannotBe() {
        for (String wrong : List.of("", "x".repeat(65), "ü".repeat(65))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder().commonName(wrong).build())
                    .withMessageContaining("1 to 64");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().commonName("other.example.org").build())
                .withMessageContaining("not among the identifiers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().commonName("\uD800").build())
                .withMessageContaining("surrogate");
    }

    @Test
    void needsKeyAndIdentifiers() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Csr.builder().identifiers(List.of(WWW)).build())
                .withMessageContaining("key");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder().identifiers(List.of()).build())
                .withMessageContaining("identifier");
    }

    @Test
    void asksForEachNameOnceAndInLowerCase() {
        Identifier upper = Identifier.of(IdentifierType.DNS, "WWW.example.ORG");
        Identifier below = WWW.toBuilder().ancestorDomain("example.org").build();
        Csr csr = builder().identifiers(List.of(upper, below, EXAMPLE, WWW)).build();
        assertThat(Requests.names(Requests.peer(csr)))
                .containsExactly(
                        new GeneralName(GeneralName.dNSName, "www.example.org"),
                        new GeneralName(GeneralName.dNSName, "example.org"));
        assertThat(csr.identifiers()).containsExactly(WWW, EXAMPLE);
    }

    @Test
    void refusesWhatIsTooLarge() {
        List<Identifier> many = IntStream.range(0, 5000)
                .mapToObj(i -> Identifier.dns("host" + i + ".example.org"))
                .toList();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().identifiers(many).build())
                .withMessageContaining("fewer names");
    }

    @Test
    void refusesIdentifiersThatAreNone() {
        Identifier broken = Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"-.example.org\"}");
        assertThatThrownBy(() -> builder().identifiers(List.of(broken))).isInstanceOf(MemberException.class);
    }

    // ---- what is read

    @Test
    void readsTheVector() {
        Csr csr = Csr.read(Base64Url.decode(VECTOR));
        assertThat(csr.identifiers()).containsExactly(WWW, EXAMPLE);
        assertThat(csr.publicKey())
                .isEqualTo(Jwk.ec(
                        "P-256",
                        Base64Url.decode("VJj8Zvo2fBpM3CV2i5LPo-DD7lFgs8CYcutL8vCDNAQ"),
                        Base64Url.decode("DDcUvvGrNUjBi9YmieCsFxK2tYmlJIw-BjhG9nKrK5M")));
        assertThat(csr.der()).isEqualTo(Base64Url.decode(VECTOR));
        assertThat(csr).hasToString("csr{2 identifiers, P-256}");
        assertThat(Finalize.builder().csr(csr.der()).build().csrPem()).isEqualTo(csr.toPem());
    }

    @Test
    void readsAndWritesPem() {
        Csr csr = builder().build();
        String pem = csr.toPem();
        assertThat(pem)
                .startsWith("-----BEGIN CERTIFICATE REQUEST-----\n")
                .endsWith("\n-----END CERTIFICATE REQUEST-----\n");
        assertThat(Csr.parse(pem)).isEqualTo(csr);
        assertThat(Csr.parse(pem.replace("CERTIFICATE", "NEW CERTIFICATE"))).isEqualTo(csr);
        String around = "Certificate Request:\n    Subject: Bücher\n" + pem.replace("\n", "\r\n")
                + Requests.ED25519.verificationKey().toPem();
        assertThat(Csr.parse(around)).isEqualTo(csr);
        assertThat(Csr.read(around.getBytes(StandardCharsets.UTF_8))).isEqualTo(csr);
        assertThat(Csr.read(around.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(csr);
    }

    @Test
    void isImmutable() {
        Csr csr = builder().build();
        csr.der()[0]++;
        byte[] der = csr.der();
        Csr read = Csr.read(der);
        der[0]++;
        assertThat(read.der()).isEqualTo(csr.der());
        assertThat(csr).isNotEqualTo(builder().build());
    }

    /** openssl signs with SHA-256 whatever the curve, and other tools with more for RSA. */
    @Test
    void readsOtherHashesThanItsOwn() {
        GeneralName name = new GeneralName(GeneralName.dNSName, "www.example.org");
        SigningKey p384 = SigningKey.generate(KeyType.P384);
        SigningKey rsa = SigningKey.generate(KeyType.RSA2048);
        for (String hash : List.of("SHA256", "SHA384", "SHA512")) {
            for (Csr csr : List.of(
                    Csr.read(Requests.made(p384, hash + "withECDSA", "", name)),
                    Csr.read(Requests.made(rsa, hash + "withRSA", "", name)))) {
                assertThat(csr.identifiers()).containsExactly(WWW);
            }
        }
        for (String wrong : List.of("SHA1withRSA", "SHA256withRSAandMGF1", "SHA3-256withRSA")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Csr.read(Requests.made(rsa, wrong, "", name)))
                    .withMessageContaining("CAs do not take: sign with");
        }
    }
}
