package dev.akme.client;

import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Finalize;
import dev.akme.messages.Identifier;
import dev.akme.messages.Order;
import dev.akme.messages.ProblemType;
import dev.akme.messages.Resource;
import dev.akme.messages.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Finalizes an order (RFC 8555 §7.4), and goes on from what is found when the answer is lost or the order is not ready after
 * all. For one thread, once.
 */
final class Finalizing {

    /** How often the answer may be lost before the network is to blame. */
    private static final int MAX_LOST = 4;

    /** How often an order may be shown as ready and refused as not ready: servers of which one knows more than another. */
    private static final int MAX_NOT_READY = 8;

    /** Some servers sign before they answer, and show the order as ready until then. */
    private static final Duration SIGNING = Duration.ofSeconds(10);

    private final AcmeAccount account;
    private final List<Identifier> identifiers;
    private final Finalize finalize;
    private final UnaryOperator<Resource<Order>> seen;
    private final Deadline deadline;
    private final AcmeListener listener;
    private final Backoff pauses;
    private int lost;
    private int notReady;

    /**
     * Makes one.
     *
     * @param seen is told of each state of the order, and gives it back
     */
    Finalizing(
            AcmeAccount account,
            List<Identifier> identifiers,
            Csr csr,
            UnaryOperator<Resource<Order>> seen,
            Deadline deadline) {
        this.account = account;
        this.identifiers = identifiers;
        this.finalize = Finalize.builder().csr(csr.der()).build();
        this.seen = seen;
        this.deadline = deadline;
        this.listener = account.client().listener();
        this.pauses = new Backoff(account.client().random());
    }

    /** The order as it is once the request has arrived: under way, or ended. */
    Resource<Order> run(Resource<Order> open) throws InterruptedException {
        Resource<Order> now = open;
        while (isOpen(now)) {
            listener.step(ObtainStep.of(ObtainStep.Kind.FINALIZE, identifiers));
            Instant start = deadline.time().now();
            try {
                return seen.apply(account.finalizeOrder(now, finalize, deadline));
            } catch (AcmeNetworkException | AcmeProblemException e) {
                if (Refusals.isLost(e) && lost < MAX_LOST) {
                    lost++;
                    now = afterLoss(now, Duration.between(start, deadline.time().now()));
                } else if (Refusals.is(e, ProblemType.ORDER_NOT_READY) && mayBeReadyLater()) {
                    now = afterRefusal(now);
                } else {
                    throw e;
                }
            }
        }
        return now;
    }

    /** A request that was lost may be what makes the order not ready: then only the deadline ends it. */
    private boolean mayBeReadyLater() {
        return lost > 0 || ++notReady <= MAX_NOT_READY;
    }

    /**
     * Nobody knows whether the request arrived, and a server that signs it shows nothing of that before it is done: so the
     * order is watched for a while, longer each time, before the request is sent again.
     */
    private Resource<Order> afterLoss(Resource<Order> before, Duration took) throws InterruptedException {
        Duration longer = SIGNING.multipliedBy(1L << (lost - 1));
        Duration twice = took.multipliedBy(2);
        Deadline signed = deadline.atMost(longer.compareTo(twice) > 0 ? longer : twice);
        Polling<Order> watch = polling(look(before), status -> !isOpen(status), signed);
        if (!watch.tryRun(listener) && deadline.isOver()) {
            throw watch.timeout(null);
        }
        return watch.last();
    }

    /** All authorizations are valid, but not every part of the server knows it yet; or the order is being signed. */
    private Resource<Order> afterRefusal(Resource<Order> before) throws InterruptedException {
        Resource<Order> now = look(before);
        if (now.body().status().equals(Status.READY)) {
            Instant again = deadline.time().now().plus(pauses.next());
            if (!deadline.includes(again)) {
                throw polling(now, status -> false, deadline).timeout(null);
            }
            listener.waiting(issuance(), again);
            deadline.time().sleep(Duration.between(deadline.time().now(), again));
            now = look(now);
        }
        return polling(now, status -> !status.equals(Status.PENDING), deadline).run(listener);
    }

    private ObtainStep issuance() {
        return ObtainStep.of(ObtainStep.Kind.ISSUANCE, identifiers);
    }

    private Polling<Order> polling(Resource<Order> now, Predicate<Status> isDone, Deadline until) {
        return new Polling<>(
                issuance(),
                now,
                order -> isDone.test(order.status()),
                () -> look(now),
                new Backoff(account.client().random()),
                until);
    }

    private Resource<Order> look(Resource<Order> before) throws InterruptedException {
        return seen.apply(account.order(before.url(), deadline));
    }

    private static boolean isOpen(Resource<Order> order) {
        return isOpen(order.body().status());
    }

    private static boolean isOpen(Status status) {
        return status.equals(Status.PENDING) || status.equals(Status.READY);
    }
}
