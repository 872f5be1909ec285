package dev.akme.client.solver;

import dev.akme.client.ChallengeSolver;
import java.util.List;

/** Several solvers as one: each challenge is answered by one of them. Closing them stays with the caller. */
public final class Solvers {

    private Solvers() {}

    /**
     * Makes one solver of several, the first of which is asked first: what it can answer, it answers, whatever the others
     * say and in whatever order the server offers. Only between challenges for the same solver counts what that prefers.
     *
     * @param solvers the solvers, from the most to the least preferred
     * @return a solver that can what any of them can
     * @throws IllegalArgumentException when there are none
     */
    public static ChallengeSolver firstOf(ChallengeSolver... solvers) {
        return new OneOf(List.of(solvers), true);
    }

    /**
     * Makes one solver of several: of those that can answer a challenge it takes the one with the greatest preference, and
     * of equal ones the first.
     *
     * @param solvers the solvers
     * @return a solver that can what any of them can
     * @throws IllegalArgumentException when there are none
     */
    public static ChallengeSolver anyOf(ChallengeSolver... solvers) {
        return new OneOf(List.of(solvers), false);
    }
}
