package dev.akme.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.Profile;
import dev.akme.ca.store.MemoryStore;
import dev.akme.ca.store.StoredAccount;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.SuggestedWindow;
import dev.akme.scenarios.server.KitNetwork;
import dev.akme.scenarios.server.RevocationLists;
import dev.akme.testkit.AcmeTestKit;
import dev.akme.testkit.FakeDns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Akme's CA for a program: with its root in a file, a DNS that hooks can write to, and openssl to judge what it issues.
 * Counters start at zero, so that they say what the program of the test did.
 */
final class PeerCa implements AutoCloseable {

    static final String CAA_IDENTITY = AcmeTestKit.CAA_IDENTITY;
    static final String SHORT_PROFILE = "shortlived";
    static final Duration SHORT_LIFETIME = Duration.ofDays(6);

    private final Path folder;
    private final AcmeTestKit kit;
    private final MemoryStore store;
    private final HttpServer hooks;
    private final Path root;

    private PeerCa(Path folder, AcmeTestKit kit, MemoryStore store, HttpServer hooks) throws IOException {
        this.folder = folder;
        this.kit = kit;
        this.store = store;
        this.hooks = hooks;
        this.root = Files.writeString(
                folder.resolve("root.pem"),
                CertificateChain.of(List.of(kit.root())).toPem());
    }

    static PeerCa start(Path folder, UnaryOperator<AcmeCaBuilder> settings) throws IOException {
        MemoryStore store = new MemoryStore();
        AcmeTestKit kit = AcmeTestKit.builder()
                .https(true)
                .ca(ca -> {
                    AcmeCaBuilder unused = settings.apply(ca.challenges(List.of(
                                    ChallengeType.HTTP_01,
                                    ChallengeType.TLS_ALPN_01,
                                    ChallengeType.DNS_01,
                                    ChallengeType.DNS_ACCOUNT_01,
                                    ChallengeType.DNS_PERSIST_01))
                            .strict(true)
                            .termsOfService(URI.create("https://ca.example.org/terms"))
                            .profile(Profile.of("classic", "valid for 90 days", Duration.ofDays(90)))
                            .profile(Profile.of(SHORT_PROFILE, "valid for 6 days", SHORT_LIFETIME))
                            .store(store));
                })
                .start();
        kit.clock().runs(true);
        HttpServer hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hooks.createContext("/", exchange -> change(exchange, kit.dns()));
        hooks.start();
        return new PeerCa(folder, kit, store, hooks);
    }

    // ---- what programs need

    AcmeCa ca() {
        return kit.ca();
    }

    KitNetwork dns() {
        return KitNetwork.of(kit);
    }

    String directory() {
        return kit.ca().directoryUrl().toString();
    }

    Path folder() {
        return folder;
    }

    /** The root of the CA, for its certificates and for its own HTTPS. */
    Path root() {
        return root;
    }

    /**
     * Makes a script that has the DNS changed.
     *
     * @param name of the file
     * @param action {@code add} or {@code remove}, or how a shell finds it
     * @param record the name of the record, as a shell finds it
     * @param value its value, likewise
     */
    Path hook(String name, String action, String record, String value) throws IOException {
        Path script = Files.writeString(
                folder.resolve(name),
                "#!/bin/sh\nset -e\nexec curl --silent --show-error --fail --max-time 10 --noproxy '*' --data-binary \""
                        + value + "\" \"http://127.0.0.1:" + hooks.getAddress().getPort() + "/" + action + "/" + record
                        + "\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static void change(HttpExchange exchange, FakeDns dns) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            String value = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            String name = path[2].endsWith(".") ? path[2].substring(0, path[2].length() - 1) : path[2];
            switch (path[1]) {
                case "add", "present" -> dns.add(name, value);
                case "remove", "cleanup" -> dns.remove(name, value);
                default -> throw new IOException("nobody does " + path[1]);
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    // ---- what came of it

    /** Demands that so many challenges of this type were valid since the start, and no other validation was made. */
    void requireValidations(ChallengeType type, long count) {
        assertThat(kit.ca().counters().validations()).isEqualTo(Map.of(type + " valid", count));
    }

    /** Demands that openssl accepts a chain, and gives the certificate. */
    X509Certificate requireAccepted(Path chain, String... names) throws Exception {
        X509Certificate leaf = openssl(chain, List.of()).leaf();
        List<String> found = leaf.getSubjectAlternativeNames().stream()
                .map(name -> (String) name.get(1))
                .toList();
        assertThat(found).containsExactlyInAnyOrder(names);
        return leaf;
    }

    /** Demands that the certificate is in the revocation list, and openssl refuses it for that. */
    void requireRevoked(Path chain) throws Exception {
        assertThat(verify(chain, withRevocationList(chain)).requireFailure().text())
                .contains("certificate revoked");
    }

    /** Demands that openssl accepts the certificate when it looks at the revocation list. */
    void requireNotRevoked(Path chain) throws Exception {
        openssl(chain, withRevocationList(chain));
    }

    private List<String> withRevocationList(Path chain) throws Exception {
        X509Certificate leaf = CertificateChain.read(Files.readString(chain)).leaf();
        Path list = Files.createTempFile(folder, "list-", ".crl");
        Files.write(list, RevocationLists.fetch(leaf, kit.ca().roots()).getEncoded());
        return List.of("-crl_check", "-CRLfile", list.toString());
    }

    private CertificateChain openssl(Path chain, List<String> options) throws Exception {
        verify(chain, options).requireSuccess();
        return CertificateChain.read(Files.readString(chain));
    }

    private Programs.Said verify(Path chain, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Programs.openssl().toString(), "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile"));
        command.add(root.toString());
        command.addAll(options);
        command.addAll(List.of("-untrusted", chain.toString(), chain.toString()));
        return Programs.run(folder, Map.of(), command);
    }

    /** What the CA knows of a certificate. */
    StoredCertificate stored(X509Certificate certificate) {
        return store.certificate(certificate.getSerialNumber().toString(16).toLowerCase(Locale.ROOT))
                .orElseThrow();
    }

    /** The account that ordered a certificate. */
    StoredAccount owner(X509Certificate certificate) {
        return store.account(stored(certificate).accountId()).orElseThrow();
    }

    /** The URL of that account. */
    String accountUrl(X509Certificate certificate) {
        return kit.ca()
                .directoryUrl()
                .resolve("/account/" + owner(certificate).id())
                .toString();
    }

    /** The identifier of the certificate that the order of this one said to replace (RFC 9773 §5). */
    Optional<String> replaces(X509Certificate certificate) {
        return store.order(stored(certificate).orderId()).orElseThrow().replaces();
    }

    /** Has the CA say that a certificate should be renewed now. */
    void suggestRenewalNow(X509Certificate certificate) {
        Instant now = Instant.now();
        kit.ca().suggestRenewal(certificate, SuggestedWindow.of(now.minusSeconds(7200), now.minusSeconds(3600)));
    }

    @Override
    public void close() {
        hooks.stop(0);
        kit.close();
    }
}
