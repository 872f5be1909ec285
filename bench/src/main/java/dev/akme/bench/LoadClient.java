package dev.akme.bench;

import dev.akme.client.Csr;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.JwsHeader;
import dev.akme.jose.SigningKey;
import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.Directory;
import dev.akme.messages.EmptyResponse;
import dev.akme.messages.Finalize;
import dev.akme.messages.Http01Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewAccount;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One account that gets certificates, one after the other, with the fewest requests that the server lets it: it looks again
 * where something is not done, after 5 ms, whatever the server says.
 */
final class LoadClient {

    private static final long POLL_MILLIS = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Where the time of each request is put, in nanoseconds. */
    private final Map<LoadStep, List<Long>> times = new EnumMap<>(LoadStep.class);

    private final HttpClient http;
    private final Directory directory;
    private final SigningKey key;
    private final SigningKey certificateKey;
    private final BiConsumer<String, String> answers;
    private @Nullable URI account;
    private @Nullable String nonce;
    private long requests;

    /**
     * Makes a client without an account.
     *
     * @param answers is told of tokens and what is to be answered to them
     */
    LoadClient(
            HttpClient http,
            URI directory,
            SigningKey key,
            SigningKey certificateKey,
            BiConsumer<String, String> answers)
            throws IOException, InterruptedException {
        this.http = http;
        this.key = key;
        this.certificateKey = certificateKey;
        this.answers = answers;
        this.directory = Directory.TYPE.read(http.send(
                        HttpRequest.newBuilder(directory).timeout(TIMEOUT).build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body());
        reset();
    }

    void reset() {
        for (LoadStep step : LoadStep.values()) {
            times.put(step, new ArrayList<>());
        }
        requests = 0;
    }

    List<Long> times(LoadStep step) {
        return times.getOrDefault(step, List.of());
    }

    long requests() {
        return requests;
    }

    void register() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = post(
                directory.newAccount().orElseThrow(),
                NewAccount.builder().termsOfServiceAgreed(true).build());
        account = URI.create(answer.headers().firstValue("Location").orElseThrow());
        reset();
    }

    /** A request for a certificate, made before the time is taken. */
    Csr csr(String name) {
        return Csr.builder()
                .key(certificateKey)
                .identifiers(List.of(Identifier.dns(name)))
                .build();
    }

    void issue(String name, Csr csr) throws IOException, InterruptedException {
        HttpResponse<byte[]> placed = step(
                LoadStep.NEW_ORDER,
                directory.newOrder().orElseThrow(),
                NewOrder.builder().identifiers(List.of(Identifier.dns(name))).build());
        URI url = URI.create(placed.headers().firstValue("Location").orElseThrow());
        Order order = read(Order.TYPE, placed);
        for (URI authorization : order.authorizations()) {
            authorize(authorization);
        }
        HttpResponse<byte[]> answer = step(
                LoadStep.FINALIZE,
                order.finalizeUrl(),
                Finalize.builder().csr(csr.der()).build());
        Order now = read(Order.TYPE, answer);
        while (!now.status().equals(Status.VALID)) {
            require(now.status().equals(Status.PROCESSING) || now.status().equals(Status.READY), answer);
            pause();
            answer = step(LoadStep.ORDER_AGAIN, url, null);
            now = read(Order.TYPE, answer);
        }
        byte[] pem = step(LoadStep.CERTIFICATE, now.certificate().orElseThrow(), null)
                .body();
        if (!new String(pem, StandardCharsets.US_ASCII).contains("BEGIN CERTIFICATE")) {
            throw new IOException("there is no certificate");
        }
    }

    private void authorize(URI url) throws IOException, InterruptedException {
        Authorization authorization = read(Authorization.TYPE, step(LoadStep.AUTHORIZATION, url, null));
        Challenge challenge = authorization.challenges().stream()
                .filter(offered -> offered.type().equals(ChallengeType.HTTP_01))
                .findFirst()
                .orElseThrow();
        String token = ((Http01Challenge) challenge).token();
        answers.accept(token, token + "." + key.verificationKey().jwk().thumbprint());
        HttpResponse<byte[]> answer = step(
                LoadStep.CHALLENGE, challenge.url(), EmptyResponse.builder().build());
        Authorization now = authorization;
        boolean first = true;
        while (now.status().equals(Status.PENDING)) {
            if (!first) {
                pause();
            }
            first = false;
            answer = step(LoadStep.AUTHORIZATION_AGAIN, url, null);
            now = read(Authorization.TYPE, answer);
        }
        require(now.status().equals(Status.VALID), answer);
    }

    private static void require(boolean condition, HttpResponse<byte[]> answer) throws IOException {
        if (!condition) {
            throw new IOException(
                    "HTTP " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
    }

    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }

    // ---- requests

    private static <T extends AcmeObject> T read(MessageType<T> type, HttpResponse<byte[]> answer) {
        return type.read(answer.body());
    }

    private HttpResponse<byte[]> step(LoadStep step, URI url, @Nullable AcmeObject payload)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = post(url, payload);
        times(step).add(System.nanoTime() - start);
        return answer;
    }

    private HttpResponse<byte[]> post(URI url, @Nullable AcmeObject payload) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(url)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/jose+json")
                        .header("User-Agent", "akme-bench")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(signed(url, payload)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        requests++;
        nonce = answer.headers().firstValue("Replay-Nonce").orElse(null);
        require(answer.statusCode() / 100 == 2, answer);
        return answer;
    }

    private byte[] signed(URI url, @Nullable AcmeObject payload) throws IOException, InterruptedException {
        JwsHeader.Builder header =
                JwsHeader.builder().alg(JwsAlgorithm.ES256).nonce(nonce()).url(url);
        URI kid = account;
        if (kid == null) {
            header.jwk(key.verificationKey().jwk());
        } else {
            header.kid(kid.toString());
        }
        return key.sign(header.build(), payload == null ? new byte[0] : payload.toJsonBytes())
                .toJsonBytes();
    }

    private String nonce() throws IOException, InterruptedException {
        String known = nonce;
        if (known != null) {
            return known;
        }
        return http.send(
                        HttpRequest.newBuilder(directory.newNonce())
                                .timeout(TIMEOUT)
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Replay-Nonce")
                .orElseThrow();
    }
}
