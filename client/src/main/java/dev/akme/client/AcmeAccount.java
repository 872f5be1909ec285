package dev.akme.client;

import dev.akme.jose.Jws;
import dev.akme.jose.SigningKey;
import dev.akme.json.AcmeObject;
import dev.akme.json.MessageType;
import dev.akme.messages.Account;
import dev.akme.messages.AccountUpdate;
import dev.akme.messages.Authorization;
import dev.akme.messages.AuthorizationUpdate;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.Delegation;
import dev.akme.messages.DelegationsList;
import dev.akme.messages.Finalize;
import dev.akme.messages.KeyChange;
import dev.akme.messages.NewAuthorization;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.OrderUpdate;
import dev.akme.messages.OrdersList;
import dev.akme.messages.Resource;
import dev.akme.messages.ResourceType;
import dev.akme.messages.Revocation;
import java.net.URI;
import java.util.stream.Stream;

/**
 * An account at a CA: everything that can be done with one, each request by itself. {@link #obtain} goes the whole way to a
 * certificate.
 *
 * <p>Methods end and fail as those of {@link AcmeClient}. Safe for use by many threads.
 */
public final class AcmeAccount {

    private static final byte[] POST_AS_GET = new byte[0];

    private final AcmeClient client;
    private final Exchange.Signer signer;
    private final URI url;

    AcmeAccount(AcmeClient client, SigningKey key, URI url) {
        this.client = client;
        this.signer = new Exchange.Signer(key, url);
        this.url = url;
    }

    /**
     * {@return the CA}
     */
    public AcmeClient client() {
        return client;
    }

    /**
     * {@return the URL of the account, to the letter as the server gave it}
     */
    public URI url() {
        return url;
    }

    /**
     * {@return the key of the account}
     */
    public SigningKey key() {
        return signer.key();
    }

    // ---- the account

    /**
     * Fetches the account (RFC 8555 §7.3).
     *
     * @return what the server knows of it
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Account> fetch() throws InterruptedException {
        return fetch(deadline());
    }

    Resource<Account> fetch(Deadline deadline) throws InterruptedException {
        return read(url, Account.TYPE, deadline);
    }

    /**
     * Updates the account (RFC 8555 §7.3.2).
     *
     * @param update what is to change; contacts that it does not have stay, an empty list clears them
     * @return the account after that
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Account> update(AccountUpdate update) throws InterruptedException {
        return post(url, update, deadline()).resource(Account.TYPE);
    }

    /**
     * Deactivates the account, for good (RFC 8555 §7.3.6).
     *
     * @return the account after that
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Account> deactivate() throws InterruptedException {
        return update(AccountUpdate.deactivation());
    }

    /**
     * Gives the account another key (RFC 8555 §7.3.5). Keep the new key before you call this: when the network fails, the
     * change may have been made all the same.
     *
     * @param newKey the key that the account is to have
     * @return the account, to work on with the new key
     * @throws dev.akme.messages.AcmeProblemException also when another account has that key
     * @throws InterruptedException when the thread is interrupted
     */
    public AcmeAccount changeKey(SigningKey newKey) throws InterruptedException {
        Deadline deadline = deadline();
        URI keyChange = client.url(ResourceType.KEY_CHANGE, deadline);
        Jws inner = KeyChange.create(url, key().publicKey(), newKey, keyChange);
        post(keyChange, inner, deadline);
        return new AcmeAccount(client, newKey, url);
    }

    // ---- orders

    /**
     * Lists the orders of the account (RFC 8555 §7.1.2.1), page by page as the stream is read.
     *
     * @return the URLs; fetching a page throws what {@link #fetch} throws, an interrupt as {@link CancelledException}
     * @throws UnsupportedOperationException when the server keeps no list
     * @throws InterruptedException when the thread is interrupted
     */
    public Stream<URI> orders() throws InterruptedException {
        URI first = fetch().body()
                .orders()
                .orElseThrow(() -> new UnsupportedOperationException("the CA keeps no list of orders for " + url));
        return Pages.stream(url.resolve(first), page -> ordersPage(page, deadline()), OrdersList::orders);
    }

    Resource<OrdersList> ordersPage(URI page, Deadline deadline) throws InterruptedException {
        return read(page, OrdersList.TYPE, deadline);
    }

    /**
     * Makes an order (RFC 8555 §7.4).
     *
     * @param request what the certificate is to be for
     * @return the order, its URL that from {@code Location}
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Order> newOrder(NewOrder request) throws InterruptedException {
        return newOrder(request, deadline());
    }

    /**
     * Makes the order for a certificate as {@link #obtain} does, to store it before anything else is done; {@link #resume} goes
     * on with it. Where the CA refuses {@code replaces} the order is made without, and one whose answer is lost is looked for.
     *
     * @param request what certificate is wanted; of it names, profile, validity, {@code replaces} and timeout count
     * @return the order, its URL that from {@code Location}
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Order> newOrder(ObtainRequest request) throws InterruptedException {
        return new Ordering(this, request, Deadline.in(request.timeout(), client.time())).run();
    }

    Resource<Order> newOrder(NewOrder request, Deadline deadline) throws InterruptedException {
        return post(client.url(ResourceType.NEW_ORDER, deadline), request, deadline)
                .made(Order.TYPE);
    }

    /**
     * Fetches an order (RFC 8555 §7.1.3).
     *
     * @param order its URL
     * @return the order
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Order> order(URI order) throws InterruptedException {
        return order(order, deadline());
    }

    Resource<Order> order(URI order, Deadline deadline) throws InterruptedException {
        return read(order, Order.TYPE, deadline);
    }

    /**
     * Finalizes an order: hands in the certificate request (RFC 8555 §7.4).
     *
     * @param order the order, {@code ready}
     * @param csr the certificate request
     * @return the order after that, under its own URL
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Order> finalizeOrder(Resource<Order> order, Csr csr) throws InterruptedException {
        return finalizeOrder(order, Finalize.builder().csr(csr.der()).build());
    }

    /**
     * Finalizes an order with more than a certificate request, such as the CAA records of onion services
     * (RFC 9799 §6.4).
     *
     * @param order the order, {@code ready}
     * @param request what is posted
     * @return the order after that, under its own URL
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Order> finalizeOrder(Resource<Order> order, Finalize request) throws InterruptedException {
        return finalizeOrder(order, request, deadline());
    }

    Resource<Order> finalizeOrder(Resource<Order> order, Finalize request, Deadline deadline)
            throws InterruptedException {
        return post(order.url().resolve(order.body().finalizeUrl()), request, deadline)
                .resource(order.url(), Order.TYPE);
    }

    /**
     * Cancels an order of short-term certificates (RFC 8739 §3.1.2).
     *
     * @param order its URL
     * @return the order after that
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Order> cancel(URI order) throws InterruptedException {
        return post(order, OrderUpdate.cancel(), deadline()).resource(Order.TYPE);
    }

    // ---- authorizations and challenges

    /**
     * Asks for an authorization before there is an order (RFC 8555 §7.4.1).
     *
     * @param request what for
     * @return the authorization, its URL that from {@code Location}
     * @throws UnsupportedOperationException when the CA does not offer it
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Authorization> newAuthorization(NewAuthorization request) throws InterruptedException {
        Deadline deadline = deadline();
        return post(client.url(ResourceType.NEW_AUTHZ, deadline), request, deadline)
                .made(Authorization.TYPE);
    }

    /**
     * Fetches an authorization (RFC 8555 §7.5).
     *
     * @param authorization its URL
     * @return the authorization
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Authorization> authorization(URI authorization) throws InterruptedException {
        return authorization(authorization, deadline());
    }

    Resource<Authorization> authorization(URI authorization, Deadline deadline) throws InterruptedException {
        return read(authorization, Authorization.TYPE, deadline);
    }

    /**
     * Gives up an authorization (RFC 8555 §7.5.2).
     *
     * @param authorization its URL
     * @return the authorization after that
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Authorization> deactivateAuthorization(URI authorization) throws InterruptedException {
        return deactivateAuthorization(authorization, deadline());
    }

    Resource<Authorization> deactivateAuthorization(URI authorization, Deadline deadline) throws InterruptedException {
        return post(authorization, AuthorizationUpdate.deactivate(), deadline).resource(Authorization.TYPE);
    }

    /**
     * Tells the server to look at a challenge (RFC 8555 §7.5.1).
     *
     * @param challenge its URL
     * @param response what is posted; an empty object for most types
     * @return the challenge after that
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Challenge> answer(URI challenge, ChallengeResponse response) throws InterruptedException {
        return answer(challenge, response, deadline());
    }

    Resource<Challenge> answer(URI challenge, ChallengeResponse response, Deadline deadline)
            throws InterruptedException {
        return post(challenge, response, deadline).resource(Challenge.TYPE);
    }

    /**
     * Fetches a challenge (RFC 8555 §7.5.1).
     *
     * @param challenge its URL
     * @return the challenge
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Challenge> challenge(URI challenge) throws InterruptedException {
        return challenge(challenge, deadline());
    }

    Resource<Challenge> challenge(URI challenge, Deadline deadline) throws InterruptedException {
        return read(challenge, Challenge.TYPE, deadline);
    }

    // ---- certificates

    /**
     * Downloads a certificate (RFC 8555 §7.4.2).
     *
     * @param certificate the URL in the order, or one of the links {@code alternate} that come with it
     * @return the certificate with its chain
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<CertificateChain> certificate(URI certificate) throws InterruptedException {
        return certificate(certificate, deadline());
    }

    Resource<CertificateChain> certificate(URI certificate, Deadline deadline) throws InterruptedException {
        return client.post(signer, certificate, POST_AS_GET, AcmeClient.PEM, true, deadline)
                .chain();
    }

    /**
     * Revokes a certificate (RFC 8555 §7.6): one of the account's own, or one whose every name the account is authorized
     * for.
     *
     * @param revocation the certificate, and why
     * @throws InterruptedException when the thread is interrupted
     */
    public void revoke(Revocation revocation) throws InterruptedException {
        Deadline deadline = deadline();
        post(client.url(ResourceType.REVOKE_CERT, deadline), revocation, deadline);
    }

    // ---- delegations

    /**
     * Lists what was delegated to the account (RFC 9115 §2.3.1.2), page by page as the stream is read.
     *
     * @return the URLs; fetching a page throws what {@link #fetch} throws, an interrupt as {@link CancelledException}
     * @throws UnsupportedOperationException when the server has no delegations
     * @throws InterruptedException when the thread is interrupted
     */
    public Stream<URI> delegations() throws InterruptedException {
        URI first = fetch().body()
                .delegations()
                .orElseThrow(() -> new UnsupportedOperationException("the server has no delegations for " + url));
        return Pages.stream(
                url.resolve(first), page -> read(page, DelegationsList.TYPE, deadline()), DelegationsList::delegations);
    }

    /**
     * Fetches a delegation (RFC 9115 §2.3.1.3).
     *
     * @param delegation its URL
     * @return the delegation
     * @throws InterruptedException when the thread is interrupted
     */
    public Resource<Delegation> delegation(URI delegation) throws InterruptedException {
        return read(delegation, Delegation.TYPE, deadline());
    }

    // ---- the whole way

    /**
     * Obtains a certificate: makes an order, answers a challenge for each authorization that is not valid yet, finalizes and
     * downloads. Whatever the ending, all that was presented is taken away again. Authorizations that are left pending are
     * given up, except where the order can be gone on with: when the network failed, the time was over, or the server was
     * too busy.
     *
     * @param request what certificate is wanted, and how
     * @param solver answers the challenges
     * @return the certificate, its chain and its key
     * @throws ObtainException when there is none; it says why for each identifier, and has the order to go on with
     * @throws InterruptedException when the thread is interrupted; everything is cleaned up by then
     */
    public ObtainedCertificate obtain(ObtainRequest request, ChallengeSolver solver) throws InterruptedException {
        return new Obtaining(this, request, solver).run();
    }

    /**
     * Goes on with an order where it was left, in this process or another, at any step.
     *
     * @param order the order as {@link ObtainException#order()} had it, or as it was stored
     * @param request as for {@link #obtain}; its names count for nothing now. If it has neither a certificate request nor a
     *     key, the stored certificate request is used, and a new key made when there is none either
     * @param solver answers the challenges that are left
     * @return the certificate and its chain
     * @throws ObtainException as {@link #obtain}
     * @throws InterruptedException as {@link #obtain}
     */
    public ObtainedCertificate resume(OrderResource order, ObtainRequest request, ChallengeSolver solver)
            throws InterruptedException {
        return new Obtaining(this, request, solver, order).run();
    }

    // ---- the two ways to post

    private <T extends AcmeObject> Resource<T> read(URI at, MessageType<T> type, Deadline deadline)
            throws InterruptedException {
        return client.post(signer, at, POST_AS_GET, AcmeClient.JSON, true, deadline)
                .resource(type);
    }

    private Answer post(URI at, AcmeObject body, Deadline deadline) throws InterruptedException {
        return client.post(signer, at, body.toJsonBytes(), AcmeClient.JSON, false, deadline);
    }

    private Deadline deadline() {
        return client.exchange().callDeadline();
    }

    /**
     * {@return the URL of the account}
     */
    @Override
    public String toString() {
        return url.toString();
    }
}
