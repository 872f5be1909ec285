package dev.akme.ca.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;

@Timeout(60)
class DnsResolversTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    private DnsServer server;
    private DnsResolver resolver;

    @BeforeEach
    void start() throws IOException {
        server = DnsServer.start();
        resolver = DnsResolvers.of(List.of(server.address()), PATIENCE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static List<String> texts(List<InetAddress> addresses) {
        return addresses.stream().map(Dialer::text).toList();
    }

    @Test
    void giveAllAddressesIpv6First() throws IOException, InterruptedException {
        server.answer("A example.org", "example.org A 9.9.9.9", "example.org A 127.0.0.1")
                .answer("AAAA example.org", "example.org AAAA 2620:fe::fe");
        assertThat(texts(resolver.addresses("example.org"))).containsExactly("2620:fe::fe", "9.9.9.9", "127.0.0.1");
    }

    @Test
    void giveNothingWhereNothingIs() throws IOException, InterruptedException {
        server.answer("A nodata.test").answer("AAAA nodata.test").answer("TXT nodata.test");
        for (String name : List.of("nodata.test", "nxdomain.test", "localhost")) {
            assertThat(resolver.addresses(name)).isEmpty();
            assertThat(resolver.txt(name)).isEmpty();
            assertThat(resolver.caa(name)).isEmpty();
        }
    }

    @Test
    void giveOneKindOfAddressWhenTheOtherFails() throws IOException, InterruptedException {
        server.answer("A example.org", "example.org A 9.9.9.9").fail("AAAA example.org", Rcode.SERVFAIL);
        assertThat(texts(resolver.addresses("example.org"))).containsExactly("9.9.9.9");
        server.answer("A example.com").fail("AAAA example.com", Rcode.SERVFAIL);
        assertThatThrownBy(() -> resolver.addresses("example.com"))
                .isInstanceOf(DnsFailure.class)
                .hasMessage("AAAA of example.com: SERVFAIL");
    }

    @Test
    void giveTheStringsOfEachText() throws IOException, InterruptedException {
        server.answer(
                "TXT example.org",
                "example.org TXT \"a b\" \"\" \"" + "c".repeat(255) + "\"",
                "example.org TXT \"\\255\\000\"");
        assertThat(resolver.txt("example.org"))
                .containsExactly(List.of("a b", "", "c".repeat(255)), List.of("\u00ff\u0000"));
    }

    @Test
    void askByTcpForLongAnswers() throws IOException, InterruptedException {
        String text = "\"" + "x".repeat(255) + "\" \"" + "y".repeat(255) + "\"";
        server.answer("TXT example.org", "example.org TXT " + text, "example.org TXT " + text + " \"z\"");
        assertThat(resolver.txt("example.org")).hasSize(2).contains(List.of("x".repeat(255), "y".repeat(255), "z"));
        assertThat(server.asked).containsExactly("udp TXT example.org", "tcp TXT example.org");
    }

    @Test
    void giveCaaRecordsAsTheyCame() throws IOException, InterruptedException {
        server.answer(
                "CAA example.org",
                "example.org CAA 0 issue \"ca.test; a=b\"",
                "example.org CAA 128 unknown \"\"",
                "example.org CAA 1 iodef \"mailto:a@example.org\"");
        assertThat(resolver.caa("example.org"))
                .containsExactly(
                        new CaaRecord(false, "issue", "ca.test; a=b"),
                        new CaaRecord(true, "unknown", ""),
                        new CaaRecord(false, "iodef", "mailto:a@example.org"));
    }

    @Test
    void followAliasesThatComeTogether() throws IOException, InterruptedException {
        server.answer(
                "TXT a.test", "c.test TXT right", "A.test CNAME b.test.", "b.test CNAME C.test.", "d.test TXT wrong");
        assertThat(resolver.txt("a.test")).containsExactly(List.of("right"));
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void followAliasesThatComeAlone() throws IOException, InterruptedException {
        server.answer("TXT a.test", "a.test CNAME b.test.")
                .answer("TXT b.test", "b.test CNAME c.test.")
                .answer("TXT c.test", "c.test TXT right");
        assertThat(resolver.txt("a.test")).containsExactly(List.of("right"));
        server.answer("TXT d.test", "d.test CNAME nowhere.test.");
        assertThat(resolver.txt("d.test")).isEmpty();
    }

    @Test
    void leaveACircleOfAliases() throws IOException {
        server.answer("TXT a.test", "a.test CNAME b.test.")
                .answer("TXT b.test", "b.test CNAME a.test.")
                .answer("TXT c.test", "c.test CNAME c.test.")
                .answer("TXT d.test", "d.test CNAME e.test.", "e.test CNAME d.test.");
        for (String name : List.of("a.test", "c.test", "d.test")) {
            assertThatThrownBy(() -> resolver.txt(name))
                    .isInstanceOf(DnsFailure.class)
                    .hasMessage("TXT of " + name + ": the aliases go in a circle");
        }
    }

    @Test
    void followTenAliasesAndNotEleven() throws IOException, InterruptedException {
        for (int i = 0; i < 11; i++) {
            server.answer("TXT n" + i + ".test", "n" + i + ".test CNAME n" + (i + 1) + ".test.");
        }
        server.answer("TXT n11.test", "n11.test TXT end");
        assertThat(resolver.txt("n1.test")).containsExactly(List.of("end"));
        assertThatThrownBy(() -> resolver.txt("n0.test"))
                .isInstanceOf(DnsFailure.class)
                .hasMessageContaining("more than 10 aliases");
    }

    @Test
    void ignoreRecordsOfOtherNames() throws IOException, InterruptedException {
        server.answer("TXT example.org", "evil.test TXT wrong").answer("A example.org", "evil.test A 9.9.9.9");
        assertThat(resolver.txt("example.org")).isEmpty();
        assertThat(resolver.addresses("example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.FORMERR, Rcode.NOTIMP})
    void failWithTheServer(int rcode) {
        server.fail("CAA example.org", rcode);
        assertThatThrownBy(() -> resolver.caa("example.org"))
                .isInstanceOf(DnsFailure.class)
                .hasMessage("CAA of example.org: " + Rcode.string(rcode));
    }

    @Test
    void askTheNextServer() throws IOException, InterruptedException {
        server.fail("TXT example.org", Rcode.SERVFAIL);
        try (DnsServer other = DnsServer.start()) {
            other.answer("TXT example.org", "example.org TXT right");
            DnsResolver both = DnsResolvers.of(List.of(server.address(), other.address()), PATIENCE);
            assertThat(both.txt("example.org")).containsExactly(List.of("right"));
        }
    }

    @Test
    void askAgainEachTime() throws IOException, InterruptedException {
        server.answer("TXT example.org", "example.org TXT old");
        assertThat(resolver.txt("example.org")).containsExactly(List.of("old"));
        server.answer("TXT example.org", "example.org TXT new");
        assertThat(resolver.txt("example.org")).containsExactly(List.of("new"));
    }

    @Test
    void doNotWaitForEver() throws IOException, InterruptedException {
        DnsResolver hasty = DnsResolvers.of(List.of(server.address()), SHORT);
        server.ignore("TXT example.org").ignore("AAAA example.org").answer("A example.org", "example.org A 9.9.9.9");
        assertThatThrownBy(() -> hasty.txt("example.org"))
                .isInstanceOf(DnsFailure.class)
                .hasMessageStartingWith("TXT of example.org: ");
        assertThat(texts(hasty.addresses("example.org"))).containsExactly("9.9.9.9");
        assertThat(server.asked).contains("udp TXT example.org", "udp AAAA example.org");
    }

    @Test
    void failWhenNobodyIsThere() throws IOException {
        server.close();
        DnsResolver hasty = DnsResolvers.of(List.of(server.address()), SHORT);
        assertThatThrownBy(() -> hasty.txt("example.org")).isInstanceOf(DnsFailure.class);
    }

    @Test
    void stopWhenInterrupted() {
        server.ignore("TXT example.org");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> resolver.txt("example.org")).isInstanceOf(InterruptedException.class);
    }

    @Test
    void refuseNamesThatCannotBe() {
        for (String name : List.of("a".repeat(64) + ".test", ("a".repeat(60) + ".").repeat(5) + "test", "a..test")) {
            assertThatThrownBy(() -> resolver.txt(name)).isInstanceOf(DnsFailure.class);
        }
    }

    @Test
    void needServersAndTime() {
        List<InetSocketAddress> servers = List.of(server.address());
        assertThatIllegalArgumentException().isThrownBy(() -> DnsResolvers.of(List.of(), PATIENCE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> DnsResolvers.of(List.of(InetSocketAddress.createUnresolved("dns.test", 53)), PATIENCE));
        assertThatIllegalArgumentException().isThrownBy(() -> DnsResolvers.of(servers, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> DnsResolvers.of(servers, Duration.ofHours(1)));
        assertThat(DnsResolvers.system()).isNotNull();
    }
}
