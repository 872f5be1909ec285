package dev.akme.json.internal;

import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Takes what is found of a message: all of it, or only what {@code build()} and strict reads refuse. */
public final class Findings {

    private final List<Finding> found;
    private final boolean errorsOnly;

    private Findings(List<Finding> found, boolean errorsOnly) {
        this.found = found;
        this.errorsOnly = errorsOnly;
    }

    static Findings all(List<Finding> to) {
        return new Findings(to, false);
    }

    static Findings errors() {
        return new Findings(new ArrayList<>(), true);
    }

    /** Whether it pays to look for something of this severity. */
    boolean take(Severity severity) {
        return !errorsOnly || severity == Severity.ERROR;
    }

    public void add(Finding finding) {
        if (take(finding.severity())) {
            found.add(finding);
        }
    }

    List<Finding> list() {
        return found;
    }
}
