package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.akme.client.Presented;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PropagationTest {

    private static final String NAME = "_acme-challenge.example.org";
    private static final String ONE = "192.0.2.1:53";
    private static final String ONE_V6 = "[2001:db8:0:0:0:0:0:1]:53";
    private static final String TWO = "192.0.2.2:53";
    private static final Instant DEADLINE = FakeTime.START.plusSeconds(120);

    private final FakeTime time = new FakeTime();
    private final FakeDns resolver = new FakeDns(time)
            .zone("example.org", "ns1.example.net", "ns2.example.net")
            .zone("example.net")
            .address("ns1.example.net", "192.0.2.1")
            .address("ns1.example.net", "2001:db8::1")
            .address("ns2.example.net", "192.0.2.2");
    private final FakeDns one = new FakeDns(time).zone("example.org");
    private final FakeDns two = new FakeDns(time).zone("example.org");
    private final FakeTransport network = new FakeTransport(time)
            .server("192.0.2.53:53", resolver::answer)
            .server(ONE, one::answer)
            .server(ONE_V6, one::answer)
            .server(TWO, two::answer);

    private static final class Nowhere implements TxtRecords {
        @Override
        public void add(String name, String value) {}

        @Override
        public void remove(String name, String value) {}
    }

    private Duration await(UnaryOperator<Dns01Solver.Builder> settings) throws Exception {
        DnsClient dns = DnsClient.builder()
                .resolver("192.0.2.53")
                .transport(network)
                .timekeeper(time)
                .build();
        Dns01Solver solver =
                settings.apply(Dns01Solver.builder(new Nowhere()).dns(dns)).build();
        try (Presented presented = solver.present(Tasks.task("dns-01", "example.org"))) {
            presented.await(time, DEADLINE);
            return presented.settle();
        }
    }

    private void await() throws Exception {
        await(settings -> settings);
    }

    /** Answers as a server that gets the record at some time. */
    private FakeTransport.Server late(FakeDns server, Duration after) {
        return (query, datagram) -> {
            if (server.texts(NAME).isEmpty() && !time.now().isBefore(FakeTime.START.plus(after))) {
                server.txt(NAME, Tasks.VALUE);
            }
            return server.answer(query, datagram);
        };
    }

    @Test
    void doesNotWaitWhenTheRecordIsEverywhere() throws Exception {
        one.txt(NAME, "other").txt(NAME, Tasks.VALUE);
        two.txt(NAME, Tasks.VALUE);
        await();
        assertThat(time.sleeps()).isEmpty();
        assertThat(network.log()).endsWith("udp " + ONE, "udp " + ONE_V6, "udp " + TWO);
        assertThat(two.questions()).containsExactly("TXT of " + NAME);
    }

    @Test
    void waitsForTheLastServerAndAsksTheOthersNoMore() throws Exception {
        one.txt(NAME, Tasks.VALUE);
        network.server(TWO, late(two, Duration.ofSeconds(20)));
        await();
        assertThat(time.sleeps())
                .startsWith(Duration.ofSeconds(1), Duration.ofMillis(1500), Duration.ofMillis(2250))
                .isSorted()
                .hasSizeBetween(5, 8);
        assertThat(one.questions()).hasSize(2);
        assertThat(time.now()).isBefore(FakeTime.START.plusSeconds(40));
    }

    @Test
    void allAddressesThatAnswerMustHaveIt() throws Exception {
        one.txt(NAME, Tasks.VALUE);
        two.txt(NAME, Tasks.VALUE);
        network.server(ONE_V6, late(new FakeDns(time).zone("example.org"), Duration.ofSeconds(3)));
        await();
        assertThat(time.sleeps()).hasSize(3);
    }

    @Test
    void addressesThatCannotBeReachedDoNotCount() throws Exception {
        one.txt(NAME, Tasks.VALUE);
        two.txt(NAME, Tasks.VALUE);
        network.unreachable(ONE_V6);
        await();
        assertThat(time.sleeps()).isEmpty();
    }

    @Test
    void aServerThatIsSilentHoldsUpOnlyForAWhile() throws Exception {
        one.txt(NAME, Tasks.VALUE);
        network.unreachable(TWO);
        await();
        assertThat(time.sleeps()).hasSize(2);
        network.server(TWO, new FakeDns(time)::answer);
        await();
        assertThat(time.sleeps()).as("one that does not serve the zone").hasSize(4);
    }

    @Test
    void stopsAtTheDeadline() throws Exception {
        await();
        assertThat(time.now()).isEqualTo(DEADLINE);
        assertThat(time.sleeps()).contains(Duration.ofSeconds(15));
    }

    @Test
    void stopsAtTheDeadlineWhenNobodyAnswers() throws Exception {
        network.unreachable(ONE).unreachable(ONE_V6).unreachable(TWO);
        await();
        assertThat(time.now()).isEqualTo(DEADLINE);
    }

    @Test
    void looksForTheServersAgainWhenTheResolverFails() throws Exception {
        one.txt(NAME, Tasks.VALUE);
        two.txt(NAME, Tasks.VALUE);
        network.server("192.0.2.53:53", (query, datagram) -> {
            boolean alias = DnsMessage.read(query).questions().get(0).type() == RecordType.CNAME;
            resolver.refuse(alias || time.now().isAfter(FakeTime.START.plusSeconds(2)) ? 0 : Rcode.SERVFAIL);
            return resolver.answer(query, datagram);
        });
        await();
        assertThat(time.sleeps()).hasSize(2);
    }

    @Test
    void canBeTurnedOff() throws Exception {
        assertThat(await(settings -> settings.awaitServers(false))).isZero();
        assertThat(await(settings -> settings.awaitServers(false).settle(Duration.ofSeconds(30))))
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(time.sleeps()).isEmpty();
        assertThat(network.log()).allMatch(line -> line.endsWith(" 192.0.2.53:53"));
    }

    @Test
    void canBeFollowedByAPause() throws Exception {
        one.txt(NAME, Tasks.VALUE);
        two.txt(NAME, Tasks.VALUE);
        assertThat(await(settings -> settings.settle(Duration.ofSeconds(30)))).isEqualTo(Duration.ofSeconds(30));
        assertThat(time.sleeps())
                .as("others may be waited for at the same time")
                .isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dns01Solver.builder(new Nowhere()).settle(Duration.ofSeconds(-1)));
    }
}
