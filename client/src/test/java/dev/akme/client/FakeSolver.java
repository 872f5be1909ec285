package dev.akme.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Presents nothing, and counts. */
class FakeSolver implements ChallengeSolver {

    final List<String> presented = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    Consumer<ChallengeTask> onPresent = task -> {};
    Runnable onAwait = () -> {};
    Duration settle = Duration.ZERO;
    Runnable onClose = () -> {};

    @Override
    public int preference(ChallengeTask task) {
        return task.challenge().type().toString().equals("http-01") ? 0 : -1;
    }

    @Override
    public Presented present(ChallengeTask task) throws SolverException, InterruptedException {
        onPresent.accept(task);
        String what = task.keyAuthorization().toString();
        synchronized (this) {
            presented.add(what);
        }
        return new Presented() {
            @Override
            public void await(Timekeeper time, Instant deadline) {
                onAwait.run();
            }

            @Override
            public Duration settle() {
                return settle;
            }

            @Override
            public void close() throws SolverException {
                synchronized (FakeSolver.this) {
                    closed.add(what);
                }
                onClose.run();
            }
        };
    }
}
