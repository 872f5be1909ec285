package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One account, a hundred threads at once. */
@Timeout(120)
class ManyThreadsTest {

    private static final int THREADS = 100;

    @Test
    void eachGetsItsOwnCertificate() throws Exception {
        eachGetsItsOwn(Executors.newFixedThreadPool(THREADS), Parallel.defaultExecutor());
    }

    /** Of JDK 21 and newer. */
    @Test
    void virtualThreadsDoToo() throws Exception {
        Optional<Method> made = Arrays.stream(Executors.class.getMethods())
                .filter(method -> method.getName().equals("newVirtualThreadPerTaskExecutor"))
                .findFirst();
        assumeTrue(made.isPresent(), "this JDK has no virtual threads");
        eachGetsItsOwn((ExecutorService) made.orElseThrow().invoke(null), (ExecutorService)
                made.orElseThrow().invoke(null));
    }

    private static void eachGetsItsOwn(ExecutorService threads, Executor executor) throws Exception {
        Scene scene = new Scene(builder -> builder.executor(executor));
        AcmeAccount account = scene.account();
        Set<Object> keys = ConcurrentHashMap.newKeySet();
        Set<Throwable> failures = ConcurrentHashMap.newKeySet();
        CountDownLatch start = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            String name = "host" + i + ".example.org";
            threads.execute(() -> {
                try {
                    start.countDown();
                    start.await();
                    ObtainedCertificate obtained = account.obtain(ObtainRequest.of(name, "www." + name), scene.solver);
                    assertThat(obtained.chain()
                                    .leaf()
                                    .getSubjectAlternativeNames()
                                    .toString())
                            .contains("www." + name);
                    keys.add(obtained.chain().leaf().getPublicKey());
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(100, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(failures).isEmpty();
        assertThat(keys).hasSize(THREADS);
        assertThat(scene.ca.state.orders).hasSize(THREADS);
        assertThat(scene.solver.closed).containsExactlyInAnyOrderElementsOf(scene.solver.presented);
        // No nonce was used twice, and about as many asked for as there were requests at once.
        assertThat(scene.events.lines()).noneMatch(line -> line.startsWith("retry"));
        assertThat(scene.ca.count(Step.NEW_NONCE)).isLessThanOrEqualTo(2 * THREADS);
        assertThat(scene.ca.count(Step.DIRECTORY)).isLessThanOrEqualTo(1);
    }
}
