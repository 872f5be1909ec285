package dev.akme.bench;

import dev.akme.client.AcmeClient;
import dev.akme.messages.Order;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.NullMarked;
import org.shredzone.acme4j.Session;
import org.slf4j.Logger;
import tools.jackson.core.JsonParser;

/**
 * What one certificate costs who starts with nothing: a new process makes an account and gets one certificate. Akme,
 * acme4j, lego and certbot in turns, against a Pebble that validates nothing. Needs GNU {@code time}.
 */
public final class ColdStart {

    private static final int TIMES = 5;

    /** What a client is started with; the state that it keeps is in a folder of its own each time. */
    private interface Command {
        List<String> in(Path state, Pebble pebble) throws IOException;
    }

    /** What one process took. */
    private record Outcome(double wall, double cpu, double memory, double requests) {}

    private final Path folder;
    private final Path time;
    private final Map<String, Command> clients = new LinkedHashMap<>();
    private final Map<String, List<Path>> libraries = new LinkedHashMap<>();

    private ColdStart(Path folder, Path time) throws Exception {
        this.folder = folder;
        this.time = time;
        jvm("Akme", WithAkme.class, AcmeClient.class, Order.class, JsonParser.class, NullMarked.class);
        jvm(
                "acme4j",
                WithAcme4j.class,
                Session.class,
                BouncyCastleProvider.class,
                PKCS10CertificationRequest.class,
                PKIMessage.class,
                JsonUtil.class,
                Logger.class,
                Class.forName("org.slf4j.nop.NOPServiceProvider"));
        Optional<Path> lego = Pebble.find("lego", "LEGO");
        if (lego.isPresent()) {
            lego(lego.get());
        }
        Pebble.find("certbot", "CERTBOT").ifPresent(this::certbot);
    }

    /**
     * Measures.
     *
     * @param args how many times; 5 when there is none
     * @throws Exception when a process fails
     */
    public static void main(String[] args) throws Exception {
        int times = args.length == 0 ? TIMES : Integer.parseInt(args[0]);
        Path time = Pebble.find("time", "TIME")
                .orElseThrow(() -> new IOException("there is no GNU time on the PATH: set TIME to its path"));
        Path folder = Pebble.folder();
        try (Pebble pebble = Pebble.start(folder)) {
            new ColdStart(folder, time).run(pebble, times);
        } finally {
            Pebble.delete(folder);
        }
    }

    // ---- the clients

    private void jvm(String name, Class<?> main, Class<?>... classes) {
        List<Path> archives =
                Stream.of(classes).map(ColdStart::origin).distinct().toList();
        libraries.put(name, archives);
        String classPath = Stream.concat(Stream.of(origin(main)), archives.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        clients.put(name, (state, pebble) -> {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(Pebble.trustOptions(folder));
            command.addAll(
                    List.of("-cp", classPath, main.getName(), pebble.directory().toString()));
            return command;
        });
    }

    private static Path origin(Class<?> type) {
        return Path.of(URI.create(
                type.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    /** Version 5 takes its options behind the command, and an address in the place of a port. */
    private void lego(Path program) throws IOException {
        Process help = new ProcessBuilder(program.toString(), "run", "--help")
                .redirectErrorStream(true)
                .start();
        boolean isNew =
                new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("--http.address");
        clients.put("lego", (state, pebble) -> {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            if (isNew) {
                command.add("run");
            }
            command.addAll(List.of(
                    "--server=" + pebble.directory(),
                    "--path=" + state,
                    "--accept-tos",
                    "--email=someone@example.org",
                    "--http",
                    (isNew ? "--http.address" : "--http.port") + "=127.0.0.1:" + Pebble.freePort(),
                    "--domains=www.example.org"));
            if (!isNew) {
                command.add("run");
            }
            return command;
        });
    }

    private void certbot(Path program) {
        clients.put(
                "certbot",
                (state, pebble) -> List.of(
                        program.toString(),
                        "certonly",
                        "--server=" + pebble.directory(),
                        "--config-dir=" + state,
                        "--work-dir=" + state,
                        "--logs-dir=" + state,
                        "--agree-tos",
                        "--email=someone@example.org",
                        "--no-eff-email",
                        "--non-interactive",
                        "--standalone",
                        "--http-01-address=127.0.0.1",
                        "--http-01-port=" + Pebble.freePort(),
                        "--key-type=ecdsa",
                        "--domains=www.example.org"));
    }

    // ---- running them

    private void run(Pebble pebble, int times) throws Exception {
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        clients.keySet().forEach(name -> outcomes.put(name, new ArrayList<>()));
        for (int i = -1; i < times; i++) {
            for (Map.Entry<String, Command> client : clients.entrySet()) {
                Outcome outcome = measure(client.getValue(), pebble);
                // The first turn only brings the files into the page cache.
                if (i >= 0) {
                    outcomes.getOrDefault(client.getKey(), List.of()).add(outcome);
                    System.err.println(client.getKey() + " " + outcome);
                }
            }
        }
        System.out.println("JDK " + Runtime.version() + ", " + times + " times");
        System.out.println();
        System.out.println("| client | wall, s | CPU, s | peak memory, MB | requests |");
        System.out.println("|---|---|---|---|---|");
        outcomes.forEach((name, all) -> System.out.println("| " + name + " | "
                + column(all, Outcome::wall).text(2) + " | "
                + column(all, Outcome::cpu).text(2) + " | "
                + column(all, Outcome::memory).text(0) + " | "
                + column(all, Outcome::requests).text(0) + " |"));
        for (String peer : List.of("lego", "certbot")) {
            if (!clients.containsKey(peer)) {
                System.out.println("| " + peer + " | missing: it is not installed | | | |");
            }
        }
        System.out.println();
        System.out.println("Aims for Akme on JDK 17: less than 0.75 s of CPU and 95 MB.");
        for (Map.Entry<String, List<Path>> library : libraries.entrySet()) {
            System.out.println();
            printSizes(library.getKey(), library.getValue());
        }
        System.out.println();
        System.out.println("Aim for Akme: less than 2,000,000 octets, and no Bouncy Castle.");
    }

    private Outcome measure(Command client, Pebble pebble) throws IOException, InterruptedException {
        Path state = Files.createTempDirectory(folder, "state");
        Path measured = state.resolve("time.txt");
        List<String> command =
                new ArrayList<>(List.of(time.toString(), "-f", "%e %U %S %M", "-o", measured.toString()));
        command.addAll(client.in(state, pebble));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("LEGO_CA_CERTIFICATES", Pebble.certificate(folder).toString());
        builder.environment()
                .put("REQUESTS_CA_BUNDLE", Pebble.certificate(folder).toString());
        long before = pebble.requests();
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + said);
        }
        String[] figures = Files.readString(measured).strip().split(" ", -1);
        return new Outcome(
                Double.parseDouble(figures[0]),
                Double.parseDouble(figures[1]) + Double.parseDouble(figures[2]),
                Long.parseLong(figures[3]) * 1024 / 1e6,
                pebble.requests() - before);
    }

    // ---- the tables

    private static Figures column(List<Outcome> all, ToDoubleFunction<Outcome> column) {
        return Figures.of(all.stream().mapToDouble(column).toArray());
    }

    private static void printSizes(String name, List<Path> archives) throws IOException {
        System.out.println("| on the class path of " + name + " | octets |");
        System.out.println("|---|---|");
        long sum = 0;
        for (Path archive : archives) {
            long size = Files.size(archive);
            sum += size;
            System.out.printf(Locale.ROOT, "| %s | %,d |%n", archive.getFileName(), size);
        }
        System.out.printf(Locale.ROOT, "| all | %,d |%n", sum);
    }

    // ---- what the processes do

    /** Gets a certificate with Akme. */
    public static final class WithAkme {
        private WithAkme() {}

        /**
         * For the process.
         *
         * @param args the directory
         * @throws Exception when there is no certificate
         */
        public static void main(String[] args) throws Exception {
            new AkmeIssuer(URI.create(args[0]), false, null).issue("www.example.org");
        }
    }

    /** Gets a certificate with acme4j. */
    public static final class WithAcme4j {
        private WithAcme4j() {}

        /**
         * For the process.
         *
         * @param args the directory
         * @throws Exception when there is no certificate
         */
        public static void main(String[] args) throws Exception {
            new Acme4jIssuer(URI.create(args[0]), false, true).issue("www.example.org");
        }
    }
}
