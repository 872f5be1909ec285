package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.client.Presented;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All of it together, with sockets: delegation, signed updates, servers that are asked, and removal. */
@Timeout(60)
class WholeWayTest {

    private static final String PLACE = "a1.auth.example.net";

    private final FakeTime time = new FakeTime();
    private final TsigKey key = TsigKey.of("akme", "hmac-sha512", "c2VjcmV0IHNlY3JldCBzZWNyZXQ=");

    /** Resolver, primary and secondary server in one. */
    private final FakeDns dns = new FakeDns(time)
            .zone("example.org")
            .zone("auth.example.net", "ns1.auth.example.net", "ns2.auth.example.net")
            .address("ns1.auth.example.net", "192.0.2.1")
            .address("ns2.auth.example.net", "2001:db8::2")
            .alias("_acme-challenge.example.org", PLACE)
            .key(key);

    private LoopbackServer server;

    @BeforeEach
    void start() throws Exception {
        server = LoopbackServer.start(dns::answer);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private Dns01Solver solver() {
        DnsClient client = DnsClient.builder()
                .resolver(server.address())
                .transport(server.transport())
                .timekeeper(time)
                .build();
        Rfc2136Records records = Rfc2136Records.builder(
                        "127.0.0.1:" + server.address().getPort())
                .key(key)
                .dns(client)
                .build();
        return Dns01Solver.builder(records).dns(client).build();
    }

    @Test
    void theRecordComesAndGoes() throws Exception {
        dns.txt(PLACE, "somebody else's");
        try (Presented presented = solver().present(Tasks.task("dns-01", "example.org"))) {
            assertThat(dns.texts(PLACE)).containsExactly("somebody else's", Tasks.VALUE);
            presented.await(time, FakeTime.START.plusSeconds(60));
            assertThat(time.sleeps()).isEmpty();
        }
        assertThat(dns.texts(PLACE)).containsExactly("somebody else's");
        assertThat(dns.questions()).contains("NS of auth.example.net", "AAAA of ns2.auth.example.net");
    }

    @Test
    void manyOtherRecordsDoNotHinder() throws Exception {
        for (int i = 0; i < 30; i++) {
            dns.txt(PLACE, "record " + i + " of somebody else, so that datagrams are too short");
        }
        try (Presented presented = solver().present(Tasks.task("dns-01", "example.org"))) {
            presented.await(time, FakeTime.START.plusSeconds(60));
            assertThat(time.sleeps()).as("seen at once, by TCP").isEmpty();
        }
        assertThat(dns.texts(PLACE)).hasSize(30);
    }

    @Test
    void aNameAndItsWildcardStandBesideEachOther() throws Exception {
        Dns01Solver solver = solver();
        Presented one = solver.present(Tasks.task("dns-01", "example.org"));
        Presented same = solver.present(Tasks.task("dns-01", "example.org"));
        one.close();
        assertThat(dns.texts(PLACE)).containsExactly(Tasks.VALUE);
        same.close();
        assertThat(dns.texts(PLACE)).isEmpty();
    }
}
