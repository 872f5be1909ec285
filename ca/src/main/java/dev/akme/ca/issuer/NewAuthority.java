package dev.akme.ca.issuer;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Makes the keys and certificates of an authority, and the files that it is kept in. */
final class NewAuthority {

    private static final int ROOT_YEARS = 20;
    private static final int INTERMEDIATE_YEARS = 10;

    /** For clients whose clock is behind, and for certificates that are dated back a little. */
    private static final Duration BACK = Duration.ofHours(1);

    private final KeyType keyType;
    private final String name;
    private final Instant now;
    private final SecureRandom random;
    private final List<Ca> roots = new ArrayList<>();
    private final List<X509Certificate> rootCertificates = new ArrayList<>();
    private final List<List<X509Certificate>> chains = new ArrayList<>();
    private final Ca intermediate;

    private NewAuthority(KeyType keyType, String name, Instant now, SecureRandom random) {
        this.keyType = keyType;
        this.name = name;
        this.now = now;
        this.random = random;
        this.intermediate = ca(" Intermediate ");
    }

    /** With as many roots beside the first, and chains of that many intermediates. */
    static NewAuthority make(
            KeyType keyType, String name, Instant now, SecureRandom random, int alternateRoots, int length) {
        NewAuthority made = new NewAuthority(keyType, name, now, random);
        for (int i = 0; i <= alternateRoots; i++) {
            made.addChain(i == 0 ? " Root " : " Alternate Root ", length);
        }
        return made;
    }

    private void addChain(String kind, int length) {
        Ca root = ca(kind);
        roots.add(root);
        rootCertificates.add(certificate(root, root, OptionalInt.empty()));
        List<X509Certificate> chain = new ArrayList<>();
        Ca issuer = root;
        for (int below = length - 1; below >= 0; below--) {
            Ca subject = below == 0 ? intermediate : ca(" Intermediate ");
            chain.add(0, certificate(subject, issuer, OptionalInt.of(below)));
            issuer = subject;
        }
        chains.add(chain);
    }

    private record Ca(String name, SigningKey key) {

        SubjectPublicKeyInfo info() {
            return SubjectPublicKeyInfo.getInstance(
                    key.verificationKey().publicKey().getEncoded());
        }
    }

    Authority authority() {
        return Authority.ofChains(rootCertificates, chains, intermediate.key.exportPrivateKey())
                .withRootKeys(
                        roots.stream().map(root -> root.key.exportPrivateKey()).toList());
    }

    /** Those of an authority with one alternate root. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(AuthorityFiles.ROOT, AuthorityFiles.pem(rootCertificates.get(0)));
        files.put(AuthorityFiles.ALTERNATE_ROOT, AuthorityFiles.pem(rootCertificates.get(1)));
        files.put(AuthorityFiles.INTERMEDIATE, AuthorityFiles.pem(chains.get(0).get(0)));
        files.put(
                AuthorityFiles.ALTERNATE_INTERMEDIATE,
                AuthorityFiles.pem(chains.get(1).get(0)));
        files.put(AuthorityFiles.ROOT_KEY, AuthorityFiles.pem(roots.get(0).key.exportPrivateKey()));
        files.put(
                AuthorityFiles.ALTERNATE_ROOT_KEY,
                AuthorityFiles.pem(roots.get(1).key.exportPrivateKey()));
        files.put(AuthorityFiles.INTERMEDIATE_KEY, AuthorityFiles.pem(intermediate.key.exportPrivateKey()));
        return files;
    }

    private Ca ca(String kind) {
        byte[] three = new byte[3];
        random.nextBytes(three);
        SigningKey key = SigningKey.generate(keyType, null, random);
        return new Ca(name + kind + HexFormat.of().formatHex(three), key);
    }

    private X509Certificate certificate(Ca subject, Ca issuer, OptionalInt certifiesBelow) {
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
            // The intermediate that issues certifies no other CA.
            certificate.addExtension(
                    Extension.basicConstraints,
                    true,
                    certifiesBelow.isPresent()
                            ? new BasicConstraints(certifiesBelow.getAsInt())
                            : new BasicConstraints(true));
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
