package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCaBuilder;
import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.StateLock;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.SuggestedWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewCommandTest {

    @TempDir
    private Path home;

    /** Time passes: the certificate of a server with TLS would not be valid for the JVM, whose clock stays. */
    private static World changing(Path home) throws Exception {
        return new World(home, AcmeCaBuilder::plainHttp);
    }

    private static CertificateFolder folder(World world, String name) {
        return new StateFolder(world.state).certificate(name);
    }

    private static CertificateVersion version(World world, String name) throws Exception {
        return folder(world, name).read().orElseThrow();
    }

    private static Duration untilDue(World world, String name) throws Exception {
        return Duration.between(world.clock.instant(), DueDates.asKnown(folder(world, name), version(world, name)));
    }

    @Test
    void nothingIsDueAtFirst() throws Exception {
        try (World world = World.in(home)) {
            assertThat(world.run("renew").exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            world.issue("-d", "example.org");
            Run run = world.run("renew");
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(run.out()).contains("example.org: not-due, due at ");
        }
    }

    @Test
    void aFolderWithoutCertificatesIsNamed() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            Path misspelt = home.resolve("nosuchdir");
            Run run = world.run("renew", "--dir", misspelt.toString());
            assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(run.err())
                    .contains("There are no certificates in " + misspelt)
                    .isEqualTo(world.run("list", "--dir", misspelt.toString()).err());
            Run objects = world.run("renew", "--json", "--dir", misspelt.toString());
            assertThat(objects.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(objects.out() + run.out()).isEmpty();
        }
    }

    @Test
    void allThatAreDueAreRenewedAndTheHookIsRun() throws Exception {
        try (World world = changing(home)) {
            List<String> names = List.of("a.example.org", "b.example.org", "c.example.org");
            for (String name : names) {
                assertThat(world.issue("-d", name).exitCode()).isZero();
            }
            CertificateVersion old = version(world, names.get(0));
            world.clock.advance(untilDue(world, names.get(0)).plusDays(3));
            Run run = world.run("renew", "--deploy-hook", "echo $AKME_CERTIFICATE $AKME_FOLDER >> " + home + "/hooks");
            assertThat(run.exitCode()).as(run.err()).isZero();
            for (String name : names) {
                assertThat(run.out()).contains(name + ": renewed, valid until ");
                assertThat(Files.readSymbolicLink(world.current(name))).hasToString("0002");
            }
            assertThat(Files.readAllLines(home.resolve("hooks")))
                    .containsExactlyInAnyOrder(names.stream()
                            .map(name -> name + " " + world.current(name))
                            .toArray(String[]::new));
            CertificateVersion renewed = version(world, names.get(0));
            assertThat(renewed.notAfter()).isAfter(old.notAfter());
            assertThat(renewed.key().orElseThrow().publicKey())
                    .isNotEqualTo(old.key().orElseThrow().publicKey());

            Run again = world.run("renew");
            assertThat(again.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(Files.readAllLines(home.resolve("hooks"))).hasSize(3);
        }
    }

    @Test
    void whatTheCaWantsRenewedIsRenewed() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            Instant now = world.clock.instant();
            world.ca.suggestRenewal(
                    version(world, "example.org").leaf(),
                    SuggestedWindow.of(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))));
            Run run = world.run("renew");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("renewed");
        }
    }

    @Test
    void aCaThatRefusesToHearOfTheOldCertificateIsAskedWithout() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            world.ca.faults().answerNext("newOrder", Problem.of(ProblemType.UNAUTHORIZED, "not this account's"));
            Run run = world.run("renew", "--force");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("renewed");
            assertThat(run.err()).contains("with replaces, so without", "not this account's");
        }
    }

    @Test
    void twoTimersAtOnceRenewOnce() throws Exception {
        try (World world = changing(home)) {
            world.issue("-d", "example.org");
            world.clock.advance(untilDue(world, "example.org").plusDays(1));
            CompletableFuture<Run> one = CompletableFuture.supplyAsync(() -> world.run("renew"));
            Run two = world.run("renew");
            assertThat(Stream.of(one.get().exitCode(), two.exitCode()))
                    .containsExactlyInAnyOrder(ExitCode.DONE.number(), ExitCode.NOTHING_TO_DO.number());
            assertThat(Files.readSymbolicLink(world.current("example.org"))).hasToString("0002");
        }
    }

    @Test
    void whatIsLockedIsLeftToWhoHasIt() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            try (StateLock lock = folder(world, "example.org").tryLock().orElseThrow()) {
                assertThat(lock).isNotNull();
                Run run = world.run("renew", "--force");
                assertThat(run.exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
                assertThat(run.out()).contains("another akme is at work on it");
            }
        }
    }

    @Test
    void whatFailsForOneKeepsNoOtherFromBeingRenewed() throws Exception {
        try (World world = changing(home)) {
            letOneBecomeDueAndAnotherFail(world);
            Run run = world.run("renew", "--json");
            assertThat(run.exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            assertThat(run.out()).contains("\"state\":\"failed\"", "\"state\":\"renewed\"", "bad.example.org");
            assertThat(Files.readSymbolicLink(world.current("good.example.org")))
                    .hasToString("0002");
        }
    }

    @Test
    void whatFailsForSeveralReasonsHasTheNumberOfNone() throws Exception {
        try (World world = changing(home)) {
            letOneBecomeDueAndAnotherFail(world);
            Run run = world.run("renew", "--deploy-hook", "exit 9");
            assertThat(run.err()).contains("not authorized for bad.example.org", "deploy hook ended with 9");
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
        }
    }

    private static void letOneBecomeDueAndAnotherFail(World world) throws Exception {
        world.issue("-d", "good.example.org");
        String hook = "echo $AKME_NAME $AKME_VALUE >> " + world.zone;
        Run issued = world.at("issue", "-d", "bad.example.org", "--dns-hook", hook, "--dns-no-check");
        assertThat(issued.exitCode()).as(issued.err()).isZero();
        Files.delete(world.zone);
        Files.createDirectory(world.zone); // No hook can write to it now.
        world.clock.advance(untilDue(world, "good.example.org").plusDays(1));
    }

    @Test
    void aHookThatFailedIsRunAgain() throws Exception {
        try (World world = World.in(home)) {
            Path ready = home.resolve("ready");
            Run run = world.issue("-d", "example.org", "--deploy-hook", "test -e " + ready);
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
            assertThat(run.err()).contains("deploy hook ended with 1");
            assertThat(world.current("example.org")).exists();

            Files.createFile(ready);
            Run later = world.run("renew");
            assertThat(later.exitCode()).as(later.err()).isZero();
            assertThat(later.out()).contains("deployed");
            assertThat(world.run("renew").exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
        }
    }

    @Test
    void aNameThatIsNotThereIsAMistake() {
        Run run = Run.in(home, new HashMap<>(), false, "", Clock.systemUTC(), "renew", "nobody");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.err()).contains("nobody", "akme list");
    }

    // ---- list and revoke

    @Test
    void certificatesAreListed() throws Exception {
        try (World world = World.in(home)) {
            Run none = world.run("list");
            assertThat(none.out()).isEmpty();
            assertThat(none.err()).contains("akme issue");
            world.issue("-d", "example.org");
            assertThat(world.run("list").out()).contains("example.org", "valid", "days)");
            assertThat(world.run("list", "--json").out())
                    .contains("\"certificate\":\"example.org\"", "\"unfinishedOrder\":false");
        }
    }

    @Test
    void whatIsRevokedIsNotRenewedByItself() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            assertThat(world.run("revoke", "example.org", "--reason", "tired").err())
                    .contains("keyCompromise");
            Run run = world.run("revoke", "example.org", "--reason", "superseded");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(world.run("revoke", "example.org").exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(world.run("list").out()).contains("revoked").doesNotContain("due");
            assertThat(world.run("renew").out()).contains("it was revoked");
            Run forced = world.run("renew", "--force");
            assertThat(forced.exitCode()).as(forced.err()).isZero();

            Run withKey = world.run("revoke", "example.org", "--with-certificate-key");
            assertThat(withKey.exitCode()).as(withKey.err()).isZero();
        }
    }
}
