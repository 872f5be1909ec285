package dev.akme.ca;

import dev.akme.json.JsonValue;
import dev.akme.messages.AcmeProblemException;
import dev.akme.messages.Identifier;
import dev.akme.messages.Problem;
import dev.akme.messages.ProblemType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What is to go wrong, as {@link Faults} was told, and what of it goes wrong next. Safe for use by many threads. */
final class FaultPlan {

    /** What the rate limit of {@link Faults#rateLimitUntil} is for: what makes something. */
    private static final Set<Endpoint> LIMITED = Set.of(Endpoint.NEW_ACCOUNT, Endpoint.NEW_ORDER, Endpoint.NEW_AUTHZ);

    private static final int MAX_LOOKS = 10_000;

    /** A time to wait, drawn evenly. */
    record Delay(Duration least, Duration most) {

        static final Delay NONE = new Delay(Duration.ZERO, Duration.ZERO);

        Delay {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        "a delay is from 0 or more to as much or more, not from " + least + " to " + most);
            }
        }

        Duration draw(SecureRandom random) {
            return least.plusNanos(
                    (long) (random.nextDouble() * most.minus(least).toNanos()));
        }
    }

    /** A problem that the CA answers with though nothing is wrong. */
    record Injected(Problem problem, @Nullable Duration retryAfter) {

        Injected {
            int status = new AcmeProblemException(problem).httpStatus();
            if (status < 400) {
                throw new IllegalArgumentException("a problem has a status from 400 on, not " + status);
            }
            if (retryAfter != null && retryAfter.isNegative()) {
                throw new IllegalArgumentException("Retry-After is 0 or more, not " + retryAfter);
            }
        }

        AcmeProblemException refusal() {
            return Refuse.injected(problem, retryAfter);
        }
    }

    /** How many requests are still to go wrong: any, and those for one resource. */
    static final class Countdown {
        private final AtomicInteger any = new AtomicInteger();
        private final Map<String, AtomicInteger> ofResource = new ConcurrentHashMap<>();

        void add(int count) {
            checkCount(count);
            any.addAndGet(count);
        }

        void add(String resource, int count) {
            checkResource(resource);
            checkCount(count);
            ofResource.computeIfAbsent(resource, absent -> new AtomicInteger()).addAndGet(count);
        }

        boolean takes(String resource) {
            AtomicInteger left = ofResource.get(resource);
            return (left != null && take(left)) || take(any);
        }
    }

    private final Clock clock;
    private final SecureRandom random;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile double refusedNonces;
    private final AtomicInteger nextNonces = new AtomicInteger();
    volatile Delay validationDelay = Delay.NONE;
    volatile Delay issuanceDelay = Delay.NONE;
    private volatile double failingValidations;
    final Map<Identifier, Problem> failures = new ConcurrentHashMap<>();
    volatile boolean acceptsValidations;
    volatile Instant rateLimitedUntil = Instant.MIN;
    final Queue<Injected> next = new ConcurrentLinkedQueue<>();
    private final Map<String, Queue<Injected>> nextOf = new ConcurrentHashMap<>();
    private volatile Map<String, Map<Injected, Double>> shares = Map.of();
    final Countdown drops = new Countdown();
    final Countdown lostAnswers = new Countdown();
    final Set<Deviation> deviations = new ConcurrentSkipListSet<>();

    /** How often something was looked at, by the last that were. */
    private final Map<String, Integer> looks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MAX_LOOKS;
        }
    };

    private boolean holdsOrders;
    private List<Runnable> held = new ArrayList<>();

    FaultPlan(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    // ---- set

    void refuseNonces(double share) {
        checkShare(share);
        refusedNonces = share;
    }

    void refuseNextNonces(int count) {
        checkCount(count);
        nextNonces.addAndGet(count);
    }

    void failValidations(double share) {
        checkShare(share);
        failingValidations = share;
    }

    void addNext(String resource, Injected injected) {
        checkResource(resource);
        nextOf.computeIfAbsent(resource, absent -> new ConcurrentLinkedQueue<>())
                .add(injected);
    }

    /** Called by one thread at a time. */
    void setShare(String resource, double share, Injected injected) {
        checkResource(resource);
        checkShare(share);
        Map<Injected, Double> changed = new LinkedHashMap<>(shares.getOrDefault(resource, Map.of()));
        changed.keySet().removeIf(other -> other.problem().equals(injected.problem()));
        if (share > 0) {
            changed.put(injected, share);
        }
        Map<String, Map<Injected, Double>> all = new LinkedHashMap<>(shares);
        all.put(resource, changed);
        shares = all;
    }

    void holdOrders(boolean hold) {
        List<Runnable> released = List.of();
        lock.lock();
        try {
            holdsOrders = hold;
            if (!hold) {
                released = held;
                held = new ArrayList<>();
            }
        } finally {
            lock.unlock();
        }
        released.forEach(Runnable::run);
    }

    boolean holds(Runnable issuance) {
        lock.lock();
        try {
            if (holdsOrders) {
                held.add(issuance);
            }
            return holdsOrders;
        } finally {
            lock.unlock();
        }
    }

    static void checkShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is between 0 and 1, not " + share);
        }
    }

    private static void checkCount(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a number of requests is 0 or more, not " + count);
        }
    }

    private static void checkResource(String resource) {
        if (!Endpoint.labels().contains(resource)) {
            throw new IllegalArgumentException(
                    "there is no resource " + resource + ": use one of " + String.join(", ", Endpoint.labels()));
        }
    }

    // ---- drawn

    private static boolean take(AtomicInteger left) {
        return left.get() > 0 && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    private boolean draw(double share) {
        return share > 0 && random.nextDouble() < share;
    }

    boolean acceptsNonce() {
        return !take(nextNonces) && !draw(refusedNonces);
    }

    Optional<Problem> failure(Identifier identifier) {
        Problem chosen = failures.get(identifier);
        if (chosen != null) {
            return Optional.of(chosen);
        }
        return draw(failingValidations)
                ? Optional.of(Problem.of(
                        ProblemType.CONNECTION, identifier.value() + ": the validation fails by a fault that was set"))
                : Optional.empty();
    }

    /** A number from 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    List<JsonValue> shuffled(List<JsonValue> items) {
        List<JsonValue> copy = new ArrayList<>(items);
        Collections.shuffle(copy, random);
        return copy;
    }

    Instant now() {
        return clock.instant();
    }

    /** Counts that something is looked at, and tells how often it was by now. */
    int look(String what) {
        lock.lock();
        try {
            return looks.merge(what, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    int looks(String what) {
        lock.lock();
        try {
            return looks.getOrDefault(what, 0);
        } finally {
            lock.unlock();
        }
    }

    // ---- requests

    boolean drops(Endpoint endpoint) {
        return drops.takes(endpoint.label());
    }

    /** Refuses a request that is to be refused: one that is signed, and is what it should be, or needs no signature. */
    void check(Endpoint endpoint, @Nullable SignedRequest signed) {
        String resource = endpoint.label();
        Queue<Injected> own = nextOf.get(resource);
        Injected injected = own == null ? null : own.poll();
        if (injected == null && signed != null) {
            injected = next.poll();
        }
        if (injected != null) {
            throw injected.refusal();
        }
        Duration left = Duration.between(clock.instant(), rateLimitedUntil);
        if (signed != null && LIMITED.contains(endpoint) && left.compareTo(Duration.ZERO) > 0) {
            throw Refuse.later(ProblemType.RATE_LIMITED, 429, "there were too many requests: come again later", left);
        }
        shares.getOrDefault(resource, Map.of()).forEach((problem, share) -> {
            if (draw(share)) {
                throw problem.refusal();
            }
        });
        if (signed != null) {
            deviations.forEach(deviation -> Effects.of(deviation).check(signed, this));
        }
    }

    /** The answer as it is sent, if it is. */
    CaResponse change(CaResponse answer, Occasion occasion) {
        CaResponse changed = answer;
        for (Deviation deviation : deviations) {
            changed = Effects.of(deviation).change(changed, occasion);
        }
        return lostAnswers.takes(occasion.resource()) ? changed.lost() : changed;
    }
}
