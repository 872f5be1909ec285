package dev.akme.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the program was started in.
 *
 * @param console what it writes to
 * @param input its standard input
 * @param environment the environment variables
 * @param home the home folder of the user; empty when nobody knows it
 * @param clock what the time is
 */
record Surroundings(
        Console console, InputStream input, Map<String, String> environment, Optional<Path> home, Clock clock) {

    /** A user without an entry in the list of users has no home but that of the environment: the JVM says {@code ?} then. */
    static Optional<Path> home(Map<String, String> environment, String asKnownToTheJvm) {
        String given = environment.getOrDefault("HOME", "");
        String home = given.isEmpty() ? asKnownToTheJvm : given;
        return home.isEmpty() || home.equals("?") ? Optional.empty() : Optional.of(Path.of(home));
    }
}
