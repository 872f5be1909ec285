package dev.akme.ca;

import dev.akme.ca.issuer.ServerIdentity;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredCertificate;
import dev.akme.ca.validation.DnsResolver;
import dev.akme.ca.validation.Network;
import dev.akme.ca.validation.ValidationSettings;
import dev.akme.ca.validation.Validators;
import dev.akme.messages.RevocationReason;
import dev.akme.messages.SuggestedWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority that speaks ACME (RFC 8555), from {@link AcmeCaBuilder#start} to {@link #close}. Safe for use by
 * many threads.
 */
public final class AcmeCa implements AutoCloseable {

    private static final Logger LOG = System.getLogger("dev.akme.ca");

    /** Who is told of requests. */
    record Watched(Level requestLog, @Nullable CaObserver observer) {}

    /** What it reaches others by. */
    record Outside(ValidationSettings validation, DnsResolver resolver, Network network) {}

    private final Urls urls;
    private final Settings settings;
    private final CaStore store;
    private final Intermediates intermediates;
    private final ExternalAccounts externalAccounts;
    private final Revocations revocations;
    private final Counters counters;
    private final Faults faults;
    private final Front front;
    private final Work work;
    private final RenewalInfos renewalInfos;
    private final Servers servers;
    private final @Nullable CaFolder folder;
    private final DirectoryResource directory;
    private final AtomicBoolean closed = new AtomicBoolean();

    AcmeCa(
            Urls urls,
            Settings settings,
            Intermediates intermediates,
            Outside outside,
            Watched watched,
            Servers servers,
            @Nullable CaFolder folder) {
        this.urls = urls;
        this.settings = settings;
        this.store = settings.store();
        this.intermediates = intermediates;
        this.servers = servers;
        this.directory = new DirectoryResource(settings, urls);
        this.folder = folder;
        this.counters = new Counters();
        this.faults = settings.faults();
        this.work = new Work(
                Threads.of("akme-ca-work", Work.MAX_AT_ONCE),
                settings.answerWithin(),
                settings.limits().waitingWork());
        Ids ids = new Ids(settings.random());
        this.externalAccounts = new ExternalAccounts(store, ids);
        this.revocations = new Revocations(settings, counters);
        Validators validators =
                Validators.of(outside.validation(), outside.resolver(), outside.network(), settings.clock());
        Challenges challenges = new Challenges(settings, urls, new FaultyValidator(validators, faults), work, counters);
        Issuance issuance = new Issuance(settings, urls, intermediates, validators, work, revocations, counters);
        Nonces nonces = new Nonces(settings.clock(), settings.random());
        this.renewalInfos = new RenewalInfos(settings);
        Sweeper sweeper = new Sweeper(settings, work);
        Authorizations authorizations = new Authorizations(settings, urls, ids, challenges, sweeper);
        this.front = new Front(
                urls,
                nonces,
                new Authentication(store, urls, nonces, settings.faults()),
                resources(
                        new Accounts(settings, urls, ids, externalAccounts),
                        new NewOrders(settings, urls, ids, authorizations, renewalInfos, sweeper),
                        new Orders(settings, urls, issuance, work),
                        authorizations,
                        challenges,
                        new Certificates(settings, urls, intermediates),
                        settings),
                openResources(),
                settings.strict(),
                settings.limits().bodyOctets(),
                counters,
                new RequestLog(watched.requestLog()),
                settings.faults(),
                watched.observer());
        challenges.resume();
        issuance.resume();
    }

    private Map<Endpoint, Front.Resource> resources(
            Accounts accounts,
            NewOrders newOrders,
            Orders orders,
            Authorizations authorizations,
            Challenges challenges,
            Certificates certificates,
            Settings settings) {
        Map<Endpoint, Front.Resource> resources = new EnumMap<>(Endpoint.class);
        resources.put(Endpoint.NEW_ACCOUNT, accounts::newAccount);
        resources.put(Endpoint.ACCOUNT, accounts::account);
        resources.put(Endpoint.KEY_CHANGE, accounts::keyChange);
        resources.put(Endpoint.ORDERS, orders::orders);
        resources.put(Endpoint.NEW_ORDER, newOrders::newOrder);
        resources.put(Endpoint.ORDER, orders::order);
        resources.put(Endpoint.FINALIZE, orders::finalizeOrder);
        resources.put(Endpoint.NEW_AUTHZ, authorizations::newAuthz);
        resources.put(Endpoint.AUTHORIZATION, authorizations::authorization);
        resources.put(
                Endpoint.CHALLENGE,
                request -> challenges.challenge(
                        request, authorizations.find(request, settings.clock().instant())));
        resources.put(Endpoint.CERTIFICATE, certificates::certificate);
        resources.put(Endpoint.ALTERNATE, certificates::certificate);
        resources.put(Endpoint.REVOKE_CERT, revocations::revokeCert);
        return resources;
    }

    private Map<Endpoint, Front.OpenResource> openResources() {
        Map<Endpoint, Front.OpenResource> resources = new EnumMap<>(Endpoint.class);
        resources.put(Endpoint.DIRECTORY, directory::directory);
        resources.put(Endpoint.NEW_NONCE, id -> CaResponse.empty(204));
        resources.put(Endpoint.RENEWAL_INFO, renewalInfos::renewalInfo);
        resources.put(Endpoint.CRL, intermediates::revocationList);
        resources.put(Endpoint.CRL_OF, intermediates::revocationList);
        resources.put(Endpoint.ISSUER, intermediates::certificate);
        resources.put(Endpoint.ISSUER_OF, intermediates::certificate);
        resources.put(Endpoint.HEALTH, id -> CaResponse.text(200, "ok\n"));
        return resources;
    }

    // ---- making

    /**
     * {@return a builder for a CA that is safe by default}
     */
    public static AcmeCaBuilder builder() {
        return new AcmeCaBuilder();
    }

    /**
     * Gives a builder for tests: every well-formed identifier is certified, private and loopback addresses are validated,
     * authorizations are not used again, accounts make any number of orders, and requests are logged with {@code DEBUG} only.
     *
     * @return the builder
     */
    public static AcmeCaBuilder forTests() {
        return new AcmeCaBuilder()
                .identifiers(IdentifierPolicy.open())
                .validation(ValidationSettings.builder()
                        .allowsPrivateAddresses(true)
                        .timeout(Duration.ofSeconds(10))
                        .build())
                .reuse(false)
                .limits(Limits.builder().anyOrders().build())
                .requestLog(Level.DEBUG);
    }

    /** Answers from now on. */
    void open() {
        try {
            listen();
            warnOfMissingKeys();
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
    }

    private void listen() {
        servers.listen(
                this::handle,
                urls.base(),
                intermediates::plainIssuer,
                (authority, showsKeys) -> new Management(
                        intermediates,
                        store,
                        renewalInfos,
                        authority,
                        servers.isHttps(),
                        showsKeys,
                        settings.limits().bodyOctets())::handle);
    }

    // ---- using

    /**
     * Answers a request: for servers that the program has.
     *
     * @param request the request
     * @return the answer; a problem when something is wrong, never an exception
     */
    public CaResponse handle(CaRequest request) {
        return front.handle(request);
    }

    /**
     * {@return the URL of the directory, all that a client needs}
     */
    public URI directoryUrl() {
        return urls.of(Endpoint.DIRECTORY);
    }

    /**
     * {@return the URL of the management interface; empty when there is none}
     */
    public Optional<URI> managementUrl() {
        return servers.managementUrl();
    }

    /**
     * Replaces the profiles, while the CA runs. Orders whose profile is gone cannot be finalized any more.
     *
     * @param profiles the profiles; the first is taken for orders that name none
     * @throws IllegalArgumentException when there is none; then nothing changes
     */
    public void profiles(Collection<Profile> profiles) {
        settings.policy().profiles(profiles);
        directory.renew();
    }

    /**
     * Replaces what identifiers are certified, while the CA runs. Orders that were taken stay.
     *
     * @param policy the policy
     */
    public void identifiers(IdentifierPolicy policy) {
        settings.policy().identifiers(policy);
    }

    /**
     * {@return the roots: that of the chains by default, then those of alternate ones, then those of intermediates that issued
     * before}
     */
    public List<X509Certificate> roots() {
        return intermediates.roots();
    }

    // ---- its intermediates

    /**
     * {@return the intermediate that it issues with, then those that it has issued with before, the last first}
     */
    public List<Intermediate> intermediates() {
        return intermediates.list();
    }

    /**
     * Makes a new intermediate, of the same kind of key and below the same roots, and issues with it from now on, while requests
     * go on. Certificates that were issued before keep their chains and their revocation list, which is signed by the key that
     * issued them, also after a restart.
     *
     * @throws IllegalStateException when the CA issues with an {@link IssuingKey}
     * @throws UncheckedIOException when the keys of the roots are not in the folder any more, or it cannot be written; the CA
     *     goes on as before
     */
    public void rotateIntermediate() {
        boolean unused = change(CaKeys::rotated);
    }

    /**
     * Issues with a key that was brought along from now on, while requests go on, as of {@link #rotateIntermediate()}. It is not
     * kept: the next start needs it as {@link AcmeCaBuilder#issuingKey}, and a key that was brought along before as
     * {@link AcmeCaBuilder#retiredKey}.
     *
     * @param key the key, and the certificates above it; the one that it issues with already may come with other certificates
     * @return whether another intermediate issues now
     * @throws IllegalArgumentException when they do not belong together, or an intermediate of another name or key has its key
     *     identifier; the CA goes on as before
     */
    public boolean rotateIntermediate(IssuingKey key) {
        return change(keys -> keys.rotated(key));
    }

    /**
     * Adds keys that the CA has issued with before, while it runs: see {@link AcmeCaBuilder#retiredKey}.
     *
     * @param keys the keys, the first first; those that are there already are fine
     * @throws IllegalArgumentException as of {@link #rotateIntermediate(IssuingKey)}
     */
    public void retiredKeys(List<IssuingKey> keys) {
        boolean unused = change(all -> all.retired(keys));
    }

    /**
     * Looks into the folder of its keys again, and issues from now on with the last intermediate that is there: one that
     * {@link CaFolder#rotateIntermediate} has made, perhaps in another process. Without such a folder nothing happens.
     *
     * @return whether another intermediate issues now
     * @throws UncheckedIOException when the folder cannot be used; the CA goes on as before
     */
    public boolean reloadKeys() {
        return change(keys -> keys);
    }

    private boolean change(Intermediates.Change change) {
        try {
            return intermediates.change(change);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private void warnOfMissingKeys() {
        for (Intermediate intermediate : intermediates()) {
            if (intermediate.isMissed(settings.clock().instant())) {
                LOG.log(
                        Level.WARNING,
                        "the key of {0} is missing: add it to the retired keys; certificates of it are valid until {1},"
                                + " and nobody signs their revocation list",
                        intermediate.name(),
                        intermediate.lastExpiry().orElseThrow());
            }
        }
    }

    /**
     * {@return a context for clients that trusts the roots of this CA and nothing else: for its own HTTPS, and for servers
     * with certificates of it}
     */
    public SSLContext sslContext() {
        return ServerIdentity.clientContext(roots());
    }

    /**
     * {@return the accounts elsewhere that accounts can be bound to}
     */
    public ExternalAccounts externalAccounts() {
        return externalAccounts;
    }

    /**
     * {@return what goes wrong here on purpose, to be changed at any time; nothing at first}
     */
    public Faults faults() {
        return faults;
    }

    /**
     * {@return what it has done so far}
     */
    public CaCounters counters() {
        return counters.now();
    }

    /**
     * {@return how many validations and issuances are begun and not ended, those included that wait for others}
     */
    public int underWay() {
        return work.underWay();
    }

    /**
     * Revokes a certificate, as the CA itself can.
     *
     * @param certificate a certificate of this CA
     * @param reason why; {@code UNSPECIFIED} gives no reason
     * @return false when it was revoked before
     * @throws NoSuchElementException when it is not one of this CA
     */
    public boolean revoke(X509Certificate certificate, RevocationReason reason) {
        return revocations.revoke(
                stored(certificate).id(),
                Optional.of(reason).filter(given -> !given.equals(RevocationReason.UNSPECIFIED)));
    }

    /**
     * Sets when a certificate should be renewed (RFC 9773).
     *
     * @param certificate a certificate of this CA
     * @param window when to renew it
     * @throws NoSuchElementException when it is not one of this CA
     */
    public void suggestRenewal(X509Certificate certificate, SuggestedWindow window) {
        change(certificate, stored -> stored.withWindow(window));
    }

    private void change(X509Certificate certificate, UnaryOperator<StoredCertificate> change) {
        boolean changed;
        do {
            changed = store.replace(change.apply(stored(certificate)));
        } while (!changed);
    }

    private StoredCertificate stored(X509Certificate certificate) {
        return store.certificate(Certificates.id(certificate.getSerialNumber()))
                .orElseThrow(() -> new NoSuchElementException("the certificate is not one of this CA"));
    }

    /**
     * Stops: requests that are under way end, validations and issuances are left for the next start on the same store. Closing
     * twice is fine.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            servers.close();
            work.close();
            if (folder != null) {
                folder.close();
            }
        }
    }
}
