package dev.akme.client;

import dev.akme.jose.JwsHeader;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one CA and brings back answers that are successes: signs, keeps nonces, repeats what may be repeated,
 * waits when told to. Safe for use by many threads; no lock is held while a request is under way.
 */
final class Exchange {

    /** RFC 8555 §6.5 leaves it open; a server that refuses more fresh nonces than this in a row is broken. */
    private static final int MAX_BAD_NONCES = 5;

    /** How often a request is sent again after the network failed or the server was busy without saying how long. */
    private static final int MAX_REPEATS = 4;

    private static final int MAX_REDIRECTS = 5;

    private static final String JOSE = "application/jose+json";

    /** How a client behaves on the wire. */
    record Settings(
            Transport transport,
            Timekeeper time,
            RandomGenerator random,
            AcmeListener listener,
            Executor executor,
            String userAgent,
            String acceptLanguage,
            Duration requestTimeout,
            Duration callTimeout,
            Duration cleanUpTimeout) {}

    /** No message and no chain of certificates comes near 1 MiB. */
    private static final int MAX_BODY = 1024 * 1024;

    private final Settings settings;
    private final boolean secure;
    private final NoncePool nonces = new NoncePool();

    /**
     * Makes an exchange.
     *
     * @param secure whether every request must go to https, because the directory does
     */
    Exchange(Settings settings, boolean secure) {
        this.settings = settings;
        this.secure = secure;
    }

    Settings settings() {
        return settings;
    }

    Timekeeper time() {
        return settings.time();
    }

    /** The deadline of a call that is not part of something longer. */
    Deadline callDeadline() {
        return Deadline.in(settings.callTimeout(), time());
    }

    // ---- GET

    /** Gets a resource that needs no signature. Redirects are followed, but never from https to http. */
    Answer get(URI url, String accept, Deadline deadline) throws InterruptedException {
        URI at = url;
        for (int i = 0; i <= MAX_REDIRECTS; i++) {
            URI target = at;
            Answer answer = repeat(
                    "GET",
                    target,
                    deadline,
                    true,
                    () -> "",
                    nonce -> send("GET", target, accept, new byte[0], deadline));
            if (answer.status() / 100 != 3
                    || answer.response().header("Location").isEmpty()) {
                return requireSuccess(answer);
            }
            at = answer.location();
            if ("https".equalsIgnoreCase(target.getScheme()) && !"https".equalsIgnoreCase(at.getScheme())) {
                throw new AcmeProtocolException(target + " redirects from https to " + at, null);
            }
        }
        throw new AcmeProtocolException(url + " redirects more than " + MAX_REDIRECTS + " times", null);
    }

    /** Asks for a nonce (RFC 8555 §7.2); the status makes no difference, as servers differ. */
    String newNonce(URI url, Deadline deadline) throws InterruptedException {
        Answer answer =
                repeat("HEAD", url, deadline, true, () -> "", nonce -> send("HEAD", url, "*/*", new byte[0], deadline));
        return nonce(answer)
                .orElseThrow(() -> answer.isSuccess()
                        ? new AcmeProtocolException(
                                "the answer of " + url + " has no Replay-Nonce (RFC 8555 §7.2)", null)
                        : Refusals.of(answer));
    }

    // ---- POST

    /**
     * Posts a payload, signed.
     *
     * @param who whose request it is: its key, and the account's URL, or none when the key itself stands in the header
     * @param newNonce where to get a nonce from
     * @param payload what is signed; no octets for a POST-as-GET
     * @param harmless whether it changes nothing, so that it may be repeated whatever happens to it
     */
    Answer post(Signer who, URI newNonce, URI url, byte[] payload, String accept, boolean harmless, Deadline deadline)
            throws InterruptedException {
        requireTarget(url);
        NextNonce next = new NextNonce(newNonce, deadline);
        for (int refused = 0; ; refused++) {
            Answer answer = repeat(
                    "POST",
                    url,
                    deadline,
                    harmless,
                    next,
                    nonce -> send("POST", url, accept, who.sign(nonce, url, payload), deadline));
            if (answer.isSuccess()) {
                keepNonce(answer);
                return answer;
            }
            AcmeProblemException refusal = Refusals.of(answer);
            if (!Refusals.is(refusal, ProblemType.BAD_NONCE) || refused == MAX_BAD_NONCES || deadline.isOver()) {
                keepNonce(answer);
                throw refusal;
            }
            next.refused(nonce(answer));
            settings.listener().retry("POST", url, RetryCause.of(refusal), refused + 1);
        }
    }

    /** Where the nonce of a request comes from. */
    private interface NonceSource {
        String take() throws InterruptedException;
    }

    /** The nonce that comes next for one request and its repetitions. For one thread. */
    private final class NextNonce implements NonceSource {

        private final URI newNonce;
        private final Deadline deadline;
        private Optional<String> ofRefusal = Optional.empty();
        private boolean poolIsBad;

        NextNonce(URI newNonce, Deadline deadline) {
            this.newNonce = newNonce;
            this.deadline = deadline;
        }

        /** The refusal's own nonce is used, as RFC 8555 §6.5 demands; some servers send none. */
        void refused(Optional<String> nonce) {
            ofRefusal = nonce;
            // Where one was bad those beside it may be too, and each would cost a refusal.
            poolIsBad = nonce.isEmpty();
        }

        @Override
        public String take() throws InterruptedException {
            Optional<String> known = ofRefusal;
            ofRefusal = Optional.empty();
            if (known.isEmpty() && !poolIsBad) {
                known = nonces.take(time().now());
            }
            if (known.isPresent()) {
                return known.get();
            }
            try {
                return newNonce(newNonce, deadline);
            } catch (AcmeNetworkException e) {
                throw e.beforeTheRequest();
            }
        }
    }

    private static Optional<String> nonce(Answer answer) {
        return answer.response().headers("Replay-Nonce").stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .filter(JwsHeader::isNonce)
                .findFirst();
    }

    /** Keeps the nonce of an answer for another request. */
    void keepNonce(Answer answer) {
        nonce(answer).ifPresent(n -> nonces.add(n, time().now()));
    }

    // ---- both

    /** Something that sends one request. */
    private interface Attempt {
        Answer send(String nonce) throws InterruptedException;
    }

    /**
     * Sends until there is an answer that is neither "too many requests" nor "busy". A request that may have arrived is sent
     * again only if it changes nothing; then trouble of the server is waited out too.
     */
    private Answer repeat(
            String method, URI url, Deadline deadline, boolean harmless, NonceSource source, Attempt attempt)
            throws InterruptedException {
        Backoff backoff = new Backoff(settings.random());
        for (int repeats = 1; ; repeats++) {
            // What fails here is no failure of the request itself.
            String nonce = source.take();
            Instant again;
            RetryCause cause;
            try {
                Answer answer = attempt.send(nonce);
                Instant now = time().now();
                Optional<Instant> said = answer.retryAfter().filter(at -> at.isAfter(now));
                if (!isBusy(method, answer, harmless) || (said.isEmpty() && repeats > MAX_REPEATS)) {
                    return answer;
                }
                again = said.orElseGet(() -> now.plus(backoff.next()));
                if (!deadline.includes(again)) {
                    return answer;
                }
                keepNonce(answer);
                cause = RetryCause.of(Refusals.of(answer));
            } catch (AcmeNetworkException e) {
                if (harmless && deadline.isOver()) {
                    throw new AcmeTimeoutException("the time was over: " + e.getMessage(), null, e);
                }
                again = time().now().plus(backoff.next());
                if ((e.mayHaveArrived() && !harmless)
                        || Distrust.isIn(e)
                        || repeats > MAX_REPEATS
                        || !deadline.includes(again)) {
                    throw e;
                }
                cause = RetryCause.of(e);
            }
            settings.listener().waiting(cause, again);
            time().sleep(Duration.between(time().now(), again));
            settings.listener().retry(method, url, cause, repeats);
        }
    }

    private static boolean isBusy(String method, Answer answer, boolean harmless) {
        if (method.equals("HEAD") && nonce(answer).isPresent()) {
            // All that was wanted is there.
            return false;
        }
        return answer.status() == 429 || answer.status() == 503 || (harmless && Refusals.isPassing(answer.status()));
    }

    private Answer send(String method, URI url, String accept, byte[] body, Deadline deadline)
            throws InterruptedException {
        requireTarget(url);
        if (deadline.isOver()) {
            throw new AcmeTimeoutException("the time was over before " + method + " " + url, null);
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("User-Agent", settings.userAgent());
        headers.put("Accept", accept);
        if (!settings.acceptLanguage().isEmpty()) {
            headers.put("Accept-Language", settings.acceptLanguage());
        }
        if (method.equals("POST")) {
            headers.put("Content-Type", JOSE);
        }
        Duration timeout = deadline.atMost(settings.requestTimeout()).left();
        Instant start = time().now();
        settings.listener().request(method, url);
        TransportResponse response;
        try {
            response = settings.transport().send(new TransportRequest(method, url, headers, body, timeout, MAX_BODY));
        } catch (RuntimeException | InterruptedException e) {
            settings.listener().failure(method, url, e, Duration.between(start, time().now()));
            throw e;
        }
        Instant end = time().now();
        settings.listener().response(method, url, response.status(), Duration.between(start, end));
        return new Answer(url, response, end);
    }

    /** Servers hand out URLs of many kinds. */
    private void requireTarget(URI url) {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null || (!https && !"http".equalsIgnoreCase(url.getScheme()))) {
            throw new AcmeProtocolException(url + " is no URL of https: nothing can be sent there", null);
        }
        if (secure && !https) {
            throw new AcmeProtocolException(
                    url + " is not one of https as the directory is (RFC 8555 §6.1): a server behind a proxy must know"
                            + " its own address",
                    null);
        }
    }

    private static Answer requireSuccess(Answer answer) throws AcmeProblemException {
        if (!answer.isSuccess()) {
            throw Refusals.of(answer);
        }
        return answer;
    }

    /** Whose request it is. */
    record Signer(SigningKey key, @Nullable URI account) {

        byte[] sign(String nonce, URI url, byte[] payload) {
            JwsHeader.Builder header = key.header().nonce(nonce).url(url);
            URI kid = account;
            JwsHeader.Builder named = kid == null ? header.jwk(key.publicKey()) : header.kid(kid);
            return key.sign(named.build(), payload).toJsonBytes();
        }
    }
}
