package dev.akme.ca;

import java.time.Duration;
import java.util.Objects;

/**
 * How much a CA takes on. Over a limit, one client is told so, and the CA goes on for the others. Immutable.
 *
 * <p>How many names an order may have is a matter of its {@link Profile#maxNames() profile}.
 */
public final class Limits {

    /** No limit on orders. */
    private static final int ANY = Integer.MAX_VALUE;

    private final int bodyOctets;
    private final int headerOctets;
    private final Duration requestTime;
    private final Duration idleTime;
    private final int openConnections;
    private final int orders;
    private final Duration ordersWithin;
    private final int waitingWork;

    private Limits(Builder builder) {
        this.bodyOctets = builder.bodyOctets;
        this.headerOctets = builder.headerOctets;
        this.requestTime = builder.requestTime;
        this.idleTime = builder.idleTime;
        this.openConnections = builder.openConnections;
        this.orders = builder.orders;
        this.ordersWithin = builder.ordersWithin;
        this.waitingWork = builder.waitingWork;
    }

    /**
     * {@return a new builder, with the defaults}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the limits that every setter of the builder names as its default}
     */
    public static Limits defaults() {
        return builder().build();
    }

    /**
     * {@return a builder with these limits}
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.bodyOctets = bodyOctets;
        builder.headerOctets = headerOctets;
        builder.requestTime = requestTime;
        builder.idleTime = idleTime;
        builder.openConnections = openConnections;
        builder.orders = orders;
        builder.ordersWithin = ordersWithin;
        builder.waitingWork = waitingWork;
        return builder;
    }

    /**
     * {@return the longest body of a request, in octets}
     */
    public int bodyOctets() {
        return bodyOctets;
    }

    /**
     * {@return how long the first line of a request and its header lines may be together, in octets}
     */
    public int headerOctets() {
        return headerOctets;
    }

    /**
     * {@return how long a request may take to arrive, and its answer to be taken}
     */
    public Duration requestTime() {
        return requestTime;
    }

    /**
     * {@return how long a connection stays open between two requests}
     */
    public Duration idleTime() {
        return idleTime;
    }

    /**
     * {@return how many connections are open at once}
     */
    public int openConnections() {
        return openConnections;
    }

    /**
     * {@return how many orders an account makes within {@link #ordersWithin}; {@link Integer#MAX_VALUE} for any number}
     */
    public int orders() {
        return orders;
    }

    /**
     * {@return the time for {@link #orders}}
     */
    public Duration ordersWithin() {
        return ordersWithin;
    }

    /**
     * {@return how many validations and issuances are under way or wait}
     */
    public int waitingWork() {
        return waitingWork;
    }

    /**
     * {@return all limits, by their names}
     */
    @Override
    public String toString() {
        return "limits{bodyOctets=" + bodyOctets + ", headerOctets=" + headerOctets + ", requestTime=" + requestTime
                + ", idleTime=" + idleTime + ", openConnections=" + openConnections + ", orders="
                + (orders == ANY ? "any" : orders + " within " + ordersWithin) + ", waitingWork=" + waitingWork + "}";
    }

    /** Builds {@link Limits}. Not safe for use by many threads. */
    public static final class Builder {

        // A hundred names and the CSR of a key of 4096 bits take 16 KB; Boulder has 50,000.
        private int bodyOctets = 64 * 1024;
        private int headerOctets = 16 * 1024;
        private Duration requestTime = Duration.ofSeconds(10);
        private Duration idleTime = Duration.ofSeconds(30);
        private int openConnections = 512;
        private int orders = 1_000;
        private Duration ordersWithin = Duration.ofHours(1);
        private int waitingWork = 1_000;

        /** A body is held as a whole. */
        private static final int MOST_BODY = 1 << 28;

        /** What can be counted in nanoseconds. */
        private static final Duration MOST_TIME = Duration.ofNanos(Long.MAX_VALUE);

        private Builder() {}

        /**
         * Sets how long the body of a request may be. A longer one gets {@code malformed} with 413 and is not read.
         *
         * @param octets from 1 to 256 MiB, as a body is held as a whole; by default 64 KiB
         * @return this builder
         * @throws IllegalArgumentException when it is less or more
         */
        public Builder bodyOctets(int octets) {
            this.bodyOctets = positive("bodyOctets", octets);
            if (octets > MOST_BODY) {
                throw new IllegalArgumentException("bodyOctets must be " + MOST_BODY + " at most, not " + octets);
            }
            return this;
        }

        /**
         * Sets how long the first line of a request and its header lines may be together. Longer ones get {@code malformed}
         * with 431, or 414 when it is the first line, and the connection ends.
         *
         * @param octets at least 1; by default 16 KiB
         * @return this builder
         * @throws IllegalArgumentException when it is less
         */
        public Builder headerOctets(int octets) {
            this.headerOctets = positive("headerOctets", octets);
            return this;
        }

        /**
         * Sets how long a request may take to arrive, from its first octet or the start of the TLS handshake on, and how long
         * its answer to be taken. Then the connection ends without an answer.
         *
         * @param time more than zero; by default 10 seconds
         * @return this builder
         * @throws IllegalArgumentException when it is not
         */
        public Builder requestTime(Duration time) {
            this.requestTime = positive("requestTime", time);
            return this;
        }

        /**
         * Sets how long a connection stays open on which nothing is asked.
         *
         * @param time more than zero; by default 30 seconds
         * @return this builder
         * @throws IllegalArgumentException when it is not
         */
        public Builder idleTime(Duration time) {
            this.idleTime = positive("idleTime", time);
            return this;
        }

        /**
         * Sets how many connections are open at once. When one more comes, the one that has been idle longest ends, or else
         * the one whose request has been arriving longest, if for a second at least, or else whose answer has waited to be
         * taken longest, likewise; while there is none, new ones wait.
         * Before Java 21 each takes a thread.
         *
         * @param connections at least 1; by default 512
         * @return this builder
         * @throws IllegalArgumentException when it is less
         */
        public Builder openConnections(int connections) {
            this.openConnections = positive("openConnections", connections);
            return this;
        }

        /**
         * Sets how many orders an account makes within a time: so many at once, and then one for each share of the time. One
         * more gets {@code rateLimited} with 429 and the {@code Retry-After} after which it is taken. Orders that are answered
         * with one that is there already do not count, and a CA that is started again begins to count anew.
         *
         * @param orders at least 1; by default 1,000; {@link Integer#MAX_VALUE} for any number
         * @param within more than zero; by default an hour
         * @return this builder
         * @throws IllegalArgumentException when it is less
         */
        public Builder orders(int orders, Duration within) {
            this.orders = positive("orders", orders);
            this.ordersWithin = positive("the time for orders", within);
            return this;
        }

        /**
         * Lets accounts make any number of orders.
         *
         * @return this builder
         */
        public Builder anyOrders() {
            return orders(ANY, Duration.ofHours(1));
        }

        /**
         * Sets how many validations and issuances are under way or wait. One more gets {@code serverInternal} with 503 and
         * {@code Retry-After}, and changes nothing.
         *
         * @param pieces at least 1; by default 1,000
         * @return this builder
         * @throws IllegalArgumentException when it is less
         */
        public Builder waitingWork(int pieces) {
            this.waitingWork = positive("waitingWork", pieces);
            return this;
        }

        private static int positive(String name, int number) {
            if (number < 1) {
                throw new IllegalArgumentException(name + " must be 1 at least, not " + number);
            }
            return number;
        }

        private static Duration positive(String name, Duration time) {
            Objects.requireNonNull(time, name);
            if (time.isZero() || time.isNegative() || time.compareTo(MOST_TIME) > 0) {
                throw new IllegalArgumentException(name + " must be more than zero and 292 years at most, not " + time);
            }
            return time;
        }

        /**
         * {@return the limits}
         */
        public Limits build() {
            return new Limits(this);
        }
    }
}
