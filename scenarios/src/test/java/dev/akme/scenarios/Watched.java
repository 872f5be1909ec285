package dev.akme.scenarios;

import dev.akme.client.ChallengeSolver;
import dev.akme.client.ChallengeTask;
import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import dev.akme.client.Timekeeper;
import dev.akme.messages.ChallengeResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a solver is asked for. */
final class Watched implements ChallengeSolver {

    private final ChallengeSolver solver;
    private final List<String> presented = new CopyOnWriteArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();

    Watched(ChallengeSolver solver) {
        this.solver = solver;
    }

    /** Type and identifier of each challenge that was presented. */
    List<String> presented() {
        return List.copyOf(presented);
    }

    /** How many of them are closed. */
    int closed() {
        return closed.get();
    }

    @Override
    public int preference(ChallengeTask task) {
        return solver.preference(task);
    }

    @Override
    public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
        Presented inner = solver.present(task);
        presented.add(task.toString());
        return new Presented() {
            @Override
            public Optional<String> await(Timekeeper time, Instant deadline)
                    throws SolverException, InterruptedException {
                return inner.await(time, deadline);
            }

            @Override
            public Duration settle() {
                return inner.settle();
            }

            @Override
            public ChallengeResponse response() {
                return inner.response();
            }

            @Override
            public void close() throws SolverException {
                closed.incrementAndGet();
                inner.close();
            }
        };
    }
}
