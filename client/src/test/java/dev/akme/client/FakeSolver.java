package dev.akme.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Presents nothing, and counts. */
class FakeSolver implements ChallengeSolver {

    final List<String> presented = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    Consumer<ChallengeTask> onPresent = task -> {};
    Runnable onAwait = () -> {};
    Duration visibleAfter = Duration.ZERO;
    Duration settle = Duration.ZERO;
    Optional<String> doubt = Optional.empty();
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
            public Optional<String> await(Timekeeper time, Instant deadline) throws InterruptedException {
                onAwait.run();
                if (!visibleAfter.isZero()) {
                    time.sleep(visibleAfter);
                }
                return doubt;
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
