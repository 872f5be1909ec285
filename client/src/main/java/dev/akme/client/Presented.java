package dev.akme.client;

import dev.akme.messages.ChallengeResponse;
import dev.akme.messages.EmptyResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An answer that was put in place by a {@link ChallengeSolver}. Used by one thread at a time. */
public interface Presented extends AutoCloseable {

    /**
     * Waits until the answer can be seen from outside, such as a DNS record at all servers of its zone. By default it can
     * at once. Several answers are waited for at the same time, each in a thread of the client's executor.
     *
     * @param time tells the time and waits; the client's listener is told of each wait
     * @param deadline when to stop; the challenge is then answered all the same
     * @return nothing, or else why it is not certain that the answer can be seen, for people; the listener is told of that
     * @throws SolverException when it is certain that the answer will not be seen
     * @throws InterruptedException when the thread is interrupted
     */
    default Optional<String> await(Timekeeper time, Instant deadline) throws SolverException, InterruptedException {
        return Optional.empty();
    }

    /**
     * {@return how long to wait once {@link #await} has ended, for what it cannot see; by default not at all. All answers of
     * an order are waited for together, until the last of these times is over}
     */
    default Duration settle() {
        return Duration.ZERO;
    }

    /**
     * {@return what is posted to the challenge's URL (RFC 8555 §7.5.1); by default an empty object}
     */
    default ChallengeResponse response() {
        return EmptyResponse.builder().build();
    }

    /**
     * Takes the answer away again.
     *
     * @throws SolverException when something is left behind; the message says what and where
     */
    @Override
    void close() throws SolverException;
}
