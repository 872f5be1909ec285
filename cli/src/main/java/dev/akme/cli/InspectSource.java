package dev.akme.cli;

import dev.akme.cli.inspect.GivenKey;
import dev.akme.cli.inspect.HttpText;
import dev.akme.cli.inspect.Inspection;
import dev.akme.cli.inspect.Inspector;
import dev.akme.cli.inspect.Kind;
import dev.akme.cli.inspect.Unreadable;
import dev.akme.client.AcmeNetworkException;
import dev.akme.client.AcmeProtocolException;
import dev.akme.client.JdkTransport;
import dev.akme.client.Transport;
import dev.akme.client.TransportRequest;
import dev.akme.client.TransportResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code inspect} and {@code lint} read, and as what. */
final class InspectSource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAX_KEY = 64 * 1024;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1]");

    /** What an answer has to say of ACME; the rest is about the server. */
    private static final Set<String> HEADERS =
            Set.of("content-type", "location", "link", "replay-nonce", "retry-after", "cache-control", "date");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "What the text is, such as newOrder; of a JWS, what its payload is. Found out when not given.")
    private @Nullable String kind;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The key to check signatures with: PEM (a key or a certificate) or JWK.")
    private @Nullable Path key;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "Of a URL: trust the connection by the roots in this PEM file, instead of those of the system.")
    private @Nullable Path caFile;

    /** Reads and explains; {@code -} is standard input. */
    Inspection read(String argument, Surroundings surroundings) throws InterruptedException {
        Inspector inspector = new Inspector(kind(), key(), surroundings.clock());
        String name = argument.equals("-") ? "standard input" : argument;
        try {
            return isUrl(argument)
                    ? inspector.inspect(get(argument))
                    : inspector.inspect(octets(argument, surroundings));
        } catch (AcmeNetworkException e) {
            throw new Failure(
                    ExitCode.NETWORK, Failures.message(e) + (e.isUnknownRoot() ? "; " + NextStep.TRUST : ""), e);
        } catch (Unreadable e) {
            throw new Failure(ExitCode.FAILED, name + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new Failure(ExitCode.FAILED, name + ": there is no such file", e);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw unreadable(name, cause == null ? new IOException(e) : cause);
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (InvalidPathException e) {
            throw new Failure(ExitCode.FAILED, name + ": there can be no file of that name", e);
        }
    }

    private static Failure unreadable(String name, IOException e) {
        return new Failure(ExitCode.FAILED, name + ": it " + Failures.reason(Path.of(name), e), e);
    }

    private Optional<Kind> kind() {
        String wanted = kind;
        if (wanted == null) {
            return Optional.empty();
        }
        return Optional.of(Kind.named(wanted)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "--kind " + wanted + " is not known; there are: " + String.join(", ", Kind.names()))));
    }

    private GivenKey key() {
        Path file = key;
        if (file == null) {
            return GivenKey.NONE;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return GivenKey.parse(new String(in.readNBytes(MAX_KEY), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failures.ofOption("--key", file, e);
        } catch (Unreadable e) {
            throw new Failure(ExitCode.USAGE, "--key " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] octets(String argument, Surroundings surroundings) throws IOException {
        if (argument.equals("-")) {
            if (surroundings.console().terminal().input()) {
                surroundings.console().note("Reading from standard input, to its end.");
            }
            return surroundings.input().readNBytes(Inspector.MAX_OCTETS + 1);
        }
        try (InputStream in = Files.newInputStream(Path.of(argument))) {
            return in.readNBytes(Inspector.MAX_OCTETS + 1);
        }
    }

    // ---- one GET

    private static boolean isUrl(String argument) {
        String lower = argument.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private HttpText get(String argument) throws InterruptedException, IOException {
        TransportRequest request = TransportRequest.get(
                url(argument),
                Map.of(
                        "User-Agent",
                        "akme-inspect",
                        "Accept",
                        "application/json, application/problem+json, application/pem-certificate-chain"),
                PATIENCE,
                Inspector.MAX_OCTETS);
        try {
            TransportResponse answer = transport().send(request);
            return new HttpText(
                    "", "", answer.status(), headers(answer), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (AcmeProtocolException e) {
            throw new Unreadable("the answer is larger than " + Inspector.MAX_OCTETS + " octets");
        }
    }

    private Transport transport() throws IOException {
        Path file = caFile;
        return file == null
                ? JdkTransport.of(
                        HttpClient.newBuilder().connectTimeout(PATIENCE).build())
                : JdkTransport.trusting(Clients.roots(file).certificates(), PATIENCE);
    }

    private static URI url(String argument) {
        URI url;
        try {
            url = URI.create(argument);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "this is no URL: " + e.getMessage(), e);
        }
        String host = url.getHost();
        if (host == null) {
            throw new Failure(ExitCode.USAGE, argument + ": the URL has no host");
        }
        if (!"https".equalsIgnoreCase(url.getScheme())
                && !LOOPBACK.matcher(host).matches()) {
            throw new Failure(
                    ExitCode.USAGE, argument + ": http is for this machine alone (localhost); give an https URL");
        }
        return url;
    }

    private static List<HttpText.Header> headers(TransportResponse answer) {
        List<HttpText.Header> headers = new ArrayList<>();
        answer.headers().forEach((name, values) -> {
            if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> headers.add(new HttpText.Header(name, value)));
            }
        });
        return headers;
    }
}
