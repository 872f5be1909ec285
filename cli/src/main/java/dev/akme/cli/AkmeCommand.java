package dev.akme.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command: reads its options, does its work, and says how it ended. */
abstract class AkmeCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    private @Nullable Surroundings surroundings;

    private @Nullable Progress progress;

    /** What the program was started with. */
    void in(Surroundings given) {
        this.surroundings = given;
    }

    Surroundings surroundings() {
        Surroundings given = surroundings;
        if (given == null) {
            throw new IllegalStateException("a command is run by Akme.run");
        }
        return given;
    }

    Console console() {
        return surroundings().console();
    }

    /** Shows what goes on; one for the whole command. */
    Progress progress() {
        Progress known = progress;
        if (known == null) {
            known = new Progress(surroundings());
            known.turn();
            progress = known;
        }
        return known;
    }

    /**
     * Does the work.
     *
     * @throws Failure when it ends otherwise than it was meant to
     * @throws InterruptedException when the program is to end
     */
    abstract ExitCode run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        console().json(output.json());
        console().verbose(output.verbose());
        try {
            return run().number();
        } finally {
            Progress shown = progress;
            if (shown != null) {
                shown.close();
            }
        }
    }
}
