package dev.akme.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How long short commands of {@code ./akme} take, on several JDKs, beside what those of its peers take to say their version. */
public final class StartUp {

    private static final int TIMES = 20;

    private static final String ORDER = """
            {"status": "pending", "expires": "2030-01-01T00:00:00Z",
             "identifiers": [{"type": "dns", "value": "example.org"}],
             "authorizations": ["https://ca.example.org/authorization/1"],
             "finalize": "https://ca.example.org/order/1/finalize"}
            """;

    private final Path time;
    private final Path folder;

    /** What a run took, in milliseconds. */
    private record Outcome(double wall, double cpu) {}

    private StartUp(Path time, Path folder) {
        this.time = time;
        this.folder = folder;
    }

    /**
     * Measures.
     *
     * @param args how many times, 20 when there is none; then the folders of JDKs beside the one that runs this
     * @throws Exception when a process fails
     */
    public static void main(String[] args) throws Exception {
        int times = args.length == 0 ? TIMES : Integer.parseInt(args[0]);
        List<String> homes = new ArrayList<>(List.of(System.getProperty("java.home")));
        homes.addAll(Arrays.asList(args).subList(Math.min(1, args.length), args.length));
        Path time = Pebble.find("time", "TIME")
                .orElseThrow(() -> new IOException("there is no GNU time on the PATH: set TIME to its path"));
        Path folder = Pebble.folder();
        try {
            new StartUp(time, folder).run(times, homes);
        } finally {
            Pebble.delete(folder);
        }
    }

    private void run(int times, List<String> homes) throws IOException, InterruptedException {
        Path akme = Path.of("..", "akme").toAbsolutePath().normalize();
        String order = Files.writeString(folder.resolve("order.json"), ORDER).toString();
        String demo = folder.resolve("demo").toString();
        System.out.println(times + " times, after a run that builds what is kept for the next ones");
        System.out.println();
        System.out.println("| command | wall, ms | CPU, ms |");
        System.out.println("|---|---|---|");
        for (String home : homes) {
            Map<String, String> environment = Map.of("JAVA_HOME", home);
            Map<String, List<String>> commands = new LinkedHashMap<>();
            commands.put("akme --version", List.of(akme.toString(), "--version"));
            commands.put("akme inspect FILE", List.of(akme.toString(), "inspect", order));
            commands.put("akme demo", List.of(akme.toString(), "demo", "--dir", demo));
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                print(command.getKey() + ", " + version(home), times, environment, command.getValue());
            }
        }
        for (String peer : List.of("lego", "certbot")) {
            Optional<Path> program = Pebble.find(peer, peer.toUpperCase(Locale.ROOT));
            if (program.isPresent()) {
                print(
                        peer + " --version",
                        times,
                        Map.of(),
                        List.of(program.get().toString(), "--version"));
            } else {
                System.out.println("| " + peer + " --version | missing: it is not installed | |");
            }
        }
    }

    private static String version(String home) throws IOException {
        return Files.readAllLines(Path.of(home, "release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> "JDK " + line.substring(line.indexOf('=') + 1).replace("\"", ""))
                .findFirst()
                .orElse(home);
    }

    private void print(String name, int times, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        measure(environment, command);
        Figures wall = new Figures();
        Figures cpu = new Figures();
        for (int i = 0; i < times; i++) {
            Outcome outcome = measure(environment, command);
            wall.add(outcome.wall);
            cpu.add(outcome.cpu);
        }
        System.out.println("| " + name + " | " + wall.text(0) + " | " + cpu.text(0) + " |");
    }

    private Outcome measure(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path measured = folder.resolve("time.txt");
        File said = folder.resolve("said.txt").toFile();
        List<String> line = new ArrayList<>(List.of(time.toString(), "-f", "%U %S", "-o", measured.toString()));
        line.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int exitCode = builder.start().waitFor();
        double wall = (System.nanoTime() - start) / 1e6;
        if (exitCode != 0) {
            throw new IOException(command + " ended with " + exitCode + ":\n" + Files.readString(said.toPath()));
        }
        double cpu = Arrays.stream(Files.readString(measured).trim().split(" "))
                .mapToDouble(Double::parseDouble)
                .sum();
        return new Outcome(wall, cpu * 1000);
    }
}
