package dev.akme.testkit;

import dev.akme.client.Timekeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A clock that stands still until it is moved, or runs on and is moved as well. Safe for use by many threads.
 *
 * <p>It is a {@link Timekeeper} as well: a client that has it ({@code AcmeClientBuilder.time}) never sleeps. Its waiting
 * moves the clock to the end of the wait at once, or, as {@link #waitingMoves waitingMoves(false)} says, lasts until the
 * test has moved the clock so far.
 */
public final class MutableClock extends Clock implements Timekeeper {

    /** How long {@link #awaitWaiting} waits for somebody who does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is done before a wait begins. */
    interface Settling {
        void settle() throws InterruptedException;
    }

    private final Settling settling;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private boolean waitingMoves = true;
    private final List<Instant> waitedFor = new ArrayList<>();

    /** Read without the lock too. */
    private volatile Reading reading;

    /**
     * What it showed.
     *
     * @param time the time that it showed
     * @param at when that was, in nanoseconds of the system
     * @param runs whether it has run on since
     */
    private record Reading(Instant time, long at, boolean runs) {

        static Reading of(Instant time, boolean runs) {
            return new Reading(time, System.nanoTime(), runs);
        }

        Instant now() {
            return runs ? time.plusNanos(System.nanoTime() - at) : time;
        }
    }

    MutableClock(Instant start, Settling settling) {
        this.reading = Reading.of(start, false);
        this.settling = settling;
    }

    /**
     * Makes a clock.
     *
     * @param start what it shows first
     * @return the clock
     */
    public static MutableClock at(Instant start) {
        return new MutableClock(start, () -> {});
    }

    /** The time of the system, in whole seconds as certificates have it. */
    static Instant systemTime() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    // ---- moving

    /**
     * Moves the clock on. Whoever waits for a time that has come by then goes on.
     *
     * @param duration how far; a negative one moves it back
     * @return this clock
     */
    public MutableClock advance(Duration duration) {
        lock.lock();
        try {
            return show(instant().plus(duration));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moves the clock to a time. Whoever waits for a time that has come by then goes on.
     *
     * @param time the time, later or earlier than now
     * @return this clock
     */
    public MutableClock moveTo(Instant time) {
        lock.lock();
        try {
            return show(time);
        } finally {
            lock.unlock();
        }
    }

    private MutableClock show(Instant time) {
        reading = Reading.of(time, reading.runs());
        changed.signalAll();
        return this;
    }

    /**
     * Sets whether it runs on like the clock of the system, for programs that have a clock of their own. It can be moved
     * all the same.
     *
     * @param runs true: it runs on from what it shows. False: it stands, as it does at first
     * @return this clock
     */
    public MutableClock runs(boolean runs) {
        lock.lock();
        try {
            reading = Reading.of(instant(), runs);
            changed.signalAll();
            return this;
        } finally {
            lock.unlock();
        }
    }

    // ---- waiting

    /**
     * Sets what waiting does: that of now too.
     *
     * @param moves true: it moves the clock, and takes no time; so it is at first. False: it lasts until the test moves the
     *     clock
     * @return this clock
     */
    public MutableClock waitingMoves(boolean moves) {
        lock.lock();
        try {
            waitingMoves = moves;
            changed.signalAll();
            return this;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, in the time of the system, until somebody waits for this clock, so that the test can move it. Of use after
     * {@link #waitingMoves waitingMoves(false)} only.
     *
     * @return the first time that somebody waits for, later than now
     * @throws IllegalStateException when nobody does within ten seconds
     * @throws InterruptedException when the thread is interrupted
     */
    public Instant awaitWaiting() throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (true) {
                Optional<Instant> first =
                        waitedFor.stream().filter(end -> end.isAfter(instant())).min(Instant::compareTo);
                if (first.isPresent()) {
                    return first.get();
                }
                if (left <= 0) {
                    throw new IllegalStateException("nobody waited for the clock within " + PATIENCE.toSeconds()
                            + " s: is it the clock of the client, with waitingMoves(false)?");
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #waitingMoves} says. In the clock of a kit, the CA first ends what it has under way. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (duration.isNegative() || duration.isZero()) {
            return;
        }
        Instant end = instant().plus(duration);
        settling.settle();
        lock.lockInterruptibly();
        try {
            waitedFor.add(end);
            changed.signalAll();
            await(end, () -> waitingMoves);
            if (instant().isBefore(end)) {
                show(end);
            }
        } finally {
            waitedFor.remove(end);
            lock.unlock();
        }
    }

    /** Waits until the clock is moved so far, whatever {@link #waitingMoves} says. */
    void pause(Duration duration) throws InterruptedException {
        Instant end = instant().plus(duration);
        lock.lockInterruptibly();
        try {
            await(end, () -> false);
        } finally {
            lock.unlock();
        }
    }

    /** With the lock, until the clock shows a time, by being moved or by running on, or the wait is over otherwise. */
    private void await(Instant end, BooleanSupplier isOver) throws InterruptedException {
        while (!isOver.getAsBoolean() && instant().isBefore(end)) {
            if (reading.runs()) {
                long unused =
                        changed.awaitNanos(Duration.between(instant(), end).toNanos());
            } else {
                changed.await();
            }
        }
    }

    // ---- reading

    @Override
    public Instant instant() {
        return reading.now();
    }

    /**
     * {@return what {@link #instant} returns}
     */
    @Override
    public Instant now() {
        return instant();
    }

    /**
     * {@return UTC}
     */
    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** {@return a clock that moves with this one} */
    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(getZone()) ? this : new Zoned(this, zone);
    }

    /**
     * {@return the time that it shows}
     */
    @Override
    public String toString() {
        return instant().toString();
    }

    /** The same time elsewhere. */
    private static final class Zoned extends Clock {

        private final MutableClock clock;
        private final ZoneId zone;

        Zoned(MutableClock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return clock.withZone(other);
        }
    }
}
