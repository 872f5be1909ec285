package dev.akme.client.solver;

import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import java.util.List;

/** One of several solvers for each challenge. */
final class OneOf implements ChallengeSolver {

    // Between two solvers in order there is room for this many preferences of their own.
    private static final int STEP = 1 << 16;

    private final List<ChallengeSolver> solvers;
    private final boolean inOrder;

    OneOf(List<ChallengeSolver> solvers, boolean inOrder) {
        if (solvers.isEmpty()) {
            throw new IllegalArgumentException("there is no solver to choose from: give at least one");
        }
        this.solvers = solvers;
        this.inOrder = inOrder;
    }

    @Override
    public int preference(ChallengeTask task) {
        int best = Tasks.CANNOT;
        for (int i = 0; i < solvers.size(); i++) {
            best = Math.max(best, preference(i, task));
        }
        return best;
    }

    @Override
    public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
        int best = Tasks.CANNOT;
        int chosen = -1;
        for (int i = 0; i < solvers.size(); i++) {
            int preference = preference(i, task);
            if (preference > best) {
                best = preference;
                chosen = i;
            }
        }
        if (chosen < 0) {
            throw new IllegalArgumentException("none of these solvers can answer " + task + ": ask first");
        }
        return solvers.get(chosen).present(task);
    }

    private int preference(int index, ChallengeTask task) {
        int own = solvers.get(index).preference(task);
        if (own < 0) {
            return Tasks.CANNOT;
        }
        return inOrder ? (solvers.size() - 1 - index) * STEP + Math.min(own, STEP - 1) : own;
    }
}
