package dev.akme.cli;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.messages.CertificateChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code akme ca}: a CA in the foreground. */
@Command(
        name = "ca",
        mixinStandardHelpOptions = true,
        description = {
            "Run a CA for development, in memory, until it is stopped.",
            "",
            "Names below .test and .localhost are this machine, without any DNS: whatever answers at the ports for http-01 and"
                    + " tls-alpn-01 there gets certificates."
        },
        footer = {
            "",
            "Example:",
            "  akme ca --root root.pem &",
            "  akme issue -d www.test --server https://localhost:14000/dir \\",
            "    --ca-file root.pem --http :5002 --agree-tos --dir test-certificates"
        })
final class CaCommand extends AkmeCommand {

    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

    // The ports are those of Pebble, so that what is set up for it works here.
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "14000",
            description = "Where to listen (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "5002",
            description = "Where answers to http-01 are looked for (${DEFAULT-VALUE}).")
    private int httpPort;

    @Option(
            names = "--tls-port",
            paramLabel = "PORT",
            defaultValue = "5001",
            description = "Where answers to tls-alpn-01 are looked for (${DEFAULT-VALUE}).")
    private int tlsPort;

    @Option(
            names = "--dns",
            paramLabel = "HOST:PORT",
            description = "The DNS server to ask; by default those of this machine.")
    private @Nullable String dns;

    @Option(
            names = "--resolve",
            paramLabel = "PATTERN=ADDRESS",
            description =
                    "The address of a name, or of all below one: *.example.org=192.0.2.1. May be given many times.")
    private Map<String, String> resolve = new LinkedHashMap<>();

    @Option(
            names = "--root",
            paramLabel = "FILE",
            description =
                    "Where to write the root certificate, for --ca-file of others; by default a file that is deleted"
                            + " in the end. It is another one at each start.")
    private @Nullable Path rootFile;

    /** Made by picocli. */
    CaCommand() {}

    @Override
    ExitCode run() throws IOException {
        // SIGTERM and Ctrl-C interrupt, and the JVM waits until all is taken away.
        Interruption interruption = Interruption.allow();
        try (interruption) {
            serve();
            return ExitCode.DONE;
        }
    }

    private void serve() throws IOException {
        Path folder = Files.createTempDirectory("akme-ca-");
        Path root = Optional.ofNullable(rootFile).map(Path::toAbsolutePath).orElse(folder.resolve("root.pem"));
        try (AcmeCa ca = start()) {
            Files.writeString(
                    root, CertificateChain.of(List.of(ca.roots().get(0))).toPem());
            say(ca, root);
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            console().note("stopped");
        } finally {
            delete(folder.resolve("root.pem"), folder);
        }
    }

    private void say(AcmeCa ca, Path root) {
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("directory", ca.directoryUrl().toString())
                            .put("root", root.toString())
                            .object());
            return;
        }
        console().line("directory: " + ca.directoryUrl());
        console().line("root:      " + root);
        console()
                .note("http-01 is validated at port " + httpPort + ", tls-alpn-01 at " + tlsPort
                        + "; *.test and *.localhost are 127.0.0.1. Stop with Ctrl-C.");
    }

    private AcmeCa start() {
        try {
            return AcmeCa.forTests()
                    .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .resolver(resolver())
                    .validation(ValidationSettings.builder()
                            .allowsPrivateAddresses(true)
                            .http01Port(httpPort)
                            .tlsAlpn01Port(tlsPort)
                            .build())
                    .start();
        } catch (UncheckedIOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "cannot listen on port " + port
                            + ": if another program has it, stop that, or choose another port with" + " --port",
                    e);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private DnsResolver resolver() {
        Map<String, InetAddress> addresses = new LinkedHashMap<>();
        addresses.put("*.test", InetAddress.getLoopbackAddress());
        addresses.put("*.localhost", InetAddress.getLoopbackAddress());
        addresses.put("localhost", InetAddress.getLoopbackAddress());
        resolve.forEach((pattern, text) -> addresses.put(pattern, address(pattern, text)));
        String server = dns;
        DnsResolver rest =
                server == null ? DnsResolvers.system() : DnsResolvers.of(List.of(dnsServer(server)), DNS_TIMEOUT);
        return DnsResolvers.fixed(addresses, rest);
    }

    private static InetAddress address(String pattern, String text) {
        if (!text.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new Failure(ExitCode.USAGE, "--resolve " + pattern + ": " + text + " is not an address");
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new Failure(ExitCode.USAGE, "--resolve " + pattern + ": " + text + " is not an address", e);
        }
    }

    private static InetSocketAddress dnsServer(String text) {
        int colon = text.lastIndexOf(':');
        boolean alone = colon < 0 || (text.indexOf(':') < colon && !text.startsWith("["));
        String host = alone ? text : text.substring(0, colon);
        String number = alone ? "53" : text.substring(colon + 1);
        if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) > 65_535) {
            throw new Failure(ExitCode.USAGE, "--dns " + text + ": give HOST:PORT");
        }
        InetSocketAddress server = new InetSocketAddress(host, Integer.parseInt(number));
        if (server.isUnresolved()) {
            throw new Failure(ExitCode.USAGE, "--dns " + text + ": the host has no address");
        }
        return server;
    }

    private static void delete(Path... files) {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                // It is in the folder for temporary files.
            }
        }
    }
}
