package dev.akme.client;

import dev.akme.der.DerWriter;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Requests for tests: read and made by Bouncy Castle, and put together by hand. */
final class Requests {

    static final SigningKey P256 = SigningKey.generate(KeyType.P256);
    static final SigningKey ED25519 = SigningKey.generate(KeyType.ED25519);

    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final String COMMON_NAME = "2.5.4.3";
    private static final int ATTRIBUTES = 0xa0;

    private Requests() {}

    // ---- Bouncy Castle

    /** A request of ours, which Bouncy Castle takes for well signed, and writes as the same octets. */
    static PKCS10CertificationRequest peer(Csr csr) {
        try {
            PKCS10CertificationRequest peer = new PKCS10CertificationRequest(csr.der());
            boolean valid = peer.isSignatureValid(new JcaContentVerifierProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(peer.getSubjectPublicKeyInfo()));
            if (!valid) {
                throw new AssertionError("Bouncy Castle finds another signature");
            }
            return new PKCS10CertificationRequest(peer.toASN1Structure().getEncoded("DER"));
        } catch (IOException | OperatorCreationException | PKCSException e) {
            throw new AssertionError(e);
        }
    }

    /** What an extension holds. */
    static Extension extension(PKCS10CertificationRequest peer, String oid) {
        return peer.getRequestedExtensions().getExtension(new ASN1ObjectIdentifier(oid));
    }

    static GeneralName[] names(PKCS10CertificationRequest peer) {
        return GeneralNames.fromExtensions(peer.getRequestedExtensions(), Extension.subjectAlternativeName)
                .getNames();
    }

    /** A request made by Bouncy Castle. */
    static byte[] made(SigningKey key, String algorithm, String subject, GeneralName... names) {
        try {
            JcaPKCS10CertificationRequestBuilder builder = new JcaPKCS10CertificationRequestBuilder(
                    new X500Name(subject), key.verificationKey().publicKey());
            builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_challengePassword, new DERUTF8String("secret"));
            if (names.length > 0) {
                ASN1Encodable extensions = new Extensions(
                        Extension.create(Extension.subjectAlternativeName, true, new GeneralNames(names)));
                builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions);
            }
            return builder.build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(PROVIDER)
                            .build(key.exportPrivateKey()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    // ---- by hand

    static byte[] signed(byte[]... info) {
        return SignatureAlgorithm.by(P256).sign(P256, DerWriter.sequence(info));
    }

    static byte[] version() {
        return DerWriter.integer(0);
    }

    static byte[] noSubject() {
        return DerWriter.sequence();
    }

    static byte[] subject(byte[]... texts) {
        byte[][] relative = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            relative[i] = DerWriter.setOf(DerWriter.sequence(DerWriter.oid(COMMON_NAME), texts[i]));
        }
        return DerWriter.sequence(relative);
    }

    static byte[] key() {
        return SignatureAlgorithm.publicKey(P256.verificationKey());
    }

    static byte[] attributes(byte[]... attributes) {
        return DerWriter.value(ATTRIBUTES, attributes);
    }

    static byte[] extensionRequest(byte[]... extensions) {
        return DerWriter.sequence(
                DerWriter.oid(Csr.EXTENSION_REQUEST), DerWriter.setOf(DerWriter.sequence(extensions)));
    }

    static byte[] withExtensions(byte[]... extensions) {
        return signed(version(), noSubject(), key(), attributes(extensionRequest(extensions)));
    }

    static byte[] withNames(byte[]... names) {
        return withExtensions(dev.akme.client.Extensions.extension("2.5.29.17", DerWriter.sequence(names)));
    }

    static byte[] dnsName(String name) {
        return DerWriter.value(0x82, name.getBytes(StandardCharsets.ISO_8859_1));
    }
}
