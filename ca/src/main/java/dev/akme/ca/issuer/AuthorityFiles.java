package dev.akme.ca.issuer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/** What stands in the files of an authority. Throws {@link IllegalArgumentException}, which quotes nothing of them. */
final class AuthorityFiles {

    static final String ROOT = "root.pem";
    static final String ROOT_KEY = "root-key.pem";
    static final String ALTERNATE_ROOT = "alternate-root.pem";
    static final String ALTERNATE_ROOT_KEY = "alternate-root-key.pem";
    static final String INTERMEDIATE = "intermediate.pem";
    static final String INTERMEDIATE_KEY = "intermediate-key.pem";
    static final String ALTERNATE_INTERMEDIATE = "alternate-intermediate.pem";

    /** What there is for each intermediate. */
    static final List<String> OF_INTERMEDIATE = List.of(INTERMEDIATE, ALTERNATE_INTERMEDIATE, INTERMEDIATE_KEY);

    /** Without which there is no authority. */
    static final List<String> REQUIRED =
            List.of(ROOT, ALTERNATE_ROOT, INTERMEDIATE, ALTERNATE_INTERMEDIATE, INTERMEDIATE_KEY);

    /** What may be kept in another place once it is made. */
    static final List<String> OPTIONAL = List.of(ROOT_KEY, ALTERNATE_ROOT_KEY);

    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private AuthorityFiles() {}

    static String pem(X509Certificate certificate) {
        try {
            return pem(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate cannot be encoded", e);
        }
    }

    static String pem(PrivateKey key) {
        byte[] pkcs8 = key.getEncoded();
        try {
            return pem(PRIVATE_KEY, pkcs8);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    static String traditionalPem(PrivateKey key) {
        if (!key.getAlgorithm().equals("RSA")) {
            return pem(key);
        }
        try {
            return pem(
                    "RSA PRIVATE KEY",
                    PrivateKeyInfo.getInstance(key.getEncoded())
                            .parsePrivateKey()
                            .toASN1Primitive()
                            .getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException("a private key cannot be encoded");
        }
    }

    private static String pem(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    /** Puts the files together; all that are required must be there. */
    static Authority read(Map<String, String> files, Instant now) {
        X509Certificate intermediate = certificate(files, INTERMEDIATE, now);
        PrivateKey key =
                key(files, INTERMEDIATE_KEY, intermediate.getPublicKey().getAlgorithm());
        return Authority.of(
                List.of(certificate(files, ROOT, now), certificate(files, ALTERNATE_ROOT, now)),
                List.of(intermediate, certificate(files, ALTERNATE_INTERMEDIATE, now)),
                key);
    }

    /** The last must be of use; those before it are left out once they have expired. */
    static List<Authority> readAll(List<Map<String, String>> intermediates, Instant now) {
        List<Authority> all = new ArrayList<>();
        for (Map<String, String> files : intermediates.subList(0, intermediates.size() - 1)) {
            boolean over = Stream.of(INTERMEDIATE, ALTERNATE_INTERMEDIATE)
                    .anyMatch(file -> isOver(certificate(files, file), now));
            if (!over) {
                all.add(read(files, now));
            }
        }
        all.add(read(intermediates.get(intermediates.size() - 1), now));
        return List.copyOf(all);
    }

    /** The files of another intermediate below the same roots, whose keys are in a folder. */
    static Map<String, String> rotated(Map<String, String> present, Path rootKeys, Instant now, SecureRandom random) {
        // Whoever comes late finds the last intermediate expired: it is replaced nevertheless.
        Authority last = read(present, Instant.EPOCH);
        for (String root : List.of(ROOT, ALTERNATE_ROOT)) {
            X509Certificate unused = certificate(present, root, now);
        }
        Map<String, String> keys = new HashMap<>();
        for (String file : OPTIONAL) {
            try {
                keys.put(file, Files.readString(rootKeys.resolve(file), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        file + " cannot be read in " + rootKeys
                                + ": a new intermediate is certified by both roots, so bring their keys back for it",
                        e);
            }
        }
        List<PrivateKey> ofRoots = new ArrayList<>();
        for (int i = 0; i < OPTIONAL.size(); i++) {
            PublicKey root = last.roots().get(i).getPublicKey();
            PrivateKey key = key(keys, OPTIONAL.get(i), root.getAlgorithm());
            try {
                ofRoots.add(CaSigner.of(key, root).key());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(OPTIONAL.get(i) + ": " + e.getMessage(), e);
            }
        }
        return NewAuthority.below(last, ofRoots, now, random).intermediateFiles();
    }

    private static boolean isOver(X509Certificate certificate, Instant now) {
        return certificate.getNotAfter().toInstant().isBefore(now);
    }

    private static X509Certificate certificate(Map<String, String> files, String file, Instant now) {
        X509Certificate certificate = certificate(files, file);
        if (isOver(certificate, now)) {
            throw new IllegalArgumentException(
                    file + " has expired on " + certificate.getNotAfter().toInstant());
        }
        return certificate;
    }

    private static X509Certificate certificate(Map<String, String> files, String file) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(content(files, file, CERTIFICATE)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException(file + " is not an X.509 certificate");
        }
    }

    private static PrivateKey key(Map<String, String> files, String file, String algorithm) {
        byte[] pkcs8 = content(files, file, PRIVATE_KEY);
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Without the cause, which may quote the key.
            throw new IllegalArgumentException(file + " is not a private key of the kind " + algorithm + " in PKCS #8");
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static byte[] content(Map<String, String> files, String file, String label) {
        String text = files.getOrDefault(file, "");
        try (PemReader reader = new PemReader(new StringReader(text))) {
            @Nullable PemObject found = reader.readPemObject();
            if (found != null && found.getType().equals(label)) {
                return found.getContent();
            }
        } catch (IOException | RuntimeException e) {
            // Said below, without the cause.
        }
        throw new IllegalArgumentException(file + " has no " + label + " in PEM");
    }
}
