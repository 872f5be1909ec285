package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.Method;
import dev.akme.cli.state.Recipe;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.UnfinishedOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that a killed process has left in the middle. */
class OrderCommandTest {

    @TempDir
    private Path home;

    private static CertificateFolder folder(World world) {
        return new StateFolder(world.state).certificate("example.org");
    }

    /** A process whose DNS hook kills it: the order is there, and nothing is proven. */
    private UnfinishedOrder leave(World world) throws Exception {
        Process killed = world.issueInAProcess("kill -9 $PPID");
        String output = new String(killed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(killed.waitFor()).as(output).isEqualTo(128 + 9);
        return folder(world).unfinished().orElseThrow();
    }

    private static void assertComesFrom(UnfinishedOrder order, World world) throws Exception {
        CertificateVersion version = folder(world).read().orElseThrow();
        assertThat(version.order()).isEqualTo(order.order().uri());
        assertThat(version.key().orElseThrow().publicKey())
                .isEqualTo(order.key().orElseThrow().publicKey());
        assertThat(folder(world).unfinished()).isEmpty();
    }

    @Test
    void theNextRunGoesOnWithTheOrder() throws Exception {
        try (World world = World.in(home)) {
            UnfinishedOrder left = leave(world);
            assertThat(world.run("list").out())
                    .contains("not issued yet", "an order is unfinished", "akme delete example.org");
            assertThat(world.run("renew").out()).contains("it was never issued", "akme delete example.org");
            Run run = world.issue("-d", "example.org");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.err())
                    .contains("go on with the order " + left.order().uri());
            assertComesFrom(left, world);

            folder(world).store(left); // As if it had been killed before it forgot it.
            assertThat(world.issue("-d", "example.org").exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(folder(world).unfinished()).isEmpty();
        }
    }

    @Test
    void whatTheCaHasGivenUpIsOrderedAnew() throws Exception {
        try (World world = World.in(home)) {
            UnfinishedOrder left = leave(world);
            world.useWebServer();
            assertThat(world.issue("-d", "example.org").exitCode()).isEqualTo(ExitCode.CHALLENGE_FAILED.number());
            assertThat(folder(world).unfinished()).isEmpty();

            folder(world).store(left); // As if it had been killed before it forgot it.
            Run run = world.at(
                    "issue",
                    "-d",
                    "example.org",
                    "--dns-hook",
                    "echo $AKME_NAME $AKME_VALUE >> " + world.zone,
                    "--dns-no-check");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(folder(world).read().orElseThrow().order())
                    .isNotEqualTo(left.order().uri());
        }
    }

    @Test
    void anOrderIsShownAndResumed() throws Exception {
        try (World world = World.in(home)) {
            UnfinishedOrder left = leave(world);
            String url = left.order().uri().toString();
            assertThat(world.run("order", "show").out()).isEqualTo("example.org: " + url + System.lineSeparator());
            Run shown = world.run("order", "show", url);
            assertThat(shown.exitCode()).as(shown.err()).isZero();
            assertThat(shown.out()).contains("pending", "example.org: pending", "dns-01");
            assertThat(world.run("order", "show", url, "--json").out()).contains("\"authorizations\":[{");

            assertThat(world.run("order", "resume", url + "0").exitCode()).isEqualTo(ExitCode.USAGE.number());
            // As it was begun: with a hook that would kill this process too.
            folder(world)
                    .store(new UnfinishedOrder(
                            left.order(),
                            left.key(),
                            new Recipe(
                                    left.recipe().server(),
                                    left.recipe().caFile(),
                                    left.recipe().identifiers(),
                                    left.recipe().keyType(),
                                    left.recipe().profile(),
                                    left.recipe().preferredChain(),
                                    left.recipe().csr(),
                                    List.of(new Method("http", "127.0.0.1:" + world.port, Map.of())),
                                    left.recipe().deployHook())));
            Run run = world.run("order", "resume", url);
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertComesFrom(left, world);
        }
    }

    @Test
    void anOrderThatIsDoneIsAskedForAtTheCaOfTheAccount() throws Exception {
        try (World world = World.in(home)) {
            world.issue("-d", "example.org");
            String url = folder(world).read().orElseThrow().order().toString();
            Run shown = world.run("order", "show", url);
            assertThat(shown.exitCode()).as(shown.err()).isZero();
            assertThat(shown.out()).contains(url, "valid");
        }
    }

    @Test
    void anOrderThatNobodyGoesOnWithIsDeleted() throws Exception {
        try (World world = World.in(home)) {
            leave(world);
            Run run = world.run("delete", "example.org");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(world.run("list").out()).isEmpty();
            assertThat(world.run("order", "show").err()).contains("no unfinished orders");
            assertThat(world.run("renew").exitCode()).isEqualTo(ExitCode.NOTHING_TO_DO.number());
            assertThat(world.run("delete", "example.org").exitCode()).isEqualTo(ExitCode.USAGE.number());
        }
    }

    @Test
    void aCertificateIsDeletedOnlyIfThatIsMeant() throws Exception {
        try (World world = World.in(home)) {
            assertThat(world.issue("-d", "example.org").exitCode()).isZero();
            Run asked = world.run("delete", "example.org");
            assertThat(asked.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(asked.err()).contains("--yes").hasLineCount(1);
            assertThat(world.current("example.org")).exists();
            assertThat(world.run("delete", "example.org", "--yes").exitCode()).isZero();
            try (Stream<Path> left = Files.list(world.state.resolve("certificates"))) {
                assertThat(left).isEmpty();
            }
            assertThat(world.issue("-d", "example.org").exitCode()).isZero();
        }
    }
}
