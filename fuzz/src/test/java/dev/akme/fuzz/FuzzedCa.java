package dev.akme.fuzz;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.CaRequest;
import dev.akme.ca.CaResponse;
import dev.akme.ca.validation.CaaRecord;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Directory;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.ResourceType;
import dev.akme.testkit.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A CA that listens nowhere, with a clock and a DNS that the target rules; its validators reach nobody. */
final class FuzzedCa implements AutoCloseable {

    static final String BASE = "https://ca.example.org/acme";
    static final Instant START = Instant.parse("2031-03-01T12:00:00Z");

    private static final String ORIGIN = "https://ca.example.org";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Has TXT records and nothing else. */
    static final class Dns implements DnsResolver {

        private final Map<String, Set<String>> txt = new ConcurrentHashMap<>();

        void publish(String name, String value) {
            txt.put(name, Set.of(value));
        }

        void clear() {
            txt.clear();
        }

        @Override
        public List<InetAddress> addresses(String name) {
            return List.of();
        }

        @Override
        public List<List<String>> txt(String name) {
            return txt.getOrDefault(name, Set.of()).stream().map(List::of).toList();
        }

        @Override
        public List<CaaRecord> caa(String name) {
            return List.of();
        }
    }

    /** What the CA answered. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst().orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The status, and the type of a problem: what a model can expect. */
        String outcome() {
            return status < 400
                    ? Integer.toString(status)
                    : status + " "
                            + Problem.TYPE.readStrict(body).type().value().replaceFirst(".*:", "");
        }
    }

    final MutableClock clock;
    final Dns dns;
    private final AcmeCa ca;
    private final Directory directory;

    FuzzedCa(MutableClock clock, Dns dns, UnaryOperator<AcmeCaBuilder> settings) {
        this.clock = clock;
        this.dns = dns;
        this.ca = settings.apply(AcmeCa.forTests()
                        .mountedAt(URI.create(BASE))
                        .clock(clock)
                        .resolver(dns)
                        .network((address, timeout) -> {
                            throw new IOException("nobody is there");
                        })
                        // What is asked for is done when the answer comes.
                        .answerWithin(PATIENCE))
                .start();
        this.directory = Directory.TYPE.readStrict(
                send("GET", ca.directoryUrl().toString(), Map.of(), new byte[0]).body());
    }

    URI url(ResourceType resource) {
        return directory.resource(resource).orElseThrow();
    }

    String nonce() {
        return send("HEAD", url(ResourceType.NEW_NONCE).toString(), Map.of(), new byte[0])
                .header("Replay-Nonce");
    }

    /** Posts, signed for an account, or with the key itself where there is no URL of one. */
    Answer post(SigningKey key, String kid, URI url, byte[] payload) {
        return post(url, signed(key, kid, url, payload));
    }

    byte[] signed(SigningKey key, String kid, URI url, byte[] payload) {
        JwsHeader.Builder header = key.header().nonce(nonce()).url(url);
        JwsHeader whole = kid.isEmpty()
                ? header.jwk(key.publicKey()).build()
                : header.kid(URI.create(kid)).build();
        return Keys.signed(key, whole.toJsonBytes(), payload);
    }

    Answer post(URI url, byte[] body) {
        return send("POST", url.toString(), Map.of("Content-Type", List.of("application/jose+json")), body);
    }

    /** Sends a request, and holds the answer against what every answer must be. */
    Answer send(String method, String url, Map<String, List<String>> headers, byte[] body) {
        CaResponse response = ca.handle(CaRequest.of(
                method, url.startsWith(BASE) ? url.substring(ORIGIN.length()) : url, headers, body, "192.0.2.1"));
        Expect.that(!response.isDropped(), "every request is answered");
        Answer answer = new Answer(response.status(), response.headers(), response.body());
        Expect.that(
                answer.status >= 200 && answer.status < 500,
                method + " " + url + " is answered with " + answer.status + ": " + answer.text());
        if (answer.status >= 400 && !method.equals("HEAD")) {
            Expect.same(answer.header("Content-Type"), "application/problem+json", "the media type of a refusal");
            Problem problem = Problem.TYPE.readStrict(answer.body);
            Expect.that(problem.detail().isPresent(), "a refusal says why");
            Expect.that(!problem.type().equals(ProblemType.SERVER_INTERNAL), "nothing goes wrong inside");
        }
        if (method.equals("POST")) {
            Expect.that(JwsHeader.isNonce(answer.header("Replay-Nonce")), "every answer to a POST has a nonce");
        }
        settle();
        return answer;
    }

    /** Waits until nothing goes on beside the requests, such as the removal of what is over. */
    private void settle() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (ca.underWay() > 0) {
            Expect.that(System.nanoTime() < end, "all work ends");
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        ca.close();
    }

    // ---- folders

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("akme-fuzz");
        } catch (IOException e) {
            throw new AssertionError("no place for a folder", e);
        }
    }

    /** For as long as this JVM runs. */
    static Path folderForAll() {
        Path folder = temporaryFolder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError("a folder cannot be deleted", e);
        }
    }

    /** Keys are made once, as that takes longer than all else. */
    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!Files.exists(target)) {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new AssertionError("a folder cannot be copied", e);
        }
    }
}
