package dev.akme.client;

import dev.akme.jose.SigningKey;
import dev.akme.messages.Account;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.CertificateIdentifier;
import dev.akme.messages.Directory;
import dev.akme.messages.NewAccount;
import dev.akme.messages.ProblemType;
import dev.akme.messages.RenewalInfo;
import dev.akme.messages.Resource;
import dev.akme.messages.ResourceType;
import dev.akme.messages.Revocation;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * A certificate authority, as a client sees it: what can be asked for without an account, and the way to accounts.
 *
 * <p>Every method that sends a request ends within the call timeout, the body of the response and all repetitions included,
 * and may throw
 *
 * <ul>
 *   <li>{@link AcmeProblemException}: the server said no
 *   <li>{@link AcmeProtocolException}: the server spoke, but not ACME
 *   <li>{@link AcmeNetworkException}: there was no response
 *   <li>{@link AcmeTimeoutException}: the time was over
 *   <li>{@link UnsupportedOperationException}: the CA does not offer it, as its directory says
 *   <li>{@link InterruptedException}: the thread was interrupted
 * </ul>
 *
 * <p>Handles like this do input and output; what they return are immutable snapshots. Safe for use by many threads, virtual
 * ones included; one client for each CA is best, as its threads share nonces and connections.
 */
public final class AcmeClient {

    static final String JSON = "application/json, application/problem+json";
    static final String PEM = "application/pem-certificate-chain";

    private final Exchange exchange;
    private final CachedDirectory directory;

    AcmeClient(URI directory, Exchange.Settings settings) {
        this.exchange = new Exchange(settings, "https".equalsIgnoreCase(directory.getScheme()));
        this.directory = new CachedDirectory(directory, exchange);
    }

    /**
     * Makes a client with default settings; it sends nothing yet.
     *
     * @param directory the URL of the CA's directory, byte for byte as the CA says it
     * @return the client
     * @throws IllegalArgumentException when the URL is not one of http or https
     */
    public static AcmeClient of(URI directory) {
        return builder(directory).build();
    }

    /**
     * Gives a builder, for other settings.
     *
     * @param directory the URL of the CA's directory, byte for byte as the CA says it
     * @return a new builder
     * @throws IllegalArgumentException when the URL is not one of http or https
     */
    public static AcmeClientBuilder builder(URI directory) {
        return new AcmeClientBuilder(directory);
    }

    // ---- without an account

    /**
     * Gives the directory (RFC 8555 §7.1.1), from memory while that may be used: as long as the server allows, but at least
     * ten minutes and at most a day.
     *
     * @return the directory
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Directory> directory() throws InterruptedException {
        return directory.get(exchange.callDeadline());
    }

    /**
     * Asks for a nonce (RFC 8555 §7.2). The client does that by itself: this is for those who sign by hand.
     *
     * @return a nonce, to be used once
     * @throws InterruptedException when the thread is interrupted
     */
    public String newNonce() throws InterruptedException {
        Deadline deadline = exchange.callDeadline();
        return exchange.newNonce(directory.url(ResourceType.NEW_NONCE, deadline), deadline);
    }

    /**
     * Asks when a certificate should be renewed (RFC 9773 §4).
     *
     * @param certificate the certificate
     * @return the window; its {@code retryAfter} says when to ask again
     * @throws UnsupportedOperationException when the CA does not offer it
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<RenewalInfo> renewalInfo(CertificateIdentifier certificate) throws InterruptedException {
        Deadline deadline = exchange.callDeadline();
        URI base = directory.url(ResourceType.RENEWAL_INFO, deadline);
        return exchange.get(certificate.renewalInfoUrl(base), JSON, deadline).resource(RenewalInfo.TYPE);
    }

    /**
     * Gets a certificate without signing the request, as short-term ones allow (RFC 8739 §3.4).
     *
     * @param url the URL in the order
     * @return the certificate with its chain
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<CertificateChain> certificate(URI url) throws InterruptedException {
        return certificate(url, exchange.callDeadline());
    }

    Resource<CertificateChain> certificate(URI url, Deadline deadline) throws InterruptedException {
        return exchange.get(url, PEM, deadline).chain();
    }

    /**
     * Revokes a certificate with its own key (RFC 8555 §7.6): who has the key may.
     *
     * @param certificateKey the private key of the certificate
     * @param revocation the certificate, and why
     * @throws InterruptedException when the thread is interrupted
     */
    public void revoke(SigningKey certificateKey, Revocation revocation) throws InterruptedException {
        Deadline deadline = exchange.callDeadline();
        post(
                new Exchange.Signer(certificateKey, null),
                directory.url(ResourceType.REVOKE_CERT, deadline),
                revocation.toJsonBytes(),
                JSON,
                false,
                deadline);
    }

    // ---- accounts

    /**
     * Makes an account, or finds the one that the key has already (RFC 8555 §7.3). When the network fails in between, it
     * looks whether the account was made before it asks again.
     *
     * @param key the key that the account is to have
     * @param request contacts, agreement to the terms, external account
     * @return the account, its URL that from {@code Location}
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Account> newAccount(SigningKey key, NewAccount request) throws InterruptedException {
        Deadline deadline = exchange.callDeadline();
        URI url = directory.url(ResourceType.NEW_ACCOUNT, deadline);
        try {
            return newAccount(key, request, url, deadline);
        } catch (AcmeNetworkException | AcmeProblemException e) {
            if (!Refusals.isLost(e) || deadline.isOver()) {
                throw e;
            }
        }
        try {
            return newAccount(key, NewAccount.findExisting(), url, deadline);
        } catch (AcmeProblemException e) {
            if (!Refusals.is(e, ProblemType.ACCOUNT_DOES_NOT_EXIST)) {
                throw e;
            }
            return newAccount(key, request, url, deadline);
        }
    }

    private Resource<Account> newAccount(SigningKey key, NewAccount request, URI url, Deadline deadline)
            throws InterruptedException {
        Answer answer = post(
                new Exchange.Signer(key, null),
                url,
                request.toJsonBytes(),
                JSON,
                request.onlyReturnExisting(),
                deadline);
        return answer.made(Account.TYPE);
    }

    /**
     * Finds the account that a key has, without making one (RFC 8555 §7.3.1).
     *
     * @param key the key of the account
     * @return the account, its URL that from {@code Location}
     * @throws AcmeProblemException {@code accountDoesNotExist} when the key has none
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Account> findAccount(SigningKey key) throws InterruptedException {
        Deadline deadline = exchange.callDeadline();
        return newAccount(key, NewAccount.findExisting(), directory.url(ResourceType.NEW_ACCOUNT, deadline), deadline);
    }

    /**
     * Makes or finds an account, as {@link #newAccount}, to work with it.
     *
     * @param key the key that the account is to have
     * @param request contacts, agreement to the terms, external account
     * @return the account
     * @throws InterruptedException when the thread is interrupted
     */
    public AcmeAccount register(SigningKey key, NewAccount request) throws InterruptedException {
        return account(key, newAccount(key, request).url());
    }

    /**
     * Gives an account that is known already. Nothing is sent.
     *
     * @param key its key
     * @param url its URL, to the letter as the server gave it
     * @return the account
     */
    public AcmeAccount account(SigningKey key, URI url) {
        return new AcmeAccount(this, key, url);
    }

    // ---- for accounts

    Answer post(Exchange.Signer who, URI url, byte[] payload, String accept, boolean harmless, Deadline deadline)
            throws InterruptedException {
        URI newNonce = directory.url(ResourceType.NEW_NONCE, deadline);
        return exchange.post(who, newNonce, url, payload, accept, harmless, deadline);
    }

    URI url(ResourceType resource, Deadline deadline) throws InterruptedException {
        return directory.url(resource, deadline);
    }

    Exchange exchange() {
        return exchange;
    }

    Timekeeper time() {
        return exchange.time();
    }

    RandomGenerator random() {
        return exchange.settings().random();
    }

    Executor executor() {
        return exchange.settings().executor();
    }

    AcmeListener listener() {
        return exchange.settings().listener();
    }

    Duration cleanUpTimeout() {
        return exchange.settings().cleanUpTimeout();
    }

    /**
     * {@return the URL of the directory}
     */
    @Override
    public String toString() {
        return directory.toString();
    }
}
