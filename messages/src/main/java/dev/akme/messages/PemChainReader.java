package dev.akme.messages;

import dev.akme.der.DerShape;
import dev.akme.der.Pem;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the text of a chain line by line, and notes what is not strict. Linear in the text. */
final class PemChainReader {

    private static final String BEGIN = "-----BEGIN";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String END_CERTIFICATE = "-----END CERTIFICATE-----";

    private final List<byte[]> certificates = new ArrayList<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final StringBuilder body = new StringBuilder();
    private boolean inside;
    private boolean lastBodyLine;
    private int number;

    PemChainReader(String text) {
        if (text.length() > CertificateChain.MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a certificate chain of more than " + CertificateChain.MAX_LENGTH + " characters");
        }
        text.lines().forEach(this::line);
        if (inside) {
            throw refuse("the text ends within a certificate");
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate in the text (RFC 8555 §9.1)");
        }
        if (!text.endsWith("\n") && !text.endsWith("\r")) {
            note("final-newline", "the last line has no end", "end it with LF");
        }
    }

    List<byte[]> certificates() {
        return certificates;
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }

    private void line(String raw) {
        number++;
        String line = raw.strip();
        if (!line.equals(raw)) {
            note("white-space", "there is white space at an end of a line", "leave it out");
        }
        if (line.contains(BEGIN)) {
            begin(line);
        } else if (inside) {
            inside(line);
        } else if (!line.isEmpty()) {
            if (line.startsWith("-----END")) {
                throw refuse("an end without a beginning");
            }
            note("text", "there is text beside the certificates", "leave it out");
        }
    }

    private void begin(String line) {
        // Wherever on the line: a reader that is less strict might find a key there.
        if (!line.equals(BEGIN_CERTIFICATE)) {
            throw refuse("something else than a certificate begins (RFC 8555 §11.4)");
        }
        if (inside) {
            throw refuse("a certificate begins within another");
        }
        if (certificates.size() == CertificateChain.MAX_CERTIFICATES) {
            throw refuse("more than " + CertificateChain.MAX_CERTIFICATES + " certificates");
        }
        inside = true;
        lastBodyLine = false;
        body.setLength(0);
    }

    private void inside(String line) {
        if (line.equals(END_CERTIFICATE)) {
            inside = false;
            certificates.add(decode());
        } else if (line.startsWith("-----")) {
            throw refuse("a certificate does not end as one");
        } else {
            if (line.length() > Pem.COLUMNS || line.isEmpty() || lastBodyLine) {
                note("line-length", "lines are not of 64 characters", "break lines after 64 characters each");
            }
            lastBodyLine = line.length() < Pem.COLUMNS;
            body.append(line);
        }
    }

    private byte[] decode() {
        byte[] der;
        try {
            der = Base64.getDecoder().decode(body.toString());
        } catch (IllegalArgumentException e) {
            throw refuse("the certificate that ends here is not base64");
        }
        if (!DerShape.beginsLikeCertificate(der)) {
            throw refuse("what ends here is not a certificate in DER");
        }
        return der;
    }

    private void note(String rule, String problem, String advice) {
        findings.putIfAbsent(rule, CertificateChain.finding(Severity.WARNING, rule, "", problem, advice));
    }

    private IllegalArgumentException refuse(String problem) {
        return new IllegalArgumentException("line " + number + ": " + problem);
    }
}
