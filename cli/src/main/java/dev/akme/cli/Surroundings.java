package dev.akme.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What the program was started in.
 *
 * @param console what it writes to
 * @param input its standard input
 * @param environment the environment variables
 * @param home the home folder of the user
 * @param clock what the time is
 */
record Surroundings(Console console, InputStream input, Map<String, String> environment, Path home, Clock clock) {}
