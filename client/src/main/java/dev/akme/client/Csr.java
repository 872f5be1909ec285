package dev.akme.client;

import dev.akme.der.DerWriter;
import dev.akme.der.Pem;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certification request (PKCS #10, RFC 2986), by which an order is finalized (RFC 8555 §7.4): the names that the
 * certificate is to have, its key, and the signature of that key.
 *
 * <p>One that is made here has an empty subject unless a common name is asked for, and its names in the extension
 * subjectAltName. That is not critical: RFC 5280 §4.1.2.6 demands it of a certificate with an empty subject, not of the
 * request for one, and CAs decide it themselves.
 *
 * <p>Immutable and safe for use by many threads. Two are equal when they are the same octets. It has no private part of a
 * key.
 */
public final class Csr {

    /** The largest request that is made or read, in octets of DER: a hundred names and an RSA key need a quarter. */
    public static final int MAX_OCTETS = 64 * 1024;

    /** As tools write it (RFC 7468 §7). */
    private static final String LABEL = "CERTIFICATE REQUEST";

    /** RFC 2985 §5.4.2. */
    static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

    static final int ATTRIBUTES = 0xa0;

    private final byte[] der;
    private final Jwk publicKey;
    private final List<Identifier> identifiers;
    private final @Nullable String commonName;
    private final boolean mustStaple;
    private final boolean otherNames;

    private Csr(Builder made, byte[] der, SigningKey key) {
        this.der = der;
        this.publicKey = key.publicKey();
        this.identifiers = List.copyOf(made.identifiers);
        this.commonName = made.commonName;
        this.mustStaple = made.mustStaple;
        this.otherNames = false;
    }

    Csr(CsrReader read, byte[] der) {
        this.der = der;
        this.publicKey = read.publicKey();
        this.identifiers = read.identifiers();
        this.commonName = read.commonName().orElse(null);
        this.mustStaple = read.mustStaple();
        this.otherNames = read.hasOtherNames();
    }

    // ---- making and reading

    /**
     * {@return a new builder}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a request that was made elsewhere, and verifies that its own key signed it.
     *
     * @param derOrPem DER, or text as in {@link #parse}
     * @return the request, octet for octet
     * @throws IllegalArgumentException when it is not exactly one request, is larger than {@link #MAX_OCTETS}, has a weak
     *     key or one of a kind that is not supported, is signed by another or in a way that CAs do not take, or has a
     *     name that is not well formed; the message quotes no name and no key
     */
    public static Csr read(byte[] derOrPem) {
        return CsrReader.read(derOrPem);
    }

    /**
     * Reads a request that was made elsewhere, and verifies that its own key signed it.
     *
     * @param pem text with exactly one block {@code CERTIFICATE REQUEST} or {@code NEW CERTIFICATE REQUEST}; other blocks
     *     and text between the blocks are passed over
     * @return the request, octet for octet
     * @throws IllegalArgumentException as {@link #read}
     */
    public static Csr parse(String pem) {
        return CsrReader.parse(pem);
    }

    // ---- what it says

    /**
     * {@return what {@link dev.akme.messages.Finalize.Builder#csr} wants: the request in DER}
     */
    public byte[] der() {
        return der.clone();
    }

    /**
     * {@return the request in strict PEM (RFC 7468 §7), with a line break at the end}
     */
    public String toPem() {
        return Pem.encode(LABEL, der);
    }

    /**
     * {@return the identifiers that the request asks for, each once, unmodifiable. Of a request that was read, those of the
     * extensions in their order, then the common name when it is a domain name that is not among them; a common name
     * without any dot counts only where there are no other names. Empty when it asks for none, as one for a device may}
     */
    public List<Identifier> identifiers() {
        return identifiers;
    }

    /**
     * {@return whether the request asks for names that no type of identifier stands for, such as URIs; they are not in
     * {@link #identifiers()}, and a CA that goes by the order refuses them. Never so for one that was made here}
     */
    public boolean hasOtherNames() {
        return otherNames;
    }

    /**
     * {@return the common name of the subject, if it has one}
     */
    public Optional<String> commonName() {
        return Optional.ofNullable(commonName);
    }

    /**
     * {@return whether the certificate is to oblige servers to staple an OCSP response (RFC 7633 §4.2.3)}
     */
    public boolean mustStaple() {
        return mustStaple;
    }

    /**
     * {@return the public key that the certificate is to have}
     */
    public Jwk publicKey() {
        return publicKey;
    }

    static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException(
                "the request has more than " + MAX_OCTETS + " octets: ask for fewer names, or for shorter ones");
    }

    /** The domain name that a common name stands for, which may be the only name; empty when it stands for none. */
    static Optional<Identifier> domainName(String commonName, boolean alone) {
        if (commonName.indexOf('.') < 0 && !alone) {
            // The name of a person or a device, more likely.
            return Optional.empty();
        }
        try {
            return Optional.of(Identifier.dns(commonName));
        } catch (MemberException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Csr that && Arrays.equals(that.der, der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    /**
     * {@return how many identifiers it asks for, and the kind of key}
     */
    @Override
    public String toString() {
        return "csr{" + identifiers.size() + " identifiers, " + publicKey.crv().orElse(publicKey.kty()) + "}";
    }

    /** Makes a {@link Csr}. */
    public static final class Builder {

        private final LinkedHashSet<Identifier> identifiers = new LinkedHashSet<>();
        private @Nullable SigningKey key;
        private @Nullable String commonName;
        private boolean mustStaple;

        private Builder() {}

        /**
         * Sets the key that the certificate is to have. Required; another than that of the account (RFC 8555 §11.1).
         *
         * @param key the key, which may be one that never leaves its device
         * @return this builder
         */
        public Builder key(SigningKey key) {
            this.key = key;
            return this;
        }

        /**
         * Sets what the certificate is for: the same as in the order (RFC 8555 §7.4). Required.
         *
         * @param identifiers one or more of the types {@code dns}, {@code ip}, {@code email}, {@code TNAuthList} (one at
         *     most), {@code bundleEID}, {@code permanent-identifier} and {@code hardware-module}; one that is there twice is
         *     asked for once
         * @return this builder
         * @throws MemberException when a value is not one of its type
         */
        public Builder identifiers(Collection<Identifier> identifiers) {
            this.identifiers.clear();
            for (Identifier identifier : identifiers) {
                // Members beside type and value say nothing of the certificate.
                this.identifiers.add(Identifier.of(identifier.type(), identifier.value()));
            }
            return this;
        }

        /**
         * Sets the common name of the subject, which is otherwise empty. Today names are read from subjectAltName only,
         * and CAs issue without it.
         *
         * @param commonName 1 to 64 characters; a domain name must be among the identifiers
         * @return this builder
         */
        public Builder commonName(String commonName) {
            this.commonName = commonName;
            return this;
        }

        /**
         * Asks that the certificate oblige servers to staple an OCSP response (RFC 7633 §4.2.3). By default it does not,
         * and CAs that have given up OCSP refuse it.
         *
         * @param mustStaple whether to ask for it
         * @return this builder
         */
        public Builder mustStaple(boolean mustStaple) {
            this.mustStaple = mustStaple;
            return this;
        }

        /**
         * Makes the request and has the key sign it: ECDSA with the hash that goes with the curve, RSA with SHA-256, or
         * EdDSA.
         *
         * @return the request
         * @throws IllegalStateException when there is no key or no identifier, or the key's provider cannot sign
         * @throws IllegalArgumentException when the type of an identifier has no place in a request, a value cannot be
         *     written, the common name is too long or a domain name that is not among the identifiers, or the request
         *     becomes larger than {@link #MAX_OCTETS}
         * @throws dev.akme.jose.JoseException when the key's provider does not take the key
         */
        public Csr build() {
            SigningKey signer = key;
            if (signer == null) {
                throw new IllegalStateException("there is no key to sign the request: set one");
            }
            if (identifiers.isEmpty()) {
                throw new IllegalStateException("the request asks for no identifier: set at least one");
            }
            if (commonName != null) {
                domainName(commonName, false)
                        .filter(name -> !identifiers.contains(name))
                        .ifPresent(name -> {
                            throw new IllegalArgumentException(
                                    "the common name is a domain name that is not among the identifiers: add it to them"
                                            + " (RFC 8555 §7.4)");
                        });
            }
            byte[] der = SignatureAlgorithm.by(signer).sign(signer, info(signer));
            if (der.length > MAX_OCTETS) {
                throw tooLarge();
            }
            return new Csr(this, der, signer);
        }

        /** What is signed, the CertificationRequestInfo (RFC 2986 §4.1). */
        private byte[] info(SigningKey signer) {
            byte[] extensionRequest = DerWriter.sequence(
                    DerWriter.oid(EXTENSION_REQUEST), DerWriter.setOf(DerWriter.sequence(extensions())));
            return DerWriter.sequence(
                    DerWriter.integer(0),
                    SubjectName.of(commonName),
                    SignatureAlgorithm.publicKey(signer.verificationKey()),
                    DerWriter.value(ATTRIBUTES, extensionRequest));
        }

        private byte[][] extensions() {
            List<Identifier> names = new ArrayList<>();
            List<byte[]> extensions = new ArrayList<>();
            for (Identifier identifier : identifiers) {
                if (!identifier.type().equals(IdentifierType.TN_AUTH_LIST)) {
                    names.add(identifier);
                } else if (extensions.isEmpty()) {
                    extensions.add(Extensions.tnAuthList(identifier));
                } else {
                    throw new IllegalArgumentException(
                            "there is more than one TNAuthList, and a certificate has one: join them (RFC 9448 §3)");
                }
            }
            if (!names.isEmpty()) {
                extensions.add(0, Extensions.subjectAltName(names));
            }
            if (mustStaple) {
                extensions.add(Extensions.mustStaple());
            }
            return extensions.toArray(byte[][]::new);
        }
    }
}
