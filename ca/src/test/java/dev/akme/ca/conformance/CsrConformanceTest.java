package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class CsrConformanceTest extends Conformance {

    private static final String NAME = "www.example.org";

    private final Client.Placed order = client.ready(NAME);

    private static Csr csr() {
        return Csr.of(ClientKey.es256());
    }

    private void isBad(byte[] csr) {
        client.finish(order, csr).isRefused(400, "badCSR");
        assertThat(client.reread(order).status()).isEqualTo("ready");
    }

    @Test
    @Check(
            id = "C-70",
            section = "RFC 8555 §7.4, §11.1",
            says = "a CSR with a weak key, a signature that is wrong or by SHA-1, names of other kinds, an address as"
                    + " common name or no name at all is badCSR, 400; so is one that asks to be a CA")
    void aCsrIsChecked() {
        isBad(Csr.of(ClientKey.rsa(1024)).names(NAME).der());
        isBad(csr().names(NAME).signedWith("SHA1withECDSA").der());
        isBad(Csr.of(ClientKey.rs256()).names(NAME).signedWith("SHA1withRSA").der());
        isBad(csr().names(NAME).der(ClientKey.es256()));
        byte[] broken = csr().names(NAME).der();
        broken[broken.length - 1] ^= 1;
        isBad(broken);
        isBad(csr().names(NAME).text(GeneralName.rfc822Name, "a@example.org").der());
        isBad(csr().names(NAME)
                .text(GeneralName.uniformResourceIdentifier, "https://www.example.org")
                .der());
        isBad(csr().names(NAME).text(GeneralName.directoryName, "CN=a").der());
        isBad(csr().names(NAME)
                .name(GeneralName.otherName, new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                    new ASN1ObjectIdentifier("1.2.3"),
                    new org.bouncycastle.asn1.DERTaggedObject(true, 0, new DERUTF8String("a"))
                }))
                .der());
        isBad(csr().names(NAME).commonName("192.0.2.1").der());
        isBad(csr().names(NAME)
                .name(GeneralName.iPAddress, new DEROctetString(new byte[5]))
                .der());
        isBad(csr().der());
        isBad(csr().names(NAME)
                .extension(Extension.basicConstraints, new BasicConstraints(true))
                .der());
        isBad(csr().names(NAME)
                .extension(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))
                .der());
    }

    @Test
    @Check(
            id = "C-71",
            section = "RFC 7633 §4.2.3",
            says = "a CSR that asks for must-staple is unauthorized, 403, unless the CA is set to take it")
    void mustStapleIsRefused() {
        ASN1ObjectIdentifier feature = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
        byte[] csr = csr().names(NAME)
                .extension(feature, new DERSequence(new ASN1Integer(5)))
                .der();
        client.finish(order, csr).isRefused(403, "unauthorized");
        try (World other = World.start(builder -> builder.mustStaple(true))) {
            Client of = other.client();
            Answer done = of.finish(of.ready(NAME), csr).is(200);
            X509Certificate leaf = Client.certificates(
                            of.read(done.string("certificate")).text())
                    .get(0);
            assertThat(leaf.getExtensionValue(feature.getId())).isNotNull();
        }
    }

    @Test
    @Check(
            id = "C-72",
            section = "RFC 8555 §7.4",
            says = "the names of the CSR, in lower case, are those of the order: one more or one less is badCSR, 400")
    @Check(
            id = "M-71",
            section = "RFC 8555 §7.4",
            says = "a CSR has exactly the identifiers of the order, whatever their order")
    void theCsrIsForTheOrder() {
        isBad(csr().names("other.example.org").der());
        isBad(csr().names(NAME, "other.example.org").der());
        isBad(csr().names(NAME).commonName("other.example.org").der());
        isBad(csr().names(NAME, "192.0.2.1").der());
        isBad(csr().names("*.example.org").der());
        isBad(csr().names("example.org").der());
        isBad(csr().names(NAME + ".").der());
        isBad(csr().text(GeneralName.dNSName, "www.example.org\0.example.com").der());
        Client.Placed two = client.ready("a.example.org", "b.example.org");
        client.finish(two, csr().names("a.example.org").der()).isRefused(400, "badCSR");
        client.finish(
                        two,
                        csr().names("B.example.org", "A.EXAMPLE.org", "a.example.org")
                                .der())
                .is(200);
        Client.Placed wildcard = client.ready("*.example.org");
        client.finish(wildcard, csr().names("example.org").der()).isRefused(400, "badCSR");
        client.finish(wildcard, csr().names("*.example.org").der()).is(200);
        // A common name alone is a name too.
        client.finish(order, csr().commonName("WWW.example.org").der()).is(200);
    }

    @Test
    @Check(
            id = "C-73",
            section = "RFC 8555 §11.1",
            says = "a CSR with the key of an account, any account, is badCSR, 400")
    @Check(id = "M-72", section = "RFC 8555 §11.1", says = "the key of the account that orders is not certified")
    void theKeyIsNotThatOfAnAccount() {
        isBad(Csr.of(client.key).names(NAME).der());
        isBad(Csr.of(world.client().key).names(NAME).der());
        Client rsa = world.client(ClientKey.rs256());
        isBad(Csr.of(rsa.key).names(NAME).der());
    }

    @Test
    @Check(
            id = "C-74",
            section = "RFC 8555 §11.1",
            says = "a CSR with a key that was revoked as compromised is badCSR, 400")
    void theKeyIsNotCompromised() {
        Client.Issued issued = client.issue("a.example.org");
        new Client(world, issued.key())
                .byKey(url("revokeCert"), Client.revocation(issued.leaf(), ""))
                .send()
                .is(200);
        isBad(Csr.of(issued.key()).names(NAME).der());
    }

    @Test
    @Check(
            id = "C-75",
            section = "RFC 5280 §4.2.1.6",
            says =
                    "a name of more than 64 octets is no common name, and extensions that the CSR asks for are passed over:"
                            + " the CA says what certificates are like")
    void theCaSaysWhatCertificatesAreLike() throws Exception {
        byte[] csr = csr().names(NAME)
                .extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning))
                .extension(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("x"))
                .extension(Extension.keyUsage, new KeyUsage(KeyUsage.dataEncipherment))
                .der();
        X509Certificate leaf = leaf(client.finish(order, csr).is(200));
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getExtensionValue("1.2.3.4")).isNull();
        assertThat(leaf.getKeyUsage()[3]).isFalse();
        assertThat(leaf.getBasicConstraints()).isNegative();
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=" + NAME);
        String longName = "a".repeat(60) + ".example.org";
        Client.Placed other = client.ready(longName);
        X509Certificate bare =
                leaf(client.finish(other, csr().names(longName).der()).is(200));
        assertThat(bare.getSubjectX500Principal().getName()).isEmpty();
        assertThat(FinalizeConformanceTest.names(bare)).containsExactly(longName);
    }

    private X509Certificate leaf(Answer order) {
        return Client.certificates(
                        client.read(order.string("certificate")).is(200).text())
                .get(0);
    }

    @Test
    @Check(
            id = "C-70a",
            section = "RFC 2986, RFC 8555 §7.4",
            says = "keys on P-256 and P-384 and RSA keys are certified as they are, with a signature that verifies")
    void goodKeysAreCertified() throws Exception {
        for (ClientKey key : List.of(ClientKey.es256(), ClientKey.es384(), ClientKey.rsa(2048))) {
            Client.Issued issued = client.issue(key, NAME);
            assertThat(issued.leaf().getPublicKey().getEncoded())
                    .isEqualTo(key.pair().getPublic().getEncoded());
            issued.leaf().verify(issued.chain().get(1).getPublicKey());
            assertThat(Arrays.asList(issued.leaf().getSerialNumber().signum())).containsExactly(1);
        }
    }
}
