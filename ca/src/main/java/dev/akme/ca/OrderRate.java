package dev.akme.ca;

import dev.akme.messages.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds accounts to the number of orders that they may make. Of each account it remembers one instant: when all of its orders
 * will have been paid off, at the rate that the limits grant. Safe for use by many threads.
 */
final class OrderRate {

    /** Accounts that owe nothing are forgotten when there are so many. */
    private static final int MANY = 10_000;

    private final Clock clock;
    private final boolean limited;
    private final int orders;
    private final Duration within;
    private final Duration each;
    private final Map<String, Instant> paidOff = new ConcurrentHashMap<>();

    OrderRate(Clock clock, Limits limits) {
        this.clock = clock;
        this.limited = limits.orders() < Integer.MAX_VALUE;
        this.orders = limits.orders();
        this.within = limits.ordersWithin();
        this.each = within.dividedBy(orders);
    }

    /** Counts an order, or refuses it. */
    void take(String accountId) {
        if (!limited) {
            return;
        }
        Instant now = clock.instant();
        if (paidOff.size() > MANY) {
            paidOff.values().removeIf(instant -> !instant.isAfter(now));
        }
        Duration[] tooEarly = {Duration.ZERO};
        paidOff.compute(accountId, (id, before) -> {
            Instant owed = before == null || before.isBefore(now) ? now : before;
            Instant next = owed.plus(each);
            Duration over = Duration.between(now, next).minus(within);
            if (!over.isNegative() && !over.isZero()) {
                tooEarly[0] = over;
                return before;
            }
            return next;
        });
        if (!tooEarly[0].isZero()) {
            throw Refuse.later(
                    ProblemType.RATE_LIMITED,
                    429,
                    "an account makes " + orders + " orders in " + within + " here: order again after Retry-After",
                    tooEarly[0]);
        }
    }
}
