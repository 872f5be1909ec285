package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.Network;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.Csr;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.solver.Http01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmbeddingTest {

    /** Every name is this machine. */
    private static final DnsResolver LOOPBACK = new DnsResolver() {
        @Override
        public List<InetAddress> addresses(String name) {
            return List.of(InetAddress.getLoopbackAddress());
        }

        @Override
        public List<List<String>> txt(String name) {
            return List.of();
        }

        @Override
        public List<CaaRecord> caa(String name) {
            return List.of();
        }
    };

    @Test
    void aClientGetsACertificate() throws Exception {
        try (Http01Server solver = Http01Server.builder().port(0).build();
                AcmeCa ca = AcmeCa.forTests()
                        .resolver(LOOPBACK)
                        .network((address, timeout) ->
                                Network.direct().connect(solver.address().orElseThrow(), timeout))
                        .start()) {
            AcmeAccount account = AcmeClient.builder(ca.directoryUrl())
                    .trust(ca.roots())
                    .build()
                    .register(
                            SigningKey.generate(KeyType.P256),
                            NewAccount.builder().termsOfServiceAgreed(true).build());
            ObtainedCertificate certificate = account.obtain(ObtainRequest.of("www.example.org"), solver);
            assertThat(certificate.chain().size()).isEqualTo(2);
            assertThat(ca.counters().certificates()).isOne();
        }
    }

    @Test
    void theCommonNameIsThatOfTheRequest() throws Exception {
        try (Http01Server solver = Http01Server.builder().port(0).build();
                AcmeCa ca = AcmeCa.forTests()
                        .resolver(LOOPBACK)
                        .network((address, timeout) ->
                                Network.direct().connect(solver.address().orElseThrow(), timeout))
                        .start()) {
            AcmeAccount account = AcmeClient.builder(ca.directoryUrl())
                    .trust(ca.roots())
                    .build()
                    .register(
                            SigningKey.generate(KeyType.P256),
                            NewAccount.builder().termsOfServiceAgreed(true).build());
            for (String name : List.of("a.example.org", "b.example.org")) {
                Csr csr = Csr.builder()
                        .key(SigningKey.generate(KeyType.P256))
                        .identifiers(List.of(Identifier.dns("a.example.org"), Identifier.dns("b.example.org")))
                        .commonName(name)
                        .build();
                ObtainedCertificate certificate =
                        account.obtain(ObtainRequest.builder().csr(csr).build(), solver);
                assertThat(certificate.chain().leaf().getSubjectX500Principal().getName())
                        .isEqualTo("CN=" + name);
            }
        }
    }
}
