package dev.akme.challenge;

import dev.akme.der.DerReader;
import dev.akme.der.DerWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The certificate request of {@code onion-csr-01}: PKCS #10 (RFC 2986 §4) with an Ed25519 key and two nonces. */
final class OnionCsr {

    private static final String ED25519 = "1.3.101.112";
    private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final String CA_SIGNING_NONCE = "2.23.140.41";
    private static final String APPLICANT_SIGNING_NONCE = "2.23.140.42";

    private static final int ATTRIBUTES = 0xa0;
    private static final int DNS_NAME = 0x82;

    /** A request with a name or two has some hundred octets. */
    private static final int MAX_OCTETS = 64 * 1024;

    private final byte[] info;
    private final byte[] publicKey;
    private final byte[] signature;
    private byte @Nullable [] caSigningNonce;
    private byte @Nullable [] applicantSigningNonce;

    private OnionCsr(byte[] info, byte[] publicKey, byte[] signature) {
        this.info = info;
        this.publicKey = publicKey;
        this.signature = signature;
    }

    // ---- writing

    /** What is to be signed. */
    static byte[] info(String name, byte[] publicKey, byte[] caSigningNonce, byte[] applicantSigningNonce) {
        byte[] names = DerWriter.sequence(DerWriter.value(DNS_NAME, name.getBytes(StandardCharsets.US_ASCII)));
        byte[] extensions =
                DerWriter.sequence(DerWriter.sequence(DerWriter.oid(SUBJECT_ALT_NAME), DerWriter.octetString(names)));
        byte[] attributes = DerWriter.setOf(
                attribute(EXTENSION_REQUEST, extensions),
                attribute(CA_SIGNING_NONCE, DerWriter.octetString(caSigningNonce)),
                attribute(APPLICANT_SIGNING_NONCE, DerWriter.octetString(applicantSigningNonce)));
        // The tag is implicit: it stands in the place of that of the set.
        attributes[0] = (byte) ATTRIBUTES;
        byte[] noSubject = DerWriter.sequence();
        return DerWriter.sequence(
                DerWriter.integer(0),
                noSubject,
                DerWriter.sequence(algorithm(), DerWriter.bitString(publicKey)),
                attributes);
    }

    private static byte[] attribute(String oid, byte[] value) {
        return DerWriter.sequence(DerWriter.oid(oid), DerWriter.setOf(value));
    }

    static byte[] signed(byte[] info, byte[] signature) {
        return DerWriter.sequence(info, algorithm(), DerWriter.bitString(signature));
    }

    private static byte[] algorithm() {
        return DerWriter.sequence(DerWriter.oid(ED25519));
    }

    // ---- reading

    /** Throws {@link IllegalArgumentException}, which quotes nothing, when the octets are no such request. */
    static OnionCsr read(byte[] der) {
        if (der.length > MAX_OCTETS) {
            throw new IllegalArgumentException("more than " + MAX_OCTETS + " octets");
        }
        DerReader request = DerReader.ofSequence(der);
        byte[] info = request.whole();
        ed25519(request.sequence());
        byte[] signature = request.bitString();
        request.end();

        DerReader inside = DerReader.of(info).sequence();
        if (inside.integer().signum() != 0) {
            throw new IllegalArgumentException("the version of the request is not 1, which 0 stands for");
        }
        // Neither the subject nor the names that it asks for matter (RFC 9799 §3.2).
        inside.sequence();
        DerReader key = inside.sequence();
        ed25519(key.sequence());
        byte[] publicKey = key.bitString();
        key.end();
        OnionCsr csr = new OnionCsr(info, publicKey, signature);
        csr.readAttributes(inside.enter(ATTRIBUTES));
        inside.end();
        return csr;
    }

    private static void ed25519(DerReader algorithm) {
        if (!algorithm.oid().equals(ED25519)) {
            throw new IllegalArgumentException("the key or the signature is not one of Ed25519");
        }
        algorithm.end();
    }

    private void readAttributes(DerReader attributes) {
        Set<String> seen = new HashSet<>();
        while (attributes.hasMore()) {
            DerReader attribute = attributes.sequence();
            String oid = attribute.oid();
            DerReader values = attribute.enter(DerReader.SET);
            attribute.end();
            if (!seen.add(oid)) {
                throw new IllegalArgumentException("an attribute is there twice");
            }
            switch (oid) {
                case CA_SIGNING_NONCE -> caSigningNonce = nonce(values);
                case APPLICANT_SIGNING_NONCE -> applicantSigningNonce = nonce(values);
                default -> {}
            }
        }
    }

    /** The attribute has a single value. */
    private static byte[] nonce(DerReader values) {
        byte[] nonce = values.octetString();
        values.end();
        return nonce;
    }

    byte[] info() {
        return info;
    }

    byte[] publicKey() {
        return publicKey;
    }

    byte[] signature() {
        return signature;
    }

    Optional<byte[]> caSigningNonce() {
        return Optional.ofNullable(caSigningNonce);
    }

    Optional<byte[]> applicantSigningNonce() {
        return Optional.ofNullable(applicantSigningNonce);
    }
}
