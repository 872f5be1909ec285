package dev.akme.cli;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through what commands do, without a word and without the network: whoever builds the program has the JVM watch it, and
 * remember the classes and what was done with them for the next start.
 */
final class Rehearsal {

    private static final String ORDER = """
            {"status": "pending", "expires": "2030-01-01T00:00:00Z",
             "identifiers": [{"type": "dns", "value": "example.org"}],
             "authorizations": ["https://ca.example.org/authorization/1"],
             "finalize": "https://ca.example.org/order/1/finalize"}
            """;

    private Rehearsal() {}

    /**
     * Runs the program several times.
     *
     * @param args a folder that is empty and may be deleted afterwards
     */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        run(folder, "--version");
        run(folder, "--help");
        run(folder, "inspect");
        run(folder, "inspect", "--json");
        run(folder, "lint");
        run(folder, "list", "--dir", folder.resolve("state").toString());
        run(folder, "demo", "--dir", folder.resolve("demo").toString());
        run(folder, "inspect", folder.resolve("demo").resolve("fullchain.pem").toString());
    }

    private static void run(Path home, String... command) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                new Console(nowhere, nowhere, false, Map.of()),
                new ByteArrayInputStream(ORDER.getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                Optional.of(home),
                Clock.systemUTC());
        int exitCode = Akme.run(surroundings, command);
        if (exitCode != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exitCode);
        }
    }
}
