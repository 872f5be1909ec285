package dev.akme.ca.issuer;

import dev.akme.jose.KeyType;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;

/**
 * The keys and certificates of a CA: an intermediate key that signs what is issued, and one certificate of that key by each
 * of the roots. With the second root there is an alternate chain (RFC 8555 §7.4.2).
 *
 * <p>Only the intermediate key is needed to run a CA. Immutable and safe for use by many threads.
 */
public final class Authority {

    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    private final List<X509Certificate> roots;
    private final List<List<X509Certificate>> chains;
    private final CaSigner signer;
    private final List<PrivateKey> rootKeys;
    private final X500Name name;
    private final byte[] keyIdentifier;
    private final Extension authorityKeyIdentifier;
    private final Instant notBefore;
    private final Instant notAfter;

    private Authority(
            List<X509Certificate> roots,
            List<List<X509Certificate>> chains,
            CaSigner signer,
            List<PrivateKey> rootKeys) {
        this.roots = List.copyOf(roots);
        this.chains = chains.stream().map(List::copyOf).toList();
        this.signer = signer;
        this.rootKeys = List.copyOf(rootKeys);
        List<X509Certificate> all = chains.stream().flatMap(List::stream).toList();
        this.name = CertificateShape.subject(intermediate());
        this.keyIdentifier = CertificateShape.keyIdentifier(intermediate()).getKeyIdentifier();
        this.notBefore = all.stream()
                .map(c -> c.getNotBefore().toInstant())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        this.notAfter = all.stream()
                .map(c -> c.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        this.authorityKeyIdentifier = CertificateShape.extension(
                Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(keyIdentifier));
    }

    /**
     * Makes an authority of certificates and a key that are there already.
     *
     * @param roots the roots, that of the default chain first
     * @param intermediates the certificates of the intermediate key: the first by the first root, the second by the second,
     *     and so on
     * @param key the private key of the intermediate certificates; may be one that never leaves its device, of a provider
     *     that is installed in the JVM
     * @return the authority
     * @throws IllegalArgumentException when they do not belong together, or may not certify; dates are not looked at
     */
    public static Authority of(List<X509Certificate> roots, List<X509Certificate> intermediates, PrivateKey key) {
        return ofChains(roots, intermediates.stream().map(List::of).toList(), key);
    }

    /**
     * Makes an authority of longer chains and a key that are there already.
     *
     * @param roots the roots, that of the default chain first
     * @param chains for each root the certificates below it: first that of the intermediate key, each issued by the next, and
     *     the last by the root
     * @param key the private key of the first certificate of each chain
     * @return the authority
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Authority ofChains(List<X509Certificate> roots, List<List<X509Certificate>> chains, PrivateKey key) {
        if (roots.isEmpty() || roots.size() != chains.size() || chains.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    "an authority has as many intermediate certificates as roots, and one root at least");
        }
        X509Certificate first = chains.get(0).get(0);
        for (int i = 0; i < roots.size(); i++) {
            List<X509Certificate> chain = chains.get(i);
            X509Certificate intermediate = chain.get(0);
            if (!intermediate.getPublicKey().equals(first.getPublicKey())
                    || !intermediate.getSubjectX500Principal().equals(first.getSubjectX500Principal())) {
                throw new IllegalArgumentException(
                        "the intermediate certificates are not all of the same key and name");
            }
            requireCa(roots.get(i), "root " + (i + 1));
            for (int j = 0; j < chain.size(); j++) {
                String what = "intermediate certificate " + (i + 1) + (j == 0 ? "" : ", " + j + " above it,");
                requireCa(chain.get(j), what);
                boolean last = j + 1 == chain.size();
                requireIssued(
                        chain.get(j), last ? roots.get(i) : chain.get(j + 1), what, last ? "its root" : "the next");
            }
        }
        return new Authority(roots, chains, CaSigner.of(key, first.getPublicKey()), List.of());
    }

    /** The same, which knows the keys of its roots too. */
    Authority withRootKeys(List<PrivateKey> keys) {
        return new Authority(roots, chains, signer, keys);
    }

    private static void requireCa(X509Certificate certificate, String what) {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() < 0 || (usage != null && !(usage[KEY_CERT_SIGN] && usage[CRL_SIGN]))) {
            throw new IllegalArgumentException(what + " is not for a CA: it lacks cA, keyCertSign or cRLSign");
        }
    }

    private static void requireIssued(X509Certificate certificate, X509Certificate issuer, String what, String by) {
        try {
            certificate.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(what + " was not issued by " + by, e);
        }
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new IllegalArgumentException(what + " has another issuer than the name of " + by);
        }
    }

    /**
     * {@return a new builder, of authorities with keys of their own}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the roots that clients may trust, that of the default chain first}
     */
    public List<X509Certificate> roots() {
        return roots;
    }

    /**
     * {@return the certificates of the intermediate key, one by each of the roots, in the order of {@link #roots()}}
     */
    public List<X509Certificate> intermediates() {
        return chains.stream().map(chain -> chain.get(0)).toList();
    }

    /**
     * {@return what stands between a certificate and each of the roots: first the certificate of the intermediate key, then
     * those above it}
     */
    public List<List<X509Certificate>> chains() {
        return chains;
    }

    /**
     * {@return the certificate of the intermediate key in the default chain}
     */
    public X509Certificate intermediate() {
        return chains.get(0).get(0);
    }

    /**
     * {@return the key identifier of the intermediate, by which its certificates name it (RFC 5280 §4.2.1.1), in lower-case
     * hexadecimal}
     */
    public String keyIdentifier() {
        return HexFormat.of().formatHex(keyIdentifier);
    }

    /**
     * Makes an authority with the same roots and a new intermediate, of the same kind of key.
     *
     * @param now what the time is
     * @param random where keys and serial numbers come from
     * @return the authority
     * @throws IllegalStateException when the keys of the roots are not known here
     */
    public Authority withNewIntermediate(Instant now, SecureRandom random) {
        if (rootKeys.isEmpty()) {
            throw new IllegalStateException("the keys of the roots are not known here");
        }
        return NewAuthority.below(this, rootKeys, now, random).authority();
    }

    // ---- for testers, who may want to sign things themselves

    /**
     * {@return the private keys of the roots, in their order; empty when they are not known here, as with an authority that is
     * kept in files or was brought along}
     */
    public List<PrivateKey> rootKeys() {
        return rootKeys;
    }

    /**
     * {@return the private key of the intermediate certificates; empty when the keys of the roots are not known either}
     */
    public Optional<PrivateKey> intermediateKey() {
        return rootKeys.isEmpty() ? Optional.empty() : Optional.of(signer.key());
    }

    /**
     * Writes a private key as testers want it.
     *
     * @param key a key that can leave its provider
     * @return its PEM: PKCS #1 for RSA, as OpenSSL and Go had it for long, otherwise PKCS #8
     */
    public static String pem(PrivateKey key) {
        return AuthorityFiles.traditionalPem(key);
    }

    // ---- for certificates and revocation lists

    X500Name name() {
        return name;
    }

    CaSigner signer() {
        return signer;
    }

    Extension authorityKeyIdentifier() {
        return authorityKeyIdentifier;
    }

    /** From when on all intermediate certificates are valid. */
    Instant notBefore() {
        return notBefore;
    }

    /** Until when all of them are. */
    Instant notAfter() {
        return notAfter;
    }

    /** Makes authorities with keys of their own: roots for 20 years, an intermediate for 10. */
    public static final class Builder {

        /** The name of sub-folders with what is being made at this moment. */
        public static final String UNFINISHED = AuthorityFolder.NEW;

        private Clock clock = Clock.systemUTC();
        private SecureRandom random = new SecureRandom();
        private KeyType keyType = KeyType.P256;
        private String name = "Akme";
        private int alternates = 1;
        private int length = 1;

        private Builder() {}

        /**
         * Sets what the time is; that of the system by default.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Sets where keys and serial numbers come from; the JVM's default source by default.
         *
         * @param random the source; a provider may prefer its own
         * @return this builder
         */
        public Builder random(SecureRandom random) {
            this.random = random;
            return this;
        }

        /**
         * Sets the kind of the keys that are made; {@link KeyType#P256} by default, by far the fastest to sign with. Keys
         * that are there already stay.
         *
         * @param keyType the kind, EC or RSA; with {@link KeyType#RSA4096} making the three keys takes seconds
         * @return this builder
         * @throws IllegalArgumentException when it is another kind, which hardly any client takes
         */
        public Builder keyType(KeyType keyType) {
            if (!keyType.kty().equals("EC") && !keyType.kty().equals("RSA")) {
                throw new IllegalArgumentException("the keys of an authority are EC or RSA, not " + keyType);
            }
            this.keyType = keyType;
            return this;
        }

        /**
         * Sets with what the names of the certificates that are made begin; {@code Akme} by default, for such as
         * {@code Akme Root 3fa2c1}.
         *
         * @param name the name, of 1 to 40 characters
         * @return this builder
         * @throws IllegalArgumentException when it is shorter or longer
         */
        public Builder name(String name) {
            if (name.isBlank() || name.length() > 40) {
                throw new IllegalArgumentException("the name of an authority has 1 to 40 characters");
            }
            this.name = name;
            return this;
        }

        /**
         * Sets how many alternate roots there are beside the first, and how many certificates stand between each root and
         * what is issued. Both are for {@link #create} alone: an authority in a folder has one of each.
         *
         * @param alternateRoots 0 to 20; 1 by default
         * @param length 1 to 10; 1 by default
         * @return this builder
         * @throws IllegalArgumentException when a number is less or more
         */
        public Builder chains(int alternateRoots, int length) {
            if (alternateRoots < 0 || alternateRoots > 20) {
                throw new IllegalArgumentException("there can be 0 to 20 alternate roots, not " + alternateRoots);
            }
            if (length < 1 || length > 10) {
                throw new IllegalArgumentException("a chain can have 1 to 10 intermediates, not " + length);
            }
            this.alternates = alternateRoots;
            this.length = length;
            return this;
        }

        /**
         * Makes an authority that is gone with the process.
         *
         * @return the authority
         */
        public Authority create() {
            return make(alternates, length).authority();
        }

        /**
         * Opens the authority in a folder; makes it there when the folder is empty or not there.
         *
         * <p>The files are {@code root.pem}, {@code alternate-root.pem}, {@code intermediate.pem},
         * {@code alternate-intermediate.pem} (the same key, certified by the alternate root) and the keys as PKCS #8,
         * {@code root-key.pem}, {@code alternate-root-key.pem}, {@code intermediate-key.pem}. The owner alone may read them.
         * The keys of the roots are not needed afterwards, and may be taken away to a safe place. An authority is there as a
         * whole or not at all, whenever the machine stops; keys are never replaced.
         *
         * @param folder the folder, which other files may lie in too
         * @return the authority
         * @throws IOException when a file is missing or not as it must be, does not belong to the others, a certificate has
         *     expired, another process makes an authority there at this moment, or the folder cannot be used; the message
         *     says which, and what to do
         */
        public Authority open(Path folder) throws IOException {
            List<Authority> all = openAll(folder);
            return all.get(all.size() - 1);
        }

        /**
         * Opens the authority in a folder with all its intermediates, as {@link #open} does.
         *
         * <p>Those that came after the first are in the folders {@code intermediates/2}, {@code intermediates/3} and so on, as
         * {@code intermediate.pem}, {@code alternate-intermediate.pem} and {@code intermediate-key.pem}.
         *
         * @param folder the folder, which other files may lie in too
         * @return one for each intermediate, the first first; the last is that which issues. Those before it that have expired
         *     are left out
         * @throws IOException as {@link #open}
         */
        public List<Authority> openAll(Path folder) throws IOException {
            try {
                return AuthorityFiles.readAll(
                        AuthorityFolder.open(folder, () -> make(1, 1).files()), clock.instant());
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "the authority in " + folder + " cannot be used: " + e.getMessage()
                                + "; bring the files back from a copy, or begin anew in another folder",
                        e);
            }
        }

        /**
         * Makes a new intermediate of the authority in a folder, of the same kind of key as the last. It is there as a whole
         * or not at all, whenever the machine stops.
         *
         * @param folder the folder, with an authority
         * @param rootKeys the folder with {@code root-key.pem} and {@code alternate-root-key.pem}, which may be another
         * @return the authority with that intermediate
         * @throws IOException as {@link #open}, or when a key of a root is missing or not as it must be
         */
        public Authority addIntermediate(Path folder, Path rootKeys) throws IOException {
            try {
                return AuthorityFiles.read(
                        AuthorityFolder.add(
                                folder, present -> AuthorityFiles.rotated(present, rootKeys, clock.instant(), random)),
                        clock.instant());
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "the authority in " + folder + " cannot have a new intermediate: " + e.getMessage(), e);
            }
        }

        /**
         * Tells whether there is an authority in a folder.
         *
         * @param folder the folder
         * @return whether one can be opened there, or has been made there
         */
        public static boolean isIn(Path folder) {
            return AuthorityFolder.isIn(folder);
        }

        private NewAuthority make(int alternateRoots, int chainLength) {
            return NewAuthority.make(keyType, name, clock.instant(), random, alternateRoots, chainLength);
        }
    }
}
