package dev.akme.scenarios.server;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonValue;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Status;
import dev.akme.testkit.FakeDns;
import dev.akme.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** The {@code akme ca} command in a process of its own, with a DNS in the process of the tests. */
public final class AkmeCaProcess implements TestServer {

    /** All challenges that there are. */
    private static final String CONFIG = """
            caaIdentities: [ca.example.org]
            validation:
              challenges: [http-01, dns-01, tls-alpn-01, dns-account-01, dns-persist-01]
            """;

    private final Path home;
    private final AkmeProcess process;
    private final KitNetwork network;
    private final JsonObject said;

    private AkmeCaProcess(Path home, AkmeProcess process, KitNetwork network, JsonObject said) {
        this.home = home;
        this.process = process;
        this.network = network;
        this.said = said;
    }

    /** Starts one, and waits until it says where it is. */
    public static AkmeCaProcess start() throws IOException {
        Path home = Files.createTempDirectory("akme-ca-process-");
        KitNetwork network = new KitNetwork(FakeDns.create(), FreePorts.next(), FreePorts.next());
        Path config = Files.writeString(home.resolve("ca.yaml"), CONFIG);
        AkmeProcess process = AkmeProcess.start(
                home,
                "ca",
                "--port",
                "0",
                "--http-port",
                String.valueOf(network.httpPort()),
                "--tls-port",
                String.valueOf(network.tlsPort()),
                "--dns",
                network.resolver(),
                "--config",
                config.toString(),
                "--json");
        boolean done = false;
        try {
            JsonObject said = (JsonObject) JsonValue.read(process.nextLine());
            done = true;
            return new AkmeCaProcess(home, process, network, said);
        } finally {
            if (!done) {
                process.close();
                network.dns().close();
            }
        }
    }

    @Override
    public URI directory() {
        return URI.create(AkmeProcess.text(said, "directory"));
    }

    /** {@return the file with its root, which it takes away in the end} */
    public Path rootFile() {
        return Path.of(AkmeProcess.text(said, "root"));
    }

    @Override
    public List<X509Certificate> trustAnchors() {
        return roots();
    }

    @Override
    public KitNetwork network() {
        return network;
    }

    @Override
    public List<X509Certificate> roots() {
        try {
            return CertificateChain.read(Files.readString(rootFile())).certificates();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As its revocation list says. */
    @Override
    public Status status(X509Certificate certificate) throws InterruptedException {
        return RevocationLists.fetch(certificate, roots()).isRevoked(certificate) ? Status.REVOKED : Status.VALID;
    }

    @Override
    public boolean isAlive() {
        return process.isRunning();
    }

    @Override
    public String report() {
        try {
            return "What akme ca said: " + process.errors();
        } catch (IOException e) {
            return "What akme ca said cannot be read: " + e;
        }
    }

    /** Stops it as a user does. */
    public AkmeProcess.Ended stop() throws IOException, InterruptedException {
        return process.stop();
    }

    @Override
    public void close() {
        process.close();
        network.dns().close();
        Pebble.delete(home);
    }
}
