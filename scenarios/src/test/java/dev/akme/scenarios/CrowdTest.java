package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.solver.Http01Server;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServer;
import dev.akme.scenarios.server.TestServers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Many threads on one account at once. */
@Scenarios
class CrowdTest {

    private static final int THREADS = 100;

    private final TestServers servers;

    CrowdTest(TestServers servers) {
        this.servers = servers;
    }

    @Test
    void aHundredThreadsGetACertificateEach() throws Exception {
        TestServer server = servers.fresh(Settings.DEFAULT);
        Scene scene = new Scene(servers, server);
        Recorder recorder = scene.recorder();
        AcmeAccount account = scene.account(server.sparing(recorder));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Http01Server http = scene.http01()) {
            List<Future<ObtainedCertificate>> certificates = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                ObtainRequest request = ObtainRequest.of(name(i));
                certificates.add(threads.submit(() -> {
                    start.await();
                    return account.obtain(request, http);
                }));
            }
            start.countDown();
            Set<BigInteger> serials = new HashSet<>();
            for (int i = 0; i < THREADS; i++) {
                ObtainedCertificate obtained = certificates.get(i).get();
                Certificates.require(obtained, server.roots(), name(i));
                serials.add(obtained.chain().leaf().getSerialNumber());
            }
            assertThat(serials).hasSize(THREADS);
            assertThat(http.address()).as("the port is free again").isEmpty();
        } finally {
            threads.shutdownNow();
        }
        assertThat(account.orders().count()).as("no order too many").isEqualTo(THREADS);
        assertThat(recorder.all().stream().filter(exchanged -> exchanged.is("HEAD")))
                .as("a nonce for each thread at most, and the first")
                .hasSizeLessThanOrEqualTo(THREADS + 1);
    }

    private static String name(int i) {
        return "thread-" + i + ".example.org";
    }
}
