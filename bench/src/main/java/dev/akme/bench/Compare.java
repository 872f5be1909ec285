package dev.akme.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks and prints how Akme compares with its peers. Everything is run in rounds, so that a busy spell of
 * the machine meets all of them, and the best iteration counts: what disturbs a run only ever makes it slower.
 */
public final class Compare {

    private static final int ROUNDS = 2;

    // Message and benchmark: best time per operation in nanoseconds, and bytes allocated per operation.
    private final Map<String, Double> nanos = new HashMap<>();
    private final Map<String, Double> bytes = new HashMap<>();

    private Compare() {}

    /**
     * Runs everything.
     *
     * @param args names of messages; none means all
     * @throws Exception when a benchmark fails
     */
    public static void main(String[] args) throws Exception {
        Compare compare = new Compare();
        for (int round = 0; round < ROUNDS; round++) {
            compare.run(args, round);
        }
        compare.print();
    }

    private void run(String[] messages, int round) throws RunnerException, java.io.IOException {
        Path results = Files.createDirectories(Path.of("target")).resolve("jmh-" + round + ".json");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(ReadWriteBenchmark.class.getName())
                .forks(1)
                .addProfiler(GCProfiler.class)
                .resultFormat(ResultFormatType.JSON)
                .result(results.toString());
        if (messages.length > 0) {
            options.param("message", messages);
        }
        for (RunResult result : new Runner(options.build()).run()) {
            String name = result.getParams().getParam("message") + " "
                    + result.getPrimaryResult().getLabel();
            for (IterationResult iteration : iterations(result)) {
                nanos.merge(name, iteration.getPrimaryResult().getScore(), Math::min);
                Result<?> allocated = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
                if (allocated != null) {
                    bytes.merge(name, allocated.getScore(), Math::min);
                }
            }
        }
    }

    private static List<IterationResult> iterations(RunResult result) {
        List<IterationResult> iterations = new ArrayList<>();
        result.getBenchmarkResults().forEach(fork -> iterations.addAll(fork.getIterationResults()));
        return iterations;
    }

    private void print() {
        System.out.println();
        System.out.println("JDK " + Runtime.version());
        System.out.println(
                "| message | read, ns: Akme / hand / acme4j | x hand | acme4j x | bytes: Akme / hand / acme4j | x hand |"
                        + " with fields, ns: Akme / acme4j | acme4j x | write, ns: Akme / hand | x hand | bytes: Akme / hand | x hand |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (Message m : Message.values()) {
            if (nanos.containsKey(m + " readAkme")) {
                row(m);
            }
        }
    }

    private void row(Message m) {
        System.out.println(String.join(
                " | ",
                "| " + m.label(),
                three(nanos, m, "read"),
                ratio(nanos, m, "readAkme", "readHand"),
                ratio(nanos, m, "readAcme4j", "readAkme"),
                three(bytes, m, "read"),
                ratio(bytes, m, "readAkme", "readHand"),
                number(nanos, m, "fieldsAkme") + " / " + number(nanos, m, "fieldsAcme4j"),
                ratio(nanos, m, "fieldsAcme4j", "fieldsAkme"),
                number(nanos, m, "writeAkme") + " / " + number(nanos, m, "writeHand"),
                ratio(nanos, m, "writeAkme", "writeHand"),
                number(bytes, m, "writeAkme") + " / " + number(bytes, m, "writeHand"),
                ratio(bytes, m, "writeAkme", "writeHand") + " |"));
    }

    private static String three(Map<String, Double> of, Message m, String what) {
        return number(of, m, what + "Akme") + " / " + number(of, m, what + "Hand") + " / "
                + number(of, m, what + "Acme4j");
    }

    private static String number(Map<String, Double> of, Message m, String what) {
        return String.format(Locale.ROOT, "%,.0f", of.getOrDefault(m + " " + what, Double.NaN));
    }

    private static String ratio(Map<String, Double> of, Message m, String what, String by) {
        double ratio = of.getOrDefault(m + " " + what, Double.NaN) / of.getOrDefault(m + " " + by, Double.NaN);
        return String.format(Locale.ROOT, "%.2f", ratio);
    }
}
