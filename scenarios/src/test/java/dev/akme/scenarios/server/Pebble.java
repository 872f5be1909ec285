package dev.akme.scenarios.server;

import dev.akme.client.Transport;
import dev.akme.json.JsonBoolean;
import dev.akme.json.JsonNumber;
import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Status;
import dev.akme.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Pebble, the test server of Let's Encrypt, with a DNS of its own. */
final class Pebble implements TestServer {

    /** Whoever takes a port first has it; nobody can reserve one for another program. */
    private static final int TRIES = 3;

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Path folder;
    private final OwnCertificate https;
    private final HttpClient http;
    private final ChallTestServer names;
    private final Child child;
    private final int port;
    private final int managementPort;
    private final List<X509Certificate> roots = new ArrayList<>();

    private Pebble(
            Path folder, OwnCertificate https, ChallTestServer names, Child child, int port, int managementPort) {
        this.folder = folder;
        this.https = https;
        this.http = Trust.client(List.of(https.certificate()));
        this.names = names;
        this.child = child;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts one, with all that it needs. */
    static Pebble start(Path pebble, Path challtestsrv, Settings settings) throws IOException, InterruptedException {
        for (int i = 1; ; i++) {
            Path folder = Files.createTempDirectory("akme-pebble-");
            boolean done = false;
            try {
                Pebble started = start(pebble, challtestsrv, settings, folder);
                done = true;
                return started;
            } catch (IOException e) {
                if (i == TRIES) {
                    throw new IOException("Pebble does not start: " + e.getMessage(), e);
                }
            } finally {
                if (!done) {
                    delete(folder);
                }
            }
        }
    }

    private static Pebble start(Path pebble, Path challtestsrv, Settings settings, Path folder)
            throws IOException, InterruptedException {
        OwnCertificate https = OwnCertificate.create(folder);
        ChallTestServer names = ChallTestServer.start(challtestsrv, folder);
        List<AutoCloseable> opened = new ArrayList<>(List.of(names));
        boolean done = false;
        try {
            int port = FreePorts.next();
            int management = FreePorts.next();
            Path config = Files.writeString(
                    folder.resolve("pebble.json"),
                    config(settings, https, names, port, management).toJson());
            List<String> command =
                    List.of(pebble.toString(), "-config", config.toString(), "-strict", "-dnsserver", names.resolver());
            Child child = Child.start(folder, command, environment(settings));
            opened.add(child);
            Pebble started = new Pebble(folder, https, names, child, port, management);
            child.awaitReady(started::isReady);
            for (int i = 0; i <= settings.alternates(); i++) {
                started.roots.add(
                        CertificateChain.read(started.get("roots/" + i)).leaf());
            }
            done = true;
            return started;
        } finally {
            if (!done) {
                for (AutoCloseable resource : opened) {
                    closeQuietly(resource);
                }
            }
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("a program could not be ended", e);
        }
    }

    // ---- settings

    private static JsonObject config(
            Settings settings, OwnCertificate https, ChallTestServer names, int port, int management) {
        Map<String, JsonValue> pebble = new HashMap<>();
        pebble.put("listenAddress", new JsonString("127.0.0.1:" + port));
        pebble.put("managementListenAddress", new JsonString("127.0.0.1:" + management));
        pebble.put("certificate", new JsonString(https.certificateFile().toString()));
        pebble.put("privateKey", new JsonString(https.keyFile().toString()));
        pebble.put("httpPort", JsonNumber.of(names.httpPort()));
        pebble.put("tlsPort", JsonNumber.of(names.tlsPort()));
        // Keys are made at each start, and those of RSA take seconds.
        pebble.put("keyAlgorithm", new JsonString("ecdsa"));
        long pause = settings.retryAfter().toSeconds();
        pebble.put("retryAfter", JsonObject.of(Map.of("authz", JsonNumber.of(pause), "order", JsonNumber.of(pause))));
        Map<String, JsonObject> profiles = new HashMap<>();
        Settings.PROFILES.forEach((name, validity) -> profiles.put(
                name,
                JsonObject.of(Map.of(
                        "description",
                        new JsonString("valid for " + validity.toDays() + " days"),
                        "validityPeriod",
                        JsonNumber.of(validity.toSeconds())))));
        pebble.put("profiles", JsonObject.of(profiles));
        Map<String, JsonString> macKeys = new HashMap<>();
        settings.externalAccounts().forEach((kid, key) -> macKeys.put(kid, new JsonString(key)));
        pebble.put("externalAccountBindingRequired", JsonBoolean.of(!macKeys.isEmpty()));
        pebble.put("externalAccountMACKeys", JsonObject.of(macKeys));
        return JsonObject.of(Map.of("pebble", JsonObject.of(pebble)));
    }

    private static Map<String, String> environment(Settings settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PEBBLE_WFE_NONCEREJECT", String.valueOf(settings.refusedNonces()));
        environment.put("PEBBLE_AUTHZREUSE", String.valueOf(settings.reusedAuthorizations()));
        environment.put("PEBBLE_ALTERNATE_ROOTS", String.valueOf(settings.alternates()));
        if (settings.validation().isZero()) {
            environment.put("PEBBLE_VA_NOSLEEP", "1");
        } else {
            // It sleeps for less than that many seconds.
            environment.put(
                    "PEBBLE_VA_SLEEPTIME", String.valueOf(settings.validation().toSeconds() + 1));
        }
        return environment;
    }

    // ---- what tests ask

    @Override
    public URI directory() {
        return URI.create("https://127.0.0.1:" + port + "/dir");
    }

    @Override
    public List<X509Certificate> trustAnchors() {
        return List.of(https.certificate());
    }

    @Override
    public Network network() {
        return names;
    }

    @Override
    public List<X509Certificate> roots() {
        return List.copyOf(roots);
    }

    @Override
    public Status status(X509Certificate certificate) throws InterruptedException {
        try {
            JsonObject found = (JsonObject) JsonValue.read(
                    get("cert-status-by-serial/" + certificate.getSerialNumber().toString(16)));
            String status = ((JsonString) found.get("Status").orElseThrow()).text();
            return Status.of(status.toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Transport sparing(Transport transport) {
        return new PebbleGate(transport);
    }

    // ---- how it is

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(directory()).timeout(ANSWER).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200
                    && !get("roots/0").isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** A request that writes to its store is answered, whatever with, if nobody holds the store for ever. */
    @Override
    public boolean isAlive() {
        try {
            JsonObject unknown = JsonObject.of(Map.of(
                    "Certificate",
                    new JsonString(Files.readString(https.certificateFile())),
                    "ARIResponse",
                    new JsonString("")));
            HttpRequest request = HttpRequest.newBuilder(management("set-renewal-info/"))
                    .timeout(ANSWER)
                    .POST(HttpRequest.BodyPublishers.ofString(unknown.toJson()))
                    .build();
            return child.isRunning()
                    && http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            >= 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String report() {
        StringBuilder report = new StringBuilder("The last that Pebble said:\n").append(child.tail(30));
        if (child.isRunning() && !isAlive()) {
            child.dump();
            List<String> waiting = child.lines().stream()
                    .filter(line -> line.startsWith("goroutine ") && line.contains("sync.RWMutex"))
                    .toList();
            report.append("\nPebble hung, ")
                    .append(waiting.size())
                    .append(" of its threads waiting for locks:\n")
                    .append(String.join("\n", waiting));
        }
        return report.append("\nThe last that its DNS said:\n")
                .append(names.report())
                .toString();
    }

    private URI management(String path) {
        return URI.create("https://127.0.0.1:" + managementPort + "/" + path);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(management(path)).timeout(ANSWER).build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " was answered with " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        child.close();
        names.close();
        delete(folder);
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
