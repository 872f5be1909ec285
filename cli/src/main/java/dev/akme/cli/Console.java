package dev.akme.cli;

import dev.akme.json.JsonObject;
import java.io.PrintStream;
import java.util.Map;

/**
 * What commands write to: results to standard output, what goes on and errors to standard error. With {@code --json} results
 * and errors are objects, one on each line. Safe for use by many threads.
 */
final class Console {

    /** How a piece of text is shown on a terminal that has colours. */
    enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33"),
        BLUE("34"),
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean colours;
    private final int width;
    private boolean json;
    private boolean verbose;

    /**
     * Makes a console.
     *
     * @param terminal whether somebody looks at it, rather than a program
     * @param environment the environment: {@code NO_COLOR} and {@code TERM=dumb} take the colours away, {@code COLUMNS} is the
     *     width
     */
    Console(PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.colours = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        this.width = width(environment.getOrDefault("COLUMNS", ""));
    }

    private static int width(String columns) {
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : 80;
    }

    void json(boolean wanted) {
        this.json = wanted;
    }

    boolean isJson() {
        return json;
    }

    void verbose(boolean wanted) {
        this.verbose = wanted;
    }

    boolean isVerbose() {
        return verbose;
    }

    boolean isTerminal() {
        return terminal;
    }

    int width() {
        return width;
    }

    String styled(String text, Style style) {
        return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    /** A line of the result. */
    synchronized void line(String text) {
        out.println(text);
        out.flush();
    }

    /** The result, or one of many, for programs. */
    void object(JsonObject object) {
        line(object.toJson());
    }

    /** What goes on, for whoever waits. Programs that read objects are not told. */
    synchronized void note(String text) {
        if (!json) {
            err.println(text);
        }
    }

    /** What a person has to do now, whatever reads the results. */
    synchronized void instruction(String text) {
        err.println(text);
        err.flush();
    }

    synchronized void failure(Failure failure) {
        if (json) {
            out.println(new Json()
                    .put("error", String.valueOf(failure.getMessage()))
                    .put("exitCode", failure.exitCode().number())
                    .put("retryAt", failure.retryAt())
                    .object()
                    .toJson());
        } else {
            err.println(styled("akme: ", Style.RED) + failure.getMessage());
        }
        if (verbose && failure.getCause() != null) {
            failure.getCause().printStackTrace(err);
        }
    }
}
