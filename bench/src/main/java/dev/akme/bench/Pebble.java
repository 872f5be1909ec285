package dev.akme.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pebble, the test server of Let's Encrypt, in a process of its own: validates nothing, waits for nothing, refuses no nonce
 * and forgets every authorization. Its log counts the requests, for all clients in the same way.
 */
final class Pebble implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final String REQUEST = "-> calling handler()";

    private final Process process;
    private final URI directory;
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch listening = new CountDownLatch(1);

    private Pebble(Process process, URI directory) {
        this.process = process;
        this.directory = directory;
    }

    // ---- files

    /** Makes an empty folder with a certificate for servers on this machine. */
    static Path folder() throws Exception {
        Path folder = Files.createTempDirectory("akme-bench");
        Path store = folder.resolve("server.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-alias", "server"));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-validity", "9"));
        command.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-ext", "bc:c=ca:true"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate("server");
        Key key = keys.getKey("server", PASSWORD.toCharArray());
        Files.writeString(certificate(folder), pem("CERTIFICATE", certificate.getEncoded()));
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        // Not PKCS #12: deriving keys from its password would cost clients more than all that is measured.
        KeyStore trusted = KeyStore.getInstance("JKS");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        try (OutputStream out = Files.newOutputStream(trustStore(folder))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return folder;
    }

    /** What a JVM is told so that it trusts the server, and nobody else. */
    static List<String> trustOptions(Path folder) {
        return List.of("-Djavax.net.ssl.trustStore=" + trustStore(folder), "-Djavax.net.ssl.trustStoreType=JKS");
    }

    /** The certificate of the server, for clients that trust a file of PEM. */
    static Path certificate(Path folder) {
        return folder.resolve("certificate.pem");
    }

    private static Path trustStore(Path folder) {
        return folder.resolve("trust.jks");
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    // ---- programs

    /** A program: where a variable of the environment says, else on the {@code PATH}. */
    static Optional<Path> find(String name, String variable) {
        @Nullable String said = System.getenv(variable);
        if (said != null && !said.isEmpty()) {
            return Optional.of(Path.of(said));
        }
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port that nobody listens at now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    // ---- server

    /** Starts it. */
    static Pebble start(Path folder) throws IOException, InterruptedException {
        Path program = find("pebble", "PEBBLE")
                .orElseThrow(() -> new IOException("there is no pebble on the PATH: set PEBBLE to its path"));
        int port = freePort();
        Path config = folder.resolve("pebble.json");
        Files.writeString(
                config,
                "{\"pebble\":{\"listenAddress\":\"127.0.0.1:" + port + "\",\"managementListenAddress\":\"127.0.0.1:"
                        + freePort() + "\",\"certificate\":\"" + certificate(folder) + "\",\"privateKey\":\""
                        + folder.resolve("key.pem") + "\",\"httpPort\":5002,\"tlsPort\":5001}}");
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "-config", config.toString());
        builder.environment()
                .putAll(Map.of(
                        "PEBBLE_VA_ALWAYS_VALID", "1",
                        "PEBBLE_VA_NOSLEEP", "1",
                        "PEBBLE_WFE_NONCEREJECT", "0",
                        "PEBBLE_AUTHZREUSE", "0"));
        Process process = builder.redirectErrorStream(true).start();
        Pebble pebble = new Pebble(process, URI.create("https://localhost:" + port + "/dir"));
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Thread reader = new Thread(pebble::read, "pebble");
        reader.setDaemon(true);
        reader.start();
        if (!pebble.listening.await(30, TimeUnit.SECONDS) || !process.isAlive()) {
            process.destroy();
            throw new IOException("pebble did not start");
        }
        return pebble;
    }

    private void read() {
        try (BufferedReader log = process.inputReader(StandardCharsets.UTF_8)) {
            @Nullable String line;
            while ((line = log.readLine()) != null) {
                if (line.endsWith(REQUEST)) {
                    requests.incrementAndGet();
                } else if (line.contains("ACME directory available at")) {
                    listening.countDown();
                }
            }
        } catch (IOException e) {
            // It was stopped.
        }
        listening.countDown();
    }

    URI directory() {
        return directory;
    }

    /** How many requests there were so far: what was logged before a moment ago is counted. */
    long requests() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(100);
        return requests.get();
    }

    long pid() {
        return process.pid();
    }

    /** The CPU time that the server took so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        // It keeps nothing that it would have to write first.
        process.onExit().join();
    }
}
