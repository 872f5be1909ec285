package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc2136RecordsTest {

    private static final String SERVER = "192.0.2.1:53";
    private static final String NAME = "_acme-challenge.www.example.org";
    private static final String SECRET = "c2VjcmV0IHNlY3JldCBzZWNyZXQ=";
    private static final TsigKey KEY = TsigKey.of("akme", SECRET);

    private final FakeTime time = new FakeTime();
    private final FakeTime serverTime = new FakeTime();
    private final FakeDns server = new FakeDns(serverTime).zone("example.org").key(KEY);
    private final FakeTransport network = new FakeTransport(time).server(SERVER, server::answer);

    private Rfc2136Records.Builder records() {
        return Rfc2136Records.builder("192.0.2.1")
                .key(KEY)
                .dns(DnsClient.builder()
                        .transport(network)
                        .timekeeper(time)
                        .random(new Random(1))
                        .build());
    }

    private void fails(Rfc2136Records records, String... parts) {
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> records.add(NAME, Tasks.VALUE))
                .satisfies(e -> assertThat(e)
                        .hasMessageContainingAll(parts)
                        .message()
                        .contains(SERVER)
                        .doesNotContain(Tasks.VALUE, SECRET));
    }

    // ---- what it does

    @Test
    void addsAndRemovesOneRecord() throws IOException, InterruptedException {
        Rfc2136Records records = records().build();
        records.add(NAME, "one");
        records.add(NAME, "two");
        records.add(NAME, "two");
        assertThat(server.texts(NAME)).containsExactly("one", "two");
        records.remove(NAME, "one");
        records.remove(NAME, "three");
        assertThat(server.texts(NAME)).containsExactly("two");
        assertThat(network.log()).containsOnly("udp " + SERVER);
    }

    @Test
    void asksTheServerForTheZoneUnlessItIsGiven() throws IOException, InterruptedException {
        records().build().add(NAME, "one");
        assertThat(server.questions()).containsExactly("SOA of " + NAME);
        records().zone("example.ORG.").build().add(NAME, "two");
        assertThat(server.questions()).hasSize(1);
        server.zone("www.example.org");
        records().build().add(NAME, "three");
        assertThat(server.texts(NAME)).containsExactly("one", "two", "three");
    }

    @Test
    void longUpdatesGoByTcp() throws IOException, InterruptedException {
        records().zone("example.org").build().add(NAME, "x".repeat(500));
        assertThat(network.log()).containsExactly("tcp " + SERVER);
        assertThat(server.texts(NAME)).containsExactly("x".repeat(500));
    }

    @Test
    void soDoThoseThatGetLost() throws IOException, InterruptedException {
        network.server(SERVER, (query, datagram) -> {
            if (datagram) {
                throw new SocketTimeoutException("lost");
            }
            return server.answer(query, false);
        });
        records().zone("example.org").build().add(NAME, "one");
        assertThat(network.log()).containsExactly("udp " + SERVER, "udp " + SERVER, "tcp " + SERVER);
        assertThat(server.texts(NAME)).containsExactly("one");
    }

    @Test
    void theRecordHasTheTtl() throws IOException, InterruptedException {
        long[] ttl = new long[1];
        network.server(SERVER, (query, datagram) -> {
            ttl[0] = DnsMessage.read(query).authorities().get(0).ttlSeconds();
            return server.answer(query, datagram);
        });
        records().zone("example.org").build().add(NAME, "one");
        assertThat(ttl[0]).isEqualTo(60);
        records().zone("example.org").ttl(Duration.ofMinutes(5)).build().add(NAME, "one");
        assertThat(ttl[0]).isEqualTo(300);
        records().zone("example.org").build().remove(NAME, "one");
        assertThat(ttl[0]).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> records().ttl(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> records().ttl(Duration.ofDays(30_000)));
    }

    @Test
    void withoutAKeyNothingIsSigned() throws IOException, InterruptedException {
        FakeDns open = new FakeDns(time).zone("example.org");
        network.server(SERVER, open::answer);
        Rfc2136Records records = Rfc2136Records.builder("192.0.2.1")
                .dns(DnsClient.builder().transport(network).timekeeper(time).build())
                .build();
        records.add(NAME, "one");
        assertThat(open.texts(NAME)).containsExactly("one");
        assertThat(records).hasToString("updates at " + SERVER);
        network.server(SERVER, server::answer);
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> records.add(NAME, "one"))
                .withMessageContaining("it wants a key");
    }

    // ---- what the server says

    @ParameterizedTest
    @CsvSource({
        "1, FORMERR, log",
        "2, SERVFAIL, its log",
        "4, NOTIMP, another way",
        "5, REFUSED, update-policy",
        "9, NOTAUTH, primary server",
        "10, NOTZONE, right one",
        "6, RCODE6, log"
    })
    void tellsWhatToDo(int rcode, String name, String whatToDo) {
        server.refuse(rcode);
        fails(records().zone("example.org").build(), "the zone example.org", name, whatToDo);
    }

    @Test
    void tellsWhichZoneIsMissing() {
        FakeDns other = new FakeDns(time).zone("example.com").key(KEY);
        network.server(SERVER, other::answer);
        fails(records().build(), "no zone that " + NAME + " is in", "REFUSED", "primary server");
        fails(records().zone("example.net").build(), "not in the zone example.net", "right zone");
        assertThat(other.updates()).isZero();
    }

    // ---- signatures

    @Test
    void tellsWhyTheSignatureIsRefused() {
        fails(records().key(TsigKey.of("akme", "AAAA")).zone("example.org").build(), "BADSIG", "copy it again");
        serverTime.pass(Duration.ofHours(1));
        fails(records().zone("example.org").build(), "BADTIME", "set the clocks");
        for (int error : new int[] {Rcode.BADKEY, Rcode.BADTRUNC, 99}) {
            network.server(SERVER, (query, datagram) -> {
                byte[] answer = FakeDns.respond(DnsMessage.read(query), Rcode.NOTAUTH, 0, List.of(), List.of())
                        .toBytes();
                return Tsig.sign(answer, KEY, 0, Tsig.NO_MAC, error, new byte[0]);
            });
            fails(records().zone("example.org").build(), Rcode.text(error), "TSIG key akme (hmac-sha256)");
        }
        assertThat(server.updates()).isZero();
    }

    @Test
    void tellsByHowMuchTheClocksDiffer() {
        network.server(SERVER, (query, datagram) -> {
            long now = time.now().getEpochSecond();
            byte[] answer = FakeDns.respond(DnsMessage.read(query), Rcode.NOTAUTH, 0, List.of(), List.of())
                    .toBytes();
            byte[] serverClock = new DnsWriter().u48(now - 3600).toBytes();
            return Tsig.sign(answer, KEY, now, Tsig.NO_MAC, Rcode.BADTIME, serverClock);
        });
        fails(records().zone("example.org").build(), "its clock is 3600 seconds behind");
    }

    @Test
    void anAnswerWithoutSignatureIsNotTrusted() {
        network.server(
                SERVER,
                (query, datagram) -> FakeDns.respond(
                                DnsMessage.read(query), 0, DnsMessage.AUTHORITATIVE, List.of(), List.of())
                        .toBytes());
        fails(records().build(), "without a signature");
    }

    @Test
    void neitherIsOneWithAnotherSignature() {
        FakeTransport.Server forger = (query, datagram) -> Tsig.sign(
                FakeDns.respond(DnsMessage.read(query), 0, 0, List.of(), List.of())
                        .toBytes(),
                TsigKey.of("akme", "AAAA"),
                time.now(),
                Tsig.read(query).orElseThrow().mac());
        network.server(SERVER, forger);
        fails(records().zone("example.org").build(), "not signed with TSIG key akme (hmac-sha256)");
        FakeTransport.Server replay = (query, datagram) -> Tsig.sign(
                FakeDns.respond(DnsMessage.read(query), 0, 0, List.of(), List.of())
                        .toBytes(),
                KEY,
                time.now(),
                new byte[32]);
        network.server(SERVER, replay);
        fails(records().zone("example.org").build(), "not signed with");
        FakeTransport.Server old = (query, datagram) -> Tsig.sign(
                FakeDns.respond(DnsMessage.read(query), 0, 0, List.of(), List.of())
                        .toBytes(),
                KEY,
                time.now().minusSeconds(301),
                Tsig.read(query).orElseThrow().mac());
        network.server(SERVER, old);
        fails(records().zone("example.org").build(), "of another time");
        FakeTransport.Server broken = (query, datagram) -> {
            DnsWriter out = new DnsWriter();
            byte[] answer = FakeDns.respond(DnsMessage.read(query), 0, 0, List.of(), List.of())
                    .toBytes();
            answer[11] = 1;
            out.bytes(answer);
            new DnsRecord(KEY.name(), RecordType.TSIG, RecordType.CLASS_ANY, 0, new byte[3]).write(out);
            return out.toBytes();
        };
        network.server(SERVER, broken);
        fails(records().zone("example.org").build(), "malformed");
    }

    @Test
    void theSecretNeverShows() {
        Rfc2136Records records = records().build();
        assertThat(records).hasToString("updates at " + SERVER + " with TSIG key akme (hmac-sha256)");
        assertThat(KEY).hasToString("TSIG key akme (hmac-sha256)");
    }
}
