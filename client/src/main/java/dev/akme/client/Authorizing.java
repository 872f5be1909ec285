package dev.akme.client;

import dev.akme.json.MemberException;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import dev.akme.messages.TokenChallenge;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Gets the authorizations of one order (RFC 8555 §7.5): all are fetched, all challenges presented, waited for once, answered
 * at once, and cleaned up in every ending. For one thread.
 */
final class Authorizing {

    private static final Set<Status> PENDING = Set.of(Status.PENDING, Status.PROCESSING);

    /** DNS servers of a zone need minutes at the worst. */
    private static final Duration PROPAGATION = Duration.ofMinutes(5);

    private final AcmeAccount account;
    private final AcmeClient client;
    private final List<Identifier> identifiers;
    private final ChallengeSolver solver;
    private final Deadline deadline;
    private final Map<URI, Resource<Authorization>> seen = new ConcurrentHashMap<>();
    private final Map<URI, Failure> failures = new ConcurrentHashMap<>();
    private List<URI> urls = List.of();

    private record Failure(Identifier identifier, Problem problem, Optional<Exception> thrown) {}

    Authorizing(AcmeAccount account, List<Identifier> identifiers, ChallengeSolver solver, Deadline deadline) {
        this.account = account;
        this.identifiers = identifiers;
        this.client = account.client();
        this.solver = solver;
        this.deadline = deadline;
    }

    /** What went wrong with which identifier, in the order of the authorizations; empty when every one is valid. */
    Map<Identifier, Problem> failures() {
        Map<Identifier, Problem> inOrder = new LinkedHashMap<>();
        failed().forEach(failure -> inOrder.put(failure.identifier, failure.problem));
        return inOrder;
    }

    /** Those that the server has no part in, in the order of the authorizations. */
    List<Exception> thrown() {
        return failed().flatMap(failure -> failure.thrown.stream()).toList();
    }

    private Stream<Failure> failed() {
        return urls.stream().flatMap(url -> Optional.ofNullable(failures.get(url)).stream());
    }

    /** The authorizations as they were last seen, in their order. */
    List<Resource<Authorization>> seen() {
        return urls.stream()
                .flatMap(url -> Optional.ofNullable(seen.get(url)).stream())
                .toList();
    }

    /** Says which they are. From then on they can be given up. */
    void of(List<URI> authorizations) {
        urls = authorizations.stream().distinct().toList();
    }

    /** Does all of it. Afterwards {@link #failures()} says whether it was of use. */
    void run() throws InterruptedException {
        look();
        List<AuthorizationTask> tasks = new ArrayList<>();
        for (Resource<Authorization> authorization : seen()) {
            if (isPending(authorization.body())) {
                choose(authorization).ifPresent(tasks::add);
            }
        }
        if (!failures.isEmpty()) {
            return;
        }
        try {
            present(tasks);
            if (failures.isEmpty()) {
                new Answering(account, deadline, this::fetch, this::fail)
                        .run(tasks)
                        .forEach(this::judge);
            }
        } finally {
            takeAway(tasks);
        }
    }

    /** Only looks how they are. */
    void look() throws InterruptedException {
        Parallel.forEach(client.executor(), urls, url -> judge(fetch(url)));
    }

    private Resource<Authorization> fetch(URI url) throws InterruptedException {
        Resource<Authorization> authorization = account.authorization(url, deadline);
        seen.put(url, authorization);
        return authorization;
    }

    private void judge(Resource<Authorization> authorization) {
        Authorization body = authorization.body();
        if (!body.status().equals(Status.VALID) && !isPending(body)) {
            fail(authorization, reason(body));
        }
    }

    static boolean isPending(Authorization body) {
        return PENDING.contains(body.status());
    }

    private void fail(Resource<Authorization> authorization, Problem problem) {
        fail(authorization, problem, Optional.empty());
    }

    private void fail(Resource<Authorization> authorization, Exception thrown) {
        Problem local = Problem.builder()
                .type(ProblemType.ABOUT_BLANK)
                .detail(String.valueOf(thrown.getMessage()))
                .build();
        fail(authorization, local, Optional.of(thrown));
    }

    private void fail(Resource<Authorization> authorization, Problem problem, Optional<Exception> thrown) {
        Authorization body = authorization.body();
        // A name and the wildcard below it have authorizations for the same identifier.
        Identifier identifier =
                body.wildcard() ? Identifier.dns("*." + body.identifier().value()) : body.identifier();
        failures.put(authorization.url(), new Failure(identifier, problem, thrown));
    }

    private static Problem reason(Authorization body) {
        return body.challenges().stream()
                .flatMap(challenge -> challenge.error().stream())
                .findFirst()
                .orElseGet(() -> Problem.builder()
                        .type(ProblemType.UNAUTHORIZED)
                        .detail("the authorization is " + body.status() + ", and the server does not say why")
                        .build());
    }

    // ---- present

    private Optional<AuthorizationTask> choose(Resource<Authorization> authorization) {
        Authorization body = authorization.body();
        List<ChallengeTask> offered = body.challenges().stream()
                .filter(Authorizing::isUsable)
                .map(challenge -> new ChallengeTask(
                        body.identifier(),
                        body.wildcard(),
                        challenge,
                        account.key().publicKey(),
                        account.url()))
                .toList();
        Optional<ChallengeTask> best = offered.stream()
                .filter(task -> solver.preference(task) >= 0)
                // Before all, one that was answered already; of equals, the first that the server offers.
                .max(Comparator.comparing(Authorizing::isAnswered)
                        .thenComparingInt(solver::preference)
                        .thenComparing(Comparator.comparingInt((ChallengeTask task) -> offered.indexOf(task))
                                .reversed()));
        if (best.isEmpty()) {
            String types = String.join(
                    ", ",
                    offered.stream()
                            .map(task -> task.challenge().type().toString())
                            .toList());
            fail(
                    authorization,
                    new UnsupportedOperationException(
                            "the solver can answer none of the challenges that the server offers: "
                                    + (types.isEmpty()
                                            ? "there are none that are complete and not yet decided"
                                            : types)));
        }
        return best.map(task -> new AuthorizationTask(authorization, task));
    }

    /** Servers offer challenges of all kinds, some of them incomplete: these are nobody's business. */
    private static boolean isUsable(Challenge challenge) {
        try {
            return !challenge.type().value().isEmpty()
                    && !challenge.url().toString().isEmpty()
                    && PENDING.contains(challenge.status())
                    && !(challenge instanceof TokenChallenge withToken
                            && withToken.token().isEmpty());
        } catch (MemberException e) {
            return false;
        }
    }

    /** Of an order that is gone on with. */
    static boolean isAnswered(ChallengeTask task) {
        return task.challenge().status().equals(Status.PROCESSING);
    }

    private void present(List<AuthorizationTask> tasks) throws InterruptedException {
        for (AuthorizationTask task : tasks) {
            client.listener().step(ObtainStep.of(ObtainStep.Kind.PRESENT, task.challenge));
            try {
                task.presented = solver.present(task.challenge);
            } catch (SolverException e) {
                fail(task.authorization, e);
                return;
            }
        }
        awaitAll(tasks);
    }

    /** All that is waited for begins at the same time and is waited for together: many records take as long as one. */
    private void awaitAll(List<AuthorizationTask> tasks) throws InterruptedException {
        Deadline propagation = deadline.atMost(PROPAGATION);
        Queue<Instant> settled = new ConcurrentLinkedQueue<>();
        Parallel.forEach(client.executor(), tasks, task -> {
            try {
                ObtainStep visibility = ObtainStep.of(ObtainStep.Kind.VISIBILITY, task.challenge);
                Timekeeper telling = new TellingTimekeeper(client.time(), client.listener(), visibility);
                task.presented()
                        .await(telling, propagation.at())
                        .ifPresent(doubt -> client.listener().skipped(visibility, doubt));
                settled.add(client.time().now().plus(task.presented().settle()));
            } catch (SolverException e) {
                fail(task.authorization, e);
            }
        });
        Instant now = client.time().now();
        Instant last = settled.stream().max(Comparator.naturalOrder()).orElse(now);
        if (failures.isEmpty() && last.isAfter(now)) {
            Instant end = deadline.includes(last) ? last : deadline.at();
            client.listener().waiting(ObtainStep.of(ObtainStep.Kind.VISIBILITY, identifiers), end);
            client.time().sleep(Duration.between(now, end));
        }
    }

    // ---- clean up

    private void takeAway(List<AuthorizationTask> tasks) {
        List<AuthorizationTask> presented =
                tasks.stream().filter(task -> task.presented != null).toList();
        List<AuthorizationTask> left = CleanUp.run(presented, this::close, client.cleanUpTimeout());
        for (AuthorizationTask task : left) {
            client.listener().skipped(cleanUp(task), "it takes too long to wait for, and goes on");
        }
    }

    private static ObtainStep cleanUp(AuthorizationTask task) {
        return ObtainStep.of(ObtainStep.Kind.CLEAN_UP, task.challenge);
    }

    private void close(AuthorizationTask task) {
        Presented presented = task.presented;
        try {
            if (presented != null) {
                presented.close();
            }
        } catch (SolverException | RuntimeException | Error e) {
            client.listener().skipped(cleanUp(task), String.valueOf(e.getMessage()));
        }
    }

    /** Gives up what was not decided, in the order of the authorizations (RFC 8555 §7.5.2). Interrupts do not stop it. */
    void giveUp() {
        ObtainStep giveUp = ObtainStep.of(ObtainStep.Kind.GIVE_UP, identifiers);
        boolean interrupted = Thread.interrupted();
        Deadline last = Deadline.in(client.cleanUpTimeout(), client.time());
        for (URI url : urls) {
            try {
                giveUp(url, last);
            } catch (AcmeNetworkException | AcmeTimeoutException e) {
                // The next would only fail in the same way.
                client.listener().skipped(giveUp, url + " and what comes after it: " + e.getMessage());
                break;
            } catch (RuntimeException e) {
                client.listener().skipped(giveUp, url + ": " + e.getMessage());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(URI url, Deadline last) throws InterruptedException {
        Resource<Authorization> known = seen.get(url);
        // What was pending a while ago may be valid by now, and good for another order.
        if ((known == null || isPending(known.body()))
                && isPending(account.authorization(url, last).body())) {
            account.deactivateAuthorization(url, last);
        }
    }
}
