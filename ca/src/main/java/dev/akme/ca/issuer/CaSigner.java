package dev.akme.ca.issuer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a key of the CA: ECDSA with the hash that goes with the curve, or RSA with SHA-256. As fast as this machine can
 * once {@link CryptoProviders} has found out how, and as the JVM can before. Safe for use by many threads.
 */
final class CaSigner {

    /** A provider, and the key as it wants it. */
    private record Fast(Provider provider, PrivateKey key) {}

    private final PrivateKey key;
    private final String algorithm;
    private final AlgorithmIdentifier identifier;

    /** Null until it is there; several threads may make it, all alike. */
    private volatile @Nullable Fast fast;

    private CaSigner(PrivateKey key, String algorithm, AlgorithmIdentifier identifier) {
        this.key = key;
        this.algorithm = algorithm;
        this.identifier = identifier;
    }

    /**
     * Tries the key.
     *
     * @throws IllegalArgumentException when it is not the private key of the public key, or of a kind that is not supported
     */
    static CaSigner of(PrivateKey key, PublicKey publicKey) {
        CaSigner signer = untried(key, publicKey);
        try {
            signer.check(publicKey);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw doesNotFit();
        }
        return signer;
    }

    /** For a key that was just made. */
    static CaSigner untried(PrivateKey key, PublicKey publicKey) {
        // How a certificate names the algorithm, and how the JDK's classes do.
        if (publicKey instanceof ECKey ec) {
            int bits = ec.getParams().getOrder().bitLength();
            String hash = bits <= 256 ? "SHA256" : bits <= 384 ? "SHA384" : "SHA512";
            ASN1ObjectIdentifier oid = bits <= 256
                    ? X9ObjectIdentifiers.ecdsa_with_SHA256
                    : bits <= 384 ? X9ObjectIdentifiers.ecdsa_with_SHA384 : X9ObjectIdentifiers.ecdsa_with_SHA512;
            return new CaSigner(key, hash + "withECDSA", new AlgorithmIdentifier(oid));
        }
        if (publicKey.getAlgorithm().equals("RSA")) {
            AlgorithmIdentifier rsa =
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            return new CaSigner(key, "SHA256withRSA", rsa);
        }
        throw new IllegalArgumentException("the keys of an authority are EC or RSA, not " + publicKey.getAlgorithm());
    }

    private void check(PublicKey publicKey) throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        byte[] signed = sign(probe);
        // The certificate's key may be an object of any provider, so that the JVM is to choose.
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(probe);
        if (!verifier.verify(signed)) {
            throw doesNotFit();
        }
    }

    private static IllegalArgumentException doesNotFit() {
        return new IllegalArgumentException("the private key does not belong to the certificate");
    }

    private byte[] sign(byte[] octets) throws GeneralSecurityException {
        Optional<Fast> faster = faster();
        Signature signature = faster.isPresent()
                ? Signature.getInstance(algorithm, faster.get().provider)
                : Signature.getInstance(algorithm);
        signature.initSign(faster.isPresent() ? faster.get().key : key);
        signature.update(octets);
        return signature.sign();
    }

    /** Empty for keys that cannot leave their provider, such as those of a token. */
    private Optional<Fast> faster() throws GeneralSecurityException {
        Fast known = fast;
        Optional<Provider> found = CryptoProviders.ifFound();
        byte[] encoded = known == null && found.isPresent() ? key.getEncoded() : null;
        if (encoded != null) {
            known = new Fast(
                    found.get(),
                    KeyFactory.getInstance(key.getAlgorithm(), found.get())
                            .generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            fast = known;
        }
        return Optional.ofNullable(known);
    }

    PrivateKey key() {
        return key;
    }

    X509Certificate sign(X509v3CertificateBuilder certificate) {
        try {
            byte[] der = certificate.build(contentSigner()).getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateException e) {
            throw new IllegalStateException("the certificate that was made cannot be read", e);
        }
    }

    /** As Bouncy Castle wants it; for one use. */
    ContentSigner contentSigner() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return identifier;
            }

            @Override
            public OutputStream getOutputStream() {
                return octets;
            }

            @Override
            public byte[] getSignature() {
                try {
                    return sign(octets.toByteArray());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(
                            "the CA cannot sign: " + e.getClass().getName());
                }
            }
        };
    }
}
