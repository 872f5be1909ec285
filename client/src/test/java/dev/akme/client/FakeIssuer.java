package dev.akme.client;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** Makes certificates with Bouncy Castle: one root for each name. */
final class FakeIssuer {

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate root;
    private final AtomicLong serial = new AtomicLong(0x8000);

    FakeIssuer(String subject, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            this.name = new X500Name(subject.contains("=") ? subject : "CN=" + subject);
            this.keys = generator.generateKeyPair();
            SubjectPublicKeyInfo key =
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
            this.root = sign(builder(name, key, now, Duration.ofDays(3650))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new AssertionError(e);
        }
    }

    X509Certificate root() {
        return root;
    }

    /** A certificate as a request wants it, and the root. */
    List<X509Certificate> issue(byte[] csr, Instant now) {
        try {
            PKCS10CertificationRequest request = new PKCS10CertificationRequest(csr);
            X509v3CertificateBuilder builder =
                    builder(new X500Name("CN=leaf"), request.getSubjectPublicKeyInfo(), now, Duration.ofDays(90));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(keys.getPublic()));
            Extensions wanted =
                    Extensions.getInstance(request.getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)[0]
                            .getAttrValues()
                            .getObjectAt(0));
            builder.addExtension(wanted.getExtension(Extension.subjectAlternativeName));
            return List.of(sign(builder), root);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate for another issuer: as an intermediate, or as a root that is trusted by way of this one. */
    X509Certificate sign(FakeIssuer other, Instant now) {
        try {
            SubjectPublicKeyInfo key =
                    SubjectPublicKeyInfo.getInstance(other.keys.getPublic().getEncoded());
            return sign(builder(other.name, key, now, Duration.ofDays(1825))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
        } catch (CertIOException e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate for a TLS server on this machine. */
    X509Certificate server(KeyPair server, Extension names, Instant now) {
        try {
            return sign(builder(
                            new X500Name("CN=server"),
                            SubjectPublicKeyInfo.getInstance(server.getPublic().getEncoded()),
                            now.minus(Duration.ofDays(1)),
                            Duration.ofDays(30))
                    .addExtension(names));
        } catch (CertIOException e) {
            throw new AssertionError(e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name subject, SubjectPublicKeyInfo key, Instant from, Duration life) {
        return new X509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial.getAndIncrement()),
                Date.from(from),
                Date.from(from.plus(life)),
                subject,
                key);
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
