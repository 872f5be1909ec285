package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.jose.SigningKey;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A CA whose intermediate changes while it runs. */
class RotationTest extends Rotating {

    private static final int CUSTOMERS = 4;

    // ---- while it is used

    @Test
    void noRequestFailsAndEachChainVerifies() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);
        AtomicBoolean over = new AtomicBoolean();
        List<X509Certificate> intermediates = new ArrayList<>();
        try (AcmeCa ca = Loopback.ca(solver).folder(folder).start()) {
            Semaphore issued = new Semaphore(0);
            List<Future<List<ObtainedCertificate>>> customers = new ArrayList<>();
            for (int i = 0; i < CUSTOMERS; i++) {
                AcmeAccount account = Loopback.account(ca);
                String below = ".c" + i + ".example.org";
                customers.add(threads.submit(() -> {
                    List<ObtainedCertificate> all = new ArrayList<>();
                    while (!over.get()) {
                        all.add(account.obtain(ObtainRequest.of("n" + all.size() + below), solver));
                        issued.release();
                    }
                    all.add(account.obtain(ObtainRequest.of("last" + below), solver));
                    for (ObtainedCertificate obtained : all) {
                        assertThat(account.certificate(url(obtained)).body()).isEqualTo(obtained.chain());
                    }
                    return all;
                }));
            }
            intermediates.add(issuing(ca));
            assertThat(issued.tryAcquire(CUSTOMERS, 60, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3; i++) {
                ca.rotateIntermediate();
                intermediates.add(issuing(ca));
                issued.drainPermits();
                assertThat(issued.tryAcquire(CUSTOMERS, 60, TimeUnit.SECONDS)).isTrue();
            }
            over.set(true);
            int all = 0;
            for (Future<List<ObtainedCertificate>> customer : customers) {
                List<ObtainedCertificate> obtained = customer.get(60, TimeUnit.SECONDS);
                for (ObtainedCertificate one : obtained) {
                    relying.trusts(chain(one), ca.roots().get(0));
                    assertThat(intermediates).contains(chain(one).get(1));
                    all++;
                }
                assertThat(chain(obtained.get(obtained.size() - 1)).get(1)).isEqualTo(intermediates.get(3));
            }
            assertThat(ca.counters().certificates()).isEqualTo(all);
            assertThat(ca.counters().problems()).isEmpty();
            assertThat(intermediates).doesNotHaveDuplicates().hasSize(4);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void itsOwnServerShowsACertificateOfTheNewIntermediate() throws Exception {
        try (AcmeCa ca = AcmeCa.forTests().start()) {
            X509Certificate first = issuing(ca);
            assertThat(shown(ca)).isEqualTo(first);
            ca.rotateIntermediate();
            assertThat(shown(ca)).isEqualTo(issuing(ca)).isNotEqualTo(first);
        }
    }

    private static X509Certificate shown(AcmeCa ca) throws Exception {
        HttpResponse<Void> answer = HttpClient.newBuilder()
                .sslContext(ca.sslContext())
                .build()
                .send(HttpRequest.newBuilder(ca.directoryUrl()).build(), HttpResponse.BodyHandlers.discarding());
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[1];
    }

    // ---- what was issued before

    private void check(AcmeCa ca, AcmeAccount account, List<Pair> pairs) throws Exception {
        for (Pair pair : pairs) {
            assertThat(relying.takes(chain(pair.good()), ca.roots().get(0))).isTrue();
            assertThat(relying.takes(chain(pair.revoked()), ca.roots().get(0))).isFalse();
            X509CRL list = Relying.list(pair.good().chain().leaf());
            list.verify(chain(pair.good()).get(1).getPublicKey());
            assertThat(list.getRevokedCertificates()).hasSize(1);
            assertThat(Relying.issuer(pair.good().chain().leaf()))
                    .isEqualTo(chain(pair.good()).get(1));
            assertThat(account.certificate(url(pair.good())).body())
                    .isEqualTo(pair.good().chain());
            URI alternate = URI.create(url(pair.good()) + "/1");
            relying.trusts(
                    account.certificate(alternate).body().certificates(),
                    ca.roots().get(1));
            assertThat(account.client()
                            .renewalInfo(
                                    CertificateIdentifier.of(pair.good().chain().leaf()))
                            .body()
                            .suggestedWindow()
                            .start())
                    .isAfter(Instant.now());
        }
    }

    @Test
    void certificatesOfEachIntermediateAreRevokedInItsListAndStayWhatTheyWereAlsoAfterARestart() throws Exception {
        List<Pair> pairs = new ArrayList<>();
        SigningKey key;
        URI account;
        int port;
        try (AcmeCa ca = kept().start()) {
            port = ca.directoryUrl().getPort();
            AcmeAccount mine = Loopback.account(ca);
            key = mine.key();
            account = mine.url();
            pairs.add(pair(mine));
            for (int i = 0; i < 2; i++) {
                ca.rotateIntermediate();
                pairs.add(pair(mine));
            }
            for (Pair pair : pairs) {
                revoke(mine, pair.revoked());
            }
            check(ca, mine, pairs);
            assertThat(pairs.stream()
                            .map(pair ->
                                    Relying.listUrl(pair.good().chain().leaf()).getPath()))
                    .doesNotHaveDuplicates()
                    .startsWith("/crl");
        }
        try (AcmeCa ca = kept().listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .start()) {
            AcmeAccount mine = Loopback.client(ca).account(key, account);
            check(ca, mine, pairs);
            assertThat(ca.intermediates())
                    .extracting(Intermediate::role)
                    .containsExactly(Intermediate.Role.ISSUING, Intermediate.Role.RETIRED, Intermediate.Role.RETIRED);
            assertThat(ca.intermediates())
                    .allMatch(Intermediate::isKept)
                    .noneMatch(found -> found.isMissed(Instant.now()));
            // The key of the certificate may sign too.
            Pair first = pairs.get(0);
            Loopback.client(ca)
                    .revoke(
                            first.good().key().orElseThrow(),
                            Revocation.builder()
                                    .certificate(first.good().chain().leaf().getEncoded())
                                    .build());
            assertThat(relying.takes(chain(first.good()), ca.roots().get(0))).isFalse();
            assertThat(chain(obtain(mine)).get(1)).isEqualTo(issuing(ca));
        }
    }

    @Test
    void aListIsRenewedInTimeForWhoeverAsks() throws Exception {
        MovableClock clock = new MovableClock(Instant.now());
        relying = new Relying(clock);
        try (AcmeCa ca = builder().clock(clock).start()) {
            Pair old = pair(Loopback.account(ca));
            X509Certificate root = ca.roots().get(0);
            ca.rotateIntermediate();
            X509CRL first = Relying.list(old.good().chain().leaf());
            for (int day = 0; day < 30; day++) {
                clock.advance(Duration.ofDays(1));
                assertThat(relying.takes(chain(old.good()), root)).isTrue();
            }
            assertThat(Relying.list(old.good().chain().leaf()).getThisUpdate()).isAfter(first.getNextUpdate());
            ca.revoke(old.revoked().chain().leaf(), RevocationReason.UNSPECIFIED);
            assertThat(relying.takes(chain(old.revoked()), root)).isFalse();
        }
    }

    @Test
    void aCaInMemoryWithLongChainsCanToo() throws Exception {
        try (AcmeCa ca = builder().chains(2, 3).start()) {
            AcmeAccount account = Loopback.account(ca);
            ObtainedCertificate before = obtain(account);
            ca.rotateIntermediate();
            ObtainedCertificate after = obtain(account);
            assertThat(ca.roots()).hasSize(3);
            for (ObtainedCertificate obtained : List.of(before, after)) {
                assertThat(chain(obtained)).hasSize(4);
                assertThat(relying.takes(chain(obtained), ca.roots().get(0))).isTrue();
                CertificateChain other =
                        account.certificate(URI.create(url(obtained) + "/2")).body();
                relying.trusts(other.certificates(), ca.roots().get(2));
            }
            assertThat(chain(before).get(1)).isNotEqualTo(chain(after).get(1));
        }
    }

    @Test
    void testersSeeAllIntermediates() throws Exception {
        try (AcmeCa ca = builder()
                .management(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .managementShowsKeys(true)
                .start()) {
            X509Certificate first = issuing(ca);
            ca.rotateIntermediate();
            assertThat(managed(ca, "/intermediates/0")).isEqualTo(issuing(ca));
            assertThat(managed(ca, "/intermediates/2")).isEqualTo(first);
            assertThat(managed(ca, "/roots/2")).isEqualTo(ca.roots().get(0));
            for (X509Certificate known : List.of(first, issuing(ca))) {
                assertThat(text(
                                ca,
                                "/cert-status-by-serial/"
                                        + known.getSerialNumber().toString(16)))
                        .contains("\"Valid\"");
            }
            assertThat(SigningKey.parse(text(ca, "/intermediate-keys/2"))
                            .verificationKey()
                            .publicKey())
                    .isEqualTo(first.getPublicKey());
            assertThat(SigningKey.parse(text(ca, "/root-keys/3"))
                            .verificationKey()
                            .publicKey())
                    .isEqualTo(ca.roots().get(1).getPublicKey());
        }
    }

    private static X509Certificate managed(AcmeCa ca, String path) throws Exception {
        return CertificateChain.read(text(ca, path)).leaf();
    }

    private static String text(AcmeCa ca, String path) throws Exception {
        URI url = ca.managementUrl().orElseThrow().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
