package dev.akme.cli;

import com.sun.net.httpserver.HttpServer;
import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.Network;
import dev.akme.messages.CertificateChain;
import dev.akme.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A CA, a DNS that is a file, a web server, a home and a clock: all that the command meets, inside of a test. */
final class World implements AutoCloseable {

    final Path home;
    final Path state;
    final Path zone;
    final Path webRoot;
    final int port = FreePorts.next();
    final Moving clock = new Moving();
    final AcmeCa ca;
    final Map<String, String> environment = new HashMap<>();
    private final HttpServer web;
    private volatile boolean usesWebServer;
    private volatile Runnable onLookup = () -> {};

    World(Path home, UnaryOperator<AcmeCaBuilder> settings) throws IOException {
        this.home = home;
        this.state = home.resolve(".akme");
        this.zone = home.resolve("zone.txt");
        this.webRoot = Files.createDirectories(home.resolve("www"));
        this.web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            Path file = webRoot.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] body = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
        this.ca = settings.apply(AcmeCa.forTests()
                        .resolver(new Zone())
                        .clock(clock)
                        .network((address, timeout) -> Network.direct()
                                .connect(
                                        usesWebServer
                                                ? web.getAddress()
                                                : new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                                        timeout)))
                .start();
        Files.writeString(
                home.resolve("roots.pem"), CertificateChain.of(ca.roots()).toPem());
    }

    static World in(Path home) throws IOException {
        return new World(home, ca -> ca);
    }

    /** What happens each time that the CA looks for a TXT record, before it finds it. */
    void onLookup(Runnable action) {
        onLookup = action;
    }

    void useWebServer() {
        usesWebServer = true;
    }

    Run run(String... args) {
        return Run.in(home, environment, false, "", clock, args);
    }

    /** With the CA and its root. */
    Run at(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(
                "--server",
                ca.directoryUrl().toString(),
                "--ca-file",
                home.resolve("roots.pem").toString()));
        return run(all.toArray(String[]::new));
    }

    /** {@code akme issue} with a server for http-01. */
    Run issue(String... args) {
        return at(Stream.concat(Stream.of("issue", "--http", "127.0.0.1:" + port), Stream.of(args))
                .toArray(String[]::new));
    }

    Path current(String name) {
        return state.resolve("certificates").resolve(name).resolve("current");
    }

    /** Starts {@code akme issue} for a certificate of example.org in a process of its own, which a hook may end. */
    Process issueInAProcess(String hook) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Akme.class.getName(),
                        "issue",
                        "-d",
                        "example.org",
                        "--dns-hook",
                        hook,
                        "--dns-no-check",
                        "--dir",
                        state.toString(),
                        "--server",
                        ca.directoryUrl().toString(),
                        "--ca-file",
                        home.resolve("roots.pem").toString()))
                .redirectErrorStream(true)
                .start();
    }

    @Override
    public void close() {
        ca.close();
        web.stop(0);
    }

    /** Every name is this machine; TXT records are the lines "name value" of a file. */
    private final class Zone implements DnsResolver {
        @Override
        public List<InetAddress> addresses(String name) {
            return List.of(InetAddress.getLoopbackAddress());
        }

        @Override
        public List<List<String>> txt(String name) {
            onLookup.run();
            try {
                String wanted = name.replaceAll("\\.$", "") + " ";
                return Files.exists(zone)
                        ? Files.readAllLines(zone).stream()
                                .filter(line -> line.startsWith(wanted))
                                .map(line -> List.of(line.substring(wanted.length())))
                                .toList()
                        : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<CaaRecord> caa(String name) {
            return List.of();
        }
    }

    /** A clock that goes, and can be put on. */
    static final class Moving extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        void advance(Duration duration) {
            ahead = ahead.plus(duration);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
