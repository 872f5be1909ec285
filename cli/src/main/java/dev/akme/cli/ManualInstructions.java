package dev.akme.cli;

import dev.akme.client.SolverException;
import dev.akme.client.solver.ManualSolver;
import dev.akme.client.solver.ManualStep;
import java.io.IOException;
import java.io.InputStream;

/** Tells the user what to do, and waits for the Enter key. */
final class ManualInstructions implements ManualSolver.Instructions {

    private final Surroundings surroundings;

    ManualInstructions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void carryOut(ManualStep step) throws SolverException {
        tell("");
        if (step instanceof ManualStep.HttpFile file) {
            tell("To prove " + file.identifier().value() + ", let " + file.url() + " answer with exactly this:");
            tell("");
            tell("    " + file.content());
        } else if (step instanceof ManualStep.TxtRecord record) {
            tell("To prove " + record.identifier().value() + ", publish this TXT record, and leave those beside it:");
            tell("");
            tell("    " + record.name() + ". IN TXT \"" + record.value() + "\"");
        }
        tell("");
        tell("Press Enter when it is there. ");
        if (!enter()) {
            throw new SolverException(
                    "nobody pressed Enter for " + step + ": --manual needs somebody at the keyboard", null);
        }
    }

    /** Waiting for the key cannot be interrupted; the program ends all the same, as it is to. */
    private boolean enter() throws SolverException {
        InputStream input = surroundings.input();
        try {
            int read = input.read();
            while (read >= 0 && read != '\n') {
                read = input.read();
            }
            return read == '\n';
        } catch (IOException e) {
            throw new SolverException("the keyboard cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void cleanUp(ManualStep step) {
        tell("No longer needed: " + step);
    }

    /** Also where programs read objects: without being told, nobody could do anything. */
    private void tell(String line) {
        surroundings.console().instruction(line);
    }
}
