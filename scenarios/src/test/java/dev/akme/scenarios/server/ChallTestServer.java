package dev.akme.scenarios.server;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.testkit.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The DNS that Pebble asks: its {@code pebble-challtestsrv}, with all but its DNS switched off. */
final class ChallTestServer implements Network, AutoCloseable {

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Child child;
    private final int dnsPort;
    private final int managementPort;
    private final int httpPort = FreePorts.next();
    private final int tlsPort = FreePorts.next();

    /** The server forgets all values of a name at once, so that the others must be told again. */
    private final Map<String, List<String>> texts = new HashMap<>();

    private ChallTestServer(Child child, int dnsPort, int managementPort) {
        this.child = child;
        this.dnsPort = dnsPort;
        this.managementPort = managementPort;
    }

    static ChallTestServer start(Path program, Path folder) throws IOException, InterruptedException {
        int dns = FreePorts.next();
        int management = FreePorts.next();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-http01=",
                "-https01=",
                "-tlsalpn01=",
                "-management=127.0.0.1:" + management,
                "-defaultIPv4=127.0.0.1",
                "-defaultIPv6="));
        // Versions differ in what they have and how they call it.
        String help = Child.run(List.of(program.toString(), "-help"));
        command.add((help.contains("-dnsserver") ? "-dnsserver" : "-dns01") + "=127.0.0.1:" + dns);
        if (help.contains("-doh")) {
            command.add("-doh=");
        }
        Child child = Child.start(folder, command, Map.of());
        ChallTestServer server = new ChallTestServer(child, dns, management);
        boolean done = false;
        try {
            child.awaitReady(server::answers);
            done = true;
            return server;
        } finally {
            if (!done) {
                child.close();
            }
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            clear("ready.test");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String resolver() {
        return "127.0.0.1:" + dnsPort;
    }

    @Override
    public int httpPort() {
        return httpPort;
    }

    @Override
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public synchronized void add(String name, String value) throws IOException, InterruptedException {
        List<String> known = texts.computeIfAbsent(name, n -> new ArrayList<>());
        if (!known.contains(value)) {
            set(name, value);
            known.add(value);
        }
    }

    @Override
    public synchronized void remove(String name, String value) throws IOException, InterruptedException {
        List<String> known = texts.getOrDefault(name, new ArrayList<>());
        if (known.remove(value)) {
            clear(name);
            for (String other : known) {
                set(name, other);
            }
        }
    }

    private void set(String name, String value) throws IOException, InterruptedException {
        post("set-txt", Map.of("host", name + ".", "value", value));
    }

    private void clear(String name) throws IOException, InterruptedException {
        post("clear-txt", Map.of("host", name + "."));
    }

    @Override
    public void alias(String name, String target) throws IOException, InterruptedException {
        post("set-cname", Map.of("host", name + ".", "target", target + "."));
    }

    private void post(String what, Map<String, String> members) throws IOException, InterruptedException {
        Map<String, JsonString> json = new HashMap<>();
        members.forEach((name, value) -> json.put(name, new JsonString(value)));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/" + what))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(JsonObject.of(json).toJson()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(what + " was answered with " + response.statusCode() + ": " + response.body());
        }
    }

    String report() {
        return child.tail(10);
    }

    @Override
    public void close() {
        child.close();
    }
}
