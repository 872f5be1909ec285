package dev.akme.ca;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;

/** A party that relies on certificates: it verifies chains as the JDK does, and believes what certificates say of lists. */
final class Relying {

    private final Clock clock;

    Relying(Clock clock) {
        this.clock = clock;
    }

    /** Accepts a chain without a look at revocation, or fails. */
    void trusts(List<X509Certificate> chain, X509Certificate root) throws GeneralSecurityException {
        CertPathValidator.getInstance("PKIX").validate(path(chain), parameters(root));
    }

    /** Whether a certificate is good after a look at the list that it names; what else is wrong with it is thrown. */
    boolean takes(List<X509Certificate> chain, X509Certificate root) throws Exception {
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(Set.of(
                PKIXRevocationChecker.Option.PREFER_CRLS,
                PKIXRevocationChecker.Option.NO_FALLBACK,
                PKIXRevocationChecker.Option.ONLY_END_ENTITY));
        PKIXParameters parameters = parameters(root);
        parameters.addCertPathChecker(checker);
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(list(chain.get(0))))));
        try {
            validator.validate(path(chain), parameters);
            return true;
        } catch (CertPathValidatorException e) {
            if (e.getReason() == CertPathValidatorException.BasicReason.REVOKED) {
                return false;
            }
            throw e;
        }
    }

    private PKIXParameters parameters(X509Certificate root) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setDate(Date.from(clock.instant()));
        parameters.setRevocationEnabled(false);
        return parameters;
    }

    private static java.security.cert.CertPath path(List<X509Certificate> chain) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertPath(chain);
    }

    /** The list that a certificate names. */
    static X509CRL list(X509Certificate certificate) throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(fetch(listUrl(certificate))));
    }

    static URI listUrl(X509Certificate certificate) {
        GeneralNames names = GeneralNames.getInstance(
                CRLDistPoint.getInstance(extension(certificate, Extension.cRLDistributionPoints.getId()))
                        .getDistributionPoints()[0]
                        .getDistributionPoint()
                        .getName());
        return URI.create(names.getNames()[0].getName().toString());
    }

    /** The certificate of the issuer that a certificate names. */
    static X509Certificate issuer(X509Certificate certificate) throws Exception {
        AuthorityInformationAccess access =
                AuthorityInformationAccess.getInstance(extension(certificate, Extension.authorityInfoAccess.getId()));
        URI url = URI.create(
                access.getAccessDescriptions()[0].getAccessLocation().getName().toString());
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(fetch(url)));
    }

    private static byte[] extension(X509Certificate certificate, String oid) {
        return ASN1OctetString.getInstance(certificate.getExtensionValue(oid)).getOctets();
    }

    private static byte[] fetch(URI url) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(url + " was answered with " + answer.statusCode());
        }
        return answer.body();
    }
}
