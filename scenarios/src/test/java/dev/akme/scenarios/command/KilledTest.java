package dev.akme.scenarios.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.cli.state.AccountFolder;
import dev.akme.cli.state.CertificateFolder;
import dev.akme.cli.state.CertificateVersion;
import dev.akme.cli.state.StateFolder;
import dev.akme.cli.state.UnfinishedOrder;
import dev.akme.client.AcmeClient;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Status;
import dev.akme.messages.SuggestedWindow;
import dev.akme.scenarios.server.AkmeProcess;
import dev.akme.testkit.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code akme issue} and {@code akme renew} are killed, as by {@code kill -9}, when the CA has seen a random number of requests
 * and a random moment later, so that it hits what stands between one request and the next as well. After each kill the folder
 * is whole, and the next run finishes the job: with the order that was stored, unless the CA has given that up.
 *
 * <p>{@code -Dakme.kills} says how many of each are killed, {@code -Dakme.seed} repeats a run.
 */
class KilledTest {

    private static final int DONE = 0;
    private static final int NOTHING_TO_DO = 3;

    private static final int KILLS = Integer.getInteger("akme.kills", 3);
    private static final long SEED = Long.getLong("akme.seed", System.nanoTime());

    /** Longer than anything takes that is done between two requests. */
    private static final int LONGEST_MILLIS = 80;

    @TempDir
    private Path home;

    private final int port = FreePorts.next();
    private final Random random = new Random(SEED);
    private final Outcomes issues = new Outcomes();
    private final Outcomes renewals = new Outcomes();

    private AcmeCa ca;
    private Path root;
    private Path state;

    /** How often it went which way. */
    private static final class Outcomes {
        private int killed;
        private int tooLate;
        private int nothingStored;
        private int resumed;
        private int givenUp;
        private int complete;

        @Override
        public String toString() {
            return killed + " killed (" + nothingStored + " before an order was stored, " + resumed + " resumed, "
                    + givenUp
                    + " whose order the CA had given up, " + complete + " after the certificate was stored), " + tooLate
                    + " that had ended before";
        }
    }

    @BeforeEach
    void start() throws Exception {
        ca = AcmeCa.forTests()
                .resolver(DnsResolvers.fixed(Map.of("*", InetAddress.getLoopbackAddress()), DnsResolvers.none()))
                .validation(ValidationSettings.builder()
                        .allowsPrivateAddresses(true)
                        .http01Port(port)
                        .build())
                .start();
        root = Files.writeString(
                home.resolve("root.pem"), CertificateChain.of(ca.roots()).toPem());
        state = home.resolve("state");
    }

    @AfterEach
    void stop() {
        ca.close();
    }

    @Test
    @Timeout(3600)
    void theNextRunFinishesWhatWasKilled() throws Exception {
        String[] first = issue("first.test");
        AkmeProcess.run(home, first).requireExitCode(DONE);
        assertThat(requests("newOrder")).isEqualTo(1);
        long requests = requests();
        for (int kill = 0; kill < KILLS; kill++) {
            String name = "killed-" + kill + ".test";
            // A new account each time, too.
            state = home.resolve("state-" + kill);
            String description = "seed " + SEED + ", kill " + kill;
            killAndFinish(description + " of issue", name, requests, issues, issue(name));
            CertificateVersion version = certificate(name).read().orElseThrow();
            ca.suggestRenewal(version.leaf(), SuggestedWindow.of(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
            killAndFinish(description + " of renew", name, requests, renewals, renew());
            assertThat(certificate(name).read().orElseThrow().leaf()).isNotEqualTo(version.leaf());
        }
        System.out.println("issue: " + issues + "\nrenew: " + renewals);
        assertThat(issues.killed + renewals.killed).isPositive();
    }

    private void killAndFinish(String description, String name, long requests, Outcomes outcomes, String... command)
            throws Exception {
        Optional<Path> before = version(name);
        long authorizations = requests("authorization");
        kill(random.nextInt((int) requests + 1), outcomes, command);
        Soundness.check(state);

        Optional<UnfinishedOrder> begun = certificate(name).unfinished();
        boolean complete = !version(name).equals(before);
        boolean canBeResumed = begun.isPresent() && !isGivenUp(begun.get());
        if (requests("authorization") > authorizations) {
            // What follows the order is begun when it is stored, and not before.
            assertThat(begun.isPresent() || complete).as(description).isTrue();
        }
        long orders = requests("newOrder");
        int exitCode = AkmeProcess.run(home, command).exitCode();
        assertThat(exitCode).as(description).isEqualTo(complete ? NOTHING_TO_DO : DONE);
        Soundness.check(state);
        CertificateVersion version = certificate(name).read().orElseThrow();
        assertThat(certificate(name).unfinished()).as(description).isEmpty();
        if (complete) {
            outcomes.complete++;
            assertThat(requests("newOrder") - orders).as(description).isZero();
        } else if (canBeResumed) {
            outcomes.resumed++;
            assertThat(requests("newOrder") - orders).as(description).isZero();
            assertThat(version.order())
                    .as(description)
                    .isEqualTo(begun.get().order().uri());
        } else if (begun.isPresent()) {
            outcomes.givenUp++;
        } else {
            outcomes.nothingStored++;
        }
    }

    /** Kills a command when the CA has seen so many requests of it, and a little later. */
    private void kill(int after, Outcomes outcomes, String... command) throws Exception {
        long start = requests();
        try (AkmeProcess akme = AkmeProcess.start(home, command)) {
            while (requests() - start < after && akme.isRunning()) {
                TimeUnit.MICROSECONDS.sleep(200);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_MILLIS * 1000));
            if (akme.kill()) {
                outcomes.killed++;
            } else {
                outcomes.tooLate++;
            }
        }
    }

    /** Whether nobody can go on with an order, as its challenge was asked for when nobody was left to answer. */
    private boolean isGivenUp(UnfinishedOrder unfinished) throws Exception {
        AccountFolder account = new StateFolder(state).account(ca.directoryUrl());
        AcmeClient client =
                AcmeClient.builder(ca.directoryUrl()).trust(ca.roots()).build();
        try {
            return client.account(
                            account.key().orElseThrow(),
                            account.account().orElseThrow().uri())
                    .order(unfinished.order().uri())
                    .body()
                    .status()
                    .equals(Status.INVALID);
        } catch (AcmeProblemException e) {
            return true;
        }
    }

    private CertificateFolder certificate(String name) {
        return new StateFolder(state).certificate(name);
    }

    private Optional<Path> version(String name) throws IOException {
        return certificate(name).read().map(CertificateVersion::folder);
    }

    private long requests() {
        return ca.counters().requests().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private long requests(String resource) {
        return ca.counters().requests().getOrDefault(resource, 0L);
    }

    private String[] issue(String name) {
        return new String[] {
            "issue",
            "-d",
            name,
            "--agree-tos",
            "--server",
            ca.directoryUrl().toString(),
            "--ca-file",
            root.toString(),
            "--http",
            "127.0.0.1:" + port,
            "--dir",
            state.toString()
        };
    }

    private String[] renew() {
        return new String[] {"renew", "--dir", state.toString()};
    }
}
