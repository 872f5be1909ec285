package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookupTest {

    private final FakeTime time = new FakeTime();
    private final FakeDns resolver = new FakeDns(time)
            .zone("example.org", "ns1.example.org", "ns2.example.org", "gone.example.org")
            .address("ns1.example.org", "192.0.2.1")
            .address("ns1.example.org", "2001:db8::1")
            .address("ns2.example.org", "192.0.2.2");
    private final FakeTransport network = new FakeTransport(time).server("192.0.2.53:53", resolver::answer);
    private final Lookup lookup = new Lookup(DnsClient.builder()
            .resolver("192.0.2.53")
            .transport(network)
            .timekeeper(time)
            .build());

    private static DnsName name(String text) {
        return DnsName.parse(text);
    }

    // ---- aliases

    @Test
    void mostNamesAreNoAliases() throws IOException, InterruptedException {
        assertThat(lookup.follow(name("x.example.org"))).isEqualTo(name("x.example.org"));
        assertThat(resolver.questions()).containsExactly("CNAME of x.example.org");
    }

    @Test
    void followsAliases() throws IOException, InterruptedException {
        resolver.alias("a.example.org", "B.example.org")
                .alias("b.example.org", "c.example.org")
                .txt("c.example.org", "text");
        assertThat(lookup.follow(name("a.example.org"))).isEqualTo(name("c.example.org"));
        assertThat(lookup.txt(name("a.example.org"))).containsExactly(List.of("text"));
        assertThat(lookup.txt(name("d.example.org"))).isEmpty();
    }

    @Test
    void asksAgainWhenTheResolverDoesNotGoTheWholeWay() throws IOException, InterruptedException {
        resolver.alias("a.example.org", "b.example.org").txt("b.example.org", "text");
        network.server("192.0.2.53:53", (octets, datagram) -> {
            DnsMessage answer = DnsMessage.read(resolver.answer(octets, datagram));
            List<DnsRecord> first = answer.answers().stream()
                    .filter(record ->
                            record.name().equals(answer.questions().get(0).name()))
                    .toList();
            return FakeDns.respond(DnsMessage.read(octets), 0, 0, first, List.of())
                    .toBytes();
        });
        assertThat(lookup.txt(name("a.example.org"))).containsExactly(List.of("text"));
    }

    @Test
    void circlesAreFound() {
        resolver.alias("a.example.org", "b.example.org").alias("b.example.org", "A.example.org");
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> lookup.follow(name("a.example.org")))
                .withMessageContaining("circle")
                .withMessageContaining("from a.example.org on");
        assertThatExceptionOfType(DnsException.class).isThrownBy(() -> lookup.txt(name("b.example.org")));
    }

    @Test
    void longWaysAreGivenUp() throws IOException, InterruptedException {
        for (int i = 0; i < 40; i++) {
            resolver.alias("a" + i + ".example.org", "a" + (i + 1) + ".example.org");
        }
        assertThat(lookup.follow(name("a25.example.org"))).isEqualTo(name("a40.example.org"));
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> lookup.follow(name("a24.example.org")))
                .withMessageContaining("more than 16");
    }

    // ---- zones

    @Test
    void theZoneIsWhereTheSoaRecordIs() throws IOException, InterruptedException {
        resolver.zone("sub.example.org").alias("www.example.org", "sub.example.org");
        assertThat(lookup.zone(name("a.b.example.org"))).isEqualTo(name("example.org"));
        assertThat(lookup.zone(name("example.org"))).isEqualTo(name("example.org"));
        assertThat(lookup.zone(name("x.sub.example.org"))).isEqualTo(name("sub.example.org"));
        assertThat(lookup.zone(name("www.example.org")))
                .as("the zone of the alias itself")
                .isEqualTo(name("example.org"));
    }

    @Test
    void theNamesAboveAreAskedForWhenTheAnswerIsBare() throws IOException, InterruptedException {
        network.server("192.0.2.53:53", (octets, datagram) -> {
            DnsMessage answer = DnsMessage.read(resolver.answer(octets, datagram));
            return FakeDns.respond(DnsMessage.read(octets), answer.rcode(), 0, answer.answers(), List.of())
                    .toBytes();
        });
        assertThat(lookup.zone(name("a.b.example.org"))).isEqualTo(name("example.org"));
        assertThat(resolver.questions())
                .containsExactly("SOA of a.b.example.org", "SOA of b.example.org", "SOA of example.org");
    }

    @Test
    void theRootIsNobodysZone() throws IOException, InterruptedException {
        DnsRecord root = new DnsRecord(DnsName.ROOT, RecordType.SOA, RecordType.CLASS_IN, 60, new byte[22]);
        DnsRecord elsewhere = new DnsRecord(name("other.example"), RecordType.SOA, 1, 60, new byte[22]);
        DnsMessage query = DnsMessage.query(1, new DnsQuestion(name("a.test"), RecordType.SOA), true);
        assertThat(Lookup.zone(
                        name("a.test"), asked -> FakeDns.respond(query, Rcode.NXDOMAIN, 0, List.of(), List.of(root))))
                .isEqualTo(Optional.empty());
        assertThat(Lookup.zone(
                        name("a.test"),
                        asked -> FakeDns.respond(query, Rcode.NXDOMAIN, 0, List.of(), List.of(elsewhere))))
                .isEqualTo(Optional.empty());
        network.server(
                "192.0.2.53:53",
                (octets, datagram) -> FakeDns.respond(DnsMessage.read(octets), Rcode.NXDOMAIN, 0, List.of(), List.of())
                        .toBytes());
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> lookup.zone(name("a.test")))
                .withMessageContaining("no zone that a.test is in");
    }

    // ---- servers

    @Test
    void serversHaveAddresses() throws IOException, InterruptedException {
        assertThat(lookup.servers(name("example.org")))
                .hasToString("{ns1.example.org=[/192.0.2.1, /2001:db8:0:0:0:0:0:1], ns2.example.org=[/192.0.2.2]}");
    }

    @Test
    void aZoneWithoutServersIsAnError() {
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> lookup.servers(name("ns1.example.org")))
                .withMessageContaining("NS records");
    }
}
