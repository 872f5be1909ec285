package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever ends the program while a CA looks leaves nothing behind in the DNS. */
@Timeout(120)
class InterruptionTest {

    @TempDir
    private Path home;

    /** Adds and removes lines, and tells of both. */
    private static String hook(World world) {
        return "echo $AKME_ACTION >> " + world.home.resolve("actions")
                + "; case $AKME_ACTION in add) echo \"$AKME_NAME $AKME_VALUE\" >> " + world.zone
                + ";; remove) : > " + world.zone + ";; esac";
    }

    @Test
    void whatWasPresentedIsTakenAway() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (World world = World.in(home)) {
            world.onLookup(() -> {
                looking.countDown();
                await(over);
            });
            AtomicReference<Run> ended = new AtomicReference<>();
            Thread program = new Thread(() ->
                    ended.set(world.at("issue", "-d", "example.org", "--dns-hook", hook(world), "--dns-no-check")));
            program.start();
            looking.await();
            assertThat(Files.readAllLines(world.zone)).hasSize(1);
            program.interrupt();
            program.join();
            over.countDown();
            assertThat(ended.get().exitCode()).isEqualTo(ExitCode.FAILED.number());
            assertThat(ended.get().err()).contains("akme: interrupted");
            assertThat(Files.readAllLines(home.resolve("actions"))).containsExactly("add", "remove");
            assertThat(Files.readString(world.zone)).isEmpty();

            Run again = world.at("issue", "-d", "example.org", "--dns-hook", hook(world), "--dns-no-check");
            assertThat(again.exitCode()).as(again.err()).isZero();
        }
    }

    @Test
    void aSignalEndsTheProgramInTheSameWay() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (World world = World.in(home)) {
            world.onLookup(() -> await(over));
            // As from a terminal: Ctrl-C is INT, which shells that start programs in the background take away.
            Process process = world.issueInAProcess(hook(world) + "; [ $AKME_ACTION = remove ] || kill -TERM $PPID");
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isEqualTo(128 + 15);
            over.countDown();
            assertThat(Files.readString(world.zone)).as(output).isEmpty();
            assertThat(Files.readAllLines(home.resolve("actions"))).containsExactly("add", "remove");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
