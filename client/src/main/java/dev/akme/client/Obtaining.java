package dev.akme.client;

import dev.akme.jose.JoseException;
import dev.akme.jose.Jwk;
import dev.akme.jose.SigningKey;
import dev.akme.json.MemberException;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.AuthorizationResource;
import dev.akme.messages.AutoRenewal;
import dev.akme.messages.CertificateChain;
import dev.akme.messages.Identifier;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole way from an order to a certificate (RFC 8555 §7.4). For one thread, once. */
final class Obtaining {

    /** Any other is an end, whatever a server calls it. */
    private static final Set<Status> UNDER_WAY = Set.of(Status.PENDING, Status.READY, Status.PROCESSING);

    private final AcmeAccount account;
    private final AcmeClient client;
    private final ObtainRequest request;
    private final List<Identifier> identifiers;
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
        this.identifiers =
                stored == null ? request.identifiers() : stored.body().identifiers();
        this.authorizing = new Authorizing(account, identifiers, solver, deadline);
        Optional<Csr> ready = request.csr().or(() -> storedCsr(request, stored));
        this.made = ready.isEmpty() && request.key().isEmpty() ? SigningKey.generate(request.keyType()) : null;
        this.key = made != null ? made : request.key().orElse(null);
        this.csr = ready.orElseGet(() -> csr(key));
        if (stored != null) {
            this.order = Resource.of(stored.uri(), stored.body(), List.of(), null);
            this.known = stored.authorizations();
        }
    }

    /** A key that is handed in counts more; where it is that of the stored request, the request is as good. */
    private static Optional<Csr> storedCsr(ObtainRequest request, @Nullable OrderResource stored) {
        return Optional.ofNullable(stored)
                .flatMap(OrderResource::csrPem)
                .map(Csr::parse)
                .filter(csr -> request.key().isEmpty()
                        || csr.publicKey().equals(request.key().get().publicKey()));
    }

    private Csr csr(@Nullable SigningKey signer) {
        if (signer == null) {
            throw new IllegalStateException("there is neither key nor request");
        }
        return Csr.builder()
                .key(signer)
                .identifiers(identifiers)
                .mustStaple(request.mustStaple())
                .build();
    }

    ObtainedCertificate run() throws InterruptedException {
        try {
            Resource<Order> current = remember(order == null ? newOrder() : account.order(order.url(), deadline));
            boolean isPending = current.body().status().equals(Status.PENDING);
            if (isPending) {
                authorizing.of(authorizations(current));
            }
            if (!OrderedNames.requireSame(identifiers, current.body())) {
                client.listener().skipped(step(ObtainStep.Kind.ORDER), "the server shows wildcards without *.");
            }
            if (isPending) {
                authorizing.run();
                requireAuthorized();
            }
            return download(finish(current));
        } catch (AcmeProblemException | AcmeProtocolException | AcmeNetworkException | AcmeTimeoutException e) {
            if (!Refusals.isPassing(e)) {
                authorizing.giveUp();
            }
            throw refused(e);
        } catch (MemberException e) {
            authorizing.giveUp();
            String message = "the server left out or garbled what is needed: " + e.getMessage();
            throw failure(describe() + message, new AcmeProtocolException(message, e), Map.of());
        } catch (InterruptedException | RuntimeException | Error e) {
            authorizing.giveUp();
            throw e;
        }
    }

    /** It tells what was said of single identifiers: of a challenge that was refused, or in subproblems. */
    private ObtainException refused(RuntimeException e) {
        Map<Identifier, Problem> failures = authorizing.failures();
        String about = failures.isEmpty()
                ? describe()
                : "not authorized for "
                        + failures.keySet().stream().map(Identifier::value).collect(Collectors.joining(", ")) + ": ";
        if (e instanceof AcmeProblemException problem) {
            Refusals.byIdentifier(problem.problem()).forEach(failures::putIfAbsent);
        }
        return failure(about + e.getMessage(), e, failures);
    }

    private Resource<Order> newOrder() throws InterruptedException {
        try {
            return new Ordering(account, request, deadline).run();
        } catch (UnsupportedOperationException e) {
            throw failure(describe() + e.getMessage(), e, Map.of());
        }
    }

    // ---- authorizations

    private static List<URI> authorizations(Resource<Order> current) {
        return current.body().authorizations().stream()
                .map(current.url()::resolve)
                .toList();
    }

    private void requireAuthorized() {
        Map<Identifier, Problem> failures = authorizing.failures();
        if (!failures.isEmpty()) {
            String reasons = failures.entrySet().stream()
                    .map(failure -> failure.getKey().value() + ": "
                            + failure.getValue().toText().strip())
                    .collect(Collectors.joining("; "));
            throw failure("not authorized for " + reasons, null, failures);
        }
    }

    // ---- finalize

    private Resource<Order> finish(Resource<Order> current) throws InterruptedException {
        Status status = status(current);
        Resource<Order> begun = current;
        Backoff backoff = new Backoff(client.random());
        if (status.equals(Status.PENDING) || status.equals(Status.READY)) {
            Instant start = client.time().now();
            begun = new Finalizing(account, identifiers, csr, this::remember, deadline).run(current);
            backoff = Backoff.after(Duration.between(start, client.time().now()), client.random());
        }
        URI url = begun.url();
        Resource<Order> last = new Polling<>(
                        step(ObtainStep.Kind.ISSUANCE),
                        begun,
                        body -> !UNDER_WAY.contains(body.status()),
                        () -> remember(account.order(url, deadline)),
                        backoff,
                        deadline)
                .run(client.listener());
        if (!status(last).equals(Status.VALID)) {
            throw ended(last);
        }
        return last;
    }

    private ObtainException ended(Resource<Order> ended) throws InterruptedException {
        Optional<Problem> error = ended.body().error();
        if (error.isEmpty()) {
            // What is wrong may be told there.
            authorizing.of(authorizations(ended));
            authorizing.look();
            requireAuthorized();
        }
        Problem problem = error.orElseGet(() -> Problem.builder()
                .type(ProblemType.ABOUT_BLANK)
                .detail("the order is " + status(ended) + ", and the server does not say why")
                .build());
        return failure(
                describe() + problem.toText().strip(),
                new AcmeProblemException(problem),
                Refusals.byIdentifier(problem));
    }

    private static Status status(Resource<Order> order) {
        return order.body().status();
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
        boolean mayGet = mayGet(valid.body());
        Resource<CertificateChain> first = certificate(url, mayGet);
        CertificateChain chain = preferred(first, mayGet);
        requireOurKey(chain, url);
        client.listener().step(step(ObtainStep.Kind.DONE));
        OrderResource stored =
                stored(valid).toBuilder().fullchainPem(chain.toPem()).build();
        return new ObtainedCertificate(chain, key, stored);
    }

    /** Whether the server has granted it (RFC 8739 §3.4, RFC 9115 §2.3.5). */
    private static boolean mayGet(Order order) {
        return order.autoRenewal().map(AutoRenewal::allowCertificateGet).orElse(false)
                || order.allowCertificateGet().orElse(false);
    }

    /** Where GET is granted the certificate may be at another host, which knows nothing of the account. */
    private Resource<CertificateChain> certificate(URI url, boolean mayGet) throws InterruptedException {
        return mayGet ? client.certificate(url, deadline) : account.certificate(url, deadline);
    }

    private CertificateChain preferred(Resource<CertificateChain> first, boolean mayGet) throws InterruptedException {
        Optional<ChainPreference> preference = request.preferredChain();
        if (preference.isEmpty() || preference.get().isWanted(first.body())) {
            return first.body();
        }
        for (URI alternate : first.links("alternate")) {
            try {
                CertificateChain other = certificate(alternate, mayGet).body();
                if (preference.get().isWanted(other)) {
                    return other;
                }
            } catch (AcmeProblemException | AcmeProtocolException | AcmeNetworkException | AcmeTimeoutException e) {
                // There is a certificate: that is worth more than the preference.
                client.listener().skipped(step(ObtainStep.Kind.CHAIN), String.valueOf(e.getMessage()));
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
        ObtainException failure = new ObtainException(message, cause, stored, new LinkedHashMap<>(failures), made);
        authorizing.thrown().forEach(failure::addSuppressed);
        return failure;
    }

    private OrderResource stored(Resource<Order> last) {
        return OrderResource.of(last).toBuilder()
                .csrPem(csr.toPem())
                .authorizations(
                        authorizing.seen().isEmpty()
                                ? known
                                : authorizing.seen().stream()
                                        .map(AuthorizationResource::of)
                                        .toList())
                .build();
    }

    private String describe() {
        return "no certificate for " + ObtainStep.names(identifiers) + ": ";
    }

    private ObtainStep step(ObtainStep.Kind kind) {
        return ObtainStep.of(kind, identifiers);
    }
}
