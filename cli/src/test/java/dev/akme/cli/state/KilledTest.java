package dev.akme.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed at random moments. */
class KilledTest {

    private static final int KILLS = 24;
    private static final long SEED = 20261101;
    private static final int LONGEST_MILLIS = 120;
    private static final int MOST_STORED = 4;
    private static final String STORED = "stored [0-9]{4,}";

    @TempDir
    private Path root;

    @Test
    void nothingHalfIsEverSeenAndNothingAcknowledgedIsLost() throws Exception {
        Random random = new Random(SEED);
        Path state = root.resolve("state");
        CertificateFolder folder = new StateFolder(state).certificate("example.org");
        int acknowledged = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(state);
            try (BufferedReader lines = writer.inputReader()) {
                assertThat(lines.readLine()).as("kill %d", kill).startsWith("locked");
                assertThat(folder.tryLock()).isEmpty();
                // However slow the machine is, now it is at work: at its first step, or a few later.
                for (int i = random.nextInt(MOST_STORED); i > 0; i--) {
                    acknowledged = acknowledged(lines.readLine());
                }
                boolean ended = writer.waitFor(random.nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
                assertThat(ended).isFalse();
                // By its handle: the process object would close what is still to be read.
                assertThat(writer.toHandle().destroyForcibly()).isTrue();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.matches(STORED)) { // The last one may be cut off.
                        acknowledged = acknowledged(line);
                    }
                }
            }
            assertThat(writer.waitFor()).isEqualTo(128 + 9);
            Soundness.check(state);
            if (acknowledged > 0) {
                String current =
                        folder.read().orElseThrow().folder().getFileName().toString();
                assertThat(Integer.parseInt(current))
                        .as("seed %d, kill %d", SEED, kill)
                        .isBetween(acknowledged, acknowledged + 1);
            }
        }
        assertThat(acknowledged).isPositive();
    }

    private static int acknowledged(String line) {
        assertThat(line).matches(STORED);
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    private static Process start(Path state) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndlessWriter.class.getName(),
                        state.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
