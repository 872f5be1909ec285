package dev.akme.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of signatures and prints how Akme compares with the JDK's bare classes and with its peers.
 * Everything is run in rounds, each a JVM of its own, and every other round in the opposite order, so that a busy spell of
 * the machine meets all of them. Ratios are those of the medians.
 */
public final class CompareJose {

    private static final int ROUNDS = 3;

    private static final String RAW = JoseBenchmark.class.getName();
    private static final String REQUESTS = RequestBenchmark.class.getName();

    /** One measurement. */
    private record Case(String benchmark, JoseAlgorithm algorithm, CryptoProvider provider) {
        @Override
        public String toString() {
            return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1) + " "
                    + algorithm.label() + " " + provider.label();
        }
    }

    private final Options options;
    private final Map<Case, Figures> nanos = new HashMap<>();

    private CompareJose(Options options) {
        this.options = options;
    }

    /**
     * Runs everything.
     *
     * @param args options of JMH, such as {@code -p algorithm=ES256} or {@code -f 1} for one round
     * @throws Exception when a benchmark fails
     */
    public static void main(String[] args) throws Exception {
        CompareJose compare = new CompareJose(new CommandLineOptions(args));
        List<Case> cases = compare.cases();
        for (int round = 0; round < compare.options.getForkCount().orElse(ROUNDS); round++) {
            for (Case c : cases) {
                compare.run(c);
            }
            Collections.reverse(cases);
        }
        compare.print();
    }

    private List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (JoseAlgorithm algorithm : JoseAlgorithm.values()) {
            for (CryptoProvider provider : CryptoProvider.values()) {
                if (isWanted("algorithm", algorithm) && isWanted("provider", provider) && provider.isAvailable()) {
                    for (String name : List.of("signAkme", "signJca", "verifyAkme", "verifyJca")) {
                        cases.add(new Case(RAW + '.' + name, algorithm, provider));
                    }
                    addRequests(cases, algorithm, provider);
                }
            }
        }
        return cases;
    }

    private static void addRequests(List<Case> cases, JoseAlgorithm algorithm, CryptoProvider provider) {
        if (!JoseAlgorithm.SIGNATURES.contains(algorithm) || provider == CryptoProvider.BOUNCY_CASTLE) {
            return;
        }
        for (String library : List.of("Akme", "Nimbus", "Jose4j")) {
            boolean takesProvider = !library.equals("Nimbus") || algorithm != JoseAlgorithm.EDDSA;
            if (provider == CryptoProvider.JDK || takesProvider) {
                cases.add(new Case(REQUESTS + ".sign" + library, algorithm, provider));
                cases.add(new Case(REQUESTS + ".verify" + library, algorithm, provider));
            }
        }
        cases.add(new Case(REQUESTS + ".verifyServer", algorithm, provider));
    }

    private boolean isWanted(String parameter, Enum<?> value) {
        Collection<String> wanted = options.getParameter(parameter).orElse(List.of());
        return wanted.isEmpty() || wanted.contains(value.name());
    }

    private void run(Case c) throws RunnerException {
        Options one = new OptionsBuilder()
                .parent(options)
                .include("^" + c.benchmark.replace(".", "\\.") + "$")
                .param("algorithm", c.algorithm.name())
                .param("provider", c.provider.name())
                .forks(1)
                .shouldFailOnError(true)
                .verbosity(options.verbosity().orElse(VerboseMode.SILENT))
                .build();
        for (RunResult result : new Runner(one).run()) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    nanos.computeIfAbsent(c, key -> new Figures())
                            .add(iteration.getPrimaryResult().getScore());
                }
            }
        }
        System.err.println(c + ": " + number(c) + " ns");
    }

    private void print() {
        System.out.println();
        System.out.println("JDK " + Runtime.version());
        List<List<String>> raw = new ArrayList<>();
        List<List<String>> requests = new ArrayList<>();
        for (JoseAlgorithm algorithm : JoseAlgorithm.values()) {
            for (CryptoProvider provider : CryptoProvider.values()) {
                raw.add(rawRow(algorithm, provider));
                requests.add(requestRow(algorithm, provider));
            }
        }
        table("octets | with | sign, ns: Akme | JCA | x JCA | verify, ns: Akme | JCA | x JCA", raw);
        table(
                "ES256 verified | JDK, ns | Corretto, ns | x faster",
                List.of(
                        fasterRow("octets, JCA", RAW + ".verifyJca"),
                        fasterRow("octets, Akme", RAW + ".verifyAkme"),
                        fasterRow("request, Akme", REQUESTS + ".verifyAkme"),
                        fasterRow("request, Akme as a server", REQUESTS + ".verifyServer"),
                        fasterRow("request, nimbus", REQUESTS + ".verifyNimbus"),
                        fasterRow("request, jose4j", REQUESTS + ".verifyJose4j")));
        table(
                "request | with | sign, ns: Akme | nimbus | jose4j | nimbus x | jose4j x |"
                        + " verify, ns: Akme | nimbus | jose4j | nimbus x | jose4j x | as a server, ns",
                requests);
    }

    // Each row is empty when it was not measured.

    private List<String> rawRow(JoseAlgorithm algorithm, CryptoProvider provider) {
        Case signAkme = new Case(RAW + ".signAkme", algorithm, provider);
        Case signJca = new Case(RAW + ".signJca", algorithm, provider);
        Case verifyAkme = new Case(RAW + ".verifyAkme", algorithm, provider);
        Case verifyJca = new Case(RAW + ".verifyJca", algorithm, provider);
        if (!nanos.containsKey(signAkme)) {
            return List.of();
        }
        return List.of(
                algorithm.label(),
                provider.label(),
                number(signAkme),
                number(signJca),
                ratio(signAkme, signJca),
                number(verifyAkme),
                number(verifyJca),
                ratio(verifyAkme, verifyJca));
    }

    private List<String> fasterRow(String label, String benchmark) {
        Case jdk = new Case(benchmark, JoseAlgorithm.ES256, CryptoProvider.JDK);
        Case corretto = new Case(benchmark, JoseAlgorithm.ES256, CryptoProvider.CORRETTO);
        return nanos.containsKey(jdk) && nanos.containsKey(corretto)
                ? List.of(label, number(jdk), number(corretto), ratio(jdk, corretto))
                : List.of();
    }

    private List<String> requestRow(JoseAlgorithm algorithm, CryptoProvider provider) {
        Case server = new Case(REQUESTS + ".verifyServer", algorithm, provider);
        if (!nanos.containsKey(server)) {
            return List.of();
        }
        List<String> cells = new ArrayList<>(List.of(algorithm.label(), provider.label()));
        for (String what : List.of(".sign", ".verify")) {
            Case akme = new Case(REQUESTS + what + "Akme", algorithm, provider);
            Case nimbus = new Case(REQUESTS + what + "Nimbus", algorithm, provider);
            Case jose4j = new Case(REQUESTS + what + "Jose4j", algorithm, provider);
            cells.add(number(akme));
            cells.add(number(nimbus));
            cells.add(number(jose4j));
            cells.add(ratio(nimbus, akme));
            cells.add(ratio(jose4j, akme));
        }
        cells.add(number(server));
        return cells;
    }

    private static void table(String head, List<List<String>> rows) {
        List<List<String>> measured =
                rows.stream().filter(row -> !row.isEmpty()).toList();
        if (!measured.isEmpty()) {
            System.out.println();
            System.out.println("| " + head + " |");
            System.out.println("|" + "---|".repeat(measured.get(0).size()));
            measured.forEach(row -> System.out.println("| " + String.join(" | ", row) + " |"));
        }
    }

    private Figures figures(Case c) {
        return nanos.getOrDefault(c, new Figures());
    }

    private String number(Case c) {
        return figures(c).text(0);
    }

    private String ratio(Case of, Case by) {
        return figures(of).times(figures(by));
    }
}
