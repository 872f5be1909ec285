package dev.akme.client;

import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AcmeClient}. Every setting has a default that suits public CAs. */
public final class AcmeClientBuilder {

    private final URI directory;
    private @Nullable Transport transport;
    private List<X509Certificate> trusted = List.of();
    private Timekeeper time = Timekeeper.SYSTEM;
    private RandomGenerator random = new SecureRandom();
    private AcmeListener listener = new LoggingListener();
    private @Nullable Executor executor;
    private String userAgent = "";
    private String acceptLanguage = "";
    private Duration requestTimeout = Duration.ofSeconds(30);
    private Duration callTimeout = Duration.ofMinutes(2);
    private Duration cleanUpTimeout = Duration.ofMinutes(1);

    AcmeClientBuilder(URI directory) {
        String scheme =
                directory.getScheme() == null ? "" : directory.getScheme().toLowerCase(Locale.ROOT);
        if ((!scheme.equals("https") && !scheme.equals("http")) || directory.getHost() == null) {
            throw new IllegalArgumentException("the directory is not at a URL of https: give the one that the CA says");
        }
        this.directory = directory;
    }

    /**
     * Carries requests in another way than with the HTTP client of the JDK.
     *
     * @param transport the transport; trust and proxies are its own affair then
     * @return this builder
     */
    public AcmeClientBuilder transport(Transport transport) {
        this.transport = transport;
        return this;
    }

    /**
     * Trusts a CA's own root for the connection to it, instead of those that the JVM trusts. Verification is never switched
     * off.
     *
     * @param roots the certificates to trust; not empty
     * @return this builder
     * @throws IllegalArgumentException when there are none
     */
    public AcmeClientBuilder trust(List<X509Certificate> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate to trust: give the root of the server");
        }
        this.trusted = List.copyOf(roots);
        return this;
    }

    /**
     * Tells the time in another way.
     *
     * @param time the clock
     * @return this builder
     */
    public AcmeClientBuilder time(Timekeeper time) {
        this.time = time;
        return this;
    }

    /**
     * Draws pauses and moments of renewal from other random numbers. Keys and signatures are not made of them.
     *
     * @param random where they come from
     * @return this builder
     */
    public AcmeClientBuilder random(RandomGenerator random) {
        this.random = random;
        return this;
    }

    /**
     * Tells what happens; by default it goes to the {@link System.Logger} {@code dev.akme.client}.
     *
     * @param listener the listener
     * @return this builder
     */
    public AcmeClientBuilder listener(AcmeListener listener) {
        this.listener = listener;
        return this;
    }

    /**
     * Answers challenges and fetches authorizations of an order at once in other threads, such as virtual ones; by default in
     * daemon threads that are made when they are needed.
     *
     * @param executor where to run; the calling thread always takes part
     * @return this builder
     */
    public AcmeClientBuilder executor(Executor executor) {
        this.executor = executor;
        return this;
    }

    /**
     * Puts the name of a program before {@code akme/VERSION} in {@code User-Agent}, so that a CA can reach its makers
     * (RFC 8555 §6.1).
     *
     * @param product name and version, such as {@code "example/1.2 (+https://www.example.org)"}
     * @return this builder
     * @throws IllegalArgumentException when it has characters that no header can have
     */
    public AcmeClientBuilder userAgent(String product) {
        if (!product.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("the name of the program has characters that are not printable ASCII");
        }
        this.userAgent = product.strip();
        return this;
    }

    /**
     * Asks for problems in a language (RFC 8555 §6.1); by default in none.
     *
     * @param locale the language; {@link Locale#ROOT} for none
     * @return this builder
     */
    public AcmeClientBuilder acceptLanguage(Locale locale) {
        this.acceptLanguage = locale.getLanguage().isEmpty() ? "" : locale.toLanguageTag();
        return this;
    }

    /**
     * Sets how long one exchange may take, the body included; by default 30 seconds.
     *
     * @param timeout a positive duration
     * @return this builder
     */
    public AcmeClientBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = positive(timeout);
        return this;
    }

    /**
     * Sets how long one call may take, its repetitions and pauses included; by default two minutes. Waiting for challenges
     * and orders has a deadline of its own.
     *
     * @param timeout a positive duration
     * @return this builder
     */
    public AcmeClientBuilder callTimeout(Duration timeout) {
        this.callTimeout = positive(timeout);
        return this;
    }

    /**
     * Sets how long cleaning up may take after an obtain: taking away what was presented, and then giving up authorizations;
     * by default one minute for each. It is not part of the time that the obtain itself has.
     *
     * @param timeout a positive duration
     * @return this builder
     */
    public AcmeClientBuilder cleanUpTimeout(Duration timeout) {
        this.cleanUpTimeout = positive(timeout);
        return this;
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout is not positive");
        }
        return timeout;
    }

    /**
     * {@return the client; it sends nothing yet}
     */
    public AcmeClient build() {
        Transport carrier = transport;
        return new AcmeClient(
                directory,
                new Exchange.Settings(
                        carrier == null ? defaultTransport() : carrier,
                        time,
                        random,
                        new GuardedListener(listener),
                        executor == null ? Parallel.defaultExecutor() : executor,
                        (userAgent + " akme/" + Version.TEXT).strip(),
                        acceptLanguage,
                        requestTimeout,
                        callTimeout,
                        cleanUpTimeout));
    }

    private Transport defaultTransport() {
        return trusted.isEmpty()
                ? JdkTransport.of(JdkTransport.http(requestTimeout).build())
                : JdkTransport.trusting(trusted, requestTimeout);
    }
}
