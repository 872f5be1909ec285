package dev.akme.ca.issuer;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Makes the keys and certificates of an authority, as the files that it is kept in. */
final class NewAuthority {

    private static final int ROOT_YEARS = 20;
    private static final int INTERMEDIATE_YEARS = 10;

    /** For clients whose clock is behind, and for certificates that are dated back a little. */
    private static final Duration BACK = Duration.ofHours(1);

    private final KeyType keyType;
    private final String name;
    private final Instant now;
    private final SecureRandom random;

    NewAuthority(KeyType keyType, String name, Instant now, SecureRandom random) {
        this.keyType = keyType;
        this.name = name;
        this.now = now;
        this.random = random;
    }

    private record Ca(String name, SigningKey key) {

        SubjectPublicKeyInfo info() {
            return SubjectPublicKeyInfo.getInstance(
                    key.verificationKey().publicKey().getEncoded());
        }
    }

    Map<String, String> files() {
        Ca root = ca(" Root ");
        Ca alternate = ca(" Alternate Root ");
        Ca intermediate = ca(" Intermediate ");
        Map<String, String> files = new LinkedHashMap<>();
        add(files, AuthorityFiles.ROOT, root, root);
        add(files, AuthorityFiles.ALTERNATE_ROOT, alternate, alternate);
        add(files, AuthorityFiles.INTERMEDIATE, intermediate, root);
        add(files, AuthorityFiles.ALTERNATE_INTERMEDIATE, intermediate, alternate);
        files.put(AuthorityFiles.ROOT_KEY, AuthorityFiles.pem(root.key.exportPrivateKey()));
        files.put(AuthorityFiles.ALTERNATE_ROOT_KEY, AuthorityFiles.pem(alternate.key.exportPrivateKey()));
        files.put(AuthorityFiles.INTERMEDIATE_KEY, AuthorityFiles.pem(intermediate.key.exportPrivateKey()));
        return files;
    }

    private void add(Map<String, String> files, String file, Ca subject, Ca issuer) {
        files.put(file, AuthorityFiles.pem(certificate(subject, issuer)));
    }

    private Ca ca(String kind) {
        byte[] three = new byte[3];
        random.nextBytes(three);
        SigningKey key = SigningKey.generate(keyType, null, random);
        return new Ca(name + kind + HexFormat.of().formatHex(three), key);
    }

    private X509Certificate certificate(Ca subject, Ca issuer) {
        boolean isRoot = subject.equals(issuer);
        Instant end = now.atOffset(ZoneOffset.UTC)
                .plusYears(isRoot ? ROOT_YEARS : INTERMEDIATE_YEARS)
                .toInstant();
        SubjectPublicKeyInfo key = subject.info();
        X509v3CertificateBuilder certificate = new X509v3CertificateBuilder(
                CertificateShape.subject(issuer.name),
                CertificateShape.serial(random),
                CertificateShape.time(now.minus(BACK)),
                CertificateShape.time(end),
                CertificateShape.subject(subject.name),
                key);
        try {
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            // The intermediate certifies no other CA.
            certificate.addExtension(
                    Extension.basicConstraints, true, isRoot ? new BasicConstraints(true) : new BasicConstraints(0));
            certificate.addExtension(Extension.subjectKeyIdentifier, false, CertificateShape.keyIdentifier(key));
            if (!isRoot) {
                byte[] identifier =
                        CertificateShape.keyIdentifier(issuer.info()).getKeyIdentifier();
                certificate.addExtension(
                        Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier));
            }
        } catch (CertIOException e) {
            throw new IllegalStateException("an extension cannot be encoded", e);
        }
        return CaSigner.untried(
                        issuer.key.exportPrivateKey(),
                        issuer.key.verificationKey().publicKey())
                .sign(certificate);
    }
}
