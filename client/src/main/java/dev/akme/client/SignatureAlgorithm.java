package dev.akme.client;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import dev.akme.der.Pem;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.jose.VerificationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;

/** What requests and certificates are signed with, and how (RFC 2986 §4.2, RFC 5280 §4.1.1.2). */
enum SignatureAlgorithm {
    ECDSA_SHA256("1.2.840.10045.4.3.2", "SHA256withECDSA", "EC"),
    ECDSA_SHA384("1.2.840.10045.4.3.3", "SHA384withECDSA", "EC"),
    ECDSA_SHA512("1.2.840.10045.4.3.4", "SHA512withECDSA", "EC"),
    RSA_SHA256("1.2.840.113549.1.1.11", "SHA256withRSA", "RSA"),
    RSA_SHA384("1.2.840.113549.1.1.12", "SHA384withRSA", "RSA"),
    RSA_SHA512("1.2.840.113549.1.1.13", "SHA512withRSA", "RSA"),
    ED25519("1.3.101.112", "Ed25519", "Ed25519"),
    ED448("1.3.101.113", "Ed448", "Ed448");

    private final String oid;
    private final String jcaName;
    private final String kind;

    SignatureAlgorithm(String oid, String jcaName, String kind) {
        this.oid = oid;
        this.jcaName = jcaName;
        this.kind = kind;
    }

    /** The one that goes with the algorithm by which the key signs anyway. */
    static SignatureAlgorithm by(SigningKey key) {
        return switch (key.algorithm().value()) {
            case "ES256" -> ECDSA_SHA256;
            case "ES384" -> ECDSA_SHA384;
            case "ES512" -> ECDSA_SHA512;
            case "RS256" -> RSA_SHA256;
            default -> kind(key.publicKey()).equals("Ed448") ? ED448 : ED25519;
        };
    }

    private static String kind(Jwk key) {
        return key.kty().equals("OKP") ? key.crv().orElse("") : key.kty();
    }

    // ---- writing

    /** The public key as a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), in the one form that all CAs read. */
    static byte[] publicKey(VerificationKey key) {
        // Not from the JDK's class: with some providers that writes curves out, or compresses points.
        return Pem.blocks(key.toPem()).get(0).der();
    }

    /** The AlgorithmIdentifier: with NULL for RSA, without parameters else (RFC 4055 §5, RFC 5758 §3.2, RFC 8410 §3). */
    byte[] algorithm() {
        return kind.equals("RSA")
                ? DerWriter.sequence(DerWriter.oid(oid), DerWriter.nothing())
                : DerWriter.sequence(DerWriter.oid(oid));
    }

    /** What is signed, the algorithm, the signature. */
    byte[] sign(SigningKey key, byte[] body) {
        byte[] signature = key.sign(key.algorithm(), body);
        return DerWriter.sequence(
                body,
                algorithm(),
                DerWriter.bitString(kind.equals("EC") ? DerWriter.ecdsaSignature(signature) : signature));
    }

    // ---- reading

    /** Reads the next value, an AlgorithmIdentifier; throws {@link IllegalArgumentException} when it is another. */
    static SignatureAlgorithm readAlgorithm(DerReader from) {
        DerReader identifier = from.sequence();
        String oid = identifier.oid();
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.oid.equals(oid)) {
                // That of RSA may be absent when it is read (RFC 4055 §5).
                if (algorithm.kind.equals("RSA") && identifier.hasMore()) {
                    DerReader parameters = identifier.enter(DerReader.NULL);
                    parameters.end();
                }
                identifier.end();
                return algorithm;
            }
        }
        throw new IllegalArgumentException("the signature is of a kind that CAs do not take: sign with ECDSA or RSA"
                + " (PKCS#1 v1.5) and SHA-256, SHA-384 or SHA-512, or with Ed25519 or Ed448");
    }

    /** Whether it is the signature by this key over these octets. */
    boolean verifies(VerificationKey key, byte[] body, byte[] signature) {
        if (!kind(key.jwk()).equals(kind) || (kind.equals("EC") && !isTwoNumbers(signature))) {
            return false;
        }
        try {
            // Not by the names of JWS, which ties each curve to one hash.
            Signature verifier = Signature.getInstance(jcaName);
            verifier.initVerify(key.publicKey());
            verifier.update(body);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the JVM cannot verify: " + e.getClass().getName());
        }
    }

    private static boolean isTwoNumbers(byte[] signature) {
        try {
            DerReader numbers = DerReader.ofSequence(signature);
            BigInteger r = numbers.integer();
            BigInteger s = numbers.integer();
            numbers.end();
            return r.signum() > 0 && s.signum() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
