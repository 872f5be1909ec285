package dev.akme.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Classes that need each other may deadlock when threads begin with different ones: these do not. */
class ChallengeInitializationTest {

    private static final int ROUNDS = 30;

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anyThreadMayBeginWithAnyClass() throws Exception {
        long seed = 8555;
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> names = new ArrayList<>(names());
            Collections.shuffle(names, random);
            try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                assertThat(initializeAtOnce(names, loader))
                        .as("round %d of seed %d", round, seed)
                        .hasSameSizeAs(names)
                        .allSatisfy(c -> assertThat(c.getClassLoader()).isSameAs(loader));
            }
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Class<?> type : List.of(Challenge.class, ChallengeResponse.class, TokenChallenge.class)) {
            names.add(type.getName());
            Arrays.stream(type.getPermittedSubclasses()).map(Class::getName).forEach(names::add);
        }
        names.add(ChallengeClasses.class.getName());
        names.add(Authorization.class.getName());
        return names.stream().distinct().toList();
    }

    private static URL[] classPath() throws ClassNotFoundException {
        return new URL[] {
            Challenge.class.getProtectionDomain().getCodeSource().getLocation(),
            Class.forName("tools.jackson.core.JsonParser")
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
        };
    }

    private static List<Class<?>> initializeAtOnce(List<String> names, ClassLoader loader) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(names.size(), ChallengeInitializationTest::daemon);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Class<?>>> pending = new ArrayList<>();
            for (String name : names) {
                pending.add(threads.submit(() -> {
                    start.await();
                    return Class.forName(name, true, loader);
                }));
            }
            start.countDown();
            List<Class<?>> done = new ArrayList<>();
            for (Future<Class<?>> future : pending) {
                done.add(future.get(20, TimeUnit.SECONDS));
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
