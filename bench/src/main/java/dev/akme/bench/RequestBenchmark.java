package dev.akme.bench;

import dev.akme.jose.SigningKey;
import java.security.Provider;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Whole requests, by Akme and by libraries for JOSE.
 *
 * <ul>
 *   <li>{@code sign*}: from header and payload to what is sent
 *   <li>{@code verify*}: from what came to header and payload, with a key that is ready
 *   <li>{@code verifyServer}: the same by Akme's {@code RequestVerifier}, which checks account, nonce and URL as well
 * </ul>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms512m", "-Xmx512m", "-XX:+UseParallelGC"})
public class RequestBenchmark {

    /** For JMH. */
    public RequestBenchmark() {}

    /** What is measured. Each library has a state of its own: a JVM that measures one has not seen the others. */
    @State(Scope.Benchmark)
    public static class Case {
        /** How it is signed. */
        @Param({"ES256", "RS256", "EDDSA"})
        public JoseAlgorithm algorithm = JoseAlgorithm.ES256;

        /** Who computes. */
        @Param({"JDK", "CORRETTO"})
        public CryptoProvider provider = CryptoProvider.JDK;

        /** For JMH. */
        public Case() {}

        SigningKey key(int number) {
            return algorithm.signingKey(provider, number);
        }

        @Nullable
        Provider handedOver() {
            return provider.provider();
        }
    }

    /** Akme. */
    @SuppressWarnings("NullAway.Init") // prepare() sets them, here and below
    public static class WithAkme extends Case {
        AkmeRequests requests;
        byte[] request;

        /** For JMH. */
        public WithAkme() {}

        /**
         * Makes and checks everything.
         *
         * @throws Exception when it is wrong
         */
        @Setup
        public void prepare() throws Exception {
            requests = new AkmeRequests(algorithm, key(0));
            request = Requests.sample(requests, new AkmeRequests(algorithm, key(1)));
            if (requests.verifyAsServer(request, header -> {}).length == 0) {
                throw new IllegalStateException("not what was signed");
            }
        }
    }

    /** nimbus-jose-jwt. */
    @SuppressWarnings("NullAway.Init")
    public static class WithNimbus extends Case {
        NimbusRequests requests;
        String request;

        /** For JMH. */
        public WithNimbus() {}

        /**
         * Makes and checks everything.
         *
         * @throws Exception when it is wrong, or no provider can be handed over
         */
        @Setup
        public void prepare() throws Exception {
            if (provider != CryptoProvider.JDK && algorithm == JoseAlgorithm.EDDSA) {
                throw new IllegalStateException("its Ed25519 takes no provider");
            }
            requests = new NimbusRequests(algorithm, key(0), handedOver());
            request = Requests.sample(requests, new NimbusRequests(algorithm, key(1), handedOver()));
        }
    }

    /** jose4j. */
    @SuppressWarnings("NullAway.Init")
    public static class WithJose4j extends Case {
        Jose4jRequests requests;
        String request;

        /** For JMH. */
        public WithJose4j() {}

        /**
         * Makes and checks everything.
         *
         * @throws Exception when it is wrong
         */
        @Setup
        public void prepare() throws Exception {
            requests = new Jose4jRequests(algorithm, key(0), handedOver());
            request = Requests.sample(requests, new Jose4jRequests(algorithm, key(1), handedOver()));
        }
    }

    @Benchmark
    public Object signAkme(WithAkme with) {
        return with.requests.sign();
    }

    @Benchmark
    public Object signNimbus(WithNimbus with) throws Exception {
        return with.requests.sign();
    }

    @Benchmark
    public Object signJose4j(WithJose4j with) throws Exception {
        return with.requests.sign();
    }

    @Benchmark
    public byte[] verifyAkme(WithAkme with, Blackhole to) {
        return with.requests.verify(with.request, to::consume);
    }

    @Benchmark
    public byte[] verifyServer(WithAkme with, Blackhole to) {
        return with.requests.verifyAsServer(with.request, to::consume);
    }

    @Benchmark
    public byte[] verifyNimbus(WithNimbus with, Blackhole to) throws Exception {
        return with.requests.verify(with.request, to::consume);
    }

    @Benchmark
    public byte[] verifyJose4j(WithJose4j with, Blackhole to) throws Exception {
        return with.requests.verify(with.request, to::consume);
    }
}
