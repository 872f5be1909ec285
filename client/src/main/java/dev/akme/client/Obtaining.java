package dev.akme.client;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.AuthorizationResource;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.OrderResource;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole way from an order to a certificate (RFC 8555 §7.4). For one thread, once. */
final class Obtaining {

    private static final Set<Status> FINAL = Set.of(Status.VALID, Status.INVALID, Status.CANCELED);

    private final AcmeAccount account;
    private final AcmeClient client;
    private final ObtainRequest request;
    private final Deadline deadline;
    private final Authorizing authorizing;
    private final @Nullable SigningKey made;
    private final @Nullable SigningKey key;
    private final Csr csr;
    private @Nullable Resource<Order> order;
    private List<AuthorizationResource> known = List.of();

    Obtaining(AcmeAccount account, ObtainRequest request, ChallengeSolver solver) {
        this(account, request, solver, null);
    }

    /** Goes on with an order that was stored. */
    Obtaining(AcmeAccount account, ObtainRequest request, ChallengeSolver solver, @Nullable OrderResource stored) {
        this.account = account;
        this.client = account.client();
        this.request = request;
        this.deadline = Deadline.in(request.timeout(), client.time());
        this.authorizing = new Authorizing(account, solver, deadline);
        Optional<Csr> ready = request.csr()
                .or(() -> Optional.ofNullable(stored)
                        .flatMap(OrderResource::csrPem)
                        .map(Csr::parse));
        this.made = ready.isEmpty() && request.key().isEmpty() ? SigningKey.generate(request.keyType()) : null;
        this.key = made != null ? made : request.key().orElse(null);
        this.csr = ready.orElseGet(() -> csr(request, key));
        if (stored != null) {
            this.order = Resource.of(stored.uri(), stored.body(), List.of(), null);
            this.known = stored.authorizations();
        }
    }

    private static Csr csr(ObtainRequest request, @Nullable SigningKey key) {
        if (key == null) {
            throw new IllegalStateException("there is neither key nor request");
        }
        return Csr.builder()
                .key(key)
                .identifiers(request.identifiers())
                .mustStaple(request.mustStaple())
                .build();
    }

    ObtainedCertificate run() throws InterruptedException {
        try {
            Resource<Order> current = order == null ? newOrder() : account.order(order.url(), deadline);
            order = current;
            if (current.body().status().equals(Status.PENDING)) {
                authorize(current);
            }
            return download(finish(current));
        } catch (AcmeProblemException
                | AcmeProtocolException
                | AcmeNetworkException
                | AcmeTimeoutException
                | UnsupportedOperationException e) {
            authorizing.giveUp();
            throw failure(describe() + e.getMessage(), e, Map.of());
        } catch (InterruptedException | RuntimeException e) {
            authorizing.giveUp();
            throw e;
        }
    }

    // ---- order

    private Resource<Order> newOrder() throws InterruptedException {
        NewOrder.Builder wanted = NewOrder.builder().identifiers(request.identifiers());
        request.profile().ifPresent(wanted::profile);
        request.notBefore().ifPresent(wanted::notBefore);
        request.notAfter().ifPresent(wanted::notAfter);
        NewOrder without = wanted.build();
        client.listener().step("order a certificate for " + names());
        if (request.replaces().isEmpty()) {
            return ask(without);
        }
        try {
            return ask(wanted.replaces(request.replaces().get().toString()).build());
        } catch (AcmeProblemException e) {
            // For whatever reason: that the link to the old certificate is missing harms nobody.
            client.listener().step("order again without replaces, because " + e.getMessage());
            return ask(without);
        }
    }

    /** When the network fails in between, the order is asked for again; the server may have two then, one of which expires. */
    private Resource<Order> ask(NewOrder wanted) throws InterruptedException {
        try {
            return account.newOrder(wanted, deadline);
        } catch (AcmeNetworkException e) {
            if (!e.mayHaveArrived() || deadline.isOver()) {
                throw e;
            }
            client.listener().step("order again, because the network failed");
            return account.newOrder(wanted, deadline);
        }
    }

    // ---- authorizations

    private void authorize(Resource<Order> current) throws InterruptedException {
        authorizing.run(current.body().authorizations());
        known = authorizing.seen().stream().map(AuthorizationResource::of).toList();
        Map<Identifier, Problem> failures = authorizing.failures();
        if (!failures.isEmpty()) {
            authorizing.giveUp();
            String reasons = failures.entrySet().stream()
                    .map(failure -> failure.getKey().value() + ": "
                            + failure.getValue().toText().strip())
                    .collect(Collectors.joining("; "));
            throw failure("not authorized for " + reasons, null, failures);
        }
    }

    // ---- finalize

    private Resource<Order> finish(Resource<Order> current) throws InterruptedException {
        Resource<Order> last = current;
        Status status = current.body().status();
        Backoff backoff = new Backoff(client.random());
        if (status.equals(Status.PENDING) || status.equals(Status.READY)) {
            Instant start = client.time().now();
            last = finalizeOrder(current);
            backoff = Backoff.after(Duration.between(start, client.time().now()), client.random());
        }
        last = until("the certificate", last, body -> FINAL.contains(body.status()), backoff);
        if (!last.body().status().equals(Status.VALID)) {
            Problem problem = last.body()
                    .error()
                    .orElseGet(() -> Problem.builder()
                            .type(ProblemType.ABOUT_BLANK)
                            .detail("the order became invalid, and the server does not say why")
                            .build());
            throw failure(describe() + problem.toText().strip(), new AcmeProblemException(problem), Map.of());
        }
        return last;
    }

    private Resource<Order> finalizeOrder(Resource<Order> current) throws InterruptedException {
        client.listener().step("finalize the order");
        Finalize finalize = Finalize.builder().csr(csr.der()).build();
        try {
            return remember(account.finalizeOrder(current, finalize, deadline));
        } catch (AcmeProblemException e) {
            if (!Refusals.is(e.problem(), ProblemType.ORDER_NOT_READY)) {
                throw e;
            }
        } catch (AcmeNetworkException e) {
            if (!e.mayHaveArrived()) {
                throw e;
            }
        }
        // All authorizations are valid, but the order does not show it yet; or nobody knows whether it was finalized.
        Resource<Order> now = until(
                "the order to be ready",
                account.order(current.url(), deadline),
                body -> !body.status().equals(Status.PENDING),
                new Backoff(client.random()));
        return now.body().status().equals(Status.READY)
                ? remember(account.finalizeOrder(now, finalize, deadline))
                : now;
    }

    private Resource<Order> until(String what, Resource<Order> seen, Predicate<Order> isDone, Backoff backoff)
            throws InterruptedException {
        URI url = seen.url();
        return Polling.until(
                what, seen, isDone, () -> remember(account.order(url, deadline)), backoff, client, deadline);
    }

    private Resource<Order> remember(Resource<Order> current) {
        order = current;
        return current;
    }

    // ---- certificate

    private ObtainedCertificate download(Resource<Order> valid) throws InterruptedException {
        URI url = valid.body()
                .certificate()
                .or(valid.body()::starCertificate)
                .map(valid.url()::resolve)
                .orElseThrow(() -> new AcmeProtocolException(
                        valid.url() + " is valid, but has no certificate (RFC 8555 §7.1.3)", null));
        Resource<CertificateChain> first = account.certificate(url, deadline);
        CertificateChain chain = preferred(first);
        requireOurKey(chain, url);
        client.listener().step("got the certificate for " + names());
        OrderResource stored =
                stored(valid).toBuilder().fullchainPem(chain.toPem()).build();
        return new ObtainedCertificate(chain, key, stored);
    }

    private CertificateChain preferred(Resource<CertificateChain> first) throws InterruptedException {
        Optional<ChainPreference> preference = request.preferredChain();
        if (preference.isEmpty() || preference.get().isWanted(first.body())) {
            return first.body();
        }
        for (URI alternate : first.links("alternate")) {
            CertificateChain other = account.certificate(alternate, deadline).body();
            if (preference.get().isWanted(other)) {
                return other;
            }
        }
        return first.body();
    }

    private void requireOurKey(CertificateChain chain, URI url) {
        try {
            if (Jwk.of(chain.leaf().getPublicKey()).equals(csr.publicKey())) {
                return;
            }
        } catch (JoseException | IllegalArgumentException e) {
            throw new AcmeProtocolException(url + " is a certificate that cannot be read: " + e.getMessage(), e);
        }
        throw new AcmeProtocolException(url + " is a certificate for another key", null);
    }

    // ---- failures

    private ObtainException failure(String message, @Nullable Throwable cause, Map<Identifier, Problem> failures) {
        Resource<Order> last = order;
        OrderResource stored = last == null ? null : stored(last);
        return new ObtainException(message, cause, stored, new LinkedHashMap<>(failures), made);
    }

    private OrderResource stored(Resource<Order> last) {
        return OrderResource.of(last).toBuilder()
                .csrPem(csr.toPem())
                .authorizations(known)
                .build();
    }

    private String describe() {
        return "no certificate for " + names() + ": ";
    }

    private String names() {
        List<Identifier> all = request.identifiers();
        String first = all.stream().limit(3).map(Identifier::value).collect(Collectors.joining(", "));
        return all.size() > 3 ? first + " and " + (all.size() - 3) + " more" : first;
    }
}
