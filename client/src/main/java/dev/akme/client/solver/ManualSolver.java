package dev.akme.client.solver;

import dev.akme.challenge.Dns01;
import dev.akme.challenge.DnsAccount01;
import dev.akme.challenge.DnsPersist01;
import dev.akme.challenge.Http01;
import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.json.MemberException;
import dev.akme.messages.ChallengeType;
import dev.akme.messages.DnsPersist01Challenge;
import dev.akme.messages.Identifier;
import dev.akme.messages.IdentifierType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets a person answer challenges by hand: {@code http-01}, {@code dns-01}, {@code dns-account-01} and
 * {@code dns-persist-01}. For {@code tls-alpn-01} nobody can make and show the certificate by hand; use
 * {@link TlsAlpn01Server}.
 *
 * <p>The person is asked for one thing at a time, whatever number of threads ask. Safe for use by many threads.
 */
public final class ManualSolver implements ChallengeSolver {

    /** Tells a person what to do. Called by one thread at a time. */
    public interface Instructions {

        /**
         * Has a person do something, and returns when it is done.
         *
         * @param step what to do
         * @throws SolverException when it will not be done
         * @throws InterruptedException when the thread is interrupted
         */
        void carryOut(ManualStep step) throws SolverException, InterruptedException;

        /**
         * Has a person undo it, or only tells that it is no longer needed. Called once for every call of
         * {@link #carryOut}, those that failed included; never for {@code dns-persist-01}, whose record is to stay.
         *
         * @param step what was to be done
         * @throws SolverException when something is left behind
         */
        void cleanUp(ManualStep step) throws SolverException;
    }

    private static final List<ChallengeType> BY_HAND = List.of(
            ChallengeType.HTTP_01, ChallengeType.DNS_01, ChallengeType.DNS_ACCOUNT_01, ChallengeType.DNS_PERSIST_01);

    private final Instructions instructions;
    private final Set<ChallengeType> types;
    private final ReentrantLock person = new ReentrantLock(true);

    private ManualSolver(Instructions instructions, Set<ChallengeType> types) {
        this.instructions = instructions;
        this.types = types;
    }

    /**
     * Makes a solver for all types of challenge that can be answered by hand.
     *
     * @param instructions tells the person what to do
     * @return the solver
     */
    public static ManualSolver of(Instructions instructions) {
        return new ManualSolver(instructions, Set.copyOf(BY_HAND));
    }

    /**
     * Makes a solver for the types of challenge that the person has chosen.
     *
     * @param instructions tells the person what to do
     * @param types one or more types
     * @return the solver
     * @throws IllegalArgumentException when there is none, or one that nobody can answer by hand
     */
    public static ManualSolver of(Instructions instructions, Set<ChallengeType> types) {
        if (types.isEmpty()) {
            throw new IllegalArgumentException("there is no type of challenge: choose from " + BY_HAND);
        }
        for (ChallengeType type : types) {
            if (!BY_HAND.contains(type)) {
                throw new IllegalArgumentException(type + " cannot be answered by hand: choose from " + BY_HAND
                        + (type.equals(ChallengeType.TLS_ALPN_01) ? ", or use TlsAlpn01Server" : ""));
            }
        }
        return new ManualSolver(instructions, Set.copyOf(types));
    }

    /**
     * {@return 0 for the chosen types of challenge, where they fit the identifier; otherwise a negative number}
     */
    @Override
    public int preference(ChallengeTask task) {
        ChallengeType type = task.challenge().type();
        if (!types.contains(type)) {
            return Tasks.CANNOT;
        }
        boolean fits = type.equals(ChallengeType.HTTP_01)
                ? Tasks.hasHost(task)
                : task.identifier().type().equals(IdentifierType.DNS);
        return fits ? Tasks.CAN : Tasks.CANNOT;
    }

    /**
     * Has the person do what the challenge needs, and waits for it.
     *
     * @param task a challenge that it can answer
     * @return what has the person undo it
     * @throws SolverException when there is nothing that the person could do, or they will not do it
     * @throws InterruptedException when the thread is interrupted
     */
    @Override
    public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
        Tasks.require(this, task);
        ManualStep step;
        try {
            step = step(task);
        } catch (IllegalArgumentException | MemberException e) {
            throw Tasks.cannotAnswer(task, e);
        }
        Presented undo = new Retractable(() -> cleanUp(step));
        person.lockInterruptibly();
        boolean done = false;
        try {
            instructions.carryOut(step);
            done = true;
        } finally {
            try {
                if (!done) {
                    undo.close();
                }
            } finally {
                person.unlock();
            }
        }
        return undo;
    }

    private void cleanUp(ManualStep step) throws SolverException {
        if (step.type().equals(ChallengeType.DNS_PERSIST_01)) {
            return;
        }
        person.lock();
        try {
            instructions.cleanUp(step);
        } finally {
            person.unlock();
        }
    }

    private static ManualStep step(ChallengeTask task) {
        Identifier identifier = task.identifier();
        ChallengeType type = task.challenge().type();
        String accountUrl = task.accountUrl().toString();
        if (task.challenge() instanceof DnsPersist01Challenge challenge) {
            String name = DnsPersist01.recordName(identifier);
            String value = DnsPersist01.record(challenge, accountUrl, task.wildcard(), Optional.empty())
                    .toString();
            return new ManualStep.TxtRecord(identifier, type, name, value);
        }
        KeyAuthorization keyAuthorization = task.keyAuthorization();
        if (type.equals(ChallengeType.HTTP_01)) {
            String token = keyAuthorization.token();
            return new ManualStep.HttpFile(
                    identifier, Http01.path(token), Http01.url(identifier, token), keyAuthorization.text());
        }
        String name = type.equals(ChallengeType.DNS_01)
                ? Dns01.recordName(identifier)
                : DnsAccount01.recordName(identifier, accountUrl);
        return new ManualStep.TxtRecord(identifier, type, name, Dns01.value(keyAuthorization));
    }
}
