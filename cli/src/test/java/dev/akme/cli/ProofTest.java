package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.Profile;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.ChallengeType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.TSIG;

/** Ways to prove names, and what can be asked of the certificate, against a CA. */
class ProofTest {

    private static final String SECRET = "c2VjcmV0IG9mIHRoZSB6b25lIGluIHRoZSB0ZXN0cw==";

    @TempDir
    private Path home;

    private static CertificateChain chain(World world, String name) throws Exception {
        return CertificateChain.read(Files.readString(world.current(name).resolve("fullchain.pem")));
    }

    // ---- dns-persist-01

    private World withPersistentRecords() throws Exception {
        return new World(
                home,
                ca -> ca.challenges(List.of(ChallengeType.DNS_PERSIST_01))
                        .validation(ValidationSettings.builder()
                                .allowsPrivateAddresses(true)
                                .caaIdentities(List.of("ca.example.org"))
                                .build()));
    }

    @Test
    void aRecordThatIsMissingIsSaidAndOneThatStaysProvesTheName() throws Exception {
        try (World world = withPersistentRecords();
                UpdateServer dns = new UpdateServer(world.zone)) {
            String[] args = {"issue", "-d", "example.org", "--dns-persist", "--dns-resolver", dns.address()};
            Run missing = world.at(args);
            assertThat(missing.exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            String account =
                    InspectCommandTest.text(InspectCommandTest.json(world.at("account", "show", "--json")), "account");
            assertThat(missing.err())
                    .contains("_validation-persist.example.org. IN TXT", "ca.example.org", "accounturi=" + account);

            Files.writeString(
                    world.zone, "_validation-persist.example.org ca.example.org; accounturi=" + account + "\n");
            Run run = world.at(args);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(world.run("renew", "--force").exitCode()).isZero();
            assertThat(Files.readAllLines(world.zone)).hasSize(1);
        }
    }

    @Test
    void withoutALookTheCaDecidesOnThePersistentRecord() throws Exception {
        try (World world = withPersistentRecords()) {
            Run run = world.at("issue", "-d", "example.org", "--dns-persist", "--dns-no-check");
            assertThat(run.exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            assertThat(run.err()).contains("answer dns-persist-01 for example.org", "unauthorized");
        }
    }

    // ---- keys for updates

    private Run update(World world, UpdateServer dns, Path key) {
        return world.at(
                "issue",
                "-d",
                "example.org",
                "--dns-rfc2136",
                dns.address(),
                "--dns-zone",
                "example.org",
                "--dns-key-file",
                key.toString(),
                "--dns-no-check");
    }

    @Test
    void updatesAreSignedWithTheKeyInAFile() throws Exception {
        TSIG key = new TSIG(TSIG.HMAC_SHA512, "akme-key.", SECRET);
        try (World world = World.in(home);
                UpdateServer dns = new UpdateServer(world.zone, key)) {
            Path bind = Files.writeString(
                    home.resolve("bind.key"),
                    "key \"akme-key\" {\n\talgorithm hmac-sha512;\n\tsecret \"" + SECRET + "\";\n};\n");
            Run run = update(world, dns, bind);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(Files.readAllLines(world.zone)).isEmpty();
            assertThat(run.out() + run.err()).doesNotContain(SECRET);

            Path line = Files.writeString(home.resolve("line.key"), "hmac-sha512:akme-key:" + SECRET + "\n");
            Run again = world.at(
                    "issue",
                    "-d",
                    "a.example.org",
                    "--dns-rfc2136",
                    dns.address(),
                    "--dns-zone",
                    "example.org",
                    "--dns-key-file",
                    line.toString(),
                    "--dns-no-check");
            assertThat(again.exitCode()).as(again.err()).isZero();
            // What is stored has the name of the file alone.
            assertThat(world.run("renew", "--force").exitCode()).isZero();
            assertThat(Files.readString(world.current("example.org").resolve("meta.json")))
                    .contains("bind.key")
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void aKeyThatTheServerDoesNotTakeIsNamedWithoutItsSecret() throws Exception {
        TSIG key = new TSIG(TSIG.HMAC_SHA256, "akme-key.", "YW5vdGhlciBzZWNyZXQgb2YgdGhlIHpvbmU=");
        try (World world = World.in(home);
                UpdateServer dns = new UpdateServer(world.zone, key)) {
            Path wrong = Files.writeString(home.resolve("wrong.key"), "hmac-sha256:akme-key:" + SECRET);
            Run run = update(world, dns, wrong);
            assertThat(run.exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            assertThat(run.err()).contains("akme-key").doesNotContain(SECRET, "about:blank");

            Path broken = Files.writeString(home.resolve("broken.key"), SECRET);
            Run unreadable = update(world, dns, broken);
            assertThat(unreadable.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(unreadable.err()).contains("--dns-rfc2136").doesNotContain(SECRET);
        }
    }

    // ---- what is asked for

    @Test
    void aChainIsChosenByItsIssuer() throws Exception {
        try (World world = World.in(home)) {
            List<X509Certificate> roots = world.ca.roots();
            assertThat(roots).hasSizeGreaterThan(1);
            for (X509Certificate root : roots) {
                String name = root.getSubjectX500Principal().getName().replaceFirst(".*CN=([^,]*).*", "$1");
                Run run = world.issue("-d", "example.org", "--force", "--preferred-chain", name);
                assertThat(run.exitCode()).as(run.err()).isZero();
                List<X509Certificate> chain = chain(world, "example.org").certificates();
                assertThat(chain.get(chain.size() - 1).getIssuerX500Principal())
                        .isEqualTo(root.getSubjectX500Principal());
            }
        }
    }

    @Test
    void aProfileIsAskedForAndOneThatIsUnknownRefused() throws Exception {
        try (World world = new World(home, ca -> ca.profile(Profile.of("short", "for tests", Duration.ofDays(6))))) {
            Run run = world.issue("-d", "example.org", "--profile", "short");
            assertThat(run.exitCode()).as(run.err()).isZero();
            X509Certificate leaf = chain(world, "example.org").leaf();
            assertThat(Duration.between(
                            leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()))
                    .isLessThanOrEqualTo(Duration.ofDays(6));

            Run unknown = world.issue("-d", "other.example.org", "--profile", "nobody");
            assertThat(unknown.exitCode()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(unknown.err()).contains("use one of short", "choose a --profile that the CA has");
        }
    }
}
