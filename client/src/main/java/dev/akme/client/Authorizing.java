package dev.akme.client;

import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gets the authorizations of one order (RFC 8555 §7.5): all are fetched, all challenges presented, waited for once, answered
 * at once, and cleaned up in every ending. For one thread.
 */
final class Authorizing {

    private static final Set<Status> PENDING = Set.of(Status.PENDING, Status.PROCESSING);

    /** DNS servers of a zone need minutes at the worst. */
    private static final Duration PROPAGATION = Duration.ofMinutes(5);

    /** Taking things away must not take the time of what comes next, nor be cut off by an interrupt. */
    private static final Duration CLEANING = Duration.ofMinutes(1);

    private final AcmeAccount account;
    private final AcmeClient client;
    private final ChallengeSolver solver;
    private final Deadline deadline;
    private final Map<URI, Resource<Authorization>> seen = new ConcurrentHashMap<>();
    private final Map<Identifier, Problem> failures = new ConcurrentHashMap<>();

    /** One authorization with the challenge that was chosen, and what was put in place for it. */
    private static final class Task {

        private final Resource<Authorization> authorization;
        private final ChallengeTask challenge;
        private @Nullable Presented presented;

        Task(Resource<Authorization> authorization, ChallengeTask challenge) {
            this.authorization = authorization;
            this.challenge = challenge;
        }
    }

    Authorizing(AcmeAccount account, ChallengeSolver solver, Deadline deadline) {
        this.account = account;
        this.client = account.client();
        this.solver = solver;
        this.deadline = deadline;
    }

    /** What went wrong with which identifier; empty when every authorization is valid. */
    Map<Identifier, Problem> failures() {
        return new LinkedHashMap<>(failures);
    }

    /** The authorizations as they were last seen. */
    List<Resource<Authorization>> seen() {
        return List.copyOf(seen.values());
    }

    /** Does all of it. Afterwards {@link #failures()} says whether it was of use. */
    void run(List<URI> authorizations) throws InterruptedException {
        Parallel.forEach(client.executor(), authorizations, url -> look(account.authorization(url, deadline)));
        List<Task> tasks = new ArrayList<>();
        for (URI url : authorizations) {
            Resource<Authorization> authorization = seen.get(url);
            if (authorization != null && authorization.body().status().equals(Status.PENDING)) {
                choose(authorization).ifPresent(tasks::add);
            }
        }
        if (!failures.isEmpty()) {
            return;
        }
        try {
            present(tasks);
            if (failures.isEmpty()) {
                Parallel.forEach(client.executor(), tasks, this::answer);
            }
        } finally {
            takeAway(tasks);
        }
    }

    private void look(Resource<Authorization> authorization) {
        seen.put(authorization.url(), authorization);
        Authorization body = authorization.body();
        if (!body.status().equals(Status.VALID) && !PENDING.contains(body.status())) {
            failures.put(body.identifier(), reason(body));
        }
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

    private Optional<Task> choose(Resource<Authorization> authorization) {
        Authorization body = authorization.body();
        List<ChallengeTask> offered = body.challenges().stream()
                .filter(challenge -> PENDING.contains(challenge.status()))
                .map(challenge -> new ChallengeTask(
                        body.identifier(),
                        body.wildcard(),
                        challenge,
                        account.key().publicKey(),
                        account.url()))
                .toList();
        Optional<ChallengeTask> best = offered.stream()
                .filter(task -> solver.preference(task) >= 0)
                // Of equals, the first that the server offers.
                .max(Comparator.comparingInt((ChallengeTask task) -> solver.preference(task))
                        .thenComparing(Comparator.comparingInt((ChallengeTask task) -> offered.indexOf(task))
                                .reversed()));
        if (best.isEmpty()) {
            String types = String.join(
                    ", ",
                    body.challenges().stream().map(c -> c.type().toString()).toList());
            failures.put(
                    body.identifier(),
                    local("the solver can answer none of the challenges that the server offers: " + types));
        }
        return best.map(task -> new Task(authorization, task));
    }

    private static Problem local(String detail) {
        return Problem.builder().type(ProblemType.ABOUT_BLANK).detail(detail).build();
    }

    private void present(List<Task> tasks) throws InterruptedException {
        for (Task task : tasks) {
            client.listener().step("present " + task.challenge);
            try {
                task.presented = solver.present(task.challenge);
            } catch (SolverException e) {
                failures.put(task.challenge.identifier(), local(String.valueOf(e.getMessage())));
                return;
            }
        }
        Deadline propagation = deadline.atMost(PROPAGATION);
        for (Task task : tasks) {
            Presented presented = task.presented;
            if (presented != null) {
                try {
                    presented.await(client.time(), propagation.at());
                } catch (SolverException e) {
                    failures.put(task.challenge.identifier(), local(String.valueOf(e.getMessage())));
                    return;
                }
            }
        }
    }

    // ---- answer

    private void answer(Task task) throws InterruptedException {
        client.listener().step("answer " + task.challenge);
        Presented presented = task.presented;
        if (presented == null) {
            throw new IllegalStateException("answered before it was presented");
        }
        Instant start = client.time().now();
        Resource<Challenge> answered = answer(task.challenge.challenge().url(), presented.response());
        Backoff backoff = Backoff.after(Duration.between(start, client.time().now()), client.random());
        URI url = task.authorization.url();
        Resource<Authorization> last = Polling.until(
                "the authorization of " + task.challenge.identifier().value(),
                Resource.of(
                        url,
                        task.authorization.body(),
                        List.of(),
                        answered.retryAfter().orElse(null)),
                body -> !PENDING.contains(body.status()),
                () -> account.authorization(url, deadline),
                backoff,
                client,
                deadline);
        look(last);
    }

    /** When the network fails in between, the challenge is read before it is answered again. */
    private Resource<Challenge> answer(URI challenge, ChallengeResponse response) throws InterruptedException {
        try {
            return account.answer(challenge, response, deadline);
        } catch (AcmeNetworkException e) {
            if (!e.mayHaveArrived()) {
                throw e;
            }
            Resource<Challenge> now = account.challenge(challenge, deadline);
            return now.body().status().equals(Status.PENDING) ? account.answer(challenge, response, deadline) : now;
        }
    }

    // ---- clean up

    private void takeAway(List<Task> tasks) {
        boolean interrupted = Thread.interrupted();
        for (Task task : tasks) {
            Presented presented = task.presented;
            if (presented != null) {
                try {
                    presented.close();
                } catch (SolverException | RuntimeException e) {
                    client.listener().step("could not clean up after " + task.challenge + ": " + e.getMessage());
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives up what was not decided, so that it does not count against the account (RFC 8555 §7.5.2). */
    void giveUp() {
        boolean interrupted = Thread.interrupted();
        Deadline last = Deadline.in(CLEANING, client.time());
        for (Resource<Authorization> authorization : seen.values()) {
            if (PENDING.contains(authorization.body().status())) {
                try {
                    account.deactivateAuthorization(authorization.url(), last);
                } catch (RuntimeException e) {
                    client.listener().step("could not give up " + authorization.url() + ": " + e.getMessage());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
