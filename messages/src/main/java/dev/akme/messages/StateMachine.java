package dev.akme.messages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which statuses an object can have, and which may follow which (RFC 8555 §7.1.6, RFC 8739 §3).
 *
 * <p>These are the steps that a server makes. A client that polls sees only some of them: a challenge that was
 * {@code pending} may be {@code valid} the next time, so a client asks {@link #reachable}, not {@link #canBecome}.
 *
 * <p>A state may always stay what it is. A status that is no state of the machine, known elsewhere or not at all, is
 * not final, follows nothing and is followed by nothing, itself included.
 */
public final class StateMachine {

    /** Accounts. */
    public static final StateMachine ACCOUNT = new StateMachine(
            "account",
            Status.VALID,
            step(Status.VALID, Status.DEACTIVATED, "the client deactivates it", "RFC 8555 §7.3.6"),
            step(Status.VALID, Status.REVOKED, "the server takes it back", "RFC 8555 §7.1.6"));

    private static final List<Transition> ORDER_STEPS = List.of(
            step(Status.PENDING, Status.READY, "all authorizations are valid", "RFC 8555 §7.1.6"),
            step(Status.PENDING, Status.INVALID, "an error, or an authorization failed or ended", "RFC 8555 §7.1.6"),
            step(Status.READY, Status.PROCESSING, "the client finalizes it", "RFC 8555 §7.4"),
            step(Status.READY, Status.VALID, "the client finalizes it, the server issues at once", "RFC 8555 §7.4"),
            step(Status.READY, Status.READY, "the server refuses the certificate request", "RFC 8555 §7.4"),
            step(Status.READY, Status.INVALID, "an error, or an authorization ended", "RFC 8555 §7.1.6"),
            step(Status.PROCESSING, Status.VALID, "the certificate is issued", "RFC 8555 §7.4"),
            step(Status.PROCESSING, Status.INVALID, "an error, or an authorization ended", "RFC 8555 §7.1.6"));

    /**
     * Orders. They begin as {@link Status#PENDING}, or as {@link Status#READY} when there is nothing to prove: all
     * authorizations are valid already, or the order is for a delegation (RFC 9115 §2.3.2).
     */
    public static final StateMachine ORDER =
            new StateMachine("order", Status.PENDING, ORDER_STEPS.toArray(Transition[]::new));

    /** Orders with automatic renewal (RFC 8739 §3): as {@link #ORDER}, and the client may end them once valid. */
    public static final StateMachine STAR_ORDER = new StateMachine(
            "STAR order",
            Status.PENDING,
            plus(
                    ORDER_STEPS,
                    step(Status.VALID, Status.VALID, "the renewal ends by itself", "RFC 8739 §3.3"),
                    step(Status.VALID, Status.CANCELED, "the client cancels it", "RFC 8739 §3.1.2")));

    /**
     * Authorizations. They begin as {@link Status#PENDING}, or as {@link Status#VALID} when the server knows already
     * that the client may have the identifier. An unused one may expire or be deactivated too, though the text of
     * RFC 8555 §7.1.6 speaks of valid ones.
     */
    public static final StateMachine AUTHORIZATION = new StateMachine(
            "authorization",
            Status.PENDING,
            step(Status.PENDING, Status.VALID, "one of its challenges is valid", "RFC 8555 §7.1.6"),
            step(Status.PENDING, Status.INVALID, "a challenge failed, or an error", "RFC 8555 §7.1.6"),
            step(Status.PENDING, Status.EXPIRED, "its time is over", "RFC 8555 §7.1.6"),
            step(Status.PENDING, Status.DEACTIVATED, "the client deactivates it", "RFC 8555 §7.5.2"),
            step(Status.VALID, Status.EXPIRED, "its time is over", "RFC 8555 §7.1.6"),
            step(Status.VALID, Status.DEACTIVATED, "the client deactivates it", "RFC 8555 §7.5.2"),
            step(Status.VALID, Status.REVOKED, "the server takes it back", "RFC 8555 §7.1.6"));

    /** Challenges. Some servers never show {@link Status#PROCESSING}. */
    public static final StateMachine CHALLENGE = new StateMachine(
            "challenge",
            Status.PENDING,
            step(Status.PENDING, Status.PROCESSING, "the client responds", "RFC 8555 §7.1.6"),
            step(
                    Status.PROCESSING,
                    Status.PROCESSING,
                    "the server tries again, or the client asks it to",
                    "RFC 8555 §8.2"),
            step(Status.PROCESSING, Status.VALID, "the validation succeeds", "RFC 8555 §7.1.6"),
            step(Status.PROCESSING, Status.INVALID, "the server gives up", "RFC 8555 §7.1.6"));

    private final String name;
    private final Status start;
    private final List<Transition> transitions;
    private final List<Status> states;

    private StateMachine(String name, Status start, Transition... transitions) {
        this.name = name;
        this.start = start;
        this.transitions = List.of(transitions);
        Set<Status> seen = new LinkedHashSet<>(List.of(start));
        this.transitions.forEach(t -> seen.add(t.from()));
        this.transitions.forEach(t -> seen.add(t.to()));
        this.states = List.copyOf(seen);
    }

    private static Transition step(Status from, Status to, String event, String section) {
        return new Transition(from, to, event, section);
    }

    private static Transition[] plus(List<Transition> base, Transition... more) {
        List<Transition> all = new ArrayList<>(base);
        all.addAll(List.of(more));
        return all.toArray(Transition[]::new);
    }

    /**
     * {@return all states, the first one first}
     */
    public List<Status> states() {
        return states;
    }

    /**
     * {@return the state in which an object begins, unless there is nothing left to do}
     */
    public Status start() {
        return start;
    }

    /**
     * {@return all steps and what causes them; those that lead back to where they began included}
     */
    public List<Transition> transitions() {
        return transitions;
    }

    /**
     * Says whether a server may go from one status to another in one step.
     *
     * @param from the status before
     * @param to the status after
     * @return whether there is such a step, or both are the same state
     */
    public boolean canBecome(Status from, Status to) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        return from.equals(to)
                ? states.contains(from)
                : transitions.stream().anyMatch(t -> t.from().equals(from) && t.to().equals(to));
    }

    /**
     * Says whether a client may see one status after another, with any number of steps between.
     *
     * @param from the status seen before
     * @param to the status seen after
     * @return whether steps lead from one to the other, or both are the same state
     */
    public boolean reachable(Status from, Status to) {
        List<Status> reached = new ArrayList<>(List.of(Objects.requireNonNull(from, "from")));
        for (int i = 0; i < reached.size(); i++) {
            Status here = reached.get(i);
            if (canBecome(here, to)) {
                return true;
            }
            states.stream()
                    .filter(next -> !reached.contains(next) && canBecome(here, next))
                    .forEach(reached::add);
        }
        return false;
    }

    /**
     * Says whether a status is the last one.
     *
     * @param status any status
     * @return whether it is a state that no step leaves
     */
    public boolean isFinal(Status status) {
        return states.contains(status)
                && states.stream().noneMatch(next -> !next.equals(status) && canBecome(status, next));
    }

    /**
     * {@return what it is the machine of}
     */
    @Override
    public String toString() {
        return name;
    }

    /**
     * One step.
     *
     * @param from the status before
     * @param to the status after
     * @param event what causes it, in words
     * @param section where it is specified
     */
    public record Transition(Status from, Status to, String event, String section) {}
}
