package dev.akme.messages;

import dev.akme.json.AcmeObject;
import dev.akme.json.Finding;
import dev.akme.json.internal.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Holds messages against what the RFCs demand of them. What it calls an error, {@code build()} and a strict read
 * refuse; a tolerant read lets it pass.
 */
public final class Linter {

    private Linter() {}

    /**
     * Checks a message and those inside it.
     *
     * @param message the message, read or built
     * @return what there is to say, in the order of the members, then of the rules; empty when all is well
     */
    public static List<Finding> check(AcmeObject message) {
        List<Finding> found = new ArrayList<>();
        Members.lint(Objects.requireNonNull(message, "message"), "", found);
        return List.copyOf(found);
    }
}
