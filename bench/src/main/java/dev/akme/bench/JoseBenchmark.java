package dev.akme.bench;

import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Signing what a request signs, about 400 octets, and verifying it: {@code *Akme}, and {@code *Jca} for the JDK's classes
 * with the same provider, the same keys and nothing around them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"})
@SuppressWarnings("NullAway.Init") // prepare() sets all of them before anything is measured
public class JoseBenchmark {

    /** How it is signed. */
    @Param
    public JoseAlgorithm algorithm = JoseAlgorithm.ES256;

    /** Who computes. */
    @Param
    public CryptoProvider provider = CryptoProvider.JDK;

    private byte[] input;
    private byte[] signature;
    private RawSignatures akme;
    private RawSignatures jca;

    /** For JMH. */
    public JoseBenchmark() {}

    /**
     * Makes the keys, and checks that each takes the other's signatures and no wrong ones.
     *
     * @throws GeneralSecurityException when the provider does not do the algorithm
     */
    @Setup
    public void prepare() throws GeneralSecurityException {
        input = AkmeRequests.signingInput();
        akme = RawSignatures.akme(algorithm, provider);
        jca = RawSignatures.jca(algorithm, provider);
        signature = akme.sign(input);
        byte[] other = input.clone();
        other[0] ^= 1;
        if (!akme.verify(input, jca.sign(input))
                || !jca.verify(input, signature)
                || akme.verify(other, signature)
                || jca.verify(other, signature)) {
            throw new IllegalStateException("the two do not agree on " + algorithm + " with " + provider);
        }
    }

    @Benchmark
    public byte[] signAkme() throws GeneralSecurityException {
        return akme.sign(input);
    }

    @Benchmark
    public byte[] signJca() throws GeneralSecurityException {
        return jca.sign(input);
    }

    @Benchmark
    public boolean verifyAkme() throws GeneralSecurityException {
        return akme.verify(input, signature);
    }

    @Benchmark
    public boolean verifyJca() throws GeneralSecurityException {
        return jca.verify(input, signature);
    }
}
