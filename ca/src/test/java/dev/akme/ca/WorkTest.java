package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.akme.messages.AcmeProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkTest {

    @Test
    void whoComesWhenTooMuchWaitsIsToldToComeLater() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try (Work work = new Work(one, Duration.ZERO, 1_000)) {
            CountDownLatch gate = new CountDownLatch(1);
            CountDownLatch done = new CountDownLatch(1);
            work.run(gate::await);
            for (int i = 1; i < 999; i++) {
                work.run(() -> {});
            }
            assertThatCode(work::requireRoom).doesNotThrowAnyException();
            work.run(done::countDown);
            AcmeProblemException refusal = catchThrowableOfType(AcmeProblemException.class, work::requireRoom);
            assertThat(refusal.httpStatus()).isEqualTo(503);
            assertThat(refusal.headers()).containsKey("retry-after");
            gate.countDown();
            done.await();
            assertThatCode(work::requireRoom).doesNotThrowAnyException();
        }
    }

    @Test
    void aTaskThatFailsLeavesTheOthersAlone() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        try (Work work = new Work(Executors.newSingleThreadExecutor(), Duration.ofSeconds(20), 1_000)) {
            work.runAndWait(() -> {
                throw new IllegalStateException("on purpose");
            });
            work.runAndWait(ran::incrementAndGet);
        }
        assertThat(ran).hasValue(1);
    }
}
