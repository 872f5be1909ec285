package dev.akme.ca.validation;

import dev.akme.challenge.TlsAlpn01;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes a certificate for tls-alpn-01, right unless it is told otherwise, and shows it. Mutable. */
final class TestCertificates {

    private static final char[] PASSWORD = "password".toCharArray();
    private static final KeyPair KEY = newKey();
    private static final KeyPair OTHER_KEY = newKey();

    private final List<Extension> extensions = new ArrayList<>();
    private KeyPair signer = KEY;
    private String issuer = "CN=challenge";
    private int copies = 1;

    private TestCertificates() {}

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One without any extension. */
    static TestCertificates bare() {
        return new TestCertificates();
    }

    static TestCertificates forName(String name) {
        return bare().names(new GeneralName(GeneralName.dNSName, name));
    }

    TestCertificates names(GeneralName... names) {
        return extension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    /** The extension of the challenge. */
    TestCertificates digest(boolean critical, byte[] value) {
        extensions.add(new Extension(new ASN1ObjectIdentifier(TlsAlpn01.EXTENSION_OID), critical, value));
        return this;
    }

    TestCertificates rightDigest() {
        return digest(true, TlsAlpn01.extensionValue(Samples.EXPECTED));
    }

    TestCertificates extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            extensions.add(new Extension(
                    oid, critical, new DEROctetString(value.toASN1Primitive().getEncoded())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    TestCertificates signedByAnother() {
        signer = OTHER_KEY;
        return this;
    }

    TestCertificates issuer(String name) {
        issuer = name;
        return this;
    }

    /** Shows a certificate more than there should be. */
    TestCertificates withChain() {
        copies = 2;
        return this;
    }

    X509Certificate certificate() {
        try {
            Date now = Date.from(Samples.NOW);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.ONE,
                    now,
                    Date.from(Samples.NOW.plus(Duration.ofDays(1))),
                    new X500Name("CN=challenge"),
                    KEY.getPublic());
            for (Extension each : extensions) {
                builder.addExtension(each);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes a port and shows the certificate to whoever comes. */
    SSLServerSocket listen(String... protocols) throws IOException {
        try {
            Certificate[] chain = new Certificate[copies];
            Arrays.fill(chain, certificate());
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setKeyEntry("key", KEY.getPrivate(), PASSWORD, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            SSLServerSocket door =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, Samples.LOOPBACK);
            SSLParameters parameters = door.getSSLParameters();
            parameters.setApplicationProtocols(protocols);
            door.setSSLParameters(parameters);
            return door;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
