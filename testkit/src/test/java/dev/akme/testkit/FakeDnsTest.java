package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsFailure;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.DnsResolvers;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class FakeDnsTest {

    private static final String NAME = "www.example.org";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Both ways to ask must find the same. */
    enum Asked {
        BY_CALLS,
        OVER_THE_WIRE;

        DnsResolver resolver(FakeDns dns) {
            return this == BY_CALLS ? dns : DnsResolvers.of(List.of(dns.address()), PATIENCE);
        }
    }

    private final FakeDns dns = FakeDns.create();

    @AfterEach
    void close() {
        dns.close();
    }

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }

    private Message ask(String name, int type, boolean tcp) throws IOException {
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTCP(tcp);
        resolver.setIgnoreTruncation(true);
        resolver.setTimeout(PATIENCE);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN)));
    }

    @Test
    void whatManyThreadsSetAndAskIsAllThere() throws Exception {
        int threads = 8;
        int each = 200;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String mine = "t" + t;
                running.add(pool.submit(() -> {
                    together.await();
                    for (int i = 0; i < each; i++) {
                        String value = mine + "-" + i;
                        dns.txt(NAME, value);
                        assertThat(dns.txt(NAME)).contains(List.of(value));
                    }
                    return mine;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(dns.texts(NAME)).hasSize(threads * each).doesNotHaveDuplicates();
        assertThat(dns.asked(NAME)).hasSize(threads * each);
    }

    @ParameterizedTest
    @EnumSource
    void everyNameIsThisMachineUntilItHasOtherAddresses(Asked asked) throws Exception {
        DnsResolver resolver = asked.resolver(dns);
        assertThat(resolver.addresses(NAME)).containsExactly(address("127.0.0.1"));

        dns.a(NAME, "192.0.2.1", "192.0.2.2").aaaa(NAME, "2001:db8::1");
        assertThat(resolver.addresses(NAME))
                .containsExactly(address("2001:db8::1"), address("192.0.2.1"), address("192.0.2.2"));

        dns.aaaa("v6.example.org", "::1").a("none.example.org");
        assertThat(resolver.addresses("v6.example.org")).containsExactly(address("::1"));
        assertThat(resolver.addresses("none.example.org")).isEmpty();

        assertThat(dns.forget(NAME).addresses(NAME)).containsExactly(address("127.0.0.1"));
    }

    @ParameterizedTest
    @EnumSource
    void textsComeBackAsTheyWerePut(Asked asked) throws Exception {
        String odd = "a \"b\" \\c; d\u00e9";
        dns.txt(NAME, odd, "").txt(NAME, "x".repeat(300));

        List<List<String>> found = asked.resolver(dns).txt(NAME);

        assertThat(found).contains(List.of(""), List.of("x".repeat(255), "x".repeat(45)));
        assertThat(dns.texts(NAME)).containsExactly(odd, "", "x".repeat(300));
        dns.remove(NAME, odd);
        assertThat(dns.texts(NAME)).hasSize(2).doesNotContain(odd);
    }

    @ParameterizedTest
    @EnumSource
    void caaRecordsComeBackAsTheyWerePut(Asked asked) throws Exception {
        dns.caa(NAME, "issue", "ca.example.org; validationmethods=dns-01").caa(NAME, new CaaRecord(true, "odd", "x"));

        assertThat(asked.resolver(dns).caa(NAME))
                .containsExactlyInAnyOrder(
                        new CaaRecord(false, "issue", "ca.example.org; validationmethods=dns-01"),
                        new CaaRecord(true, "odd", "x"));
    }

    @ParameterizedTest
    @EnumSource
    void aliasesLeadToWhatIsAtTheirEnd(Asked asked) throws Exception {
        dns.cname(NAME, "old.example.com").cname(NAME, "b.example.com").cname("b.example.com", "c.example.com");
        dns.txt("c.example.com", "found");

        assertThat(asked.resolver(dns).txt(NAME.toUpperCase(java.util.Locale.ROOT)))
                .containsExactly(List.of("found"));
    }

    @ParameterizedTest
    @EnumSource
    void aliasesThatGoInACircleHaveNoAnswer(Asked asked) {
        dns.cname("a.example.org", "b.example.org").cname("b.example.org", "a.example.org");

        assertThatThrownBy(() -> asked.resolver(dns).txt("a.example.org")).isInstanceOf(DnsFailure.class);
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatIsNotThereHasNothing(Asked asked) throws Exception {
        dns.txt(NAME, "hidden").nxdomain(NAME);

        assertThat(asked.resolver(dns).addresses(NAME)).isEmpty();
        assertThat(asked.resolver(dns).txt(NAME)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatFailsHasNoAnswer(Asked asked) {
        dns.servfail(NAME);

        assertThatThrownBy(() -> asked.resolver(dns).caa(NAME))
                .isInstanceOf(DnsFailure.class)
                .hasMessageContaining("SERVFAIL");
    }

    @Test
    void whatIsWrongWithANameIsSeenOnTheWire() throws Exception {
        dns.nxdomain("gone.example.org").servfail("broken.example.org");

        assertThat(ask("gone.example.org", Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        assertThat(ask("broken.example.org", Type.A, false).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }

    @Test
    void answersThatAreCutShortAreWholeByTcp() throws Exception {
        dns.txt(NAME, "whole").truncate(NAME);

        Message cut = ask(NAME, Type.TXT, false);
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(cut.getSection(Section.ANSWER)).isEmpty();
        assertThat(ask(NAME, Type.TXT, true).getSection(Section.ANSWER)).hasSize(1);

        assertThat(Asked.OVER_THE_WIRE.resolver(dns).txt(NAME)).containsExactly(List.of("whole"));
        assertThat(dns.asked(NAME))
                .endsWith(
                        new DnsQuestion(NAME, "TXT", DnsQuestion.Way.UDP),
                        new DnsQuestion(NAME, "TXT", DnsQuestion.Way.TCP));
    }

    @Test
    void answersThatNoDatagramHoldsAreCutShort() throws Exception {
        dns.txt(NAME, Stream.generate(() -> "x".repeat(255)).limit(20).toArray(String[]::new));

        assertThat(ask(NAME, Type.TXT, false).getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(Asked.OVER_THE_WIRE.resolver(dns).txt(NAME)).hasSize(20);
    }

    @Test
    void anAnswerThatTakesItsTimeHoldsNobodyElseUp() throws Exception {
        dns.delay("slow.example.org", Duration.ofMinutes(10));
        DnsResolver impatient = DnsResolvers.of(List.of(dns.address()), Duration.ofMillis(200));

        assertThatThrownBy(() -> impatient.txt("slow.example.org"))
                .isInstanceOf(DnsFailure.class)
                .hasMessageContaining("no answer in time");
        assertThat(Asked.OVER_THE_WIRE.resolver(dns).addresses(NAME)).hasSize(1);
    }

    @Test
    void whatWasAskedCanBeSeen() throws Exception {
        assertThat(dns.asked()).isEmpty();

        ask("example.org", Type.CAA, false);

        assertThat(dns.asked()).containsExactly(new DnsQuestion("example.org", "CAA", DnsQuestion.Way.UDP));
        dns.addresses("Example.org.");
        assertThat(dns.asked("EXAMPLE.org")).hasSize(3);
        assertThat(dns.asked().get(2)).hasToString("example.org A by call");
    }

    @Test
    void updatesAreRefusedAndWhatIsNoMessageIsPassedOver() throws Exception {
        Message update = Message.newQuery(Record.newRecord(Name.fromString("example.org."), Type.SOA, DClass.IN));
        update.getHeader().setOpcode(Opcode.UPDATE);
        SimpleResolver resolver = new SimpleResolver(dns.address());
        resolver.setTimeout(PATIENCE);
        try (java.net.DatagramSocket socket = new java.net.DatagramSocket()) {
            socket.send(new java.net.DatagramPacket(new byte[] {1, 2, 3}, 3, dns.address()));
        }

        assertThat(resolver.send(update).getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(dns.asked()).isEmpty();
    }

    @Test
    void whatIsNoRecordIsRefused() {
        assertThatThrownBy(() -> dns.a(NAME, "2001:db8::1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dns.aaaa(NAME, "192.0.2.1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dns.a(NAME, "host.example.org")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dns.nxdomain("a..b")).isInstanceOf(IllegalArgumentException.class);
    }
}
