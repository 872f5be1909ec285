package dev.akme.ca;

import dev.akme.ca.FaultPlan.Delay;
import dev.akme.ca.FaultPlan.Injected;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a CA does wrong on purpose, to try clients: chaos by share, faults of the next requests, and the {@link Deviation}s of
 * other servers. {@link AcmeCaBuilder#faults} sets them before the start, {@link AcmeCa#faults} while it runs; each counts
 * from the next request on. A new CA has none.
 *
 * <p>Shares are between 0 and 1, and are drawn from the CA's randomness; times are those of the CA's clock. Safe for use by
 * many threads.
 */
public final class Faults {

    /** Lets the time of a delay pass. Implementations are safe for use by many threads. */
    @FunctionalInterface
    public interface Pause {

        /**
         * Waits.
         *
         * @param duration how long; not negative
         * @throws InterruptedException when the thread is interrupted, as it is when the CA is closed
         */
        void pause(Duration duration) throws InterruptedException;
    }

    private final Clock clock;
    private final SecureRandom random;
    private final Pause pause;
    private final ReentrantLock lock = new ReentrantLock();

    /** Null while nothing is to go wrong, which is all that a request then pays for. */
    private volatile @Nullable FaultPlan plan;

    Faults(Clock clock, SecureRandom random, Pause pause) {
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    // ---- nonces

    /**
     * Refuses good nonces with {@code badNonce} (RFC 8555 §6.5). The answer has a fresh one, as always.
     *
     * @param share of all good nonces; 0 for none
     * @return this object
     * @throws IllegalArgumentException when it is no share
     */
    public Faults refuseNonces(double share) {
        return change(plan -> plan.refuseNonces(share));
    }

    /**
     * Refuses the next good nonces.
     *
     * @param count how many, beside those that are to be refused already
     * @return this object
     * @throws IllegalArgumentException when it is negative
     */
    public Faults refuseNextNonces(int count) {
        return change(plan -> plan.refuseNextNonces(count));
    }

    // ---- validation

    /**
     * Lets each validation wait before it begins; its challenge is {@code processing} meanwhile.
     *
     * @param least how long at least
     * @param most how long at most; the time is drawn evenly between both. Zero for no delay
     * @return this object
     * @throws IllegalArgumentException when one is negative, or the most is less than the least
     */
    public Faults delayValidations(Duration least, Duration most) {
        Delay delay = new Delay(least, most);
        return change(plan -> plan.validationDelay = delay);
    }

    /**
     * Lets validations fail that nobody looks at, as when the server of a client were out of reach ({@code connection}).
     *
     * @param share of all validations; 0 for none
     * @return this object
     * @throws IllegalArgumentException when it is no share
     */
    public Faults failValidations(double share) {
        return change(plan -> plan.failValidations(share));
    }

    /**
     * Lets every validation of an identifier fail, until {@link #mendValidation}. Counts more than all other settings of
     * validations.
     *
     * @param identifier the identifier; one with {@code *.} is that without
     * @param problem why
     * @return this object
     */
    public Faults failValidation(Identifier identifier, Problem problem) {
        return change(plan -> plan.failures.put(Authorizations.base(identifier), problem));
    }

    /**
     * Validates an identifier as usual again.
     *
     * @param identifier an identifier; nothing happens when its validation does not fail on purpose
     * @return this object
     */
    public Faults mendValidation(Identifier identifier) {
        return change(plan -> plan.failures.remove(Authorizations.base(identifier)));
    }

    /**
     * Takes every challenge for fulfilled that a client says it has answered, without a look at DNS, CAA records or any
     * server. Never in earnest: everybody gets certificates for everything.
     *
     * @param always whether it does
     * @return this object
     */
    public Faults acceptValidations(boolean always) {
        return change(plan -> plan.acceptsValidations = always);
    }

    // ---- issuance

    /**
     * Lets each issuance wait before it begins; its order is {@code processing} meanwhile.
     *
     * @param least how long at least
     * @param most how long at most; the time is drawn evenly between both. Zero for no delay
     * @return this object
     * @throws IllegalArgumentException when one is negative, or the most is less than the least
     */
    public Faults delayIssuance(Duration least, Duration most) {
        Delay delay = new Delay(least, most);
        return change(plan -> plan.issuanceDelay = delay);
    }

    /**
     * Leaves finalized orders in {@code processing}, or issues those that were left so.
     *
     * @param hold whether they are left; false goes on with them. {@link #clear} does so too
     * @return this object
     */
    public Faults holdOrders(boolean hold) {
        return change(plan -> plan.holdOrders(hold));
    }

    // ---- answers

    /**
     * Refuses newAccount, newOrder and newAuthz with {@code rateLimited}, 429, and a {@code Retry-After} of the time that is
     * left (RFC 8555 §6.6), until a time.
     *
     * @param time when the limit ends by the CA's clock; one that is over ends it at once
     * @return this object
     */
    public Faults rateLimitUntil(Instant time) {
        return change(plan -> plan.rateLimitedUntil = time);
    }

    /**
     * Answers the next signed request with a problem, whatever it is for. Called again, it is the one after that.
     *
     * @param problem the problem; its {@code status}, or else the status that goes with its type, is that of the answer
     * @return this object
     * @throws IllegalArgumentException when its status is below 400
     */
    public Faults answerNext(Problem problem) {
        Injected injected = new Injected(problem, null);
        return change(plan -> plan.next.add(injected));
    }

    /**
     * Answers the next signed request with a problem, and says when to come again.
     *
     * @param problem as of {@link #answerNext(Problem)}
     * @param retryAfter what {@code Retry-After} says, in whole seconds, rounded up
     * @return this object
     * @throws IllegalArgumentException when its status is below 400
     */
    public Faults answerNext(Problem problem, Duration retryAfter) {
        Injected injected = new Injected(problem, retryAfter);
        return change(plan -> plan.next.add(injected));
    }

    /**
     * Answers the next request for a resource with a problem. Called again, it is the one after that.
     *
     * @param resource what is asked for, as the directory or else the log names it: {@code newOrder}, {@code finalize}.
     *     Those that are read without a signature, as {@code directory} and {@code newNonce}, can be named too
     * @param problem as of {@link #answerNext(Problem)}
     * @return this object
     * @throws IllegalArgumentException when there is no such resource, or the status is below 400
     */
    public Faults answerNext(String resource, Problem problem) {
        return answerNext(resource, new Injected(problem, null));
    }

    /**
     * Answers the next request for a resource with a problem, and says when to come again.
     *
     * @param resource as of {@link #answerNext(String, Problem)}
     * @param problem as of {@link #answerNext(Problem)}
     * @param retryAfter what {@code Retry-After} says, in whole seconds, rounded up
     * @return this object
     * @throws IllegalArgumentException when there is no such resource, or the status is below 400
     */
    public Faults answerNext(String resource, Problem problem, Duration retryAfter) {
        return answerNext(resource, new Injected(problem, retryAfter));
    }

    private Faults answerNext(String resource, Injected injected) {
        return change(plan -> plan.addNext(resource, injected));
    }

    /**
     * Answers a share of the requests for a resource with a problem. Different problems of one resource are drawn one after
     * the other.
     *
     * @param resource as of {@link #answerNext(String, Problem)}
     * @param share how many; 0 takes the problem away again
     * @param problem as of {@link #answerNext(Problem)}
     * @return this object
     * @throws IllegalArgumentException when there is no such resource, it is no share, or the status is below 400
     */
    public Faults answer(String resource, double share, Problem problem) {
        return answer(resource, share, new Injected(problem, null));
    }

    /**
     * Answers a share of the requests for a resource with a problem, and says when to come again.
     *
     * @param resource as of {@link #answerNext(String, Problem)}
     * @param share how many; 0 takes the problem away again
     * @param problem as of {@link #answerNext(Problem)}
     * @param retryAfter what {@code Retry-After} says, in whole seconds, rounded up
     * @return this object
     * @throws IllegalArgumentException when there is no such resource, it is no share, or the status is below 400
     */
    public Faults answer(String resource, double share, Problem problem, Duration retryAfter) {
        return answer(resource, share, new Injected(problem, retryAfter));
    }

    private Faults answer(String resource, double share, Injected injected) {
        return change(plan -> plan.setShare(resource, share, injected));
    }

    /**
     * Closes the connection of the next requests before anybody works on them, without an answer. A server that hands
     * requests over to {@link AcmeCa#handle} has to do so itself: see {@link CaResponse#isDropped}.
     *
     * @param count how many, beside those that are to be dropped already
     * @return this object
     * @throws IllegalArgumentException when it is negative
     */
    public Faults dropNext(int count) {
        return change(plan -> plan.drops.add(count));
    }

    /**
     * Closes the connection of the next requests for a resource before anybody works on them, without an answer.
     *
     * @param resource as of {@link #answerNext(String, Problem)}
     * @param count how many, beside those that are to be dropped already
     * @return this object
     * @throws IllegalArgumentException when there is no such resource, or the count is negative
     */
    public Faults dropNext(String resource, int count) {
        return change(plan -> plan.drops.add(resource, count));
    }

    /**
     * Does what the next requests ask for, and then closes the connection instead of an answer, as of {@link #dropNext(int)}.
     *
     * @param count how many, beside those that are to be lost already
     * @return this object
     * @throws IllegalArgumentException when it is negative
     */
    public Faults dropNextAnswers(int count) {
        return change(plan -> plan.lostAnswers.add(count));
    }

    /**
     * Does what the next requests for a resource ask for, and then closes the connection instead of an answer.
     *
     * @param resource as of {@link #answerNext(String, Problem)}
     * @param count how many, beside those that are to be lost already
     * @return this object
     * @throws IllegalArgumentException when there is no such resource, or the count is negative
     */
    public Faults dropNextAnswers(String resource, int count) {
        return change(plan -> plan.lostAnswers.add(resource, count));
    }

    // ---- deviations

    /**
     * Does as other servers do.
     *
     * @param deviations what to do, beside what was set before
     * @return this object
     */
    public Faults deviate(Deviation... deviations) {
        return change(plan -> plan.deviations.addAll(Arrays.asList(deviations)));
    }

    /**
     * Does no longer as other servers do.
     *
     * @param deviations what not to do any more
     * @return this object
     */
    public Faults conform(Deviation... deviations) {
        return change(plan -> Arrays.asList(deviations).forEach(plan.deviations::remove));
    }

    /**
     * {@return what it does as other servers do, now; immutable}
     */
    public Set<Deviation> deviations() {
        FaultPlan now = plan;
        return now == null ? Set.of() : Set.copyOf(now.deviations);
    }

    /**
     * Takes everything back: from the next request on nothing goes wrong. Orders that were held are issued.
     *
     * @return this object
     */
    public Faults clear() {
        lock.lock();
        try {
            FaultPlan last = plan;
            plan = null;
            if (last != null) {
                last.holdOrders(false);
            }
        } finally {
            lock.unlock();
        }
        return this;
    }

    // ---- set

    private Faults change(Consumer<FaultPlan> change) {
        lock.lock();
        try {
            FaultPlan now = plan;
            if (now == null) {
                now = new FaultPlan(clock, random);
            }
            change.accept(now);
            plan = now;
        } finally {
            lock.unlock();
        }
        return this;
    }

    // ---- asked

    /** What is to go wrong now; null when nothing is. */
    @Nullable
    FaultPlan plan() {
        return plan;
    }

    boolean deviates(Deviation deviation) {
        FaultPlan now = plan;
        return now != null && now.deviations.contains(deviation);
    }

    /** The nonce that the CA made, of one that it gave out. */
    String plainNonce(String nonce) {
        return deviates(Deviation.LONG_NONCES) ? HttpEffects.withoutPadding(nonce) : nonce;
    }

    /** Looks whether good nonces are to be good. */
    boolean acceptsNonce() {
        FaultPlan now = plan;
        return now == null || now.acceptsNonce();
    }

    /** Whether nothing is looked at before a certificate is issued. */
    boolean acceptsValidations() {
        FaultPlan now = plan;
        return now != null && now.acceptsValidations;
    }

    void beforeIssuance() throws InterruptedException {
        FaultPlan now = plan;
        if (now != null) {
            pause(now.issuanceDelay);
        }
    }

    /** Keeps an issuance for later; false when it is to be done now. */
    boolean holds(Runnable issuance) {
        FaultPlan now = plan;
        return now != null && now.holds(issuance);
    }

    void pause(Delay delay) throws InterruptedException {
        Duration duration = delay.draw(random);
        if (!duration.isZero()) {
            pause.pause(duration);
        }
    }
}
