package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.client.AcmeProtocolException;
import dev.akme.client.ObtainRequest;
import dev.akme.client.solver.Http01Server;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults over real connections. */
@Timeout(60)
class FaultsOverHttpTest {

    private static final ObtainRequest NAME = ObtainRequest.of("www.example.org");

    @Test
    void aDroppedRequestEndsTheConnectionWithoutAnOctet() throws IOException {
        try (AcmeCa ca = AcmeCa.forTests().plainHttp().start()) {
            ca.faults().dropNext("directory", 1).dropNextAnswers("newNonce", 1);
            assertThat(get(ca, "/dir")).isEmpty();
            assertThat(get(ca, "/new-nonce")).isEmpty();
            assertThat(get(ca, "/dir")).startsWith("HTTP/1.1 200");
            assertThat(ca.counters().requests()).containsEntry("directory", 2L).containsEntry("newNonce", 1L);
        }
    }

    private static String get(AcmeCa ca, String target) throws IOException {
        return RawHttp.ask(
                ca.directoryUrl().getPort(),
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Test
    void aClientGetsItsCertificateThoughConnectionsEndUnderIt() throws Exception {
        List<String> lost = new CopyOnWriteArrayList<>();
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .observer((request, response, resource) -> {
                            if (response.isDropped()) {
                                lost.add(resource + " " + response.status());
                            }
                        })
                        .start()) {
            ca.faults()
                    .dropNext("newNonce", 1)
                    .dropNextAnswers("newOrder", 1)
                    .dropNextAnswers("finalize", 1)
                    .dropNext("certificate", 1);
            Loopback.account(ca).obtain(NAME, solver);
            assertThat(lost).containsExactly("newNonce 0", "newOrder 201", "finalize 200", "certificate 0");
            assertThat(ca.counters().certificates()).isOne();
        }
    }

    @Test
    void aClientReadsNoFurtherThanAChainCanBe() throws Exception {
        try (Http01Server solver = Loopback.solver();
                AcmeCa ca = Loopback.ca(solver)
                        .faults(faults -> faults.deviate(Deviation.HUGE_CHAIN))
                        .start()) {
            assertThatThrownBy(() -> Loopback.account(ca).obtain(NAME, solver))
                    .hasCauseInstanceOf(AcmeProtocolException.class);
        }
    }
}
