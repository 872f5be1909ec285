package dev.akme.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.store.StoredAccount;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.MacKey;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What certbot can do, against Akme's CA. */
@Peer("certbot")
@Execution(ExecutionMode.CONCURRENT)
class CertbotTest {

    private static final String NAME = "www.example.org";
    private static final String OTHER = "example.org";

    @TempDir
    private Path folder;

    static Stream<Path> programs() {
        return Programs.configured("certbot");
    }

    /** What a test does. */
    private interface Story {
        void tell(PeerCa ca, Certbot certbot) throws Exception;
    }

    private void with(Path program, Story story) throws Exception {
        with(program, settings -> settings, story);
    }

    private void with(Path program, UnaryOperator<AcmeCaBuilder> settings, Story story) throws Exception {
        try (PeerCa ca = PeerCa.start(folder, settings)) {
            story.tell(ca, new Certbot(program, ca));
        }
    }

    private static String[] standalone(PeerCa ca) {
        return new String[] {
            "--standalone", "--http-01-port", String.valueOf(ca.dns().httpPort()), "--domains", NAME + "," + OTHER
        };
    }

    /** Renewed by force, when it is not time yet. */
    private static X509Certificate renewed(PeerCa ca, Certbot certbot, String name, X509Certificate before)
            throws Exception {
        certbot.run("renew", "--force-renewal", "--no-random-sleep-on-renew").requireSuccess();
        List<String> names = before.getSubjectAlternativeNames().stream()
                .map(each -> (String) each.get(1))
                .toList();
        X509Certificate after = ca.requireAccepted(certbot.chain(name), names.toArray(String[]::new));
        assertThat(after.getSerialNumber()).isNotEqualTo(before.getSerialNumber());
        return after;
    }

    // ---- challenges

    @ParameterizedTest
    @MethodSource("programs")
    void http01ByItsOwnServer(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            certbot.certonly(standalone(ca)).requireSuccess();
            X509Certificate first = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            X509Certificate second = renewed(ca, certbot, NAME, first);
            assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
            ca.requireValidations(ChallengeType.HTTP_01, 4);

            ca.requireNotRevoked(certbot.chain(NAME));
            certbot.run("revoke", "--cert-name", NAME, "--reason", "superseded", "--no-delete-after-revoke")
                    .requireSuccess();
            ca.requireRevoked(certbot.chain(NAME));
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void http01ByFilesOfAWebServer(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            Path site = Files.createDirectory(folder.resolve("site"));
            try (WebServer server = WebServer.start(ca.dns().httpPort(), site)) {
                certbot.certonly("--webroot", "--webroot-path", site.toString(), "--domains", NAME)
                        .requireSuccess();
                X509Certificate first = ca.requireAccepted(certbot.chain(NAME), NAME);
                renewed(ca, certbot, NAME, first);
                assertThat(server.served()).isGreaterThanOrEqualTo(2);
            }
            ca.requireValidations(ChallengeType.HTTP_01, 2);
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void dns01ByHooks(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            String record = "_acme-challenge.$CERTBOT_DOMAIN";
            String value = "$CERTBOT_VALIDATION";
            certbot.certonly(
                            "--manual",
                            "--preferred-challenges",
                            "dns",
                            "--manual-auth-hook",
                            ca.hook("auth.sh", "add", record, value).toString(),
                            "--manual-cleanup-hook",
                            ca.hook("cleanup.sh", "remove", record, value).toString(),
                            "--domains",
                            OTHER + ",*." + OTHER)
                    .requireSuccess();
            X509Certificate first = ca.requireAccepted(certbot.chain(OTHER), OTHER, "*." + OTHER);
            renewed(ca, certbot, OTHER, first);
            ca.requireValidations(ChallengeType.DNS_01, 4);
            assertThat(ca.dns().namesWithTexts()).isEmpty();

            // With the key of the certificate, not that of the account.
            certbot.run(
                            "revoke",
                            "--cert-path",
                            certbot.chain(OTHER).toString(),
                            "--key-path",
                            certbot.key(OTHER).toString(),
                            "--reason",
                            "keycompromise",
                            "--no-delete-after-revoke")
                    .requireSuccess();
            ca.requireRevoked(certbot.chain(OTHER));
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void anAddress(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            assumeTrue(certbot.knows("--ip-address"), "this version does not order certificates for addresses");
            certbot.certonly(
                            "--standalone",
                            "--http-01-port",
                            String.valueOf(ca.dns().httpPort()),
                            "--preferred-profile",
                            PeerCa.SHORT_PROFILE,
                            "--ip-address",
                            "127.0.0.1")
                    .requireSuccess();
            ca.requireAccepted(certbot.chain("127.0.0.1"), "127.0.0.1");
            ca.requireValidations(ChallengeType.HTTP_01, 1);
        });
    }

    // ---- keys

    @ParameterizedTest
    @MethodSource("programs")
    void aKeyIsUsedAgain(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            certbot.certonly(standalone(ca)).requireSuccess();
            X509Certificate first = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            certbot.run("renew", "--force-renewal", "--reuse-key", "--no-random-sleep-on-renew")
                    .requireSuccess();
            X509Certificate second = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
            assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
            assertThat(ca.stored(second).accountId()).isEqualTo(ca.stored(first).accountId());
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void otherKindsOfKeys(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            certbot.certonly(with(standalone(ca), "--key-type", "rsa", "--cert-name", "rsa"))
                    .requireSuccess();
            assertThat(ca.requireAccepted(certbot.chain("rsa"), NAME, OTHER)
                            .getPublicKey()
                            .getAlgorithm())
                    .isEqualTo("RSA");
            certbot.certonly(with(
                            standalone(ca),
                            "--key-type",
                            "ecdsa",
                            "--elliptic-curve",
                            "secp384r1",
                            "--cert-name",
                            "p384"))
                    .requireSuccess();
            assertThat(ca.requireAccepted(certbot.chain("p384"), NAME, OTHER)
                            .getPublicKey()
                            .getAlgorithm())
                    .isEqualTo("EC");
        });
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    // ---- profiles and renewal information

    @ParameterizedTest
    @MethodSource("programs")
    void aProfileIsChosen(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            assumeTrue(certbot.knows("--required-profile"), "this version does not know profiles");
            certbot.certonly(with(standalone(ca), "--required-profile", PeerCa.SHORT_PROFILE))
                    .requireSuccess();
            X509Certificate leaf = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            assertThat(Duration.between(
                            leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                    .isCloseTo(PeerCa.SHORT_LIFETIME, Duration.ofMinutes(1));
            certbot.certonly(with(standalone(ca), "--required-profile", "nobodys", "--cert-name", "none"))
                    .requireFailure();
        });
    }

    /** Newer versions ask the CA when to renew (RFC 9773); none says yet what is replaced. */
    @ParameterizedTest
    @MethodSource("programs")
    void itRenewsWhenTheCaSaysSo(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            certbot.certonly(standalone(ca)).requireSuccess();
            X509Certificate first = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            ca.suggestRenewalNow(first);
            certbot.run("renew", "--no-random-sleep-on-renew").requireSuccess();
            assumeTrue(
                    ca.ca().counters().requests().containsKey("renewalInfo"),
                    "this version does not ask for renewal information");
            X509Certificate second = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
            certbot.run("renew", "--no-random-sleep-on-renew").requireSuccess();
            assertThat(ca.requireAccepted(certbot.chain(NAME), NAME, OTHER)).isEqualTo(second);
        });
    }

    // ---- accounts

    @ParameterizedTest
    @MethodSource("programs")
    void anAccountIsUpdatedAndDeactivated(Path program) throws Exception {
        with(program, (ca, certbot) -> {
            certbot.certonly(standalone(ca)).requireSuccess();
            X509Certificate leaf = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            StoredAccount made = ca.owner(leaf);
            assertThat(made.contact()).contains(List.of("mailto:admin@example.org"));

            certbot.run("update_account", "--email", "one@example.org,two@example.org", "--no-eff-email")
                    .requireSuccess();
            assertThat(ca.owner(leaf).contact()).contains(List.of("mailto:one@example.org", "mailto:two@example.org"));
            assertThat(ca.owner(leaf).id()).isEqualTo(made.id());

            certbot.run("unregister").requireSuccess();
            assertThat(ca.owner(leaf).status()).isEqualTo(Status.DEACTIVATED);
        });
    }

    @ParameterizedTest
    @MethodSource("programs")
    void anExternalAccountIsBound(Path program) throws Exception {
        with(program, settings -> settings.externalAccountRequired(true), (ca, certbot) -> {
            assertThat(certbot.register().requireFailure().text()).containsIgnoringCase("external account");
            String kid = ca.ca().externalAccounts().create();
            String wrong = MacKey.generate(JwsAlgorithm.HS256).exportPrivateText();
            // With "=": a key may begin with "-", which argparse takes for an option when it stands alone.
            certbot.register("--eab-kid=" + kid, "--eab-hmac-key=" + wrong).requireFailure();
            assertThat(ca.ca().counters().problems()).containsEntry("unauthorized", 1L);
            String right = ca.ca().externalAccounts().key(kid).orElseThrow().exportPrivateText();
            certbot.register("--eab-kid=" + kid, "--eab-hmac-key=" + right).requireSuccess();

            certbot.run("certonly", standalone(ca)).requireSuccess();
            X509Certificate leaf = ca.requireAccepted(certbot.chain(NAME), NAME, OTHER);
            assertThat(ca.owner(leaf).externalAccountBinding()).isPresent();
        });
    }
}
