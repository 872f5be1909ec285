package dev.akme.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What came of all faults, for people to read: {@code target/fault-table.md}. */
final class FaultTable {

    private static final List<String> ROWS = new ArrayList<>();

    private FaultTable() {}

    static synchronized void add(String fault, String outcome, FakeCa ca, Duration passed) {
        ROWS.add("| " + fault.replace("|", "\\|") + " | " + outcome + " | " + ca.state.orders.size() + " | "
                + ca.seen().size() + " | " + passed.toSeconds() + " s |");
    }

    /** Writes what is there so far; whoever is last writes all. */
    static synchronized void write() throws IOException {
        List<String> table = new ArrayList<>();
        table.add("| fault | outcome | orders | requests | time passed |");
        table.add("|---|---|---|---|---|");
        table.addAll(ROWS);
        Files.write(Files.createDirectories(Path.of("target")).resolve("fault-table.md"), table);
    }
}
