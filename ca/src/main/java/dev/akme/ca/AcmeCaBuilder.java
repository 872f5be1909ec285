package dev.akme.ca;

import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.sqlite.SqliteStore;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.DnsResolvers;
import dev.akme.ca.validation.Network;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.jose.KeyType;
import dev.akme.messages.ChallengeType;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Says what a CA is like. Not safe for use by many threads.
 *
 * <p>By default it listens with HTTPS on a free port of the loopback address, keeps everything in memory, issues for 90 days,
 * offers http-01, dns-01, tls-alpn-01 and dns-account-01, asks the DNS servers of this machine, and validates no private
 * addresses.
 */
public final class AcmeCaBuilder {

    private static final Duration DNS_TIMEOUT = Duration.ofSeconds(5);

    // For Startup.
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    boolean https = true;

    @Nullable
    SSLContext tls;

    @Nullable
    InetSocketAddress management;

    boolean managementShowsKeys;

    @Nullable
    URI url;

    @Nullable
    URI plainUrl;

    Paths paths = Paths.OWN;
    boolean mounted;

    @Nullable
    Path folder;

    @Nullable
    Path keys;

    @Nullable
    IssuingKey issuingKey;

    final List<IssuingKey> retiredKeys = new ArrayList<>();
    KeyType keyType = KeyType.P256;

    @Nullable
    CaStore store;

    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();

    @Nullable
    DnsResolver resolver;

    Network network = Network.direct();
    ValidationSettings validation = ValidationSettings.defaults();
    final Map<String, Profile> profiles = new LinkedHashMap<>();
    Set<ChallengeType> challengeTypes = new LinkedHashSet<>(List.of(
            ChallengeType.HTTP_01, ChallengeType.DNS_01, ChallengeType.TLS_ALPN_01, ChallengeType.DNS_ACCOUNT_01));
    IdentifierPolicy identifiers = IdentifierPolicy.builder().build();
    Limits limits = Limits.defaults();

    @Nullable
    URI termsOfService;

    @Nullable
    URI website;

    boolean externalAccountRequired;
    boolean mustStaple;
    boolean strict;
    double reuse = 1;
    int alternateRoots = 1;
    int chainLength = 1;

    @Nullable
    URI ocspResponder;

    Duration authorizationPause = Duration.ofSeconds(1);
    Duration orderPause = Duration.ofSeconds(1);
    int ordersPage = 50;
    Duration answerWithin = Duration.ofMillis(500);
    Level requestLog = Level.INFO;
    final List<Consumer<Faults>> faults = new ArrayList<>();
    Faults.Pause pause = AcmeCaBuilder::pause;

    @Nullable
    CaObserver observer;

    AcmeCaBuilder() {}

    // ---- where it is

    /**
     * Sets where it listens.
     *
     * @param address an address of this machine; port 0 takes a free one
     * @return this builder
     */
    public AcmeCaBuilder listen(InetSocketAddress address) {
        this.address = address;
        return this;
    }

    /**
     * Listens without TLS: for tests, and behind a proxy that has it.
     *
     * @return this builder
     */
    public AcmeCaBuilder plainHttp() {
        this.https = false;
        return this;
    }

    /**
     * Sets the certificate that its HTTPS servers show. By default the CA issues one for itself, for {@code localhost} and the
     * host of its URL.
     *
     * @param context a context with a key and certificate of the server; the caller renews them
     * @return this builder
     */
    public AcmeCaBuilder tls(SSLContext context) {
        this.tls = context;
        return this;
    }

    /**
     * Listens for testers at a second address, with HTTPS if the CA does: at the paths and in the forms of Pebble's management
     * interface they get roots ({@code /roots/0}), intermediates ({@code /intermediates/0}), their keys
     * ({@code /root-keys/0}, {@code /intermediate-keys/0}) and the status of certificates
     * ({@code /cert-status-by-serial/}), and set answers of renewalInfo ({@code /set-renewal-info/}). Whoever reaches it may
     * do that: it asks for no signature.
     *
     * @param address an address of this machine; port 0 takes a free one
     * @return this builder
     */
    public AcmeCaBuilder management(InetSocketAddress address) {
        this.management = address;
        return this;
    }

    /**
     * Sets whether the management interface gives out private keys. Those of a CA that keeps keys in a folder it never does.
     *
     * @param shows by default false
     * @return this builder
     */
    public AcmeCaBuilder managementShowsKeys(boolean shows) {
        this.managementShowsKeys = shows;
        return this;
    }

    /**
     * Sets the URL that clients know, where it is not that of the address: behind a proxy, or with a host name of its own.
     *
     * @param url the URL below which all resources are
     * @return this builder
     */
    public AcmeCaBuilder url(URI url) {
        this.url = url;
        return this;
    }

    /**
     * Sets the URL of plain HTTP below which the revocation list ({@code crl}) and the certificate of the intermediate
     * ({@code issuer}) can be fetched, as certificates say it: whoever verifies a certificate may refuse to use TLS for that
     * (RFC 5280 §8). By default the URL of all other resources is taken.
     *
     * @param url the URL, which something in front of the CA serves
     * @return this builder
     */
    public AcmeCaBuilder plainUrl(URI url) {
        this.plainUrl = url;
        return this;
    }

    /**
     * Has its resources at the paths of Pebble, such as {@code /sign-me-up}, for tests that expect them. Clients need not care:
     * the directory is at {@code /dir} either way.
     *
     * @return this builder
     */
    public AcmeCaBuilder pebblePaths() {
        this.paths = Paths.PEBBLE;
        return this;
    }

    /**
     * Listens nowhere: requests come by {@link AcmeCa#handle}, from a server that the program has.
     *
     * @param url the URL below which that server hands requests over
     * @return this builder
     */
    public AcmeCaBuilder mountedAt(URI url) {
        this.url = url;
        this.mounted = true;
        return this;
    }

    // ---- what it keeps

    /**
     * Keeps everything in a folder, with mode 0600, and goes on with what is there: the keys of root and intermediate in the
     * folder {@code keys} in it, all else in the database {@code ca.db}. What the CA has answered survives its end, however
     * sudden. {@link CaFolder} makes copies, also while the CA runs. Needs {@code org.xerial:sqlite-jdbc}; see
     * {@link SqliteStore}.
     *
     * @param folder a folder; it is made if it is not there
     * @return this builder
     */
    public AcmeCaBuilder folder(Path folder) {
        this.folder = folder;
        return this;
    }

    /**
     * Keeps the keys of root and intermediate in a folder, with mode 0600, and takes those that are there.
     *
     * @param folder a folder; it is made if it is not there
     * @return this builder
     */
    public AcmeCaBuilder keys(Path folder) {
        this.keys = folder;
        return this;
    }

    /**
     * Issues with a key that is there already, instead of one that the CA makes. It is not kept: it must be given at each
     * start.
     *
     * @param key the key, and the certificates above it
     * @return this builder
     */
    public AcmeCaBuilder issuingKey(IssuingKey key) {
        this.issuingKey = key;
        return this;
    }

    /**
     * Adds a key that the CA has issued with before, and that was brought along then: it goes on to sign the revocation list of
     * its certificates. Keys that the CA has made are in its folder, and need not be named. One that is missing while
     * certificates of it are valid is told to the log, and by {@link AcmeCa#intermediates}.
     *
     * @param key the key, and the certificates above it; the first that was used first
     * @return this builder
     */
    public AcmeCaBuilder retiredKey(IssuingKey key) {
        retiredKeys.add(key);
        return this;
    }

    /**
     * Sets the kind of the keys of root and intermediate, if they are made.
     *
     * @param type P-256, P-384 or RSA; by default P-256
     * @return this builder
     */
    public AcmeCaBuilder keyType(KeyType type) {
        this.keyType = type;
        return this;
    }

    /**
     * Sets how many alternate roots there are (RFC 8555 §7.4.2), and how many intermediates stand between a certificate and
     * each root. For a CA whose keys are in no folder: there it has one of each.
     *
     * @param alternateRoots 0 to 20; by default 1
     * @param length 1 to 10; by default 1
     * @return this builder
     * @throws IllegalArgumentException when a number is less or more
     */
    public AcmeCaBuilder chains(int alternateRoots, int length) {
        this.alternateRoots = alternateRoots;
        this.chainLength = length;
        return this;
    }

    /**
     * Sets where accounts, orders and certificates are kept. The CA does not close it.
     *
     * @param store a store; by default one in memory, or in the folder if there is one
     * @return this builder
     */
    public AcmeCaBuilder store(CaStore store) {
        this.store = store;
        return this;
    }

    // ---- what it issues

    /**
     * Adds a profile; the first is taken for orders that name none.
     *
     * @param profile the profile; one of the same name is replaced
     * @return this builder
     */
    public AcmeCaBuilder profile(Profile profile) {
        profiles.put(profile.name(), profile);
        return this;
    }

    /**
     * Sets which identifiers are certified.
     *
     * @param policy the policy
     * @return this builder
     */
    public AcmeCaBuilder identifiers(IdentifierPolicy policy) {
        this.identifiers = policy;
        return this;
    }

    /**
     * Sets how much the CA takes on.
     *
     * @param limits by default {@link Limits#defaults}
     * @return this builder
     */
    public AcmeCaBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    /**
     * Names an OCSP responder in certificates (RFC 5280 §4.2.2.1): somebody else's, as this CA has none.
     *
     * @param url where it is
     * @return this builder
     */
    public AcmeCaBuilder ocspResponder(URI url) {
        this.ocspResponder = url;
        return this;
    }

    /**
     * Allows CSRs that ask for OCSP must-staple (RFC 7633). By default they are refused, as this CA has no OCSP.
     *
     * @param allowed whether they are allowed
     * @return this builder
     */
    public AcmeCaBuilder mustStaple(boolean allowed) {
        this.mustStaple = allowed;
        return this;
    }

    // ---- whom it serves

    /**
     * Sets the terms of service, which every new account must agree to.
     *
     * @param url where to read them
     * @return this builder
     */
    public AcmeCaBuilder termsOfService(URI url) {
        this.termsOfService = url;
        return this;
    }

    /**
     * Sets the web site that the directory names.
     *
     * @param url the web site
     * @return this builder
     */
    public AcmeCaBuilder website(URI url) {
        this.website = url;
        return this;
    }

    /**
     * Sets whether every new account must be bound to one elsewhere; see {@link AcmeCa#externalAccounts}.
     *
     * @param required by default false: who wants to may
     * @return this builder
     */
    public AcmeCaBuilder externalAccountRequired(boolean required) {
        this.externalAccountRequired = required;
        return this;
    }

    // ---- how it validates

    /**
     * Sets which challenges are offered. For dns-persist-01, {@link ValidationSettings#caaIdentities} must name the CA.
     *
     * @param types http-01, dns-01, tls-alpn-01, dns-account-01, dns-persist-01, or some of them
     * @return this builder
     * @throws IllegalArgumentException when there is another among them, or none
     */
    public AcmeCaBuilder challenges(Collection<ChallengeType> types) {
        Set<ChallengeType> possible = Set.of(
                ChallengeType.HTTP_01,
                ChallengeType.DNS_01,
                ChallengeType.TLS_ALPN_01,
                ChallengeType.DNS_ACCOUNT_01,
                ChallengeType.DNS_PERSIST_01);
        if (types.isEmpty() || !possible.containsAll(types)) {
            throw new IllegalArgumentException("challenges can be " + possible + ", not " + types);
        }
        this.challengeTypes = new LinkedHashSet<>(types);
        return this;
    }

    /**
     * Sets ports, limits and targets of validation, and the names of the CA in CAA records.
     *
     * @param settings the settings
     * @return this builder
     */
    public AcmeCaBuilder validation(ValidationSettings settings) {
        this.validation = settings;
        return this;
    }

    /**
     * Sets where DNS records come from.
     *
     * @param resolver by default one that asks the servers that this machine is set up with
     * @return this builder
     */
    public AcmeCaBuilder resolver(DnsResolver resolver) {
        this.resolver = resolver;
        return this;
    }

    /**
     * Sets the DNS servers to ask.
     *
     * @param servers their addresses and ports
     * @return this builder
     */
    public AcmeCaBuilder dnsServers(List<InetSocketAddress> servers) {
        return resolver(DnsResolvers.of(servers, DNS_TIMEOUT));
    }

    /**
     * Sets how validators reach others.
     *
     * @param network by default that of this machine
     * @return this builder
     */
    public AcmeCaBuilder network(Network network) {
        this.network = network;
        return this;
    }

    // ---- how it behaves

    /**
     * Refuses what RFC 8555 forbids but other servers accept: requests without User-Agent, {@code resource} in payloads,
     * responses to challenges with members.
     *
     * @param strict by default false
     * @return this builder
     */
    public AcmeCaBuilder strict(boolean strict) {
        this.strict = strict;
        return this;
    }

    /**
     * Sets whether valid authorizations count for later orders, and open orders are given out again for the same names.
     *
     * @param reuse by default true
     * @return this builder
     */
    public AcmeCaBuilder reuse(boolean reuse) {
        return reuse(reuse ? 1 : 0);
    }

    /**
     * Sets how often valid authorizations count for later orders: by chance, so that clients are ready for both. Open orders
     * are given out again for the same names only if it is 1.
     *
     * @param share of all that could be used again, from 0 to 1; by default 1
     * @return this builder
     * @throws IllegalArgumentException when it is no share
     */
    public AcmeCaBuilder reuse(double share) {
        FaultPlan.checkShare(share);
        this.reuse = share;
        return this;
    }

    /**
     * Sets how long the answer to a challenge and to finalize waits for the outcome, so that the client need not ask again.
     *
     * @param pause by default half a second
     * @return this builder
     */
    public AcmeCaBuilder answerWithin(Duration pause) {
        this.answerWithin = pause;
        return this;
    }

    /**
     * Sets after what time a client is to ask again, in {@code Retry-After}, cut up to seconds.
     *
     * @param authorization for an authorization or challenge that is not decided; by default a second
     * @param order for an order that is not decided; by default a second
     * @return this builder
     */
    public AcmeCaBuilder askAgainAfter(Duration authorization, Duration order) {
        this.authorizationPause = authorization;
        this.orderPause = order;
        return this;
    }

    /**
     * Sets how many orders stand on a page of an account's list (RFC 8555 §7.1.2.1).
     *
     * @param orders one at least; by default 50
     * @return this builder
     * @throws IllegalArgumentException when it is less
     */
    public AcmeCaBuilder ordersPerPage(int orders) {
        if (orders < 1) {
            throw new IllegalArgumentException("a page has one order at least, not " + orders);
        }
        this.ordersPage = orders;
        return this;
    }

    /**
     * Sets the level of the line that is logged for each request.
     *
     * @param level by default {@code INFO}
     * @return this builder
     */
    public AcmeCaBuilder requestLog(Level level) {
        this.requestLog = level;
        return this;
    }

    /**
     * Sets who is told of each request and its answer.
     *
     * @param observer the observer; by default nobody
     * @return this builder
     */
    public AcmeCaBuilder observer(CaObserver observer) {
        this.observer = observer;
        return this;
    }

    /**
     * Lets things go wrong on purpose, from the first request on; {@link AcmeCa#faults} changes it later.
     *
     * @param change sets faults of the CA that is started; called again, it is one more
     * @return this builder
     */
    public AcmeCaBuilder faults(Consumer<Faults> change) {
        faults.add(change);
        return this;
    }

    /**
     * Sets how delays of faults let time pass: by default they last as long as they say. With a clock that a test moves,
     * they can last until it is moved so far.
     *
     * @param pause waits
     * @return this builder
     */
    public AcmeCaBuilder pause(Faults.Pause pause) {
        this.pause = pause;
        return this;
    }

    private static void pause(Duration duration) throws InterruptedException {
        // Nobody ever counts it down.
        boolean unused = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Sets the clock of everything but timeouts.
     *
     * @param clock by default that of the system
     * @return this builder
     */
    public AcmeCaBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets where random numbers come from.
     *
     * @param random by default that of the system
     * @return this builder
     */
    public AcmeCaBuilder random(SecureRandom random) {
        this.random = random;
        return this;
    }

    // ----

    /**
     * Starts the CA.
     *
     * @return the CA, which answers from now on
     * @throws UncheckedIOException when the address is taken or the folder cannot be used
     * @throws dev.akme.ca.store.StoreException when the database in the folder cannot be used, or another CA uses it
     * @throws IllegalArgumentException when settings contradict each other
     */
    public AcmeCa start() {
        return new Startup(this).run();
    }
}
