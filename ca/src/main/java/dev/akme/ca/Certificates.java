package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.jose.Base64Url;
import dev.akme.messages.CertificateChain;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** The certificates that were issued (RFC 8555 §7.4.2), each with a chain to every root of its issuer. */
final class Certificates {

    private final CaStore store;
    private final Urls urls;
    private final Intermediates intermediates;

    Certificates(Settings settings, Urls urls, Intermediates intermediates) {
        this.store = settings.store();
        this.urls = urls;
        this.intermediates = intermediates;
    }

    CaResponse certificate(SignedRequest request) {
        StoredCertificate certificate = store.certificate(request.target().id())
                .orElseThrow(() -> Refuse.notFound("there is no such certificate"));
        if (!certificate.accountId().equals(request.account().id())) {
            throw Refuse.unauthorized("this is the certificate of another account");
        }
        request.verified().requirePostAsGet();
        List<CertificateChain> chains = intermediates.chains(certificate);
        int index = index(request.target().ids());
        if (index >= chains.size()) {
            throw Refuse.notFound("there is no such chain: see the links of the first");
        }
        CaResponse response = CaResponse.of(
                200,
                "application/pem-certificate-chain",
                chains.get(index).toPem().getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < chains.size(); i++) {
            if (i != index) {
                response = response.withLink(
                        i == 0
                                ? urls.of(Endpoint.CERTIFICATE, certificate.id())
                                : urls.of(Endpoint.ALTERNATE, certificate.id(), Integer.toString(i)),
                        "alternate");
            }
        }
        return response;
    }

    /** What a certificate is found by. */
    static String id(BigInteger serial) {
        return serial.toString(16);
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that is there has an encoding", e);
        }
    }

    static X509Certificate x509(StoredCertificate certificate) {
        return CertificateChain.ofDer(List.of(Base64Url.decode(certificate.der())))
                .leaf();
    }

    private static int index(List<String> ids) {
        if (ids.size() < 2) {
            return 0;
        }
        try {
            int index = Integer.parseInt(ids.get(1));
            if (index > 0) {
                return index;
            }
        } catch (NumberFormatException e) {
            // As below.
        }
        throw Refuse.malformed("a chain has a number from 1 on: take the URL from the links of the certificate");
    }
}
