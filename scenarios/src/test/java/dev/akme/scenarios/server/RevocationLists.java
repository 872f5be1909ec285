package dev.akme.scenarios.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;

/** The lists in which CAs say what they have revoked. */
public final class RevocationLists {

    private RevocationLists() {}

    /** {@return the list that the certificate names, with a signature of nobody in particular} */
    public static X509CRL fetch(X509Certificate certificate, List<X509Certificate> trustAnchors)
            throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(location(certificate))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<byte[]> response =
                    Trust.client(trustAnchors).send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException("the revocation list was answered with " + response.statusCode());
            }
            return (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the revocation list cannot be read", e);
        }
    }

    private static URI location(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        CRLDistPoint points =
                CRLDistPoint.getInstance(ASN1OctetString.getInstance(extension).getOctets());
        GeneralNames names = GeneralNames.getInstance(
                points.getDistributionPoints()[0].getDistributionPoint().getName());
        return URI.create(names.getNames()[0].getName().toString());
    }
}
