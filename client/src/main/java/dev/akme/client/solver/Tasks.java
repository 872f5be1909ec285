package dev.akme.client.solver;

import dev.akme.challenge.KeyAuthorization;
import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.SolverException;
import dev.akme.json.MemberException;
import dev.akme.messages.IdentifierType;

/** What solvers ask of every task. */
final class Tasks {

    /** What {@link ChallengeSolver#preference} says of a challenge that the solver cannot answer. */
    static final int CANNOT = -1;

    /** What it says of one that it can, when it has no reason to like one better than another. */
    static final int CAN = 0;

    private Tasks() {}

    /** Whether it is about one name or address that can be connected to. */
    static boolean hasHost(ChallengeTask task) {
        IdentifierType type = task.identifier().type();
        return !task.wildcard()
                && (type.equals(IdentifierType.IP)
                        || (type.equals(IdentifierType.DNS)
                                && !task.identifier().isWildcard()));
    }

    static void require(ChallengeSolver solver, ChallengeTask task) {
        if (solver.preference(task) < 0) {
            throw new IllegalArgumentException("this solver cannot answer " + task + ": ask for its preference first");
        }
    }

    /** The key authorization of a task, or a refusal that tells which. */
    static KeyAuthorization keyAuthorization(ChallengeTask task) throws SolverException {
        try {
            return task.keyAuthorization();
        } catch (IllegalArgumentException | MemberException e) {
            throw cannotAnswer(task, e);
        }
    }

    static SolverException cannotAnswer(ChallengeTask task, RuntimeException cause) {
        return new SolverException("cannot answer " + task + ": " + cause.getMessage(), cause);
    }

    static SolverException tokenIsTaken(ChallengeTask task) {
        return new SolverException(
                "cannot answer " + task + ": the same token is being answered for another account key; wait until that"
                        + " is done",
                null);
    }
}
