package dev.akme.client;

import dev.akme.messages.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again until something is done: when the server says, else at growing intervals; when it says a time after the
 * deadline, after an eighth of the time that is left, and of what is left then. What becomes done in the last moments is seen
 * too: the last look is shortly before the deadline. For one thread at a time.
 */
final class Polling<T> {

    /** What an answer takes at the most, mostly: the last look is that long before the deadline. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);

    private final ObtainStep what;
    private final Predicate<T> isDone;
    private final Fetch<T> fetch;
    private final Backoff backoff;
    private final Deadline deadline;
    private Resource<T> last;
    private boolean isLastLook;

    /** Fetches it once more. */
    interface Fetch<T> {
        Resource<T> fetch() throws InterruptedException;
    }

    /**
     * Begins with what is known.
     *
     * @param what what is waited for
     * @param seen how it was last seen
     * @param isDone whether that is the end
     * @param backoff the pauses when the server does not say
     */
    Polling(
            ObtainStep what,
            Resource<T> seen,
            Predicate<T> isDone,
            Fetch<T> fetch,
            Backoff backoff,
            Deadline deadline) {
        this.what = what;
        this.last = seen;
        this.isDone = isDone;
        this.fetch = fetch;
        this.backoff = backoff;
        this.deadline = deadline;
    }

    Resource<T> last() {
        return last;
    }

    boolean isDone() {
        return isDone.test(last.body());
    }

    /** When to look next; empty when there is no time left for that. */
    Optional<Instant> next() {
        Instant now = deadline.time().now();
        Optional<Instant> said = said(now);
        Instant again = said.orElseGet(() -> now.plus(backoff.next()));
        if (said.isPresent() && !deadline.includes(again)) {
            // Some servers say "tomorrow" and are done in a minute: the time that there is is not let go by.
            again = later(now.plus(deadline.left().dividedBy(8)), now.plus(backoff.next()));
        }
        if (deadline.includes(again)) {
            return Optional.of(again);
        }
        if (isLastLook || deadline.isOver()) {
            return Optional.empty();
        }
        isLastLook = true;
        Duration quarter = deadline.left().dividedBy(4);
        return Optional.of(deadline.at().minus(quarter.compareTo(LAST_LOOK) < 0 ? quarter : LAST_LOOK));
    }

    void look() throws InterruptedException {
        try {
            last = fetch.fetch();
        } catch (AcmeTimeoutException e) {
            throw timeout(e);
        }
    }

    /** That the deadline came first; it tells what was seen last, and when to come back if the server said so. */
    AcmeTimeoutException timeout(@Nullable AcmeTimeoutException cause) {
        Optional<Instant> retryAt = Optional.ofNullable(cause)
                .flatMap(AcmeTimeoutException::retryAt)
                .or(() -> said(deadline.time().now()));
        return new AcmeTimeoutException(
                "the time was over while waiting for " + what + ", last seen as " + last.body(),
                retryAt.orElse(null),
                cause);
    }

    private Optional<Instant> said(Instant now) {
        return last.retryAfter().filter(at -> at.isAfter(now));
    }

    /**
     * Looks until it is done.
     *
     * @throws AcmeTimeoutException when the deadline comes first
     */
    Resource<T> run(AcmeListener listener) throws InterruptedException {
        if (!tryRun(listener)) {
            throw timeout(null);
        }
        return last;
    }

    /** Looks until it is done, or until the deadline; tells which. */
    boolean tryRun(AcmeListener listener) throws InterruptedException {
        while (!isDone()) {
            Optional<Instant> again = next();
            if (again.isEmpty()) {
                return false;
            }
            listener.waiting(what, again.get());
            deadline.time().sleep(Duration.between(deadline.time().now(), again.get()));
            look();
        }
        return true;
    }

    /**
     * Looks until all are done, at each when it is due: none has to wait until another one is done.
     *
     * @throws AcmeTimeoutException when the deadline of one comes first
     */
    static <T> void runAll(List<Polling<T>> all, Executor executor, AcmeListener listener) throws InterruptedException {
        Map<Polling<T>, Instant> open = new LinkedHashMap<>();
        List<Polling<T>> seen = all;
        while (true) {
            for (Polling<T> polling : seen) {
                if (polling.isDone()) {
                    open.remove(polling);
                } else {
                    open.put(polling, polling.next().orElseThrow(() -> polling.timeout(null)));
                }
            }
            if (open.isEmpty()) {
                return;
            }
            seen = awaitFirst(open, listener);
            Parallel.forEach(executor, seen, Polling::look);
        }
    }

    /** Waits for the first one, and gives all that are due by then. */
    private static <T> List<Polling<T>> awaitFirst(Map<Polling<T>, Instant> open, AcmeListener listener)
            throws InterruptedException {
        Map.Entry<Polling<T>, Instant> first = Collections.min(open.entrySet(), Map.Entry.comparingByValue());
        Polling<T> polling = first.getKey();
        Timekeeper time = polling.deadline.time();
        if (first.getValue().isAfter(time.now())) {
            listener.waiting(polling.what, first.getValue());
            time.sleep(Duration.between(time.now(), first.getValue()));
        }
        Instant now = time.now();
        return open.entrySet().stream()
                // The first one is due whatever the clock says: it may stand still, or go back.
                .filter(entry -> entry.getKey() == polling || !entry.getValue().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
