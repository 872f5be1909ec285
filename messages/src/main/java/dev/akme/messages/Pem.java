package dev.akme.messages;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/** Strict PEM (RFC 7468 §3): 64 columns, LF. */
final class Pem {

    static final int COLUMNS = 64;

    private static final Pattern LABEL = Pattern.compile("-----BEGIN ([^\\n]{0,64}?)-----");
    private static final Set<String> PUBLIC = Set.of("CERTIFICATE", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

    private Pem() {}

    /** Whether a text holds anything in PEM but certificates and requests for them. */
    static boolean holdsForeign(String text) {
        return LABEL.matcher(text).results().anyMatch(begin -> !PUBLIC.contains(begin.group(1)));
    }

    static String encode(String label, byte[] der) {
        String body = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    static X509Certificate x509(byte[] der) throws CertificateException {
        // The factory reads PEM as well, and ignores what follows the certificate.
        if (!Der.beginsLikeCertificate(der)) {
            throw new CertificateException("not DER");
        }
        ByteArrayInputStream in = new ByteArrayInputStream(der);
        X509Certificate certificate =
                (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        if (in.available() > 0) {
            throw new CertificateException("data after the certificate");
        }
        return certificate;
    }
}
