package dev.akme.bench;

import dev.akme.ca.AcmeCa;
import dev.akme.client.ObtainRequest;
import dev.akme.testkit.AcmeTestKit;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** From the start of a CA to its end, in a JVM that is warm: what a test pays that has a CA of its own. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CaLifeBenchmark {

    /** For JMH. */
    public CaLifeBenchmark() {}

    /**
     * {@return where the CA was, which listened with HTTP}
     */
    @Benchmark
    public URI ca() {
        try (AcmeCa ca = AcmeCa.forTests().plainHttp().start()) {
            return ca.directoryUrl();
        }
    }

    /**
     * {@return where the CA was, which listened with HTTPS}
     */
    @Benchmark
    public URI caWithHttps() {
        try (AcmeCa ca = AcmeCa.forTests().start()) {
            return ca.directoryUrl();
        }
    }

    /**
     * {@return where the CA of a test kit was}
     */
    @Benchmark
    public URI kit() {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            return kit.directoryUrl();
        }
    }

    /**
     * {@return the text of a certificate that a test kit was started for}
     *
     * @throws InterruptedException when the thread is interrupted
     */
    @Benchmark
    public String kitAndCertificate() throws InterruptedException {
        try (AcmeTestKit kit = AcmeTestKit.start()) {
            return kit.account()
                    .obtain(ObtainRequest.of("www.example.org"), kit.solver())
                    .chain()
                    .toPem();
        }
    }
}
