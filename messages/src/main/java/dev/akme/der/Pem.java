package dev.akme.der;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** PEM (RFC 7468): written strictly, in 64 columns with LF; read as leniently as key files need it. */
public final class Pem {

    public static final int COLUMNS = 64;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final Pattern LABEL = Pattern.compile("-----BEGIN ([^\\n]{0,64}?)-----");
    private static final Set<String> PUBLIC = Set.of("CERTIFICATE", "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");

    private Pem() {}

    /** One block. */
    public static final class Block {

        private final String label;
        private final boolean headers;
        private final byte[] der;

        private Block(String label, boolean headers, byte[] der) {
            this.label = label;
            this.headers = headers;
            this.der = der;
        }

        /** What it says to be, such as {@code "PRIVATE KEY"}. */
        public String label() {
            return label;
        }

        /** Whether it has headers before its contents, as encrypted keys of old have (RFC 1421 §4.6). */
        public boolean hasHeaders() {
            return headers;
        }

        /** What it holds, not copied; nothing when it has headers. */
        public byte[] der() {
            return der;
        }
    }

    /** Whether a text holds anything in PEM but certificates and requests for them. */
    public static boolean holdsForeign(String text) {
        return LABEL.matcher(text).results().anyMatch(begin -> !PUBLIC.contains(begin.group(1)));
    }

    public static String encode(String label, byte[] der) {
        String body = Base64.getMimeEncoder(COLUMNS, new byte[] {'\n'}).encodeToString(der);
        return BEGIN + label + "-----\n" + body + "\n" + END + label + "-----\n";
    }

    /**
     * All blocks of a text, whatever stands between them, with lines of any length and ending. Throws
     * {@link IllegalArgumentException} that names the line and never quotes it.
     */
    public static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        String label = null;
        String end = "";
        boolean headers = false;
        StringBuilder body = new StringBuilder();
        int number = 0;
        for (String untrimmed : text.lines().toList()) {
            number++;
            String line = untrimmed.strip();
            if (label == null) {
                if (line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + 5) {
                    label = line.substring(BEGIN.length(), line.length() - 5);
                    end = END + label + DASHES;
                    headers = false;
                    body.setLength(0);
                }
            } else if (line.equals(end)) {
                blocks.add(new Block(label, headers, headers ? new byte[0] : decode(body.toString(), number)));
                label = null;
            } else if (line.startsWith(DASHES)) {
                throw new IllegalArgumentException("line " + number + ": a PEM block does not end as it began");
            } else if (line.indexOf(':') >= 0) {
                headers = true;
            } else {
                body.append(line);
            }
        }
        if (label != null) {
            throw new IllegalArgumentException("line " + number + ": the text ends inside of a PEM block");
        }
        return blocks;
    }

    private static byte[] decode(String body, int line) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            // Its message would quote a character.
            throw new IllegalArgumentException("line " + line + ": the PEM block that ends here is not base64");
        }
    }

    public static X509Certificate x509(byte[] der) throws CertificateException {
        // The factory reads PEM as well, and ignores what follows the certificate.
        if (!DerShape.beginsLikeCertificate(der)) {
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
