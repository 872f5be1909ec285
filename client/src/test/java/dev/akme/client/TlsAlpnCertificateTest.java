package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.challenge.TlsAlpn01;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsAlpnCertificateTest {

    private static final Instant NOW = Instant.parse("2026-12-05T10:15:30.999Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Identifier NAME = Identifier.dns("www.example.org");
    private static final KeyAuthorization AUTHORIZATION = KeyAuthorization.of(
            "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0",
            Jwk.TYPE.read("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                    + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"));

    private static TlsAlpnCertificate certificate(Identifier identifier) {
        return TlsAlpnCertificate.of(identifier, AUTHORIZATION, NOW, RANDOM);
    }

    @Test
    void isWhatTheServerLooksFor() throws IOException, CertException, CertificateException, OperatorCreationException {
        TlsAlpnCertificate made = certificate(NAME);
        X509CertificateHolder peer = new X509CertificateHolder(made.der());
        assertThat(peer.toASN1Structure().getEncoded("DER")).isEqualTo(made.der());
        assertThat(peer.getVersionNumber()).isEqualTo(3);
        assertThat(peer.getIssuer()).isEqualTo(peer.getSubject());
        assertThat(peer.isSignatureValid(new JcaContentVerifierProviderBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(peer)))
                .isTrue();
        assertThat(peer.getExtensions().getExtensionOIDs()).hasSize(2);
        assertThat(GeneralNames.fromExtensions(peer.getExtensions(), Extension.subjectAlternativeName)
                        .getNames())
                .containsExactly(new GeneralName(GeneralName.dNSName, "www.example.org"));
        assertThat(made.certificate().getCriticalExtensionOIDs()).containsExactly(TlsAlpn01.EXTENSION_OID);
        assertThat(peer.getNotBefore()).isEqualTo(Date.from(Instant.parse("2026-12-05T09:15:30Z")));
        assertThat(peer.getNotAfter()).isEqualTo(Date.from(Instant.parse("2026-12-06T10:15:30Z")));
    }

    @Test
    void holdsTheDigest() throws GeneralSecurityException, IOException {
        TlsAlpnCertificate made = certificate(NAME);
        X509Certificate certificate = made.certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(NOW));
        byte[] octets = DEROctetString.getInstance(certificate.getExtensionValue(TlsAlpn01.EXTENSION_OID))
                .getOctets();
        assertThat(TlsAlpn01.check(octets, AUTHORIZATION)).isEmpty();
        assertThat(Jwk.of(certificate.getPublicKey())).isEqualTo(made.key().publicKey());
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(2, "www.example.org"));
        assertThat(CertificateChain.read(made.toPem()).leaf()).isEqualTo(certificate);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, c0000201, 1.2.0.192.in-addr.arpa",
        "2001:db8::1, 20010db8000000000000000000000001, "
                + "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
    })
    void hasAnAddressAsItsOnlyName(String address, String octets, String serverName) throws IOException {
        TlsAlpnCertificate made = certificate(Identifier.ip(address));
        assertThat(made.serverName()).isEqualTo(serverName);
        X509CertificateHolder peer = new X509CertificateHolder(made.der());
        assertThat(GeneralNames.fromExtensions(peer.getExtensions(), Extension.subjectAlternativeName)
                        .getNames())
                .containsExactly(new GeneralName(
                        GeneralName.iPAddress, new DEROctetString(HexFormat.of().parseHex(octets))));
    }

    @Test
    void writesTheNameAsItIsAskedFor() throws GeneralSecurityException {
        Identifier upper = Identifier.TYPE.read("{\"type\":\"dns\",\"value\":\"WWW.example.ORG.\"}");
        TlsAlpnCertificate made = certificate(upper);
        assertThat(made.serverName()).isEqualTo("www.example.org");
        assertThat(made.certificate().getSubjectAlternativeNames()).containsExactly(List.of(2, "www.example.org"));
        assertThat(made).hasToString("tlsAlpnCertificate{www.example.org}");
    }

    @Test
    void hasItsOwnKeyAndSerialNumber() {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            TlsAlpnCertificate made = certificate(NAME);
            assertThat(made.certificate().getSerialNumber().bitLength()).isEqualTo(127);
            assertThat(seen.add(made.certificate().getSerialNumber())).isTrue();
            SigningKey key = made.key();
            assertThat(key.publicKey().crv()).contains("P-256");
            assertThat(seen.add(key.publicKey())).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1949-12-31T23:59:59Z",
        "1950-01-01T00:59:59Z",
        "1950-01-01T01:00:00Z",
        "2049-12-31T23:59:59Z",
        "2050-01-01T00:30:00Z",
        "2050-01-02T00:00:00Z"
    })
    void isValidAroundItsTimeInEveryCentury(Instant now) throws IOException {
        TlsAlpnCertificate made = TlsAlpnCertificate.of(NAME, AUTHORIZATION, now, RANDOM);
        assertThat(made.certificate().getNotBefore()).isEqualTo(Date.from(now.minusSeconds(3600)));
        assertThat(made.certificate().getNotAfter()).isEqualTo(Date.from(now.plusSeconds(86_400)));
        X509CertificateHolder peer = new X509CertificateHolder(made.der());
        boolean utc = peer.toASN1Structure().getStartDate().toASN1Primitive() instanceof ASN1UTCTime;
        int year = now.minusSeconds(3600).atZone(ZoneOffset.UTC).getYear();
        assertThat(utc).isEqualTo(year >= 1950 && year < 2050);
    }

    @Test
    void refusesWhatCannotBeValidatedSo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certificate(Identifier.dns("*.example.org")))
                .withMessageContaining("wildcard");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certificate(Identifier.email("alice@example.org")))
                .withMessageContaining("tls-alpn-01");
        Identifier broken = Identifier.TYPE.read("{\"type\":\"ip\",\"value\":\"192.0.2\"}");
        assertThatThrownBy(() -> certificate(broken)).isInstanceOf(MemberException.class);
    }
}
