package dev.akme.ca;

import dev.akme.ca.issuer.CertificateRequest;
import dev.akme.ca.store.CaStore;
import dev.akme.ca.store.StoredOrder;
import dev.akme.jose.Base64Url;
import dev.akme.json.MemberException;
import dev.akme.messages.Finalize;
import dev.akme.messages.OrdersList;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Status;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders (RFC 8555 §7.1.2.1, §7.1.3, §7.4): listed, read, finalized. */
final class Orders {

    private static final String AFTER = "after=";

    private final Settings settings;
    private final CaStore store;
    private final Urls urls;
    private final Issuance issuance;
    private final Work work;

    Orders(Settings settings, Urls urls, Issuance issuance, Work work) {
        this.settings = settings;
        this.store = settings.store();
        this.urls = urls;
        this.issuance = issuance;
        this.work = work;
    }

    // ---- read

    CaResponse order(SignedRequest request) {
        StoredOrder order = find(request);
        if (!request.isPostAsGet()) {
            throw Refuse.malformed("an order can only be read here: send the empty string as payload (RFC 8555 §6.3)");
        }
        return answer(order);
    }

    private StoredOrder find(SignedRequest request) {
        // Whose it is makes no difference in the answer: nobody is to find out which orders others have.
        return store.order(request.target().id())
                .filter(order -> order.accountId().equals(request.account().id()))
                .orElseThrow(() -> Refuse.notFound("this account has no such order, or it is long over"));
    }

    private CaResponse answer(StoredOrder order) {
        OrderView view = OrderView.of(order, store, settings.clock().instant());
        CaResponse response = CaResponse.json(200, () -> view.message(urls))
                .with("Location", urls.of(Endpoint.ORDER, order.id()).toString());
        return view.isBusy() ? response.notYet(settings.orderPause()) : response;
    }

    // ---- listed

    CaResponse orders(SignedRequest request) {
        if (!request.target().id().equals(request.account().id())) {
            throw Refuse.notFound("there is no such list of orders");
        }
        request.verified().requirePostAsGet();
        Optional<String> after = cursor(request.url());
        if (after.flatMap(store::order)
                        .filter(order ->
                                !order.accountId().equals(request.account().id()))
                        .isPresent()
                || after.filter(id -> store.order(id).isEmpty()).isPresent()) {
            throw Refuse.notFound("there is no such page: begin with the first");
        }
        Instant now = settings.clock().instant();
        List<StoredOrder> page = store.orders(request.account().id(), after, settings.ordersPage() + 1);
        List<URI> shown = page.stream()
                .limit(settings.ordersPage())
                .filter(order -> !OrderView.of(order, store, now).is(Status.INVALID))
                .map(order -> urls.of(Endpoint.ORDER, order.id()))
                .toList();
        CaResponse response =
                CaResponse.json(200, () -> OrdersList.builder().orders(shown).build());
        if (page.size() <= settings.ordersPage()) {
            return response;
        }
        String last = page.get(settings.ordersPage() - 1).id();
        URI next = URI.create(urls.of(Endpoint.ORDERS, request.account().id()) + "?" + AFTER + last);
        return response.withLink(next, "next");
    }

    private static Optional<String> cursor(URI url) {
        String query = url.getRawQuery();
        if (query == null) {
            return Optional.empty();
        }
        if (!query.startsWith(AFTER)) {
            throw Refuse.notFound("there is no such page: begin with the first");
        }
        return Optional.of(query.substring(AFTER.length()));
    }

    // ---- finalized

    CaResponse finalizeOrder(SignedRequest request) {
        StoredOrder order = find(request);
        Instant now = settings.clock().instant();
        if (order.status().equals(Status.PENDING) && !order.expires().isAfter(now)) {
            throw Refuse.notFound("the order has expired: order again");
        }
        OrderView view = OrderView.of(order, store, now);
        if (!view.is(Status.READY)) {
            throw notReady(view.status());
        }
        settings.profile(order.profile());
        byte[] der = der(request);
        CertificateRequest csr = csr(der, order);
        work.requireRoom();
        StoredOrder finalized = order.processing(Base64Url.encode(der));
        if (!store.replace(finalized)) {
            throw notReady(Status.PROCESSING);
        }
        issuance.issue(finalized, csr);
        return answer(store.order(order.id()).orElse(finalized));
    }

    private static RuntimeException notReady(Status status) {
        return Refuse.with(
                ProblemType.ORDER_NOT_READY,
                "the order is " + status + ": it can be finalized while it is ready (RFC 8555 §7.4)");
    }

    private static byte[] der(SignedRequest request) {
        Finalize draft = request.draft(Finalize.TYPE);
        if (draft.member("csr").isEmpty()) {
            throw Refuse.malformed("csr is missing: send the request for the certificate (RFC 8555 §7.4)");
        }
        try {
            return draft.csr();
        } catch (MemberException e) {
            throw Refuse.with(ProblemType.BAD_CSR, String.valueOf(e.getMessage()));
        }
    }

    private CertificateRequest csr(byte[] der, StoredOrder order) {
        CertificateRequest csr = CertificateRequest.read(der);
        if (csr.mustStaple() && !settings.mustStapleAllowed()) {
            throw Refuse.unauthorized(
                    "certificates that oblige to staple OCSP responses are not issued here: ask for one"
                            + " without the TLS feature extension");
        }
        csr.requireMatch(order.identifiers());
        if (store.accountOfKey(csr.verificationKey().jwk().thumbprint()).isPresent()) {
            throw Refuse.with(
                    ProblemType.BAD_CSR, "the key in the CSR is that of an account: make another (RFC 8555 §11.1)");
        }
        if (store.isBlocked(AccountKeys.id(csr.publicKey()))) {
            throw Refuse.with(
                    ProblemType.BAD_CSR, "the key in the CSR is blocked, because others may have it: make another");
        }
        return csr;
    }
}
