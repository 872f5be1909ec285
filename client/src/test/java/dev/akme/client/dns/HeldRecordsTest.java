package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeldRecordsTest {

    /** Writes down what is asked of it, and fails when it should. */
    private static final class Log implements TxtRecords {

        private final List<String> calls = new ArrayList<>();
        private boolean addFails;
        private boolean removeFails;
        private boolean interrupts;

        @Override
        public void add(String name, String value) throws IOException, InterruptedException {
            call("+", name, value, addFails);
            if (interrupts) {
                throw new InterruptedException("interrupted");
            }
        }

        @Override
        public void remove(String name, String value) throws IOException {
            call("-", name, value, removeFails);
        }

        private synchronized void call(String what, String name, String value, boolean fails) throws IOException {
            calls.add(what + name + "=" + value);
            if (fails) {
                throw new IOException(what + " fails");
            }
        }
    }

    private final Log log = new Log();
    private final HeldRecords records = new HeldRecords(log);

    @Test
    void aRecordStaysAsLongAsSomebodyHoldsIt() throws IOException, InterruptedException {
        records.add("a", "1");
        records.add("a", "1");
        records.add("a", "2");
        records.remove("a", "1");
        assertThat(log.calls).containsExactly("+a=1", "+a=2");
        records.remove("a", "1");
        records.remove("a", "2");
        assertThat(log.calls).containsExactly("+a=1", "+a=2", "-a=1", "-a=2");
        records.add("a", "1");
        assertThat(log.calls).hasSize(5).last().isEqualTo("+a=1");
    }

    @Test
    void anAdditionThatFailsIsUndone() throws IOException, InterruptedException {
        log.addFails = true;
        log.removeFails = true;
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> records.add("a", "1"))
                .withMessage("+ fails")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(log.calls).containsExactly("+a=1", "-a=1");
        log.addFails = false;
        records.add("a", "1");
        assertThat(log.calls).hasSize(3);
    }

    @Test
    void soIsOneThatIsInterrupted() {
        log.interrupts = true;
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> records.add("a", "1"));
        assertThat(log.calls).containsExactly("+a=1", "-a=1");
    }

    @Test
    void aRemovalThatFailsEndsTheHoldingAllTheSame() throws IOException, InterruptedException {
        records.add("a", "1");
        log.removeFails = true;
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> records.remove("a", "1"));
        records.add("a", "1");
        assertThat(log.calls).containsExactly("+a=1", "-a=1", "+a=1");
    }

    @Test
    @Timeout(60)
    void manyThreadsNeverTakeItFromEachOther() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(threads);
        List<Future<?>> all = new ArrayList<>();
        try {
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit(() -> {
                    start.countDown();
                    start.await();
                    for (int round = 0; round < 200; round++) {
                        records.add("a", "1");
                        synchronized (log) {
                            assertThat(log.calls.get(log.calls.size() - 1)).isEqualTo("+a=1");
                        }
                        records.remove("a", "1");
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(log.calls).last().isEqualTo("-a=1");
    }
}
