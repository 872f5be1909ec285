package dev.akme.cli.inspect;

import dev.akme.client.Csr;
import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.json.JsonArray;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Explains certificates and requests for them. */
final class DerExplainer {

    private static final String SUBJECT_KEY = "2.5.29.14";
    private static final String AUTHORITY_KEY = "2.5.29.35";
    private static final int MOST_REASON = 200;
    private static final int BASIC_CONSTRAINTS_NONE = -1;

    private final Times times;

    DerExplainer(Times times) {
        this.times = times;
    }

    /** Whether octets are one DER sequence from the first to the last. */
    static boolean isSequence(byte[] der) {
        if (der.length < 2 || der[0] != 0x30) {
            return false;
        }
        int first = der[1] & 0xff;
        if (first < 0x80) {
            return der.length == 2 + first;
        }
        int count = first - 0x80;
        if (count < 1 || count > 3 || der.length < 2 + count) {
            return false;
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (der[2 + i] & 0xff);
        }
        return der.length == 2 + count + length;
    }

    /** Of base64url, or what looks like it; empty when there is no DER in it. */
    static Optional<byte[]> decode(String text) {
        try {
            byte[] der = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
            return isSequence(der) ? Optional.of(der) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<Explanation> csrText(String text) {
        return decode(text).map(this::csr);
    }

    Optional<Explanation> certificateText(String text) {
        return decode(text).flatMap(this::certificateOf);
    }

    private Optional<Explanation> certificateOf(byte[] der) {
        try {
            return Optional.of(certificate(CertificateChain.ofDer(List.of(der)).leaf()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // ---- certificate requests

    /** Explains a certificate request that is DER at least. */
    Explanation csr(byte[] der) {
        Explanation.Builder out = new Explanation.Builder(
                Kind.CSR, "RFC 2986", "A certificate request (PKCS #10), as finalizing an order needs one.");
        Csr csr;
        try {
            csr = Csr.read(der);
        } catch (IllegalArgumentException e) {
            return out.error(
                            "csr/refused",
                            "",
                            "RFC 8555 §7.4",
                            String.valueOf(e.getMessage()),
                            "make a new request, which CAs take")
                    .build();
        }
        List<String> names = csr.identifiers().stream()
                .map(id -> id.type() + " " + Shown.text(id.value()))
                .toList();
        out.fact(list("names", names, "The names that it asks for: those of the order, each one.", "RFC 8555 §7.4"));
        csr.commonName()
                .ifPresent(name ->
                        out.fact("commonName", Shown.text(name), "The common name; must be among the names.", ""));
        Keys.explain(csr.publicKey(), out);
        out.fact("signature", "verified", "The request is signed by its own key.", "RFC 2986 §4.2");
        if (csr.mustStaple()) {
            out.fact("mustStaple", "yes", "The certificate is to demand a stapled OCSP answer.", "RFC 7633");
        }
        if (csr.hasOtherNames()) {
            out.warning(
                    "csr/other-names",
                    "",
                    "RFC 8555 §7.4",
                    "the request asks for names that no order can have",
                    "ask for domain names, addresses and the like only");
        }
        if (names.isEmpty()) {
            out.warning(
                    "csr/no-names", "", "RFC 8555 §7.4", "the request asks for no name", "ask for those of the order");
        }
        return out.build();
    }

    // ---- certificates

    /** Explains a chain. */
    Explanation chain(CertificateChain chain) {
        Explanation.Builder out = new Explanation.Builder(
                Kind.CERTIFICATES,
                "RFC 8555 §9.1",
                chain.size() == 1
                        ? "One certificate, without those that certify it."
                        : "A certificate and those that certify it: " + chain.size() + " in all.");
        List<X509Certificate> readable = new ArrayList<>();
        for (byte[] der : chain.der()) {
            try {
                X509Certificate certificate =
                        CertificateChain.ofDer(List.of(der)).leaf();
                readable.add(certificate);
                out.oneOf("certificates", certificate(certificate));
            } catch (IllegalArgumentException e) {
                out.oneOf("certificates", broken(der));
            }
        }
        if (readable.isEmpty()) {
            throw new Unreadable(
                    "no certificate in it can be read: " + reason(chain.der().get(0)));
        }
        out.findings(chain.lint());
        for (int i = 0; i + 1 < readable.size(); i++) {
            if (readable.get(i)
                            .getIssuerX500Principal()
                            .equals(readable.get(i + 1).getSubjectX500Principal())
                    && !isSignedBy(readable.get(i), readable.get(i + 1))) {
                out.warning(
                        "certificateChain/signature",
                        "/" + i,
                        "RFC 8555 §9.1",
                        "the certificate is not signed by the next one, though that has the name of its issuer",
                        "take the certificate of the issuer that has the right key");
            }
        }
        return out.build();
    }

    private static Explanation broken(byte[] der) {
        return new Explanation.Builder("certificate", "RFC 5280", "Octets that cannot be read as a certificate.")
                .error("certificate/unreadable", "", "RFC 5280 §4.1", reason(der), "make the certificate anew")
                .build();
    }

    /** What the JDK has against a certificate. */
    private static String reason(byte[] der) {
        try {
            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return "there is more than a certificate";
        } catch (CertificateException e) {
            String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is known");
            return Shown.printable(first.length() > MOST_REASON ? first.substring(0, MOST_REASON) + "…" : first);
        }
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    Explanation certificate(X509Certificate certificate) {
        boolean ca = certificate.getBasicConstraints() != BASIC_CONSTRAINTS_NONE;
        boolean self = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        Explanation.Builder out = new Explanation.Builder(
                "certificate",
                "RFC 5280",
                !ca ? "A certificate for names." : self ? "The certificate of a root CA." : "The certificate of a CA.");
        String subject = certificate.getSubjectX500Principal().getName();
        out.fact("subject", subject.isEmpty() ? "(empty)" : Shown.text(subject), "Who it is for.", "RFC 5280 §4.1.2.6");
        List<String> names = names(certificate);
        if (!names.isEmpty() || !ca) {
            out.fact(list("names", names, "The names that it is for.", "RFC 5280 §4.2.1.6"));
        }
        out.fact(
                "issuer",
                Shown.text(certificate.getIssuerX500Principal().getName()),
                self ? "Who certifies it: itself." : "Who certifies it.",
                "RFC 5280 §4.1.2.4");
        time(out, "notBefore", certificate.getNotBefore().toInstant(), "From when it is valid.");
        time(out, "notAfter", certificate.getNotAfter().toInstant(), "Until when it is valid.");
        out.fact(
                "serial",
                Shown.serial(certificate.getSerialNumber()),
                "Its number at its issuer.",
                "RFC 5280 §4.1.2.2");
        key(certificate, out);
        out.fact("signatureAlgorithm", Shown.text(certificate.getSigAlgName()), "How the issuer signed it.", "");
        keyIdentifier(certificate, SUBJECT_KEY)
                .ifPresent(id -> out.fact("subjectKeyIdentifier", id, "The name of its key.", "RFC 5280 §4.2.1.2"));
        keyIdentifier(certificate, AUTHORITY_KEY)
                .ifPresent(id ->
                        out.fact("authorityKeyIdentifier", id, "The name of its issuer's key.", "RFC 5280 §4.2.1.1"));
        if (!ca) {
            certificateIdentifier(certificate, out);
        }
        sha256(certificate).ifPresent(text -> out.fact("sha256", text, "The fingerprint of the whole.", ""));
        return out.build();
    }

    private void time(Explanation.Builder out, String name, Instant time, String meaning) {
        out.fact(Entry.fact(name, time.toString(), meaning, "RFC 5280 §4.1.2.5").remark(times.remark(name, time)));
    }

    private static void key(X509Certificate certificate, Explanation.Builder out) {
        try {
            Keys.explain(Jwk.of(certificate.getPublicKey()), out);
        } catch (JoseException e) {
            out.fact(
                    "key",
                    Shown.text(certificate.getPublicKey().getAlgorithm()),
                    "A kind of key that ACME has not.",
                    "");
        }
    }

    private static void certificateIdentifier(X509Certificate certificate, Explanation.Builder out) {
        try {
            out.fact(
                    Kind.CERTIFICATE_ID,
                    CertificateIdentifier.of(certificate).toString(),
                    "Its name in renewalInfo URLs and in replaces of orders.",
                    "RFC 9773 §4.1");
        } catch (IllegalArgumentException e) {
            // One without a key identifier of its issuer has no such name.
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> found = certificate.getSubjectAlternativeNames();
            return found == null
                    ? List.of()
                    : found.stream().map(DerExplainer::name).toList();
        } catch (CertificateParsingException e) {
            return List.of("(not readable)");
        }
    }

    private static String name(List<?> name) {
        String kind = switch ((Integer) name.get(0)) {
            case 1 -> "email ";
            case 2 -> "dns ";
            case 4 -> "directory ";
            case 6 -> "uri ";
            case 7 -> "ip ";
            case 8 -> "oid ";
            default -> "";
        };
        return kind + (name.get(1) instanceof String text ? Shown.text(text) : "(another kind of name)");
    }

    /** The last octets of both extensions when they have nothing but a key identifier; else the first of that kind. */
    private static Optional<String> keyIdentifier(X509Certificate certificate, String oid) {
        byte[] extension = certificate.getExtensionValue(oid);
        if (extension == null) {
            return Optional.empty();
        }
        // OCTET STRING of an OCTET STRING, or of a SEQUENCE with [0]; all short.
        int at = oid.equals(SUBJECT_KEY) ? 2 : 4;
        int tag = oid.equals(SUBJECT_KEY) ? 0x04 : 0x80;
        boolean known = extension.length > at + 1
                && (extension[at] & 0xff) == tag
                && extension[at + 1] > 0
                && extension.length >= at + 2 + extension[at + 1];
        return known
                ? Optional.of(Shown.hex(Arrays.copyOfRange(extension, at + 2, at + 2 + extension[at + 1])))
                : Optional.empty();
    }

    private static Optional<String> sha256(X509Certificate certificate) {
        try {
            return Optional.of(Shown.hex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    static Entry list(String name, List<String> values, String meaning, String section) {
        List<JsonValue> items = new ArrayList<>();
        values.forEach(value -> items.add(new JsonString(value)));
        String text = values.isEmpty() ? "(none)" : String.join(", ", values);
        return Entry.fact(name, new JsonArray(items), text, meaning, section);
    }
}
