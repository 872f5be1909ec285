package dev.akme.cli;

import picocli.CommandLine.Option;

/** The options that every command has. */
final class OutputOptions {

    @Option(names = "--json", description = "Print objects for programs instead of text, one on each line.")
    private boolean json;

    @Option(names = "--verbose", description = "Say more, and where an error comes from.")
    private boolean verbose;

    boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }
}
