package dev.akme.client;

/**
 * Answers challenges: puts what the server will look for where it will look.
 *
 * <p>Of the challenges of an authorization the first one that the solver takes is answered, in the order in which the
 * server offers them; {@link #preference} changes that. All challenges of an order are presented before any is answered.
 * Implementations are safe for use by many threads.
 */
public interface ChallengeSolver {

    /**
     * Tells how gladly the solver answers a challenge.
     *
     * @param task the challenge
     * @return a negative number when it cannot; of those that it can, the one with the greatest number is chosen
     */
    int preference(ChallengeTask task);

    /**
     * Puts the answer in place. Returns as soon as that is done; waiting until it can be seen from outside is for
     * {@link Presented#await}.
     *
     * @param task a challenge that it can answer
     * @return what was put in place; it is closed in every ending, exactly once
     * @throws SolverException when the answer cannot be put in place; nothing is left behind then
     * @throws InterruptedException when the thread is interrupted; nothing is left behind then
     */
    Presented present(ChallengeTask task) throws SolverException, InterruptedException;
}
