package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGHUP")
class HangupTest {

    @Test
    void somethingIsDoneAtEachSignal() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        CountDownLatch once = new CountDownLatch(1);
        Hangup hangup = Hangup.listen(() -> {
            twice.countDown();
            once.countDown();
        });
        try (hangup) {
            raise();
            assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
            raise();
            assertThat(twice.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    static void raise() throws Exception {
        assumeFalse(isIgnored(), "the JVM leaves SIGHUP ignored where it was started with nohup");
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("raise", signal)
                .invoke(null, signal.getConstructor(String.class).newInstance("HUP"));
    }

    private static boolean isIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(signals -> (signals & 1) != 0);
        }
    }
}
