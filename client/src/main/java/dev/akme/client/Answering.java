package dev.akme.client;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.Problem;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Answers the challenges of an order (RFC 8555 §7.5.1), all of them before any is waited for: so that the server looks at all
 * at once, however many there are.
 */
final class Answering {

    private final AcmeAccount account;
    private final AcmeClient client;
    private final Deadline deadline;
    private final Fetch fetch;
    private final BiConsumer<Resource<Authorization>, Problem> refused;

    /** Fetches an authorization, and remembers it. */
    interface Fetch {
        Resource<Authorization> fetch(URI url) throws InterruptedException;
    }

    /**
     * Makes one.
     *
     * @param refused is told of a server that does not take the answer, before that ends everything
     */
    Answering(
            AcmeAccount account, Deadline deadline, Fetch fetch, BiConsumer<Resource<Authorization>, Problem> refused) {
        this.account = account;
        this.client = account.client();
        this.deadline = deadline;
        this.fetch = fetch;
        this.refused = refused;
    }

    /** Gives the authorizations as they are when they are decided. */
    List<Resource<Authorization>> run(List<AuthorizationTask> tasks) throws InterruptedException {
        Map<AuthorizationTask, Polling<Authorization>> answered = new ConcurrentHashMap<>();
        Parallel.forEach(client.executor(), tasks, task -> answered.put(task, answer(task)));
        List<Polling<Authorization>> inOrder = new ArrayList<>();
        for (AuthorizationTask task : tasks) {
            Polling<Authorization> polling = answered.get(task);
            if (polling != null) {
                inOrder.add(polling);
            }
        }
        Polling.runAll(inOrder, client.executor(), client.listener());
        return inOrder.stream().map(Polling::last).toList();
    }

    private Polling<Authorization> answer(AuthorizationTask task) throws InterruptedException {
        URI url = task.authorization.url();
        Backoff backoff = new Backoff(client.random());
        Instant retryAt = task.authorization.retryAfter().orElse(null);
        // Servers refuse a second answer.
        if (!Authorizing.isAnswered(task.challenge)) {
            client.listener().step(ObtainStep.of(ObtainStep.Kind.ANSWER, task.challenge));
            URI challenge = url.resolve(task.challenge.challenge().url());
            Instant start = client.time().now();
            try {
                retryAt = answer(challenge, task.presented().response())
                        .retryAfter()
                        .orElse(null);
            } catch (AcmeProblemException e) {
                refused.accept(task.authorization, e.problem());
                throw e;
            }
            backoff = Backoff.after(Duration.between(start, client.time().now()), client.random());
        }
        return new Polling<>(
                ObtainStep.of(ObtainStep.Kind.AUTHORIZATION, task.challenge),
                Resource.of(url, task.authorization.body(), List.of(), retryAt),
                body -> !Authorizing.isPending(body),
                () -> fetch.fetch(url),
                backoff,
                deadline);
    }

    /** When the answer is lost, the challenge is read before it is answered again. */
    private Resource<Challenge> answer(URI challenge, ChallengeResponse response) throws InterruptedException {
        try {
            return account.answer(challenge, response, deadline);
        } catch (AcmeNetworkException | AcmeProblemException e) {
            if (!Refusals.isLost(e)) {
                throw e;
            }
            Resource<Challenge> now = account.challenge(challenge, deadline);
            return now.body().status().equals(Status.PENDING) ? account.answer(challenge, response, deadline) : now;
        }
    }
}
