package dev.akme.ca.issuer;

import static dev.akme.ca.issuer.Fixtures.EXAMPLE;
import static dev.akme.ca.issuer.Fixtures.NOW;
import static dev.akme.ca.issuer.Fixtures.PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.Profile;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Identifier;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.api.Test;

class IssuerTest {

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int SAN_DNS = 2;
    private static final int SAN_IP = 7;

    private final Issuer issuer = Fixtures.issuer();

    private X509Certificate issue(PublicKey key, List<Identifier> names, Profile profile) {
        return issuer.issue(key, names, profile, NOW, NOW.plus(profile.lifetime()), false);
    }

    private static Profile profile(Set<Profile.KeyUsage> usages, boolean client, boolean ski, boolean commonName) {
        return Profile.builder("p", "", Duration.ofDays(6))
                .keyUsages(usages)
                .clientAuth(client)
                .subjectKeyIdentifier(ski)
                .commonName(commonName)
                .build();
    }

    private static Extensions extensions(X509Certificate certificate) throws Exception {
        return Certificate.getInstance(certificate.getEncoded())
                .getTBSCertificate()
                .getExtensions();
    }

    @Test
    void aCertificateIsOfItsSubjectAlone() throws Exception {
        List<Identifier> names =
                List.of(EXAMPLE, Identifier.dns("*.example.org"), Identifier.ip("192.0.2.1"), Identifier.ip("::1"));
        X509Certificate made = issue(Fixtures.EC.getPublic(), names, PROFILE);

        assertThat(made.getPublicKey()).isEqualTo(Fixtures.EC.getPublic());
        assertThat(made.getVersion()).isEqualTo(3);
        assertThat(made.getSubjectX500Principal()).hasToString("CN=www.example.org");
        assertThat(made.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(SAN_DNS, "www.example.org"),
                        List.of(SAN_DNS, "*.example.org"),
                        List.of(SAN_IP, "192.0.2.1"),
                        List.of(SAN_IP, "0:0:0:0:0:0:0:1"));
        assertThat(made.getBasicConstraints()).isEqualTo(-1);
        assertThat(made.getCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(Extension.keyUsage.getId(), Extension.basicConstraints.getId());
        assertThat(made.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(
                        Extension.subjectAlternativeName.getId(),
                        Extension.extendedKeyUsage.getId(),
                        Extension.subjectKeyIdentifier.getId(),
                        Extension.authorityKeyIdentifier.getId());
        assertThat(made.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(made.getIssuerX500Principal())
                .isEqualTo(Fixtures.AUTHORITY.intermediate().getSubjectX500Principal());
    }

    @Test
    void bothChainsLeadToTheirRoots() throws Exception {
        X509Certificate leaf = Fixtures.leaf(issuer);
        List<CertificateChain> chains = issuer.chains(leaf);

        assertThat(chains).hasSize(2);
        assertThat(issuer.roots()).hasSize(2).doesNotHaveDuplicates();
        for (int i = 0; i < 2; i++) {
            CertificateChain chain = chains.get(i);
            assertThat(chain.size()).isEqualTo(2);
            assertThat(chain.lint()).isEmpty();
            assertThat(chain.leaf()).isEqualTo(leaf);
            Paths.validate(chain.certificates(), issuer.roots().get(i), NOW);
            X509Certificate otherRoot = issuer.roots().get(1 - i);
            assertThatThrownBy(() -> Paths.validate(chain.certificates(), otherRoot, NOW))
                    .isInstanceOf(java.security.cert.CertPathValidatorException.class);
        }
    }

    @Test
    void theKeyDecidesWhatItIsUsedFor() throws Exception {
        assertThat(IntStream.range(0, 9)
                        .filter(bit -> issue(Fixtures.RSA.getPublic(), List.of(EXAMPLE), PROFILE)
                                .getKeyUsage()[bit]))
                .containsExactly(0, 2);
        assertThat(IntStream.range(0, 9)
                        .filter(bit -> issue(Fixtures.EC.getPublic(), List.of(EXAMPLE), PROFILE)
                                .getKeyUsage()[bit]))
                .containsExactly(0);
        PublicKey edwards = Fixtures.keys("Ed25519", 0).getPublic();
        assertThat(issue(edwards, List.of(EXAMPLE), PROFILE).getPublicKey()).isEqualTo(edwards);
    }

    @Test
    void theProfileDecidesTheRest() throws Exception {
        Profile spare = profile(Set.of(Profile.KeyUsage.DIGITAL_SIGNATURE), false, false, false);
        X509Certificate made = issue(Fixtures.RSA.getPublic(), List.of(EXAMPLE), spare);

        assertThat(made.getSubjectX500Principal().getName()).isEmpty();
        assertThat(made.getCriticalExtensionOIDs()).contains(Extension.subjectAlternativeName.getId());
        assertThat(made.getKeyUsage()[2]).isFalse();
        assertThat(made.getExtensionValue(Extension.subjectKeyIdentifier.getId()))
                .isNull();

        Profile clients = profile(Set.of(Profile.KeyUsage.DIGITAL_SIGNATURE), true, true, true);
        assertThat(issue(Fixtures.EC.getPublic(), List.of(EXAMPLE), clients).getExtendedKeyUsage())
                .containsExactly(SERVER_AUTH, CLIENT_AUTH);
    }

    @Test
    void aProfileWithoutUseForTheKeyIsAProblemOfTheRequest() {
        Profile transport = profile(Set.of(Profile.KeyUsage.KEY_ENCIPHERMENT), false, true, true);

        assertThat(issue(Fixtures.RSA.getPublic(), List.of(EXAMPLE), transport).getKeyUsage()[0])
                .isFalse();
        assertThatThrownBy(() -> issue(Fixtures.EC.getPublic(), List.of(EXAMPLE), transport))
                .isInstanceOf(AcmeProblemException.class)
                .hasMessageContaining("badCSR");
    }

    @Test
    void theCommonNameIsTheFirstDomainNameThatFits() {
        String label = "a".repeat(53);
        Identifier longest = Identifier.dns(label + ".example.org"); // 65 characters
        Identifier fits = Identifier.dns(label.substring(1) + ".example.org");

        assertThat(issue(Fixtures.EC.getPublic(), List.of(Identifier.ip("::1"), longest, fits), PROFILE)
                        .getSubjectX500Principal())
                .hasToString("CN=" + fits.value());
        X509Certificate without = issue(Fixtures.EC.getPublic(), List.of(longest), PROFILE);
        assertThat(without.getSubjectX500Principal().getName()).isEmpty();
        assertThat(without.getCriticalExtensionOIDs()).contains(Extension.subjectAlternativeName.getId());
    }

    @Test
    void timesAreCutToSecondsAndToThoseOfTheIssuer() {
        X509Certificate made =
                issuer.issue(Fixtures.EC.getPublic(), List.of(EXAMPLE), PROFILE, NOW, NOW.plusMillis(5_999), false);
        assertThat(made.getNotBefore().toInstant()).isEqualTo(NOW.truncatedTo(ChronoUnit.SECONDS));
        assertThat(made.getNotAfter().toInstant())
                .isEqualTo(NOW.plusMillis(5_999).truncatedTo(ChronoUnit.SECONDS));

        X509Certificate clamped = issuer.issue(
                Fixtures.EC.getPublic(),
                List.of(EXAMPLE),
                PROFILE,
                Instant.EPOCH,
                NOW.plus(Duration.ofDays(5000)),
                false);
        X509Certificate intermediate = Fixtures.AUTHORITY.intermediate();
        assertThat(clamped.getNotBefore()).isEqualTo(intermediate.getNotBefore());
        assertThat(clamped.getNotAfter()).isEqualTo(intermediate.getNotAfter());

        Instant late = NOW.plus(Duration.ofDays(5000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issuer.issue(
                        Fixtures.EC.getPublic(), List.of(EXAMPLE), PROFILE, late, late.plusSeconds(9), false));
    }

    @Test
    void theFormOfTimesChangesIn2050AndNotWithTheCalendarOfThePlace() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("th-TH-u-ca-buddhist-nu-thai"));
            Time last = CertificateShape.time(Instant.parse("2049-12-31T23:59:59.999Z"));
            assertThat(last.toASN1Primitive()).isInstanceOf(ASN1UTCTime.class);
            assertThat(last.getTime()).isEqualTo("20491231235959GMT+00:00");
            Time first = CertificateShape.time(Instant.parse("2050-01-01T00:00:00Z"));
            assertThat(first.toASN1Primitive()).isInstanceOf(ASN1GeneralizedTime.class);
            assertThat(first.getTime()).isEqualTo("20500101000000GMT+00:00");
            assertThat(issuer.issue(Fixtures.EC.getPublic(), List.of(EXAMPLE), PROFILE, NOW, NOW.plusSeconds(60), false)
                            .getNotBefore()
                            .toInstant())
                    .isEqualTo(NOW.truncatedTo(ChronoUnit.SECONDS));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void serialNumbersArePositiveAndRandom() {
        Set<BigInteger> serials = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            BigInteger serial = CertificateShape.serial(Fixtures.random(i));
            assertThat(serial).isPositive();
            assertThat(serial.toByteArray().length).isBetween(1, 17);
            serials.add(serial);
        }
        assertThat(serials).hasSize(200);
        assertThat(serials.stream().filter(s -> s.bitLength() == 128)).hasSizeBetween(60, 140);
    }

    @Test
    void nameOfTheCertificateForRenewalInformation() {
        X509Certificate leaf = Fixtures.leaf(issuer);

        CertificateIdentifier identifier = CertificateIdentifier.of(leaf);
        assertThat(identifier.serial()).isEqualTo(leaf.getSerialNumber());
        byte[] ofIssuer = Fixtures.AUTHORITY.intermediate().getExtensionValue(Extension.subjectKeyIdentifier.getId());
        assertThat(ofIssuer).endsWith(identifier.keyIdentifier());
    }

    @Test
    void addressesOfTheAuthorityStandInTheCertificate() throws Exception {
        Issuer told = issuer.withRevocationList(URI.create("http://ca.example.org/first.crl"))
                .withRevocationList(URI.create("http://ca.example.org/int.crl"))
                .withIssuerCertificate(URI.create("http://ca.example.org/int.der"));
        Extensions extensions = extensions(Fixtures.leaf(told));

        assertThat(CRLDistPoint.fromExtensions(extensions).getDistributionPoints())
                .hasSize(1);
        assertThat(extensions
                        .getExtensionParsedValue(Extension.cRLDistributionPoints)
                        .toString())
                .isNotEmpty();
        assertThat(new String(
                        extensions
                                .getExtension(Extension.cRLDistributionPoints)
                                .getExtnValue()
                                .getOctets(),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("http://ca.example.org/int.crl");
        assertThat(new String(
                        extensions
                                .getExtension(Extension.authorityInfoAccess)
                                .getExtnValue()
                                .getOctets(),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("http://ca.example.org/int.der");
        assertThat(told.authority()).isSameAs(Fixtures.AUTHORITY);
    }

    @Test
    void staplingIsAnObligationWhenItIsAskedFor() {
        X509Certificate made =
                issuer.issue(Fixtures.EC.getPublic(), List.of(EXAMPLE), PROFILE, NOW, NOW.plusSeconds(60), true);

        assertThat(made.getExtensionValue("1.3.6.1.5.5.7.1.24")).endsWith(0x30, 0x03, 0x02, 0x01, 0x05);
        assertThat(Fixtures.leaf(issuer).getExtensionValue("1.3.6.1.5.5.7.1.24"))
                .isNull();
    }

    @Test
    void namesAreCheckedOnceMore() throws CertificateParsingException {
        assertThat(issue(
                                Fixtures.EC.getPublic(),
                                List.of(identifier("dns", "WWW.example.org"), EXAMPLE, identifier("ip", "0:0::1")),
                                PROFILE)
                        .getSubjectAlternativeNames())
                .containsExactly(List.of(SAN_DNS, "www.example.org"), List.of(SAN_IP, "0:0:0:0:0:0:0:1"));
        assertThatThrownBy(() -> issue(Fixtures.EC.getPublic(), List.of(identifier("dns", "a b")), PROFILE))
                .isInstanceOf(MemberException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> issue(Fixtures.EC.getPublic(), List.of(Identifier.email("a@example.org")), PROFILE));
        assertThatIllegalArgumentException().isThrownBy(() -> issue(Fixtures.EC.getPublic(), List.of(), PROFILE));
    }

    /** As it came from a peer. */
    private static Identifier identifier(String type, String value) {
        return Identifier.TYPE.read("{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}");
    }
}
