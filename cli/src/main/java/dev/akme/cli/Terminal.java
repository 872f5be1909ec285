package dev.akme.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Where a person sits, rather than a program.
 *
 * @param input whether somebody is at the keyboard
 * @param output whether somebody sees the results
 * @param errors whether somebody sees what goes on
 * @param columns how wide it is; asked only where it matters, as that takes a process
 */
record Terminal(boolean input, boolean output, boolean errors, IntSupplier columns) {

    static final int USUAL_WIDTH = 80;

    /** All three of them, or none. */
    static Terminal all(boolean terminal) {
        return new Terminal(terminal, terminal, terminal, () -> USUAL_WIDTH);
    }

    /** That of this process. */
    static Terminal system() {
        return new Terminal(isTerminal(0), isTerminal(1), isTerminal(2), Terminal::ask);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor)))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isConsole(); // No Linux.
        }
    }

    /** From JDK 22 on there is a console for programs too. */
    @SuppressWarnings("SystemConsoleNull") // asked further below, where it can be asked
    private static boolean isConsole() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Shells know it, but do not tell it to programs. */
    private static int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                String size = new String(stty.getInputStream().readNBytes(100), StandardCharsets.US_ASCII).strip();
                boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
                return ended && size.matches("[0-9]+ [1-9][0-9]{1,3}")
                        ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                        : USUAL_WIDTH;
            } finally {
                stty.destroy();
            }
        } catch (IOException e) {
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL_WIDTH;
        }
    }
}
