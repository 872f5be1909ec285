package dev.akme.messages;

import dev.akme.der.DerShape;
import dev.akme.der.Pem;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and those that certify it, in the form {@code application/pem-certificate-chain} (RFC 8555 §7.4.2,
 * §9.1). Sent by the server; not JSON.
 *
 * <p>Reading tolerates what servers send: CRLF, blank lines, text between the blocks, no line end at the end. Anything
 * but a certificate between the dashes is refused, so that no server can slip a key into the file (RFC 8555 §11.4). A
 * chain keeps the certificates as octets, and parses them when asked; whether they are valid, or certify each other, is
 * for {@link #lint()} and for who uses them. Immutable; two are equal when their certificates are the same octets.
 */
public final class CertificateChain {

    /** The longest text that is read, in characters: ample for {@link #MAX_CERTIFICATES} ordinary certificates. */
    public static final int MAX_LENGTH = 1024 * 1024;

    /** The most certificates that are read: real chains have two to five, and cross-signed ones few more. */
    public static final int MAX_CERTIFICATES = 100;

    private final List<byte[]> certificates;
    private final List<Finding> form;

    private CertificateChain(List<byte[]> certificates, List<Finding> form) {
        this.certificates = List.copyOf(certificates);
        this.form = List.copyOf(form);
    }

    /**
     * Reads a chain, tolerantly.
     *
     * @param pem one or more certificates in PEM
     * @return the chain
     * @throws IllegalArgumentException when there is no certificate, something else than a certificate, a block that is
     *     cut off or not base64, or a limit is passed; its message names the line and nothing of its text
     */
    public static CertificateChain read(String pem) {
        PemChainReader reader = new PemChainReader(pem);
        return new CertificateChain(reader.certificates(), reader.findings());
    }

    /**
     * Reads a chain, tolerantly.
     *
     * @param pem one or more certificates in PEM; text around them may be in any encoding that extends ASCII
     * @return the chain
     * @throws IllegalArgumentException as {@link #read(String)}
     */
    public static CertificateChain read(byte[] pem) {
        return read(new String(pem, StandardCharsets.ISO_8859_1));
    }

    /**
     * Makes a chain from parsed certificates.
     *
     * @param certificates the end-entity certificate first, each next one certifying the one before
     * @return the chain
     * @throws IllegalArgumentException when there are none, or one cannot be encoded
     */
    public static CertificateChain of(List<X509Certificate> certificates) {
        List<byte[]> der = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            try {
                der.add(certificate.getEncoded());
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("certificate " + der.size() + " cannot be encoded", e);
            }
        }
        return ofDer(der);
    }

    /**
     * Makes a chain from certificates in DER.
     *
     * @param certificates the end-entity certificate first, each next one certifying the one before
     * @return the chain
     * @throws IllegalArgumentException when there are none, or one is not DER
     */
    public static CertificateChain ofDer(List<byte[]> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one certificate (RFC 8555 §9.1)");
        }
        List<byte[]> copies = new ArrayList<>();
        for (byte[] der : certificates) {
            if (!DerShape.beginsLikeCertificate(der)) {
                throw new IllegalArgumentException("certificate " + copies.size() + " is not in DER (RFC 8555 §9.1)");
            }
            copies.add(der.clone());
        }
        return new CertificateChain(copies, List.of());
    }

    /**
     * {@return how many certificates there are, at least one}
     */
    public int size() {
        return certificates.size();
    }

    /**
     * {@return the certificates in DER, in the order of the chain}
     */
    public List<byte[]> der() {
        return certificates.stream().map(byte[]::clone).toList();
    }

    /**
     * {@return the certificates, parsed at each call, in the order of the chain}
     *
     * @throws IllegalArgumentException when one of them is not an X.509 certificate
     */
    public List<X509Certificate> certificates() {
        List<X509Certificate> parsed = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            parsed.add(parse(i));
        }
        return List.copyOf(parsed);
    }

    /**
     * {@return the end-entity certificate, which is the first, parsed at each call}
     *
     * @throws IllegalArgumentException when it is not an X.509 certificate
     */
    public X509Certificate leaf() {
        return parse(0);
    }

    private X509Certificate parse(int index) {
        try {
            return Pem.x509(certificates.get(index));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("certificate " + index + " is not an X.509 certificate");
        }
    }

    /**
     * {@return the chain in strict PEM (RFC 7468 §3): lines of 64 characters that end in LF, nothing between the blocks}
     */
    public String toPem() {
        StringBuilder pem = new StringBuilder();
        certificates.forEach(der -> pem.append(Pem.encode("CERTIFICATE", der)));
        return pem.toString();
    }

    /**
     * Looks for what is not as RFC 8555 §9.1 wants it: the form of the text that was read, certificates that cannot be
     * parsed, and their order by issuer and subject. Signatures and dates are not looked at.
     *
     * @return findings whose pointer is the position of the certificate, such as {@code /0}, or {@code ""}
     */
    public List<Finding> lint() {
        List<Finding> found = new ArrayList<>(form);
        @Nullable X509Certificate below = null;
        for (int i = 0; i < certificates.size(); i++) {
            try {
                X509Certificate certificate = parse(i);
                if (below != null && !below.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
                    found.add(finding(
                            Severity.WARNING,
                            "order",
                            "/" + i,
                            "the certificate does not certify the one before",
                            "put each certificate directly behind the one that it certifies"));
                }
                below = certificate;
            } catch (IllegalArgumentException e) {
                found.add(finding(
                        Severity.ERROR,
                        "certificate",
                        "/" + i,
                        "the octets are not an X.509 certificate",
                        "send certificates only"));
                below = null;
            }
        }
        return List.copyOf(found);
    }

    static Finding finding(Severity severity, String rule, String pointer, String problem, String advice) {
        return new Finding(severity, "certificateChain/" + rule, pointer, "RFC 8555 §9.1", problem, advice);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CertificateChain that
                && Arrays.deepEquals(that.certificates.toArray(), certificates.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(certificates.toArray());
    }

    /**
     * {@return how many certificates there are}
     */
    @Override
    public String toString() {
        return "certificateChain{" + certificates.size() + " certificates}";
    }
}
