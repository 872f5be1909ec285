package dev.akme.bench;

import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** One key that many threads sign with at the same time, and verify with what they signed: no signature may be wrong. */
public final class ManyThreads {

    private static final int THREADS = 16;
    private static final int SECONDS = 10;

    private record Count(long signatures, long invalid) {
        Count plus(Count other) {
            return new Count(signatures + other.signatures, invalid + other.invalid);
        }
    }

    private ManyThreads() {}

    /**
     * Signs. The exit code is 1 when a signature was wrong, or a thread failed.
     *
     * @param args how many seconds for each key and provider; 10 when there is none
     * @throws Exception when a thread fails
     */
    public static void main(String[] args) throws Exception {
        int seconds = args.length == 0 ? SECONDS : Integer.parseInt(args[0]);
        System.out.println("JDK " + Runtime.version() + ", " + THREADS + " threads, " + seconds + " s for each row");
        System.out.println("| key | with | signatures | invalid |");
        System.out.println("|---|---|---|---|");
        Count all = new Count(0, 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (JoseAlgorithm algorithm : JoseAlgorithm.SIGNATURES) {
                for (CryptoProvider provider : CryptoProvider.values()) {
                    if (provider.isAvailable()) {
                        Count count = signAtOnce(algorithm, provider, seconds, threads);
                        all = all.plus(count);
                        row(algorithm.label(), provider.label(), count);
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        row("all", "", all);
        System.exit(all.invalid == 0 ? 0 : 1);
    }

    private static void row(String algorithm, String provider, Count count) {
        System.out.println(
                "| " + algorithm + " | " + provider + " | " + count.signatures + " | " + count.invalid + " |");
    }

    private static Count signAtOnce(
            JoseAlgorithm algorithm, CryptoProvider provider, int seconds, ExecutorService threads) throws Exception {
        SigningKey key = algorithm.signingKey(provider, 0);
        JwsAlgorithm alg = algorithm.jws();
        if (key.verificationKey().verify(alg, input(0, 0), key.sign(alg, input(0, 1)))) {
            throw new IllegalStateException("a wrong signature was taken: this would count nothing");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<Count>> counts = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            counts.add(threads.submit(() -> sign(key, alg, thread, end)));
        }
        Count sum = new Count(0, 0);
        for (Future<Count> count : counts) {
            sum = sum.plus(count.get());
        }
        return sum;
    }

    private static Count sign(SigningKey key, JwsAlgorithm alg, int thread, long end) {
        long signatures = 0;
        long invalid = 0;
        do {
            byte[] input = input(thread, signatures);
            if (!key.verificationKey().verify(alg, input, key.sign(alg, input))) {
                invalid++;
            }
            signatures++;
        } while (System.nanoTime() < end);
        return new Count(signatures, invalid);
    }

    /** Octets that nobody else signs, so that a mixture shows. */
    private static byte[] input(int thread, long number) {
        return ("thread " + thread + ", signature " + number + " ".repeat(370)).getBytes(StandardCharsets.US_ASCII);
    }
}
