package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DnsClientTest {

    private static final String ONE = "192.0.2.1:53";
    private static final String TWO = "192.0.2.2:53";
    private static final DnsName NAME = DnsName.parse("a.example.org");

    private final FakeTime time = new FakeTime();
    private final FakeTransport network = new FakeTransport(time);
    private final FakeDns good = new FakeDns(time).zone("example.org").txt("a.example.org", "text");
    private final FakeDns bad = new FakeDns(time).zone("example.org");

    private final DnsClient client = DnsClient.builder()
            .resolver(ONE)
            .resolver(TWO)
            .transport(network)
            .timekeeper(time)
            .random(new Random(1))
            .build();

    private List<String> ask() throws IOException, InterruptedException {
        return client.ask(NAME, RecordType.TXT).answers().stream()
                .map(record -> String.join("", record.strings()))
                .toList();
    }

    private DnsException failure() {
        DnsException[] failure = new DnsException[1];
        assertThatExceptionOfType(DnsException.class).isThrownBy(this::ask).satisfies(e -> failure[0] = e);
        return failure[0];
    }

    @Test
    void asksTheFirstResolver() throws IOException, InterruptedException {
        network.server(ONE, good::answer).server(TWO, bad::answer);
        assertThat(ask()).containsExactly("text");
        assertThat(network.log()).containsExactly("udp " + ONE);
        assertThat(good.questions()).containsExactly("TXT of a.example.org");
    }

    @Test
    void asksTheNextWhenOneIsSilentOrFails() throws IOException, InterruptedException {
        network.server(TWO, good::answer);
        assertThat(ask()).containsExactly("text");
        for (int rcode : new int[] {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP}) {
            network.server(ONE, bad.refuse(rcode)::answer);
            assertThat(ask()).containsExactly("text");
        }
        network.unreachable(ONE);
        assertThat(ask()).containsExactly("text");
        network.server(ONE, (query, datagram) -> Arrays.copyOf(good.answer(query, true), 50));
        assertThat(ask()).containsExactly("text");
    }

    @Test
    void thereBeingNoSuchNameIsAnAnswer() throws IOException, InterruptedException {
        network.server(ONE, good::answer);
        assertThat(client.ask(DnsName.parse("b.example.org"), RecordType.TXT).rcode())
                .isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void asksAgainByTcpWhenTheAnswerIsCutOff() throws IOException, InterruptedException {
        network.server(ONE, good.txt("a.example.org", "x".repeat(600))::answer);
        assertThat(ask()).containsExactly("text", "x".repeat(600));
        assertThat(network.log()).containsExactly("udp " + ONE, "tcp " + ONE);
    }

    @Test
    void anotherNumberIsNoAnswer() {
        FakeTransport.Server stranger = (query, datagram) -> {
            byte[] answer = good.answer(query, false);
            answer[1] ^= 1;
            return answer;
        };
        network.server(ONE, stranger).server(TWO, stranger);
        assertThat(failure()).hasMessageContaining("no answer in time");
        FakeTransport.Server cutOff = (query, datagram) -> {
            byte[] answer = good.answer(query, false);
            answer[2] |= 2;
            answer[1] ^= (byte) (datagram ? 0 : 1);
            return answer;
        };
        network.server(ONE, cutOff).server(TWO, cutOff);
        assertThat(failure()).hasMessageContaining("to another question");
    }

    @Test
    void givesUpWhenTheTimeIsUp() {
        assertThat(failure())
                .hasMessageContaining("asked " + TWO + " for TXT of a.example.org")
                .hasMessageContaining("firewall");
        assertThat(time.now()).isEqualTo(FakeTime.START.plusSeconds(8));
        assertThat(failure().getSuppressed()).hasSize(3);
        FakeTransport.Server cutOff = (query, datagram) -> {
            if (!datagram) {
                time.pass(Duration.ofSeconds(10));
                throw new SocketTimeoutException("slow");
            }
            return good.txt("a.example.org", "x".repeat(600)).answer(query, true);
        };
        network.server(ONE, cutOff);
        int before = network.log().size();
        assertThat(failure()).hasMessageContaining("no answer in time");
        assertThat(network.log()).hasSize(before + 2);
    }

    @Test
    void tellsWhatTheServerSays() {
        network.server(ONE, bad.refuse(Rcode.REFUSED)::answer).server(TWO, bad::answer);
        assertThat(failure()).hasMessageContaining(TWO).hasMessageContaining("REFUSED");
        bad.refuse(Rcode.SERVFAIL);
        assertThat(failure()).hasMessageContaining("SERVFAIL").hasMessageContaining("DNSSEC");
        bad.refuse(11);
        assertThat(failure()).hasMessageContaining("RCODE11");
    }

    @Test
    void tellsWhatIsMalformed() {
        FakeTransport.Server broken = (query, datagram) -> Arrays.copyOf(good.answer(query, true), 60);
        network.server(ONE, broken).server(TWO, broken);
        assertThat(failure()).hasMessageContaining("malformed, octet").hasMessageNotContaining("text");
    }

    @Test
    void tellsWhenNobodyListens() {
        FakeTransport.Server closed = (query, datagram) -> {
            throw new PortUnreachableException();
        };
        network.server(ONE, closed).server(TWO, closed);
        assertThat(failure()).hasMessageEndingWith("it cannot be reached: nobody listens there");
        network.unreachable(TWO);
        assertThat(failure()).hasMessageEndingWith("it cannot be reached: Network is unreachable");
    }

    @Test
    void wrongSettingsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DnsClient.of("a:b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsClient.builder().timeout(Duration.ZERO));
    }
}
