package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.ObtainedCertificate;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What a certificate must be like. */
final class Certificates {

    private Certificates() {}

    /** Demands a certificate for exactly these names and for its key, with a chain to one of the roots. */
    static void require(ObtainedCertificate obtained, List<X509Certificate> roots, String... names)
            throws GeneralSecurityException {
        requireChain(obtained.chain(), roots);
        assertThat(names(obtained.chain().leaf())).containsExactlyInAnyOrder(names);
        SigningKey key = obtained.key().orElseThrow();
        assertThat(Jwk.of(obtained.chain().leaf().getPublicKey())).isEqualTo(key.publicKey());
    }

    /** Demands a chain to one of the roots, and gives that. */
    static X509Certificate requireChain(CertificateChain chain, List<X509Certificate> roots)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(
                roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
        parameters.setRevocationEnabled(false);
        PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain.certificates()), parameters);
        return result.getTrustAnchor().getTrustedCert();
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? List.of()
                : names.stream().map(name -> (String) name.get(1)).toList();
    }
}
