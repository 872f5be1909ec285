package dev.akme.client.solver;

import dev.akme.client.Presented;
import dev.akme.client.SolverException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Something presented that is taken away once, however often and by however many threads it is closed. */
final class Retractable implements Presented {

    /** How it is taken away. */
    interface Retraction {
        void run() throws SolverException;
    }

    private final AtomicReference<@Nullable Retraction> retraction;

    Retractable(Retraction retraction) {
        this.retraction = new AtomicReference<>(retraction);
    }

    @Override
    public void close() throws SolverException {
        Retraction left = retraction.getAndSet(null);
        if (left != null) {
            left.run();
        }
    }
}
