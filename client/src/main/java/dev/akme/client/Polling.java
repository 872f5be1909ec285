package dev.akme.client;

import dev.akme.messages.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks again and again until something is done: when the server says, else at growing intervals; when it says a time after the
 * deadline, after an eighth of the time that is left, and of what is left then.
 */
final class Polling {

    private Polling() {}

    /** Fetches it once more. */
    interface Fetch<T> {
        Resource<T> fetch() throws InterruptedException;
    }

    /**
     * Waits for a resource to get somewhere.
     *
     * @param what what is waited for, for people
     * @param seen how it was last seen
     * @param isDone whether that is the end
     * @param backoff the pauses when the server does not say
     * @throws AcmeTimeoutException when the deadline comes first
     */
    static <T> Resource<T> until(
            String what,
            Resource<T> seen,
            Predicate<T> isDone,
            Fetch<T> fetch,
            Backoff backoff,
            AcmeClient client,
            Deadline deadline)
            throws InterruptedException {
        Resource<T> last = seen;
        while (!isDone.test(last.body())) {
            Instant now = client.time().now();
            Optional<Instant> said = last.retryAfter().filter(at -> at.isAfter(now));
            Instant again = said.orElseGet(() -> now.plus(backoff.next()));
            if (said.isPresent() && !deadline.includes(again)) {
                // Some servers say "tomorrow" and are done in a minute: the time that there is is not let go by.
                again = later(now.plus(deadline.left().dividedBy(8)), now.plus(backoff.next()));
            }
            if (!deadline.includes(again)) {
                throw new AcmeTimeoutException(
                        "the time was over while waiting for " + what + ", last seen as " + last.body(),
                        said.orElse(null));
            }
            client.listener().waiting(what, again);
            client.time().sleep(Duration.between(now, again));
            last = fetch.fetch();
        }
        return last;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
