package dev.akme.ca.issuer;

import static dev.akme.ca.issuer.Fixtures.AUTHORITY;
import static dev.akme.ca.issuer.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.messages.RevocationReason;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

class CrlTest {

    private static final Instant NEXT = NOW.plus(Duration.ofDays(7));

    private static X509CRL list(Crl.Entry... entries) throws Exception {
        byte[] der = Crl.sign(AUTHORITY, BigInteger.valueOf(42), NOW, NEXT, List.of(entries));
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    private static Crl.Entry entry(long serial, RevocationReason reason) {
        return new Crl.Entry(BigInteger.valueOf(serial), NOW.minusSeconds(1), reason);
    }

    @Test
    void aListSaysWhatIsRevokedAndWhy() throws Exception {
        X509CRL list = list(entry(7, RevocationReason.SUPERSEDED), entry(8, RevocationReason.UNSPECIFIED));

        list.verify(AUTHORITY.intermediate().getPublicKey());
        assertThat(list.getVersion()).isEqualTo(2);
        assertThat(list.getIssuerX500Principal())
                .isEqualTo(AUTHORITY.intermediate().getSubjectX500Principal());
        assertThat(list.getThisUpdate().toInstant()).isEqualTo(NOW.truncatedTo(ChronoUnit.SECONDS));
        assertThat(list.getNextUpdate().toInstant()).isEqualTo(NEXT.truncatedTo(ChronoUnit.SECONDS));
        assertThat(list.getRevokedCertificates()).hasSize(2);
        assertThat(list.getRevokedCertificate(BigInteger.valueOf(7)).getRevocationReason())
                .isEqualTo(CRLReason.SUPERSEDED);
        assertThat(list.getRevokedCertificate(BigInteger.valueOf(8)).hasExtensions())
                .isFalse();
        assertThat(list.getExtensionValue(Extension.cRLNumber.getId())).endsWith(0x02, 0x01, 42);
        assertThat(list.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(Extension.cRLNumber.getId(), Extension.authorityKeyIdentifier.getId());
    }

    @Test
    void anEmptyListIsAList() throws Exception {
        assertThat(list().getRevokedCertificates()).isNull();
    }

    @Test
    void timesDoNotFollowTheCalendarOfThePlace() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));
            assertThat(list(entry(7, RevocationReason.SUPERSEDED))
                            .getRevokedCertificate(BigInteger.valueOf(7))
                            .getRevocationDate()
                            .toInstant())
                    .isEqualTo(NOW.minusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void pathValidationObeysIt() throws Exception {
        Issuer issuer = Fixtures.issuer();
        X509Certificate good = Fixtures.leaf(issuer);
        X509Certificate bad = Fixtures.leaf(issuer);
        X509CRL list = list(new Crl.Entry(bad.getSerialNumber(), NOW, RevocationReason.KEY_COMPROMISE));
        // The trust anchor is the intermediate here: the list of the root is the root's.
        X509Certificate anchor = AUTHORITY.intermediate();

        Paths.validate(List.of(good), anchor, NOW.plusSeconds(1), list);
        assertThatThrownBy(() -> Paths.validate(List.of(bad), anchor, NOW.plusSeconds(1), list))
                .isInstanceOfSatisfying(
                        CertPathValidatorException.class,
                        e -> assertThat(e.getReason()).isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
    }

    @Test
    void whatAListCannotSayIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> entry(1, RevocationReason.REMOVE_FROM_CRL));
        assertThatIllegalArgumentException().isThrownBy(() -> entry(1, RevocationReason.of(7)));
        for (BigInteger number : List.of(BigInteger.valueOf(-1), BigInteger.ONE.shiftLeft(159))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Crl.sign(AUTHORITY, number, NOW, NEXT, List.of()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Crl.sign(AUTHORITY, BigInteger.ONE, NOW, NOW, List.of()));
    }
}
