package dev.akme.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.challenge.DnsPersist01;
import dev.akme.client.AcmeAccount;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.dns.DnsPersistSolver;
import dev.akme.client.solver.Http01Server;
import dev.akme.client.solver.Solvers;
import dev.akme.client.solver.TlsAlpn01Server;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.DnsPersistRecord;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.scenarios.server.Scenarios;
import dev.akme.scenarios.server.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A certificate with each type of challenge, and for each kind of name. */
@Scenarios
class ChallengesTest {

    private static final String NAME = "www.example.org";

    private final Scene scene;

    ChallengesTest(TestServers servers) throws Exception {
        this.scene = Scene.at(servers);
    }

    private void obtain(AcmeAccount account, ChallengeSolver solver, List<String> expected, String... names)
            throws Exception {
        Watched watched = new Watched(solver);
        ObtainedCertificate obtained = account.obtain(ObtainRequest.of(names), watched);
        Certificates.require(obtained, scene.server.roots(), names);
        assertThat(watched.presented()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(watched.closed()).isEqualTo(expected.size());
    }

    /** The challenges that the server offers for a name; older servers do not know all. */
    private Authorization authorization(AcmeAccount account, String name) throws InterruptedException {
        NewOrder order =
                NewOrder.builder().identifiers(List.of(Identifier.dns(name))).build();
        return account.authorization(
                        account.newOrder(order).body().authorizations().get(0))
                .body();
    }

    private <T extends Challenge> T offered(AcmeAccount account, String name, ChallengeType type, Class<T> kind)
            throws InterruptedException {
        Optional<Challenge> found = authorization(account, name).challenges().stream()
                .filter(challenge -> challenge.type().equals(type))
                .findFirst();
        assumeTrue(found.isPresent(), "the server does not offer " + type);
        return kind.cast(found.orElseThrow());
    }

    // ---- types

    @Test
    void http01() throws Exception {
        try (Http01Server solver = scene.http01()) {
            obtain(scene.account(), solver, List.of("http-01 for " + NAME), NAME);
        }
    }

    @Test
    void tlsAlpn01() throws Exception {
        try (TlsAlpn01Server solver = scene.tlsAlpn01()) {
            obtain(scene.account(), solver, List.of("tls-alpn-01 for " + NAME), NAME);
        }
    }

    @Test
    void dns01() throws Exception {
        obtain(scene.account(), scene.dns(ChallengeType.DNS_01), List.of("dns-01 for " + NAME), NAME);
    }

    @Test
    void dns01InAZoneThatItsNameIsAnAliasInto() throws Exception {
        scene.server.network().alias("_acme-challenge.alias.example.org", "alias.auth.example.net");
        obtain(
                scene.account(),
                scene.dns(ChallengeType.DNS_01),
                List.of("dns-01 for alias.example.org"),
                "alias.example.org");
    }

    @Test
    void dnsAccount01() throws Exception {
        AcmeAccount account = scene.account();
        offered(account, NAME, ChallengeType.DNS_ACCOUNT_01, Challenge.class);
        obtain(account, scene.dns(ChallengeType.DNS_ACCOUNT_01), List.of("dns-account-01 for " + NAME), NAME);
    }

    @Test
    void dnsPersist01WithARecordThatStays() throws Exception {
        AcmeAccount account = scene.account();
        String name = "persist.example.org";
        DnsPersist01Challenge challenge =
                offered(account, name, ChallengeType.DNS_PERSIST_01, DnsPersist01Challenge.class);
        DnsPersistRecord record = DnsPersist01.record(challenge, account.url().toString(), true, Optional.empty());
        scene.server.network().add(DnsPersist01.recordName(Identifier.dns(name)), record.toString());
        ChallengeSolver solver = DnsPersistSolver.of(scene.resolver());
        obtain(account, solver, List.of("dns-persist-01 for " + name), name);
        obtain(account, solver, List.of("dns-persist-01 for " + name), "*." + name);
    }

    // ---- names

    @Test
    void aWildcard() throws Exception {
        obtain(
                scene.account(),
                scene.dns(ChallengeType.DNS_01),
                List.of("dns-01 for wild.example.org"),
                "*.wild.example.org");
    }

    @Test
    void aNameAndItsWildcardWithTwoValuesAtOnePlace() throws Exception {
        obtain(
                scene.account(),
                scene.dns(ChallengeType.DNS_01),
                List.of("dns-01 for both.example.org", "dns-01 for both.example.org"),
                "both.example.org",
                "*.both.example.org");
    }

    @Test
    void anAddressWithHttp01() throws Exception {
        try (Http01Server solver = scene.http01()) {
            obtain(scene.account(), solver, List.of("http-01 for 127.0.0.1"), "127.0.0.1");
        }
    }

    @Test
    void anAddressWithTlsAlpn01() throws Exception {
        try (TlsAlpn01Server solver = scene.tlsAlpn01()) {
            obtain(scene.account(), solver, List.of("tls-alpn-01 for 127.0.0.1"), "127.0.0.1");
        }
    }

    @Test
    void anAddressOfIpv6() throws Exception {
        byte[] address = new byte[16];
        address[15] = 1;
        InetAddress loopback = InetAddress.getByAddress(address);
        assumeTrue(canListen(loopback), "this machine has no IPv6");
        try (Http01Server solver = scene.http01(loopback)) {
            ObtainedCertificate obtained = scene.account().obtain(ObtainRequest.of("::1"), solver);
            Certificates.require(obtained, scene.server.roots(), loopback.getHostAddress());
        }
    }

    private static boolean canListen(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void fiftyNames() throws Exception {
        String[] names = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> "host-" + i + ".example.org")
                .toArray(String[]::new);
        List<String> expected =
                List.of(names).stream().map(n -> "http-01 for " + n).toList();
        try (Http01Server solver = scene.http01()) {
            obtain(scene.account(), solver, expected, names);
        }
    }

    @Test
    void severalTypesInOneOrder() throws Exception {
        try (Http01Server http = scene.http01();
                TlsAlpn01Server tls = scene.tlsAlpn01()) {
            ChallengeSolver solver = Solvers.firstOf(tls, http, scene.dns(ChallengeType.DNS_01));
            obtain(
                    scene.account(),
                    solver,
                    List.of(
                            "tls-alpn-01 for mixed.example.org",
                            "tls-alpn-01 for 127.0.0.1",
                            "dns-01 for mixed.example.org"),
                    "mixed.example.org",
                    "127.0.0.1",
                    "*.mixed.example.org");
        }
    }
}
