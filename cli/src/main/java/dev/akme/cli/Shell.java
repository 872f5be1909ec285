package dev.akme.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs the commands of users. What they write is shown as what goes on, and never gets into the result. */
final class Shell {

    private final Surroundings surroundings;

    Shell(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Runs a command to its end, with more in its environment, and gives its exit code. */
    int run(String command, Map<String, String> environment) throws IOException, InterruptedException {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        ProcessBuilder builder =
                new ProcessBuilder(windows ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command));
        // What is for this program alone is not for a hook.
        builder.environment().remove(AccountOptions.EAB_KEY);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            Thread reader = new Thread(() -> show(process), "hook-output");
            reader.setDaemon(true);
            reader.start();
            int exitCode = process.waitFor();
            // A program that the hook left running may keep the pipe open for ever.
            reader.join(1000);
            return exitCode;
        } finally {
            process.destroy();
        }
    }

    private void show(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                surroundings.console().note("  | " + line);
            }
        } catch (IOException e) {
            surroundings.console().note("  | (cannot be read further)");
        }
    }
}
