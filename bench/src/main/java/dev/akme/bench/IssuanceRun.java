package dev.akme.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The process that {@link Issuance} measures: one client, one way to use it. */
public final class IssuanceRun {

    private IssuanceRun() {}

    /**
     * Says {@code ready} when all is warm, waits for a line, gets the certificates, and says what that took.
     *
     * @param args the directory, the words of {@link Issuance.Setup}, how many certificates, how many before those
     * @throws Exception when a certificate fails
     */
    public static void main(String[] args) throws Exception {
        Issuance.Setup setup = Issuance.Setup.parse(args[1]);
        int certificates = Integer.parseInt(args[2]);
        int warmUp = Integer.parseInt(args[3]);
        URI directory = URI.create(args[0]);
        Issuer issuer = setup.isAkme()
                ? new AkmeIssuer(directory, setup.impatient(), setup.provider().provider())
                : new Acme4jIssuer(directory, setup.sessionEach(), setup.impatient());
        ExecutorService threads = Executors.newFixedThreadPool(setup.threads());
        try {
            issue(issuer, threads, setup.threads(), "warm-up", warmUp);
            System.out.println("ready");
            if (System.in.read() < 0) {
                throw new IOException("nobody listens any more");
            }
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            long[] each = issue(issuer, threads, setup.threads(), "measured", certificates);
            long wall = System.nanoTime() - start;
            cpu = system.getProcessCpuTime() - cpu;
            Arrays.sort(each);
            System.out.println("done " + wall + " " + cpu + " " + each[each.length / 2] + " " + peakKibibytes());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Gets certificates, and tells how many nanoseconds each took. */
    private static long[] issue(Issuer issuer, ExecutorService pool, int threads, String label, int certificates)
            throws Exception {
        long[] nanos = new long[certificates];
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            running.add(pool.submit(() -> {
                int i;
                while ((i = next.getAndIncrement()) < certificates) {
                    long start = System.nanoTime();
                    issuer.issue(label + "-" + i + ".example.org");
                    nanos[i] = System.nanoTime() - start;
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        return nanos;
    }

    private static long peakKibibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
