package dev.akme.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A run of the program inside of a test, and what it left. */
record Run(int exitCode, String out, String err) {

    static Run of(String... args) {
        return with("", args);
    }

    /** With something on its standard input. */
    static Run with(String input, String... args) {
        return in(Path.of("no-home"), new HashMap<>(), false, input, Clock.systemUTC(), args);
    }

    static Run in(
            Path home, Map<String, String> environment, boolean terminal, String input, Clock clock, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminal,
                environment);
        int exitCode = Akme.run(
                new Surroundings(
                        console,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        environment,
                        Optional.of(home),
                        clock),
                args);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
