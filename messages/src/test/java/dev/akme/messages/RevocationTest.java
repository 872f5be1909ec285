package dev.akme.messages;

import static dev.akme.messages.LintAssertions.fires;
import static dev.akme.messages.LintAssertions.silent;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.jose.Base64Url;
import dev.akme.json.InvalidMemberException;
import java.security.cert.CertificateException;
import org.junit.jupiter.api.Test;

class RevocationTest {

    private static final String JSON = "{\"certificate\":\"MIIBQzCB66ADAgECAgUAh2VDITAK\",\"reason\":4}";

    @Test
    void holdsTheCertificateAndTheReason() {
        Revocation revocation = Revocation.TYPE.readStrict(JSON);
        assertThat(revocation.reason()).contains(RevocationReason.SUPERSEDED);
        assertThat(Revocation.builder()
                        .certificate(revocation.certificate())
                        .reason(RevocationReason.SUPERSEDED)
                        .build()
                        .toJson())
                .isEqualTo(JSON);
        assertThatThrownBy(revocation::x509)
                .as("a certificate that is cut off")
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/certificate")
                .hasMessageNotContaining("MII");
    }

    @Test
    void parsesTheCertificateWhenAsked() throws CertificateException {
        Revocation revocation = Revocation.builder()
                .certificate(Certificates.rfc9773().getEncoded())
                .build();
        assertThat(revocation.x509()).isEqualTo(Certificates.rfc9773());
        assertThat(revocation.reason()).isEmpty();
    }

    @Test
    void theCertificateIsInDer() {
        String pem = Base64Url.encode(Certificates.RFC_9773.getBytes(US_ASCII));
        fires(Revocation.TYPE, "revocation/certificate-pem", "{\"certificate\":\"" + pem + "\"}");
        silent(Revocation.TYPE, "revocation/certificate-pem", JSON);
        assertThatThrownBy(() -> Revocation.TYPE
                        .read("{\"certificate\":\"" + pem + "\"}")
                        .x509())
                .isInstanceOf(InvalidMemberException.class);
        fires(Revocation.TYPE, "revocation/certificate-der", "{\"certificate\":\"AQID\"}");
        silent(Revocation.TYPE, "revocation/certificate-der", JSON);
    }

    @Test
    void onlyListedReasonsMayBeSent() {
        for (int code : new int[] {7, 11, -1, 255}) {
            fires(Revocation.TYPE, "revocation/reason", JSON.replace("4}", code + "}"));
        }
        for (RevocationReason reason : RevocationReason.known()) {
            silent(Revocation.TYPE, "revocation/reason", JSON.replace("4}", reason.code() + "}"));
        }
        silent(Revocation.TYPE, "revocation/reason", "{\"certificate\":\"MIIB\"}");
        assertThatThrownBy(() -> Revocation.builder()
                        .certificate(new byte[] {0x30, 4, 0x30, 2, 2, 0})
                        .reason(RevocationReason.of(7))
                        .build())
                .isInstanceOf(InvalidMemberException.class)
                .hasMessageContaining("/reason");
    }

    @Test
    void reasonsAreAnOpenVocabulary() {
        assertThat(RevocationReason.known()).hasSize(10);
        assertThat(RevocationReason.of(1)).isSameAs(RevocationReason.KEY_COMPROMISE);
        assertThat(RevocationReason.of(1)).hasToString("keyCompromise (1)").isNotEqualTo(RevocationReason.of(2));
        assertThat(RevocationReason.of(1).label()).isEqualTo("keyCompromise");
        assertThat(RevocationReason.of(7).label()).isEmpty();
        assertThat(java.util.stream.IntStream.range(0, 10)
                        .mapToObj(code -> RevocationReason.of(code).hashCode()))
                .doesNotHaveDuplicates();
        assertThat(RevocationReason.of(7).isKnown()).isFalse();
        assertThat(RevocationReason.of(7)).hasToString("7").isEqualTo(RevocationReason.of(7));
        assertThat(Revocation.TYPE.read(JSON.replace("4}", "4.0}"))).isEqualTo(Revocation.TYPE.read(JSON));
        assertThat(Revocation.TYPE.read(JSON.replace("4}", "\"4\"}")).reason()).contains(RevocationReason.SUPERSEDED);
    }
}
