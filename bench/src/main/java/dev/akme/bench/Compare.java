package dev.akme.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
 * the machine meets all of them. Ratios are those of the medians.
 */
public final class Compare {

    private static final int ROUNDS = 2;

    private static final Figures NONE = new Figures();

    // Message and benchmark: time per operation in nanoseconds, and bytes allocated per operation.
    private final Map<String, Figures> nanos = new HashMap<>();
    private final Map<String, Figures> bytes = new HashMap<>();

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

    private void run(String[] messages, int round) throws RunnerException, IOException {
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
                nanos.computeIfAbsent(name, n -> new Figures())
                        .add(iteration.getPrimaryResult().getScore());
                Result<?> allocated = iteration.getSecondaryResults().get("gc.alloc.rate.norm");
                if (allocated != null) {
                    bytes.computeIfAbsent(name, n -> new Figures()).add(allocated.getScore());
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
        table("read, ns", nanos, "read", List.of("Hand", "Databind", "Acme4j"));
        table("read with every field, ns", nanos, "fields", List.of("Acme4j"));
        table("written, ns", nanos, "write", List.of("Hand", "Databind"));
        table("read, bytes allocated", bytes, "read", List.of("Hand", "Databind", "Acme4j"));
        table("written, bytes allocated", bytes, "write", List.of("Hand", "Databind"));
    }

    /** A row for each message: Akme, then each peer and how many times as much it takes. */
    private static void table(String head, Map<String, Figures> of, String what, List<String> peers) {
        System.out.println();
        System.out.println("| " + head + " | Akme | "
                + peers.stream()
                        .map(peer -> peer.toLowerCase(Locale.ROOT) + " | to Akme")
                        .collect(Collectors.joining(" | "))
                + " |");
        System.out.println("|---|---|" + "---|---|".repeat(peers.size()));
        for (Message m : Message.values()) {
            Figures akme = of.getOrDefault(m + " " + what + "Akme", NONE);
            if (!akme.isEmpty()) {
                List<String> cells = new ArrayList<>(List.of(m.label(), akme.text(0)));
                for (String peer : peers) {
                    Figures figures = of.getOrDefault(m + " " + what + peer, NONE);
                    cells.add(figures.text(0));
                    cells.add(figures.times(akme));
                }
                System.out.println("| " + String.join(" | ", cells) + " |");
            }
        }
    }
}
