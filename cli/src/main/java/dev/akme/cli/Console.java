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
        // Neither yellow nor blue: the one cannot be read on white, the other not on black.
        MAGENTA("35"),
        CYAN("36");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private static final String START_OF_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final Terminal terminal;
    private final boolean steers;
    private final boolean colours;
    private final String columns;
    private int width;
    private boolean json;
    private boolean verbose;
    private boolean isLive;
    private Runnable settle = () -> {};

    /**
     * Makes a console.
     *
     * @param terminal where somebody looks at it, rather than a program
     * @param environment the environment: {@code NO_COLOR} and {@code TERM=dumb} take the colours away, {@code COLUMNS} is the
     *     width
     */
    Console(PrintStream out, PrintStream err, Terminal terminal, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.steers = !environment.getOrDefault("TERM", "dumb").equals("dumb");
        this.colours = terminal.output()
                && steers
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        this.columns = environment.getOrDefault("COLUMNS", "");
    }

    Console(PrintStream out, PrintStream err, boolean terminal, Map<String, String> environment) {
        this(out, err, Terminal.all(terminal), environment);
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

    Terminal terminal() {
        return terminal;
    }

    boolean hasColours() {
        return colours;
    }

    synchronized int width() {
        if (width == 0) {
            width = columns.matches("[1-9][0-9]{1,3}")
                    ? Integer.parseInt(columns)
                    : terminal.output() || terminal.errors()
                            ? terminal.columns().getAsInt()
                            : Terminal.USUAL_WIDTH;
        }
        return width;
    }

    String styled(String text, Style style) {
        return colours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    // ---- a line that changes while something goes on

    /** Whether a line can be shown that changes: somebody looks, and it is no file. */
    boolean canBeLive() {
        return terminal.errors() && steers && !json && !verbose;
    }

    /** Is told before a result or an error comes, so that the line which changes is not left half said. */
    synchronized void beforeResults(Runnable told) {
        settle = told;
    }

    /** Shows a line in place of the one that was shown before; it is gone when another line comes. */
    synchronized void live(String text) {
        err.print(START_OF_LINE + text);
        err.flush();
        isLive = true;
    }

    private void clear() {
        if (isLive) {
            err.print(START_OF_LINE);
            err.flush();
            isLive = false;
        }
    }

    // ---- lines

    /** A line of the result. */
    synchronized void line(String text) {
        settle.run();
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
            clear();
            err.println(text);
        }
    }

    /** What a person has to do now, whatever reads the results. */
    synchronized void instruction(String text) {
        settle.run();
        err.println(text);
        err.flush();
    }

    synchronized void failure(Failure failure) {
        settle.run();
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
