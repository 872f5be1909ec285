package dev.akme.ca.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateConformanceTest extends Conformance {

    @Test
    @Check(
            id = "C-79",
            section = "RFC 8555 §7.4.2, §9.1",
            says = "a certificate that is not there is malformed, 404, that of others unauthorized, 403; it comes as"
                    + " application/pem-certificate-chain without the root; a chain that is no number from 1 on is"
                    + " malformed, 400, one that is not there malformed, 404")
    @Check(
            id = "M-73",
            section = "RFC 8555 §7.4.2, §9.1",
            says =
                    "the chain begins with the certificate, each certifies the one before, and nothing but PEM blocks is in"
                            + " it")
    void aCertificateIsReadByItsAccount() throws Exception {
        Client.Issued issued = client.issue("www.example.org");
        Answer answer = client.read(issued.url()).is(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/pem-certificate-chain");
        assertThat(answer.text())
                .matches("(?s)(-----BEGIN CERTIFICATE-----\\n[A-Za-z0-9+/=\\n]+\\n-----END CERTIFICATE-----\\n\\n?)+")
                .doesNotContain("PRIVATE");
        List<X509Certificate> chain = Client.certificates(answer.text());
        assertThat(chain).hasSizeGreaterThan(1).doesNotContainAnyElementsOf(world.ca.roots());
        assertThat(FinalizeConformanceTest.names(chain.get(0))).containsExactly("www.example.org");
        for (int i = 0; i + 1 < chain.size(); i++) {
            chain.get(i).verify(chain.get(i + 1).getPublicKey());
        }
        chain.get(chain.size() - 1).verify(world.ca.roots().get(0).getPublicKey());
        client.read(issued.url() + "0").isRefused(404, "malformed");
        client.read(issued.url().replaceFirst("[^/]*$", "x")).isRefused(404, "malformed");
        world.client().read(issued.url()).isRefused(403, "unauthorized");
        for (String chainNumber : List.of("0", "-1", "a", "1.5", "99999999999")) {
            client.read(issued.url() + "/" + chainNumber).isRefused(400, "malformed");
        }
        client.read(issued.url() + "/99").isRefused(404, "malformed");
        for (String alternate : answer.links("alternate")) {
            Answer other = client.read(alternate).is(200);
            assertThat(Client.certificates(other.text()).get(0)).isEqualTo(chain.get(0));
            assertThat(other.links("alternate")).contains(issued.url());
        }
    }
}
