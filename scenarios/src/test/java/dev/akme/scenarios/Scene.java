package dev.akme.scenarios;

import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeClientBuilder;
import dev.akme.client.JdkTransport;
import dev.akme.client.Transport;
import dev.akme.client.dns.Dns01Solver;
import dev.akme.client.dns.DnsClient;
import dev.akme.client.solver.Http01Server;
import dev.akme.client.solver.TlsAlpn01Server;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.NewAccount;
import dev.akme.scenarios.server.Journal;
import dev.akme.scenarios.server.Settings;
import dev.akme.scenarios.server.TestServer;
import dev.akme.scenarios.server.TestServers;
import dev.akme.scenarios.server.Trust;
import java.io.IOException;
import java.net.InetAddress;

/** What most scenarios begin with: a server, a client for it, and solvers that the server can see. */
final class Scene {

    final TestServer server;
    final AcmeClient client;
    private final Journal journal;

    Scene(TestServers servers, TestServer server) {
        this.server = server;
        this.journal = servers.journal();
        this.client = builder().build();
    }

    static Scene at(TestServers servers, Settings settings) throws IOException, InterruptedException {
        return new Scene(servers, servers.with(settings));
    }

    static Scene at(TestServers servers) throws IOException, InterruptedException {
        return at(servers, Settings.DEFAULT);
    }

    /** The builder of another client for the same server. */
    AcmeClientBuilder builder() {
        return AcmeClient.builder(server.directory())
                .trust(server.trustAnchors())
                .listener(journal);
    }

    /** Keeps every request of the client that gets it. */
    Recorder recorder() {
        return new Recorder(JdkTransport.of(Trust.client(server.trustAnchors())));
    }

    static SigningKey newKey() {
        return SigningKey.generate(KeyType.P256);
    }

    static NewAccount agreeing() {
        return NewAccount.builder().termsOfServiceAgreed(true).build();
    }

    /** A new account, of which the server knows no authorizations. */
    AcmeAccount account() throws InterruptedException {
        return client.register(newKey(), agreeing());
    }

    /** A new account at a client with a transport of its own. */
    AcmeAccount account(Transport transport) throws InterruptedException {
        return builder().transport(transport).build().register(newKey(), agreeing());
    }

    Http01Server http01() {
        return http01(InetAddress.getLoopbackAddress());
    }

    Http01Server http01(InetAddress address) {
        return Http01Server.builder()
                .address(address)
                .port(server.network().httpPort())
                .build();
    }

    TlsAlpn01Server tlsAlpn01() {
        return TlsAlpn01Server.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(server.network().tlsPort())
                .build();
    }

    /** Answers {@code dns-01} or {@code dns-account-01}; the DNS of the scenario has no servers to wait for. */
    Dns01Solver dns(ChallengeType type) {
        return Dns01Solver.builder(server.network())
                .dns(resolver())
                .challengeTypes(type)
                .awaitServers(false)
                .build();
    }

    DnsClient resolver() {
        return DnsClient.of(server.network().resolver());
    }
}
