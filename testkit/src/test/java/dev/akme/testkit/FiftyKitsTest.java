package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ObtainRequest;
import dev.akme.messages.CertificateChain;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.RepeatedTest;

/** So many tests, each with a CA of its own and a certificate of it, are to take less than five seconds. */
@AcmeTest
class FiftyKitsTest {

    @RepeatedTest(50)
    void eachGetsACertificate(AcmeAccount account, ChallengeSolver solver, X509Certificate root) throws Exception {
        CertificateChain chain =
                account.obtain(ObtainRequest.of("www.example.org"), solver).chain();

        assertThat(chain.certificates().get(1).getIssuerX500Principal()).isEqualTo(root.getSubjectX500Principal());
    }
}
