package dev.akme.messages;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.der.Pem;
import dev.akme.json.Finding;
import dev.akme.json.InvalidMemberException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateChainTest {

    private static final String STRICT = Certificates.LEAF + Certificates.ROOT;

    private static List<String> rules(CertificateChain chain) {
        return chain.lint().stream().map(Finding::rule).toList();
    }

    @Test
    void readsAndWritesStrictPem() {
        CertificateChain chain = CertificateChain.read(STRICT);
        assertThat(chain.toPem()).isEqualTo(STRICT);
        assertThat(chain.size()).isEqualTo(2);
        assertThat(chain.lint()).isEmpty();
        assertThat(chain.leaf().getSubjectX500Principal().getName()).isEqualTo("CN=www.example.org");
        assertThat(chain.certificates()).hasSize(2).first().isEqualTo(chain.leaf());
        assertThat(CertificateChain.of(chain.certificates())).isEqualTo(chain).hasSameHashCodeAs(chain);
        assertThat(CertificateChain.ofDer(chain.der())).isEqualTo(chain);
        assertThat(chain).hasToString("certificateChain{2 certificates}");
        CertificateChain leaf = CertificateChain.read(Certificates.LEAF);
        assertThat(chain).isNotEqualTo(leaf);
        assertThat(chain.hashCode()).isNotEqualTo(leaf.hashCode());
        assertThat(leaf).isNotEqualTo(CertificateChain.read(Certificates.ROOT));
    }

    @Test
    void aTextOfTheGreatestLengthIsRead() {
        String filled = STRICT + "\n".repeat(CertificateChain.MAX_LENGTH - STRICT.length());
        assertThat(CertificateChain.read(filled)).isEqualTo(CertificateChain.read(STRICT));
        assertThatThrownBy(() -> CertificateChain.read(filled + "\n")).hasMessageContaining("more than");
    }

    @Test
    void doesNotNeedValidDates() {
        CertificateChain chain = CertificateChain.read(Certificates.RFC_9773);
        assertThat(chain.leaf().getSerialNumber()).isEqualTo(0x87654321L);
        assertThat(chain.toPem()).isEqualTo(Certificates.RFC_9773);
        assertThat(chain.der().get(0)).hasSize(327);
    }

    @Test
    void readsWhatServersSend() {
        CertificateChain chain = CertificateChain.read(STRICT);
        assertThat(CertificateChain.read(STRICT.replace("\n", "\r\n"))).isEqualTo(chain);
        assertThat(rules(CertificateChain.read(STRICT.replace("\n", "\r\n")))).isEmpty();
        assertThat(CertificateChain.read(Certificates.LEAF + "\n" + Certificates.ROOT))
                .isEqualTo(chain);
        assertThat(rules(CertificateChain.read(Certificates.LEAF + "\n" + Certificates.ROOT)))
                .isEmpty();
        assertThat(CertificateChain.read(STRICT.getBytes(US_ASCII))).isEqualTo(chain);

        CertificateChain text = CertificateChain.read(("Subjéct: leaf\n" + STRICT).getBytes(UTF_8));
        assertThat(text).isEqualTo(chain);
        assertThat(rules(text)).containsExactly("certificateChain/text");
        CertificateChain cut = CertificateChain.read(STRICT.strip());
        assertThat(cut).isEqualTo(chain);
        assertThat(rules(cut)).containsExactly("certificateChain/final-newline");
        CertificateChain wide = CertificateChain.read(STRICT.replaceFirst("MIIB(.{60})\n", "MIIB$1"));
        assertThat(wide).isEqualTo(chain);
        assertThat(rules(wide)).containsExactly("certificateChain/line-length");
        CertificateChain spaces = CertificateChain.read(STRICT.replace("\n", " \n"));
        assertThat(spaces).isEqualTo(chain);
        assertThat(rules(spaces)).containsExactly("certificateChain/white-space");
        assertThat(spaces.toPem()).isEqualTo(STRICT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\n",
                "some text -----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE----- -----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATES-----\n",
                "-----BEGIN\n"
            })
    void nothingButCertificatesMayBegin(String block) {
        for (String pem : List.of(block + STRICT, STRICT + block)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CertificateChain.read(pem))
                    .withMessageStartingWith("line ")
                    .withMessageContaining("something else than a certificate")
                    .withMessageNotContaining("c2Vj")
                    .withMessageNotContaining("KEY");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "no certificate here",
                "-----BEGIN CERTIFICATE-----\nMIIB\n",
                "-----BEGIN CERTIFICATE-----\nMIIB*\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nAQID\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\n-----BEGIN CERTIFICATE-----\n",
                "-----END CERTIFICATE-----\n"
            })
    void refusesWhatIsNoChain(String pem) {
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateChain.read(pem));
    }

    @Test
    void aKeyCannotPassAsACertificate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        for (byte[] key :
                List.of(pair.getPrivate().getEncoded(), pair.getPublic().getEncoded())) {
            String pem = Pem.encode("CERTIFICATE", key);
            assertThatIllegalArgumentException().isThrownBy(() -> CertificateChain.read(pem));
            assertThatIllegalArgumentException().isThrownBy(() -> CertificateChain.ofDer(List.of(key)));
            assertThatThrownBy(() -> Finalize.builder().csr(key).build()).isInstanceOf(InvalidMemberException.class);
            assertThatThrownBy(() -> Revocation.builder().certificate(key).build())
                    .isInstanceOf(InvalidMemberException.class);
        }
    }

    @Test
    void isBounded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateChain.read(" ".repeat(CertificateChain.MAX_LENGTH + 1)));
        String small = "-----BEGIN CERTIFICATE-----\nMAQwAgIA\n-----END CERTIFICATE-----\n";
        assertThat(CertificateChain.read(small.repeat(CertificateChain.MAX_CERTIFICATES))
                        .size())
                .isEqualTo(CertificateChain.MAX_CERTIFICATES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateChain.read(small.repeat(CertificateChain.MAX_CERTIFICATES + 1)))
                .withMessageStartingWith("line 301:");
    }

    @Test
    void saysWhatIsWrongWithTheCertificates() {
        assertThat(rules(CertificateChain.read(Certificates.ROOT + Certificates.LEAF)))
                .containsExactly("certificateChain/order");
        CertificateChain broken =
                CertificateChain.read("-----BEGIN CERTIFICATE-----\nMAQwAgIA\n-----END CERTIFICATE-----\n");
        assertThat(rules(broken)).containsExactly("certificateChain/certificate");
        assertThatIllegalArgumentException().isThrownBy(broken::leaf).withMessageContaining("certificate 0");
    }

    @Test
    void givesCopies() {
        CertificateChain chain = CertificateChain.read(STRICT);
        chain.der().get(0)[0] = 0;
        assertThat(chain).isEqualTo(CertificateChain.read(STRICT));
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateChain.ofDer(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> CertificateChain.ofDer(List.of(new byte[] {1})));
    }
}
