package dev.akme.ca.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.client.Csr;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import dev.akme.messages.ProblemType;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.jce.interfaces.ECPointEncoder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRequestTest {

    private static void refused(Requests request, String detail) {
        refused(request.der(), detail);
    }

    private static void refused(byte[] der, String detail) {
        assertThatThrownBy(() -> CertificateRequest.read(der)).isInstanceOfSatisfying(AcmeProblemException.class, e -> {
            assertThat(e.problem().type()).isEqualTo(ProblemType.BAD_CSR);
            assertThat(e.httpStatus()).isEqualTo(400);
            assertThat(e.problem().detail().orElseThrow()).contains(detail);
        });
    }

    @Test
    void namesAreReadOnceAndInLowerCase() {
        CertificateRequest request = CertificateRequest.read(Requests.ec()
                .dns("B.example.org", "a.example.org", "b.EXAMPLE.org", "*.example.org")
                .der());

        assertThat(request.identifiers())
                .extracting(Identifier::value)
                .containsExactly("b.example.org", "a.example.org", "*.example.org");
        assertThat(request.mustStaple()).isFalse();
        assertThat(request.verificationKey()).isEqualTo(VerificationKey.of(Fixtures.EC.getPublic()));
        assertThat(request.publicKey().getEncoded())
                .isEqualTo(Fixtures.EC.getPublic().getEncoded());
        assertThat(request).hasToString("certificateRequest{3 identifiers, P-256}");
    }

    @Test
    void aCommonNameIsTheFirstName() {
        CertificateRequest request = CertificateRequest.read(Requests.ec()
                .subject("O=Example,CN=WWW.example.org")
                .dns("example.org", "www.example.org")
                .der());

        assertThat(request.identifiers())
                .containsExactly(Identifier.dns("www.example.org"), Identifier.dns("example.org"));
        assertThat(CertificateRequest.read(
                                Requests.ec().subject("CN=example.org").der())
                        .identifiers())
                .containsExactly(Identifier.dns("example.org"));
    }

    @Test
    void addressesAreKeptAsTheyAre() {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = -1;
        mapped[12] = 10;
        GeneralName v4 = new GeneralName(GeneralName.iPAddress, "192.0.2.7");
        CertificateRequest request = CertificateRequest.read(Requests.ec()
                .subject("CN=192.0.2.7")
                .names(
                        v4,
                        new GeneralName(GeneralName.iPAddress, "2001:db8::1"),
                        new GeneralName(GeneralName.iPAddress, new DEROctetString(mapped)))
                .der());

        assertThat(request.identifiers())
                .containsExactly(
                        Identifier.ip("192.0.2.7"), Identifier.ip("2001:db8::1"), Identifier.ip("::ffff:10.0.0.0"));
        refused(
                Requests.ec().names(new GeneralName(GeneralName.iPAddress, new DEROctetString(new byte[5]))),
                "5 octets");
    }

    @ParameterizedTest
    // The sign for Kelvin becomes a k in lower case.
    @ValueSource(
            strings = {
                "CN=\u212A.example.org",
                "CN=192.0.2.1",
                "CN=Jane Doe",
                "CN=2001:db8::1",
                "CN=a_b.example.org",
                "CN=example.org."
            })
    void aCommonNameThatIsNoNameOfTheRequestIsRefused(String subject) {
        refused(Requests.ec().subject(subject).dns("example.org"), "common name");
    }

    @Test
    void otherTypesOfNamesAreRefused() {
        GeneralName dns = new GeneralName(GeneralName.dNSName, "example.org");
        refused(Requests.ec().names(dns, new GeneralName(GeneralName.rfc822Name, "a@example.org")), "rfc822Name");
        refused(
                Requests.ec().names(dns, new GeneralName(GeneralName.uniformResourceIdentifier, "https://example.org")),
                "uniformResourceIdentifier");
        refused(
                Requests.ec()
                        .names(
                                dns,
                                new GeneralName(
                                        GeneralName.otherName,
                                        new OtherName(new ASN1ObjectIdentifier("1.2.3"), new DERUTF8String("x")))),
                "otherName");
        refused(Requests.ec().names(dns, new GeneralName(new X500Name("CN=example.org"))), "directoryName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a_b.example.org", "example.org.", "a.*.example.org", "10.0.0.1", "a b", "\u0000.test"})
    void whatIsNoDomainNameIsRefused(String name) {
        refused(Requests.ec().dns(name), "not a domain name");
    }

    @Test
    void noNameAtAllIsRefused() {
        refused(Requests.ec(), "names no identifier");
        refused(Requests.ec().subject("O=Example"), "names no identifier");
        refused(Requests.ec().names(), "names no identifier");
    }

    @Test
    void caCertificatesAreRefused() {
        refused(
                Requests.ec().dns("example.org").extension(Extension.basicConstraints, new BasicConstraints(true)),
                "certificate of a CA");
        refused(
                Requests.ec().dns("example.org").extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign)),
                "certificate of a CA");
        refused(
                Requests.ec().dns("example.org").extension(Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign)),
                "certificate of a CA");
    }

    @Test
    void telephoneNumbersAreRefused() {
        refused(
                Requests.ec()
                        .dns("example.org")
                        .extension(
                                new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.26"), new DERSequence(new DERIA5String("1"))),
                "telephone numbers");
    }

    @Test
    void whatElseIsAskedForIsPassedOver() {
        CertificateRequest request = CertificateRequest.read(Requests.ec()
                .dns("example.org")
                .extension(Extension.basicConstraints, new BasicConstraints(false))
                .extension(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature))
                .extension(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("whatever"))
                .der());

        assertThat(request.identifiers()).hasSize(1);
    }

    @Test
    void staplingIsReadFromTheTlsFeature() {
        assertThat(CertificateRequest.read(Requests.ec()
                                .dns("example.org")
                                .extension(CertificateShape.TLS_FEATURE, new DERSequence(new ASN1Integer(5)))
                                .der())
                        .mustStaple())
                .isTrue();
        assertThat(CertificateRequest.read(Requests.ec()
                                .dns("example.org")
                                .extension(CertificateShape.TLS_FEATURE, new DERSequence(new ASN1Integer(17)))
                                .der())
                        .mustStaple())
                .isFalse();
    }

    @Test
    void extensionsAreAskedForOnce() {
        refused(Requests.ec().dns("example.org").attributes(2), "more than once");
        refused(Requests.ec().dns("example.org").values(2), "more than once");
    }

    @ParameterizedTest
    @CsvSource({
        "EC,256,SHA384withECDSA",
        "EC,384,SHA384withECDSA",
        "EC,521,SHA512withECDSA",
        "RSA,2048,SHA256withRSA",
        "RSA,2048,SHA384withRSA",
        "RSA,3072,SHA512withRSA",
        "Ed25519,0,Ed25519",
        "Ed448,0,Ed448"
    })
    void goodKeysAndAlgorithmsAreTaken(String kind, int bits, String algorithm) {
        byte[] der = new Requests(Fixtures.keys(kind, bits))
                .algorithm(algorithm)
                .dns("example.org")
                .der();

        assertThat(CertificateRequest.read(der).identifiers()).containsExactly(Identifier.dns("example.org"));
    }

    @Test
    void weakKeysAndAlgorithmsAreRefused() {
        refused(
                new Requests(Fixtures.keys("RSA", 1024))
                        .algorithm("SHA256withRSA")
                        .dns("example.org"),
                "the key of the request is refused");
        refused(new Requests(Fixtures.RSA).algorithm("SHA1withRSA").dns("example.org"), "algorithm");
        refused(new Requests(Fixtures.RSA).algorithm("SHA256withRSAandMGF1").dns("example.org"), "algorithm");
        refused(Requests.ec().algorithm("SHA1withECDSA").dns("example.org"), "algorithm");
        refused(Requests.ec().algorithm("SHA3-256withECDSA").dns("example.org"), "algorithm");
    }

    @Test
    void keysInAnUnusualFormAreRefused() throws Exception {
        PublicKey compressed = KeyFactory.getInstance("EC", new BouncyCastleProvider())
                .generatePublic(new X509EncodedKeySpec(Fixtures.EC.getPublic().getEncoded()));
        ((ECPointEncoder) compressed).setPointFormat("COMPRESSED");

        refused(
                new Requests(new KeyPair(compressed, Fixtures.EC.getPrivate())).dns("example.org"),
                "not in its ordinary form");
    }

    @Test
    void rsaKeysMayBeTooLong() throws Exception {
        // Two primes of Mersenne, whose product has 4484 bits.
        BigInteger modulus = BigInteger.TWO
                .pow(2203)
                .subtract(BigInteger.ONE)
                .multiply(BigInteger.TWO.pow(2281).subtract(BigInteger.ONE));
        PublicKey tooLong =
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65537)));

        refused(
                new Requests(new KeyPair(tooLong, Fixtures.RSA.getPrivate()))
                        .algorithm("SHA256withRSA")
                        .dns("example.org"),
                "more than 4096 bits");
    }

    @Test
    void aSignatureByAnotherKeyIsRefused() {
        byte[] der = Requests.ec().dns("example.org").der();
        byte[] name = "example.org".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        int at = IntStream.range(0, der.length - name.length)
                .filter(i -> Arrays.equals(Arrays.copyOfRange(der, i, i + name.length), name))
                .findFirst()
                .orElseThrow();
        der[at] = 'E';

        refused(der, "not signed by its own key");
    }

    @Test
    void namesMustBeThoseOfTheOrder() {
        CertificateRequest request = CertificateRequest.read(
                Requests.ec().dns("a.example.org", "b.example.org").der());
        List<Identifier> same = List.of(Identifier.dns("b.example.org"), Identifier.dns("A.example.org"));
        List<Identifier> other = List.of(Identifier.dns("b.example.org"), Identifier.dns("c.example.org"));

        assertThat(request.matches(same)).isTrue();
        request.requireMatch(same);
        assertThat(request.matches(other)).isFalse();
        assertThatThrownBy(() -> request.requireMatch(other))
                .isInstanceOf(AcmeProblemException.class)
                .hasMessageContaining("badCSR")
                .hasMessageContaining("missing c.example.org; not ordered a.example.org");
        assertThatThrownBy(() -> request.requireMatch(same.subList(0, 1)))
                .hasMessageContaining("order: not ordered a.example.org");
    }

    @Test
    void aProblemNamesFewOfManyNames() {
        CertificateRequest request =
                CertificateRequest.read(Requests.ec().dns("a.example.org").der());
        List<Identifier> many = IntStream.range(0, 100)
                .mapToObj(i -> Identifier.dns("n" + i + ".example.org"))
                .toList();

        assertThatThrownBy(() -> request.requireMatch(many)).hasMessageContaining("n9.example.org and 90 more");
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384", "RSA2048", "ED25519"})
    void requestsOfAkmesClientAreRead(KeyType type) {
        List<Identifier> names = List.of(Identifier.dns("*.example.org"), Identifier.ip("2001:db8::1"));
        Csr sent = Csr.builder()
                .key(SigningKey.generate(type))
                .identifiers(names)
                .mustStaple(true)
                .build();

        CertificateRequest read = CertificateRequest.read(sent.der());
        assertThat(read.matches(names)).isTrue();
        assertThat(read.mustStaple()).isTrue();
        assertThat(read.verificationKey().jwk()).isEqualTo(sent.publicKey());
    }
}
