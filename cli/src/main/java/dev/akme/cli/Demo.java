package dev.akme.cli;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.Network;
import dev.akme.cli.Passed.Party;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.JdkTransport;
import dev.akme.client.ObtainRequest;
import dev.akme.client.ObtainedCertificate;
import dev.akme.client.Renewal;
import dev.akme.client.dns.Dns01Solver;
import dev.akme.client.dns.TxtRecords;
import dev.akme.client.solver.Http01Server;
import dev.akme.client.solver.Solvers;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Revocation;
import dev.akme.messages.RevocationReason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of a certificate, with a CA, its DNS and its client in one process, and a clock that can be moved on. */
final class Demo {

    private static final String NAME = "demo.test";
    private static final String WILDCARD = "*.demo.test";

    private final Moved clock;
    private final Consumer<String> steps;
    private final Consumer<Passed> messages;
    private final Map<String, Set<String>> records = new ConcurrentHashMap<>();

    /**
     * Does nothing yet.
     *
     * @param steps is told of each step before it is taken
     * @param messages is told of each message that passes
     */
    Demo(Clock clock, Consumer<String> steps, Consumer<Passed> messages) {
        this.clock = new Moved(clock);
        this.steps = steps;
        this.messages = messages;
    }

    /**
     * Takes all steps.
     *
     * @param folder where to put the certificate; null for a new folder
     * @return the file with the certificate
     * @throws Failure when a step did not hold
     */
    Path run(@Nullable Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        steps.accept("a CA starts in this process");
        try (Http01Server http = Http01Server.builder().port(0).build();
                AcmeCa ca = AcmeCa.forTests()
                        .clock(clock)
                        .resolver(new Dns())
                        .network((address, timeout) -> {
                            looks("http-01", "the CA fetches the answer");
                            return Network.direct()
                                    .connect(
                                            http.address().orElseThrow(() -> new ConnectException("nobody listens")),
                                            timeout);
                        })
                        .start()) {
            ChallengeSolver solver = Solvers.firstOf(
                    http,
                    Dns01Solver.builder(new Records())
                            .followAliases(false)
                            .awaitServers(false)
                            .build());
            AcmeClient client = AcmeClient.builder(ca.directoryUrl())
                    .transport(new Transcript(
                            JdkTransport.of(HttpClient.newBuilder()
                                    .sslContext(ca.sslContext())
                                    .build()),
                            ca.directoryUrl(),
                            messages))
                    .time(new ClockTimekeeper(clock))
                    .build();
            steps.accept("the client makes an account");
            AcmeAccount account = client.register(
                    SigningKey.generate(KeyType.P256),
                    NewAccount.builder()
                            .email("you@example.org")
                            .termsOfServiceAgreed(true)
                            .build());
            steps.accept("it orders a certificate for " + NAME + " (http-01) and " + WILDCARD + " (dns-01)");
            ObtainedCertificate first = account.obtain(ObtainRequest.of(NAME, WILDCARD), solver);
            verify(first, ca.roots().get(0));
            ObtainedCertificate second = renew(account, first, solver);
            verify(second, ca.roots().get(0));
            revoke(account, first.chain().leaf());
            return write(second, folder);
        }
    }

    private void verify(ObtainedCertificate certificate, X509Certificate root) {
        steps.accept("the chain is verified up to the root");
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(certificate.chain().certificates()),
                            parameters);
        } catch (GeneralSecurityException e) {
            throw new Failure(ExitCode.FAILED, "the chain is not valid: " + e.getMessage(), e);
        }
    }

    private ObtainedCertificate renew(AcmeAccount account, ObtainedCertificate first, ChallengeSolver solver)
            throws InterruptedException {
        steps.accept("the client asks when to renew (RFC 9773)");
        X509Certificate leaf = first.chain().leaf();
        CertificateIdentifier identifier = CertificateIdentifier.of(leaf);
        Optional<RenewalInfo> info =
                Optional.of(account.client().renewalInfo(identifier).body());
        Instant renewAt = Renewal.renewAt(leaf, info, 0.5);
        require(!Renewal.shouldRenew(leaf, info, 0.5, clock.instant()), "a new certificate is due already");
        steps.accept("the clock moves on to " + renewAt + ", and it renews");
        clock.moveTo(renewAt);
        require(Renewal.shouldRenew(leaf, info, 0.5, clock.instant()), "the certificate is not due at its time");
        return account.obtain(
                ObtainRequest.of(NAME, WILDCARD).toBuilder()
                        .replaces(identifier)
                        .build(),
                solver);
    }

    private void revoke(AcmeAccount account, X509Certificate old)
            throws InterruptedException, GeneralSecurityException {
        steps.accept("the old certificate is revoked, and a second time refused");
        Revocation revocation = Revocation.builder()
                .certificate(old.getEncoded())
                .reason(RevocationReason.SUPERSEDED)
                .build();
        account.revoke(revocation);
        try {
            account.revoke(revocation);
        } catch (AcmeProblemException e) {
            require(e.problem().type().equals(ProblemType.ALREADY_REVOKED), "the CA refuses for another reason");
            return;
        }
        throw new Failure(ExitCode.FAILED, "the CA revokes the same certificate twice");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Failure(ExitCode.FAILED, otherwise);
        }
    }

    private static Path write(ObtainedCertificate certificate, @Nullable Path folder) throws IOException {
        Path place = folder == null ? Files.createTempDirectory("akme-demo-") : Files.createDirectories(folder);
        Path key = place.resolve("privkey.pem");
        Files.deleteIfExists(key);
        if (Files.getFileStore(place).supportsFileAttributeView("posix")) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(key, certificate.key().orElseThrow().exportPrivatePem());
        return Files.writeString(
                place.resolve("fullchain.pem"), certificate.chain().toPem());
    }

    private void looks(String kind, String detail) {
        messages.accept(new Passed(
                Party.CA,
                Party.NAMES,
                kind,
                detail,
                new Json().put("direction", "validation").put("kind", kind).object()));
    }

    // ---- what the CA sees

    /** The DNS of the demo: every name is this machine, TXT records are those that the client puts there. */
    private final class Dns implements DnsResolver {

        @Override
        public List<InetAddress> addresses(String name) {
            return List.of(InetAddress.getLoopbackAddress());
        }

        @Override
        public List<List<String>> txt(String name) {
            looks("dns-01", "the CA asks for TXT records");
            return records.getOrDefault(name, Set.of()).stream().map(List::of).toList();
        }

        @Override
        public List<CaaRecord> caa(String name) {
            return List.of();
        }
    }

    private final class Records implements TxtRecords {

        @Override
        public void add(String name, String value) {
            records.computeIfAbsent(name, absent -> ConcurrentHashMap.newKeySet())
                    .add(value);
        }

        @Override
        public void remove(String name, String value) {
            records.getOrDefault(name, Set.of()).remove(value);
        }
    }

    /** The time, and what it was moved on by; for the CA and the client alike. */
    private static final class Moved extends Clock {

        private final Clock clock;
        private volatile Duration moved = Duration.ZERO;

        Moved(Clock clock) {
            this.clock = clock;
        }

        void moveTo(Instant instant) {
            moved = Duration.between(clock.instant(), instant);
        }

        @Override
        public Instant instant() {
            return clock.instant().plus(moved);
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for it");
        }
    }
}
