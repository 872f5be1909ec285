package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    static void raise() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("raise", signal)
                .invoke(null, signal.getConstructor(String.class).newInstance("HUP"));
    }
}
