package dev.akme.testkit;

import dev.akme.ca.AcmeCa;
import dev.akme.ca.AcmeCaBuilder;
import dev.akme.ca.Faults;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.client.AcmeAccount;
import dev.akme.client.AcmeClient;
import dev.akme.client.AcmeClientBuilder;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.solver.Http01Server;
import dev.akme.client.solver.Solvers;
import dev.akme.jose.JwsAlgorithm;
import dev.akme.jose.KeyType;
import dev.akme.jose.SigningKey;
import dev.akme.messages.Directory;
import dev.akme.messages.ExternalAccountBinding;
import dev.akme.messages.NewAccount;
import java.net.InetAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority, a DNS and a clock inside the JVM, for a test: from {@link #start} to {@link #close}. It needs no
 * JUnit; {@link AcmeTest} and {@link AcmeExtension} start and close it in JUnit's tests. Safe for use by many threads; kits
 * know nothing of each other.
 *
 * <p>The CA certifies every name for who fulfils a challenge. It asks {@link #dns}, reaches this machine and nothing else,
 * and goes by {@link #clock}.
 */
public final class AcmeTestKit implements AutoCloseable {

    /** What CAA records must name to allow the CA ({@code issue "ca.example.org"}). */
    public static final String CAA_IDENTITY = "ca.example.org";

    /** How long a wait of a client leaves the CA for what it has under way, in the time of the system. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(10);

    private static final Duration TO_END = Duration.ofSeconds(5);

    private final MutableClock clock;
    private final FakeDns dns = FakeDns.create();
    private final Loopback network = new Loopback();
    private final Transcript transcript;
    private final AcmeCa ca;
    private final SSLContext sslContext;
    private final AcmeClient client;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "akme-testkit-client");
        thread.setDaemon(true);
        return thread;
    });

    /** How many delays of the CA's faults last until the clock is moved. */
    private final AtomicInteger paused = new AtomicInteger();

    private final Lock lock = new ReentrantLock();

    // Guarded by the lock.
    private @Nullable AcmeAccount account;
    private @Nullable ChallengeSolver solver;
    private @Nullable Http01Server http;

    AcmeTestKit(AcmeTestKitBuilder builder) {
        this.clock = new MutableClock(builder.start(MutableClock.systemTime()), this::settle);
        this.transcript = new Transcript(clock);
        AcmeCaBuilder settings = AcmeCa.forTests()
                .clock(clock)
                .resolver(dns)
                .network(network)
                .pause(this::pause)
                .observer(transcript::add)
                .validation(ValidationSettings.builder()
                        .allowsPrivateAddresses(true)
                        .caaIdentities(List.of(CAA_IDENTITY))
                        .build());
        builder.applyTo(settings);
        this.ca = settings.start();
        this.sslContext = ClockTrust.context(ca.roots(), clock);
        this.client = clientBuilder().build();
    }

    /**
     * Starts one as it is by default.
     *
     * @return the kit; the caller closes it
     * @throws java.io.UncheckedIOException when there is no free port
     */
    public static AcmeTestKit start() {
        return builder().start();
    }

    /**
     * {@return a builder for one with settings of its own}
     */
    public static AcmeTestKitBuilder builder() {
        return new AcmeTestKitBuilder();
    }

    // ---- time

    /** What the CA does takes time of the system: a client whose waits take none would give up before it is done. */
    private void settle() throws InterruptedException {
        long end = System.nanoTime() + TO_SETTLE.toNanos();
        while (ca.underWay() > paused.get() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        paused.incrementAndGet();
        try {
            clock.pause(duration);
        } finally {
            paused.decrementAndGet();
        }
    }

    // ---- the CA

    /**
     * {@return the CA: revoke certificates there, change when they are to be renewed, make external accounts}
     */
    public AcmeCa ca() {
        return ca;
    }

    /**
     * {@return what goes wrong on purpose, to be changed at any time. Delays last until the clock was moved so far}
     */
    public Faults faults() {
        return ca.faults();
    }

    /**
     * {@return the URL of the directory, for any client}
     */
    public URI directoryUrl() {
        return ca.directoryUrl();
    }

    /**
     * {@return the root of the CA}
     */
    public X509Certificate root() {
        return ca.roots().get(0);
    }

    /**
     * {@return a context for clients that trusts the roots of the CA and nothing else, by the time of the kit's clock: for
     *     servers with certificates of the CA, and for its own HTTPS}
     */
    public SSLContext sslContext() {
        return sslContext;
    }

    /**
     * {@return all that clients asked the CA so far, with its answers}
     */
    public Transcript transcript() {
        return transcript;
    }

    // ---- what the CA sees

    /**
     * {@return the DNS that the CA asks}
     */
    public FakeDns dns() {
        return dns;
    }

    /**
     * {@return the clock of the CA and of the kit's clients}
     */
    public MutableClock clock() {
        return clock;
    }

    /**
     * {@return the port of the loopback address at which the CA looks for answers to http-01, where others look at port 80:
     *     one that is free, until the test sets another}
     */
    public int httpPort() {
        return network.port(Loopback.HTTP);
    }

    /**
     * Sets where the CA looks for answers to http-01: where a server of the test listens.
     *
     * @param port a port of the loopback address
     * @return this kit
     * @throws IllegalArgumentException when there is no such port
     */
    public AcmeTestKit httpPort(int port) {
        network.port(Loopback.HTTP, port);
        return this;
    }

    /**
     * {@return the port of the loopback address at which the CA looks for answers to tls-alpn-01, where others look at port
     *     443: one that is free, until the test sets another}
     */
    public int tlsPort() {
        return network.port(Loopback.TLS);
    }

    /**
     * Sets where the CA looks for answers to tls-alpn-01: where a server of the test listens.
     *
     * @param port a port of the loopback address
     * @return this kit
     * @throws IllegalArgumentException when there is no such port
     */
    public AcmeTestKit tlsPort(int port) {
        network.port(Loopback.TLS, port);
        return this;
    }

    // ---- clients

    /**
     * {@return a client of the CA that goes by the kit's clock, and reaches it by calls instead of connections}
     */
    public AcmeClient client() {
        return client;
    }

    /**
     * {@return the builder of a client such as {@link #client}, to be changed}
     */
    public AcmeClientBuilder clientBuilder() {
        return AcmeClient.builder(ca.directoryUrl())
                .transport(new InProcess(ca, executor::isShutdown))
                .time(clock)
                .executor(executor);
    }

    /**
     * {@return an account of {@link #client}, always the same: it is registered by the first call}
     *
     * @throws InterruptedException when the thread is interrupted
     */
    public AcmeAccount account() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            AcmeAccount registered = account;
            if (registered == null) {
                registered = newAccount();
                account = registered;
            }
            return registered;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Registers another account of {@link #client}, with a new key. It agrees to the terms of service, and is bound to a
     * new external account if the CA wants one.
     *
     * @return the account
     * @throws InterruptedException when the thread is interrupted
     */
    public AcmeAccount newAccount() throws InterruptedException {
        SigningKey key = SigningKey.generate(KeyType.P256);
        NewAccount.Builder request = NewAccount.builder().termsOfServiceAgreed(true);
        Directory directory = client.directory().body();
        if (directory.meta().externalAccountRequired()) {
            String external = ca.externalAccounts().create();
            request.externalAccountBinding(ExternalAccountBinding.create(
                    key.publicKey(),
                    external,
                    ca.externalAccounts().key(external).orElseThrow(),
                    directory.newAccount().orElseThrow(),
                    JwsAlgorithm.HS256));
        }
        return client.register(key, request.build());
    }

    /**
     * {@return a solver that answers what the CA asks: dns-01 and dns-account-01 in {@link #dns}, and where that cannot be,
     *     for IP addresses, http-01 with a server at {@link #httpPort}}
     */
    public ChallengeSolver solver() {
        lock.lock();
        try {
            ChallengeSolver made = solver;
            if (made == null) {
                Http01Server server = Http01Server.builder()
                        .address(InetAddress.getLoopbackAddress())
                        .port(httpPort())
                        .build();
                made = Solvers.firstOf(dns.solver(), server);
                http = server;
                solver = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** Stops everything that runs. Closing twice is fine. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (http != null) {
                http.close();
            }
        } finally {
            lock.unlock();
        }
        executor.shutdownNow();
        ca.close();
        dns.close();
        try {
            executor.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
