package dev.akme.scenarios.server;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate for HTTPS at 127.0.0.1 that signs itself, made anew for each server.
 *
 * @param certificate what to trust
 * @param certificateFile the certificate in PEM
 * @param keyFile its key in PEM
 */
record OwnCertificate(X509Certificate certificate, Path certificateFile, Path keyFile) {

    static OwnCertificate create(Path folder) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            X509Certificate certificate = sign(pair);
            return new OwnCertificate(
                    certificate,
                    write(folder.resolve("https.pem"), "CERTIFICATE", certificate.getEncoded()),
                    write(
                            folder.resolve("https-key.pem"),
                            "PRIVATE KEY",
                            pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorException e) {
            throw new IllegalStateException("no certificate could be made for the server's HTTPS", e);
        }
    }

    private static X509Certificate sign(KeyPair pair) throws GeneralSecurityException, OperatorException, IOException {
        X500Name name = new X500Name("CN=a test server's own HTTPS");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                new BigInteger(64, new SecureRandom()),
                                Date.from(now.minus(Duration.ofHours(1))),
                                Date.from(now.plus(Duration.ofDays(1))),
                                name,
                                pair.getPublic())
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static Path write(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
