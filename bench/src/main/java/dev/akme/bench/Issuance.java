package dev.akme.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What certificates cost: Akme's client and acme4j in turns against a Pebble that validates nothing, each run in a JVM and
 * with a server of its own, every other round in the opposite order.
 */
public final class Issuance {

    private static final String AKME = "Akme";

    /** Akme with {@link CryptoProvider#CORRETTO} for its keys. */
    private static final String AKME_CORRETTO = "Akme+Corretto";

    private static final String ACME4J = "acme4j";

    private static final int CERTIFICATES = 200;
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 3;

    private static final int THREADS = 8;

    private static final int MAX_FAILURES = 3;

    /** One way to use one client. */
    record Setup(String library, int threads, boolean sessionEach, boolean impatient) {

        static Setup parse(String text) {
            String[] words = text.split(" ", -1);
            return new Setup(
                    words[0],
                    Integer.parseInt(words[1]),
                    Boolean.parseBoolean(words[2]),
                    Boolean.parseBoolean(words[3]));
        }

        @Override
        public String toString() {
            return library + " " + threads + " " + sessionEach + " " + impatient;
        }

        boolean isAkme() {
            return !library.equals(ACME4J);
        }

        CryptoProvider provider() {
            return library.equals(AKME_CORRETTO) ? CryptoProvider.CORRETTO : CryptoProvider.JDK;
        }

        String label() {
            String session = isAkme() || threads == 1 ? "" : sessionEach ? ", one each" : ", one shared";
            return library + " | " + threads + session + " | " + (impatient ? "10 ms" : "default");
        }
    }

    private static final List<Setup> SETUPS = List.of(
            new Setup(AKME, 1, false, true),
            new Setup(ACME4J, 1, false, true),
            new Setup(AKME, 1, false, false),
            new Setup(ACME4J, 1, false, false),
            new Setup(AKME, THREADS, false, true),
            new Setup(ACME4J, THREADS, false, true),
            new Setup(ACME4J, THREADS, true, true),
            new Setup(AKME, THREADS, false, false),
            new Setup(ACME4J, THREADS, false, false),
            new Setup(AKME_CORRETTO, 1, false, true),
            new Setup(AKME_CORRETTO, THREADS, false, true));

    /** What one run took: seconds, milliseconds, and MB of a million bytes. */
    private record Outcome(
            double wall,
            double perSecond,
            double cpu,
            double requests,
            double median,
            double serverCpu,
            double memory) {}

    private final Path folder;
    private final int certificates;
    private final int warmUp;

    private Issuance(Path folder, int certificates, int warmUp) {
        this.folder = folder;
        this.certificates = certificates;
        this.warmUp = warmUp;
    }

    /**
     * Measures.
     *
     * @param args how many certificates, how many before those to get warm, how many rounds; 200, 300 and 3 when there is
     *     none
     * @throws Exception when a run fails
     */
    public static void main(String[] args) throws Exception {
        int certificates = args.length > 0 ? Integer.parseInt(args[0]) : CERTIFICATES;
        int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : WARM_UP;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : ROUNDS;
        Path folder = Pebble.folder();
        try {
            Issuance issuance = new Issuance(folder, certificates, warmUp);
            Map<Setup, List<Outcome>> outcomes = new LinkedHashMap<>();
            SETUPS.stream()
                    .filter(setup -> setup.provider().isAvailable())
                    .forEach(setup -> outcomes.put(setup, new ArrayList<>()));
            List<Setup> order = new ArrayList<>(outcomes.keySet());
            for (int round = 0; round < rounds; round++) {
                for (Setup setup : order) {
                    Outcome outcome = issuance.runUntilItEnds(setup);
                    outcomes.getOrDefault(setup, List.of()).add(outcome);
                    System.err.println(setup.label() + ": " + outcome);
                }
                Collections.reverse(order);
            }
            System.out.println("JDK " + Runtime.version() + ", "
                    + Runtime.getRuntime().availableProcessors() + " CPUs, " + certificates + " certificates after "
                    + warmUp + ", " + rounds + " rounds");
            print(outcomes);
        } finally {
            Pebble.delete(folder);
        }
    }

    // ---- one run

    /**
     * Pebble 2.4 locks itself up now and then when it is asked for an order that it just completes; everything but the
     * directory then hangs, for all clients. Such a run ends with a timeout of the client and counts for nothing.
     */
    private Outcome runUntilItEnds(Setup setup) throws IOException, InterruptedException {
        for (int failures = 0; ; failures++) {
            try {
                return run(setup);
            } catch (IOException e) {
                if (failures == MAX_FAILURES) {
                    throw e;
                }
                System.err.println(e.getMessage() + ": once more");
            }
        }
    }

    private Outcome run(Setup setup) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Pebble.trustOptions(folder));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), IssuanceRun.class.getName()));
        try (Pebble pebble = Pebble.start(folder)) {
            command.addAll(List.of(
                    pebble.directory().toString(),
                    setup.toString(),
                    Integer.toString(certificates),
                    Integer.toString(warmUp)));
            Process process = new ProcessBuilder(command)
                    // What the clients log is part of their cost, but nobody reads it.
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                require(setup, out.readLine(), "ready");
                long requests = pebble.requests();
                Duration server = pebble.cpu();
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
                String[] done = require(setup, out.readLine(), "done ").split(" ", -1);
                requests = pebble.requests() - requests;
                server = pebble.cpu().minus(server);
                double wall = Long.parseLong(done[1]) / 1e9;
                return new Outcome(
                        wall,
                        certificates / wall,
                        Long.parseLong(done[2]) / 1e6 / certificates,
                        (double) requests / certificates,
                        Long.parseLong(done[3]) / 1e6,
                        server.toMillis() / (double) certificates,
                        Long.parseLong(done[4]) * 1024 / 1e6);
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static String require(Setup setup, @Nullable String line, String start) throws IOException {
        if (line == null || !line.startsWith(start)) {
            throw new IOException("the run failed: " + setup.label());
        }
        return line;
    }

    // ---- the tables

    private static Figures column(List<Outcome> all, ToDoubleFunction<Outcome> column) {
        return Figures.of(all.stream().mapToDouble(column).toArray());
    }

    private static void print(Map<Setup, List<Outcome>> outcomes) {
        System.out.println();
        System.out.println("| client | threads | poll | per s | client CPU, ms each | requests each | each, ms"
                + " | server CPU, ms each | peak memory, MB |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        outcomes.forEach((setup, all) -> System.out.println("| " + setup.label() + " | "
                + column(all, Outcome::perSecond).text(1) + " | "
                + column(all, Outcome::cpu).text(1) + " | "
                + column(all, Outcome::requests).text(2) + " | "
                + column(all, Outcome::median).text(1) + " | "
                + column(all, Outcome::serverCpu).text(1) + " | "
                + column(all, Outcome::memory).text(0) + " |"));
        System.out.println();
        System.out.println("| Akme to acme4j | client CPU x | per s x | requests x | peak memory x |");
        System.out.println("|---|---|---|---|---|");
        outcomes.forEach((setup, theirs) -> outcomes.forEach((akme, ours) -> {
            if (!setup.isAkme()
                    && akme.isAkme()
                    && akme.threads == setup.threads
                    && akme.impatient == setup.impatient) {
                System.out.println("| " + akme.library + ", "
                        + setup.label().replace(ACME4J + " | ", "threads: ").replace(" | ", ", poll: ") + " | "
                        + times(ours, theirs, Outcome::cpu) + " | " + times(ours, theirs, Outcome::perSecond) + " | "
                        + times(ours, theirs, Outcome::requests) + " | " + times(ours, theirs, Outcome::memory) + " |");
            }
        }));
        System.out.println();
        System.out.println("Aims: client CPU x 0.50 or less; per s x 4 or more with 8 threads and one shared session.");
        List<Outcome> many = outcomes.get(new Setup(AKME, THREADS, false, true));
        List<Outcome> shared = outcomes.get(new Setup(ACME4J, THREADS, false, true));
        if (many != null && shared != null) {
            // Client and server share the CPUs: if the client cost nothing at all, the server alone would set the pace.
            double all = Runtime.getRuntime().availableProcessors() * 1000.0;
            double server = column(many, Outcome::serverCpu).median();
            System.out.printf(
                    Locale.ROOT,
                    "With all CPUs busy %.0f per s are possible, %.0f if the client took none; 4 times acme4j are %.0f.%n",
                    all / (column(many, Outcome::cpu).median() + server),
                    all / server,
                    column(shared, Outcome::perSecond).median() * 4);
        }
    }

    private static String times(List<Outcome> ours, List<Outcome> theirs, ToDoubleFunction<Outcome> column) {
        return column(ours, column).times(column(theirs, column));
    }
}
