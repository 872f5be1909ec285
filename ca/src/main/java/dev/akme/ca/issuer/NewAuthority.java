package dev.akme.ca.issuer;

import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** Makes the keys and certificates of an authority, and the files that it is kept in. */
final class NewAuthority {

    private static final int ROOT_YEARS = 20;
    private static final int INTERMEDIATE_YEARS = 10;

    private static final Pattern OWN_NAME = Pattern.compile("CN=([^,+=]{1,40}) Intermediate [0-9a-f]{6}");

    /** For clients whose clock is behind, and for certificates that are dated back a little. */
    private static final Duration BACK = Duration.ofHours(1);

    private final KeyType keyType;
    private final String name;
    private final Instant now;
    private final SecureRandom random;
    private final List<PrivateKey> rootKeys = new ArrayList<>();
    private final List<X509Certificate> roots = new ArrayList<>();
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
            Ca root = made.ca(i == 0 ? " Root " : " Alternate Root ");
            made.addChain(made.certificate(root, root, made.after(ROOT_YEARS), OptionalInt.empty()), root, length);
        }
        return made;
    }

    /** With the roots of another, and chains as long; its names begin as that of the other intermediate does. */
    static NewAuthority below(Authority other, List<PrivateKey> rootKeys, Instant now, SecureRandom random) {
        Matcher own = OWN_NAME.matcher(other.name().toString());
        NewAuthority made = new NewAuthority(
                kind(other.intermediate().getPublicKey()), own.matches() ? own.group(1) : "Akme", now, random);
        for (int i = 0; i < rootKeys.size(); i++) {
            X509Certificate root = other.roots().get(i);
            made.addChain(
                    root,
                    new Ca(
                            CertificateShape.subject(root),
                            rootKeys.get(i),
                            root.getPublicKey(),
                            CertificateShape.keyIdentifier(root)),
                    other.chains().get(i).size());
        }
        return made;
    }

    private static KeyType kind(PublicKey key) {
        if (key instanceof RSAKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits <= 2048 ? KeyType.RSA2048 : bits <= 3072 ? KeyType.RSA3072 : KeyType.RSA4096;
        }
        int bits = ((ECKey) key).getParams().getOrder().bitLength();
        return bits <= 256 ? KeyType.P256 : bits <= 384 ? KeyType.P384 : KeyType.P521;
    }

    private void addChain(X509Certificate certificate, Ca root, int length) {
        rootKeys.add(root.key);
        roots.add(certificate);
        Instant end = after(INTERMEDIATE_YEARS);
        Instant last = certificate.getNotAfter().toInstant();
        List<X509Certificate> chain = new ArrayList<>();
        Ca issuer = root;
        for (int below = length - 1; below >= 0; below--) {
            Ca subject = below == 0 ? intermediate : ca(" Intermediate ");
            chain.add(0, certificate(subject, issuer, end.isBefore(last) ? end : last, OptionalInt.of(below)));
            issuer = subject;
        }
        chains.add(chain);
    }

    private Instant after(int years) {
        return now.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    private record Ca(X500Name name, PrivateKey key, PublicKey publicKey, SubjectKeyIdentifier identifier) {}

    private Ca ca(String kind) {
        byte[] three = new byte[3];
        random.nextBytes(three);
        SigningKey key = SigningKey.generate(keyType, null, random);
        PublicKey publicKey = key.verificationKey().publicKey();
        return new Ca(
                CertificateShape.subject(name + kind + HexFormat.of().formatHex(three)),
                key.exportPrivateKey(),
                publicKey,
                CertificateShape.keyIdentifier(SubjectPublicKeyInfo.getInstance(publicKey.getEncoded())));
    }

    Authority authority() {
        return Authority.ofChains(roots, chains, intermediate.key).withRootKeys(rootKeys);
    }

    /** Those of an authority with one alternate root. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(AuthorityFiles.ROOT, AuthorityFiles.pem(roots.get(0)));
        files.put(AuthorityFiles.ALTERNATE_ROOT, AuthorityFiles.pem(roots.get(1)));
        files.put(AuthorityFiles.ROOT_KEY, AuthorityFiles.pem(rootKeys.get(0)));
        files.put(AuthorityFiles.ALTERNATE_ROOT_KEY, AuthorityFiles.pem(rootKeys.get(1)));
        files.putAll(intermediateFiles());
        return files;
    }

    /** Those of its intermediate alone. */
    Map<String, String> intermediateFiles() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(AuthorityFiles.INTERMEDIATE, AuthorityFiles.pem(chains.get(0).get(0)));
        files.put(
                AuthorityFiles.ALTERNATE_INTERMEDIATE,
                AuthorityFiles.pem(chains.get(1).get(0)));
        files.put(AuthorityFiles.INTERMEDIATE_KEY, AuthorityFiles.pem(intermediate.key));
        return files;
    }

    /** Of a root when it is not said how many CAs there may be below. */
    private X509Certificate certificate(Ca subject, Ca issuer, Instant end, OptionalInt certifiesBelow) {
        X509v3CertificateBuilder certificate = new X509v3CertificateBuilder(
                issuer.name,
                CertificateShape.serial(random),
                CertificateShape.time(now.minus(BACK)),
                CertificateShape.time(end),
                subject.name,
                SubjectPublicKeyInfo.getInstance(subject.publicKey.getEncoded()));
        try {
            certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            // The intermediate that issues certifies no other CA.
            certificate.addExtension(
                    Extension.basicConstraints,
                    true,
                    certifiesBelow.isPresent()
                            ? new BasicConstraints(certifiesBelow.getAsInt())
                            : new BasicConstraints(true));
            certificate.addExtension(Extension.subjectKeyIdentifier, false, subject.identifier);
            if (certifiesBelow.isPresent()) {
                certificate.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(issuer.identifier.getKeyIdentifier()));
            }
        } catch (CertIOException e) {
            throw new IllegalStateException("an extension cannot be encoded", e);
        }
        return CaSigner.untried(issuer.key, issuer.publicKey).sign(certificate);
    }
}
