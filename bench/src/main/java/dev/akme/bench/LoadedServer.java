package dev.akme.bench;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A server in a process of its own, to send load at. */
record LoadedServer(String label, URI directory, SSLContext trust, long pid, Runnable stop) implements AutoCloseable {

    /** Room enough for 20,000 orders, and so little that it is filled and collected before anything is measured. */
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private static final double TICKS = 100;

    static LoadedServer pebble(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Pebble pebble = Pebble.start(folder);
        return new LoadedServer(
                "Pebble", pebble.directory(), trust(Pebble.certificate(folder)), pebble.pid(), pebble::close);
    }

    /** A way to run Akme's CA. */
    enum Setup {
        BOUNCY_CASTLE("Akme, Bouncy Castle", false),
        CORRETTO("Akme, Corretto", true),
        UNVALIDATED("Akme, Corretto, validates nothing", true, "unvalidated"),
        SQLITE("Akme, Corretto, SQLite", true, "folder=");

        private final String label;
        private final boolean corretto;

        @SuppressWarnings("ImmutableEnumChecker") // of texts
        private final List<String> words;

        Setup(String label, boolean corretto, String... words) {
            this.label = label;
            this.corretto = corretto;
            this.words = List.of(words);
        }

        boolean isAvailable() {
            return !corretto || CryptoProvider.CORRETTO.isAvailable();
        }
    }

    /** Akme's CA: with Corretto's provider, or without it on the class path, which leaves Bouncy Castle. */
    static LoadedServer akme(Path folder, Setup setup, int http01Port) throws IOException, GeneralSecurityException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(":", -1))
                .filter(entry -> setup.corretto || !entry.contains("CorrettoCrypto"))
                .collect(Collectors.joining(":"));
        Path root = folder.resolve("root.pem");
        Path kept = Files.createTempDirectory(folder, "ca");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().addAll(HEAP);
        builder.command().addAll(List.of("-cp", classPath, CaServer.class.getName()));
        builder.command().addAll(List.of(Integer.toString(http01Port), "root=" + root));
        setup.words.forEach(word -> builder.command().add(word.endsWith("=") ? word + kept : word));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the CA did not start");
        }
        return new LoadedServer(setup.label, URI.create(line), trust(root), process.pid(), () -> {
            process.destroy();
            process.onExit().join();
        });
    }

    private static SSLContext trust(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))) {
            store.setCertificateEntry("root-" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The CPU time that it took so far, in seconds. */
    double cpu() throws IOException {
        return cpu(Path.of("/proc/" + pid + "/stat"));
    }

    /** What of it the compilers of a JVM took, which is nothing once all is compiled. */
    double compiling() throws IOException {
        double seconds = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    if (Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
                        seconds += cpu(thread.resolve("stat"));
                    }
                } catch (NoSuchFileException e) {
                    // It has ended.
                    seconds += 0;
                }
            }
        }
        return seconds;
    }

    private static double cpu(Path file) throws IOException {
        String stat = Files.readString(file);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** The memory that it has now, in MiB. */
    double memory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        throw new IOException("there is no process " + pid);
    }

    @Override
    public void close() {
        stop.run();
    }
}
