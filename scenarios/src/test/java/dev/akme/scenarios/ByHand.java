package dev.akme.scenarios;

import dev.akme.client.AcmeAccount;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.messages.Authorization;
import dev.akme.messages.Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.NewOrder;
import dev.akme.messages.Order;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.net.URI;
import java.util.Arrays;
import java.util.function.Predicate;

/** The steps that {@link AcmeAccount#obtain} takes by itself, each on its own. */
final class ByHand {

    private static final int PAUSE = 100;

    private ByHand() {}

    /** Something that is asked for again and again. */
    interface Fetch<T> {
        Resource<T> fetch() throws InterruptedException;
    }

    static Resource<Order> order(AcmeAccount account, String... names) throws InterruptedException {
        return account.newOrder(NewOrder.builder()
                .identifiers(Arrays.stream(names).map(Identifier::dns).toList())
                .build());
    }

    /** Answers a challenge of each authorization that is not valid yet, and waits for the order to be ready. */
    static Resource<Order> authorize(AcmeAccount account, Resource<Order> order, ChallengeSolver solver)
            throws InterruptedException, SolverException {
        for (URI url : order.body().authorizations()) {
            Authorization authorization = account.authorization(url).body();
            if (authorization.status().equals(Status.PENDING)) {
                Presented presented = answer(account, authorization, solver);
                try {
                    until(
                            () -> account.authorization(url),
                            body -> !body.status().equals(Status.PENDING));
                } finally {
                    presented.close();
                }
            }
        }
        return until(() -> account.order(order.url()), body -> !body.status().equals(Status.PENDING));
    }

    /** Presents and answers a challenge, and waits for nothing. */
    static Presented answer(AcmeAccount account, Authorization authorization, ChallengeSolver solver)
            throws InterruptedException, SolverException {
        for (Challenge challenge : authorization.challenges()) {
            ChallengeTask task = new ChallengeTask(
                    authorization.identifier(),
                    authorization.wildcard(),
                    challenge,
                    account.key().publicKey(),
                    account.url());
            if (solver.preference(task) >= 0) {
                Presented presented = solver.present(task);
                account.answer(challenge.url(), presented.response());
                return presented;
            }
        }
        throw new IllegalStateException("the solver can answer none of the challenges");
    }

    /** Waits for the server, as long as the test may take. */
    static <T> Resource<T> until(Fetch<T> fetch, Predicate<T> isDone) throws InterruptedException {
        Resource<T> last = fetch.fetch();
        while (!isDone.test(last.body())) {
            Thread.sleep(PAUSE);
            last = fetch.fetch();
        }
        return last;
    }
}
