package dev.akme.ca.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/** A certificate request in the making. */
final class Csr {

    private final ClientKey key;
    private final List<GeneralName> names = new ArrayList<>();
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();
    private X500Name subject = new X500Name("");
    private String algorithm;

    private Csr(ClientKey key) {
        this.key = key;
        this.algorithm = key.alg().startsWith("RS") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    static Csr of(ClientKey key) {
        return new Csr(key);
    }

    Csr names(String... added) {
        for (String name : added) {
            if (name.matches("[0-9.]+|.*:.*")) {
                try {
                    name(
                            GeneralName.iPAddress,
                            new DEROctetString(InetAddress.getByName(name).getAddress()));
                } catch (IOException e) {
                    throw new IllegalArgumentException(e);
                }
            } else {
                names.add(new GeneralName(GeneralName.dNSName, name));
            }
        }
        return this;
    }

    Csr name(int tag, ASN1Encodable value) {
        names.add(new GeneralName(tag, value));
        return this;
    }

    Csr text(int tag, String value) {
        names.add(new GeneralName(tag, value));
        return this;
    }

    Csr commonName(String name) {
        subject = new X500Name("CN=" + name);
        return this;
    }

    Csr extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
        try {
            extensions.addExtension(oid, false, value);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        return this;
    }

    Csr signedWith(String jca) {
        algorithm = jca;
        return this;
    }

    byte[] der() {
        return der(key);
    }

    /** Signed by another key than its own. */
    byte[] der(ClientKey signer) {
        try {
            if (!names.isEmpty()) {
                extensions.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            PKCS10CertificationRequestBuilder builder = new PKCS10CertificationRequestBuilder(
                    subject,
                    SubjectPublicKeyInfo.getInstance(key.pair().getPublic().getEncoded()));
            if (!extensions.isEmpty()) {
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
            }
            return builder.build(signer(signer)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ContentSigner signer(ClientKey signer) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        AlgorithmIdentifier identifier = new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm);
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return identifier;
            }

            @Override
            public OutputStream getOutputStream() {
                return content;
            }

            @Override
            public byte[] getSignature() {
                return signer.sign(algorithm, content.toByteArray());
            }
        };
    }
}
