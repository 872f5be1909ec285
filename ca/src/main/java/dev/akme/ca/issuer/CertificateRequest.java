package dev.akme.ca.issuer;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.VerificationKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The certification request of a client (PKCS #10, RFC 2986), read and checked as a CA must (RFC 8555 §7.4, §11.1).
 *
 * <p>It is refused, always with {@code badCSR}, when it is not exactly one request in DER of at most {@link #MAX_OCTETS},
 * has a key that {@link VerificationKey} refuses or one of RSA with more than 4096 bits, is not signed by that key with SHA-256, SHA-384, SHA-512 or EdDSA, names
 * nothing or something else than domain names and IP addresses, or asks to be a CA. What else it asks for is passed over:
 * the CA decides what certificates are like.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CertificateRequest {

    /** The largest request that is read, in octets: a hundred names and an RSA key need a quarter. */
    public static final int MAX_OCTETS = 64 * 1024;

    /** No CA takes more: it would only slow down everybody who verifies. */
    private static final int MAX_RSA_OCTETS = 4096 / 8;

    /** The names that are given in a problem, so that a long order does not make a long problem. */
    private static final int MAX_NAMES_SHOWN = 10;

    /** How signatures are called by the JDK's classes, and for which keys. */
    private record Algorithm(String name, String keyType) {}

    private static final Map<ASN1ObjectIdentifier, Algorithm> ALGORITHMS = Map.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, new Algorithm("SHA256withRSA", "RSA"),
            PKCSObjectIdentifiers.sha384WithRSAEncryption, new Algorithm("SHA384withRSA", "RSA"),
            PKCSObjectIdentifiers.sha512WithRSAEncryption, new Algorithm("SHA512withRSA", "RSA"),
            X9ObjectIdentifiers.ecdsa_with_SHA256, new Algorithm("SHA256withECDSA", "EC"),
            X9ObjectIdentifiers.ecdsa_with_SHA384, new Algorithm("SHA384withECDSA", "EC"),
            X9ObjectIdentifiers.ecdsa_with_SHA512, new Algorithm("SHA512withECDSA", "EC"),
            EdECObjectIdentifiers.id_Ed25519, new Algorithm("Ed25519", "Ed25519"),
            EdECObjectIdentifiers.id_Ed448, new Algorithm("Ed448", "Ed448"));

    private final VerificationKey key;
    private final Set<Identifier> identifiers;
    private final boolean mustStaple;

    private CertificateRequest(VerificationKey key, RequestedContent content) {
        this.key = key;
        this.identifiers = Collections.unmodifiableSet(new LinkedHashSet<>(content.identifiers()));
        this.mustStaple = content.mustStaple();
    }

    /**
     * Reads a request with the fastest provider.
     *
     * @param der the request, as in {@code csr} of the finalize request
     * @return the request
     * @throws AcmeProblemException with {@code badCSR} when it is refused
     */
    public static CertificateRequest read(byte[] der) {
        return read(der, CryptoProviders.fastest());
    }

    /**
     * Reads a request.
     *
     * @param der the request, as in {@code csr} of the finalize request
     * @param provider the provider that computes with the key
     * @return the request
     * @throws AcmeProblemException with {@code badCSR} when it is refused
     */
    public static CertificateRequest read(byte[] der, Provider provider) {
        if (der.length > MAX_OCTETS) {
            throw Refusals.badCsr("the request has more than " + MAX_OCTETS + " octets: ask for fewer names");
        }
        try {
            ASN1Sequence request = parse(der);
            ASN1Primitive signed = request.getObjectAt(0).toASN1Primitive();
            CertificationRequestInfo info = CertificationRequestInfo.getInstance(signed);
            if (info.getVersion().intValueExact() != 0) {
                throw Refusals.badCsr("the version of the request is not 1, which 0 stands for (RFC 2986 §4.1)");
            }
            Algorithm algorithm = algorithm(AlgorithmIdentifier.getInstance(request.getObjectAt(1)));
            byte[] signature = ASN1BitString.getInstance(request.getObjectAt(2)).getOctets();
            VerificationKey key = key(info, provider);
            checkSignature(algorithm, key, provider, octets(signed), signature);
            return new CertificateRequest(key, RequestedContent.of(info));
        } catch (AcmeProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle has many ways to say that it stumbled, none of which is for the eyes of a client.
            throw notDer();
        }
    }

    private static ASN1Sequence parse(byte[] der) throws IOException {
        ASN1Primitive parsed = ASN1Primitive.fromByteArray(der);
        if (!(parsed instanceof ASN1Sequence request) || request.size() != 3 || !Arrays.equals(octets(request), der)) {
            throw notDer();
        }
        return request;
    }

    /** What was signed must be the octets that came: written again, nothing but definite and shortest lengths stay. */
    private static byte[] octets(ASN1Primitive parsed) throws IOException {
        return parsed.getEncoded(ASN1Encoding.DL);
    }

    private static AcmeProblemException notDer() {
        return Refusals.badCsr("the request is not exactly one PKCS #10 certification request in DER (RFC 2986 §4)");
    }

    private static Algorithm algorithm(AlgorithmIdentifier identifier) {
        Algorithm algorithm = ALGORITHMS.get(identifier.getAlgorithm());
        if (algorithm == null) {
            throw Refusals.badCsr("the request is signed with an algorithm that is not accepted: sign it with SHA-256,"
                    + " SHA-384 or SHA-512 and RSA (PKCS #1) or ECDSA, or with EdDSA");
        }
        ASN1Encodable parameters = identifier.getParameters();
        boolean fits = parameters == null || (algorithm.keyType.equals("RSA") && DERNull.INSTANCE.equals(parameters));
        if (!fits) {
            throw Refusals.badCsr("the signature algorithm of the request has parameters that it must not have");
        }
        return algorithm;
    }

    private static VerificationKey key(CertificationRequestInfo info, Provider provider) throws IOException {
        String pem = pem(info.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER));
        VerificationKey key;
        try {
            key = VerificationKey.of(Jwk.parsePem(pem), provider);
        } catch (JoseException e) {
            throw Refusals.badCsr("the key of the request is refused: " + e.getMessage());
        }
        if (key.jwk().n().filter(n -> n.length > MAX_RSA_OCTETS).isPresent()) {
            throw Refusals.badCsr("the RSA key of the request has more than 4096 bits: use 2048 to 4096, or P-256");
        }
        if (!key.toPem().equals(pem)) {
            throw Refusals.badCsr("the key of the request is not in its ordinary form: write EC points without"
                    + " compression, and RSA keys with the parameter NULL (RFC 5480 §2, RFC 3279 §2.3.1)");
        }
        return key;
    }

    private static String pem(byte[] spki) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(spki);
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }

    private static void checkSignature(
            Algorithm algorithm, VerificationKey key, Provider provider, byte[] signed, byte[] signature) {
        if (!algorithm.keyType.equals(
                key.jwk().crv().filter(c -> c.startsWith("Ed")).orElse(key.jwk().kty()))) {
            throw Refusals.badCsr("the signature algorithm of the request is not one for its key");
        }
        boolean valid;
        try {
            Signature verifier = Signature.getInstance(algorithm.name, provider);
            verifier.initVerify(key.publicKey());
            verifier.update(signed);
            valid = verifier.verify(signature);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Octets that were made for providers to stumble over are no signature either.
            valid = false;
        }
        if (!valid) {
            throw Refusals.badCsr("the request is not signed by its own key");
        }
    }

    /**
     * {@return what the certificate is to be for, at least one identifier: the common name first, if there is one, then the
     * alternative names in their order; each once, dns names in lower case. Unmodifiable}
     */
    public Set<Identifier> identifiers() {
        return identifiers;
    }

    /**
     * {@return the key that the certificate is to have, as an object of the provider}
     */
    public PublicKey publicKey() {
        return key.publicKey();
    }

    /**
     * {@return the key that the certificate is to have, to compare it with the keys of accounts}
     */
    public VerificationKey verificationKey() {
        return key;
    }

    /**
     * {@return whether the certificate is to oblige servers to staple an OCSP response (RFC 7633 §4.2.3)}
     */
    public boolean mustStaple() {
        return mustStaple;
    }

    /**
     * Tells whether the request is for exactly the identifiers of an order (RFC 8555 §7.4).
     *
     * @param orderIdentifiers the identifiers of the order, in any order
     * @return whether both are the same set
     */
    public boolean matches(Collection<Identifier> orderIdentifiers) {
        return identifiers.equals(bare(orderIdentifiers));
    }

    /**
     * Sees to it that the request is for exactly the identifiers of an order.
     *
     * @param orderIdentifiers the identifiers of the order, in any order
     * @throws AcmeProblemException with {@code badCSR}, which says what is missing and what there is too much
     */
    public void requireMatch(Collection<Identifier> orderIdentifiers) {
        if (!matches(orderIdentifiers)) {
            Set<Identifier> ordered = bare(orderIdentifiers);
            throw Refusals.badCsr("the request is not for the identifiers of the order: "
                    + join(
                            difference("missing", ordered, identifiers),
                            difference("not ordered", identifiers, ordered)));
        }
    }

    private static String join(Optional<String> one, Optional<String> other) {
        return one.isPresent() && other.isPresent()
                ? one.get() + "; " + other.get()
                : one.or(() -> other).orElse("");
    }

    private static Optional<String> difference(String word, Set<Identifier> all, Set<Identifier> without) {
        Set<Identifier> rest = new LinkedHashSet<>(all);
        rest.removeAll(without);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        String shown =
                rest.stream().limit(MAX_NAMES_SHOWN).map(Identifier::value).collect(Collectors.joining(", "));
        int more = rest.size() - MAX_NAMES_SHOWN;
        return Optional.of(word + " " + shown + (more > 0 ? " and " + more + " more" : ""));
    }

    /** Members beside type and value say nothing of the certificate. */
    private static Set<Identifier> bare(Collection<Identifier> identifiers) {
        Set<Identifier> bare = new LinkedHashSet<>();
        identifiers.forEach(i -> bare.add(Identifier.of(i.type(), i.value())));
        return bare;
    }

    /**
     * {@return the kind of key and how many identifiers there are}
     */
    @Override
    public String toString() {
        return "certificateRequest{" + identifiers.size() + " identifiers, "
                + key.jwk().crv().orElse(key.jwk().kty()) + "}";
    }
}
