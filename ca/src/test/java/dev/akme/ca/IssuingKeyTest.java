package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.issuer.Authority;
import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Link;
import dev.akme.messages.Resource;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuingKeyTest {

    /** The certificates of the key that are below one of the roots, and that root. */
    private static List<X509Certificate> chain(Authority authority, int root) {
        List<X509Certificate> chain = new ArrayList<>(authority.chains().get(root));
        chain.add(authority.roots().get(root));
        return chain;
    }

    @Test
    void aChainToAnotherRootCanBeBroughtAlong() throws Exception {
        Authority made = Authority.builder().chains(1, 1).create();
        IssuingKey key = IssuingKey.of(made.intermediateKey().orElseThrow(), chain(made, 0))
                .withAlternate(chain(made, 1));
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver).plainHttp().issuingKey(key).start()) {
            assertThat(ca.roots()).isEqualTo(made.roots());
            AcmeAccount account = Loopback.account(ca);
            URI url = account.obtain(ObtainRequest.of("www.example.org"), solver)
                    .order()
                    .body()
                    .certificate()
                    .orElseThrow();
            Resource<CertificateChain> first = account.certificate(url);
            URI other = first.links().stream()
                    .filter(link -> link.rel().equals("alternate"))
                    .map(Link::target)
                    .findFirst()
                    .orElseThrow();
            assertThat(first.body().certificates().get(1))
                    .isEqualTo(made.chains().get(0).get(0));
            assertThat(account.certificate(other).body().certificates().get(1))
                    .isEqualTo(made.chains().get(1).get(0));
        }
    }

    @Test
    void aChainHasARoot() {
        Authority made = Authority.builder().create();
        assertThatThrownBy(() -> IssuingKey.of(made.intermediateKey().orElseThrow(), List.of(made.intermediate())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a root");
    }
}
