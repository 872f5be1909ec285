package dev.akme.ca.issuer;

import java.io.IOException;
import java.security.KeyPair;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Makes certification requests of all kinds, with Bouncy Castle. */
final class Requests {

    /** As it has more algorithms than the JVM, those that are refused among them. */
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private final KeyPair keys;
    private String subject = "";
    private String algorithm = "SHA256withECDSA";
    private final List<Extension> extensions = new ArrayList<>();
    private int attributes = 1;
    private int values = 1;

    Requests(KeyPair keys) {
        this.keys = keys;
    }

    static Requests ec() {
        return new Requests(Fixtures.EC);
    }

    Requests subject(String name) {
        subject = name;
        return this;
    }

    Requests algorithm(String name) {
        algorithm = name;
        return this;
    }

    Requests attributes(int count) {
        attributes = count;
        return this;
    }

    /** How often the one attribute has its value. */
    Requests values(int count) {
        values = count;
        return this;
    }

    Requests dns(String... names) {
        List<GeneralName> all = new ArrayList<>();
        for (String name : names) {
            all.add(new GeneralName(GeneralName.dNSName, name));
        }
        return names(all.toArray(GeneralName[]::new));
    }

    Requests names(GeneralName... names) {
        return extension(Extension.subjectAlternativeName, new GeneralNames(names));
    }

    Requests extension(ASN1ObjectIdentifier oid, ASN1Encodable value) {
        extensions.add(CertificateShape.extension(oid, false, value));
        return this;
    }

    byte[] der() {
        PKCS10CertificationRequestBuilder builder =
                new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic());
        if (!extensions.isEmpty()) {
            for (int i = 0; i < attributes; i++) {
                ASN1Encodable[] all = new ASN1Encodable[values];
                Arrays.fill(all, new Extensions(extensions.toArray(Extension[]::new)));
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, all);
            }
        }
        try {
            return builder.build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(PROVIDER)
                            .build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
