package dev.akme.scenarios.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.JsonObject;
import dev.akme.json.JsonString;
import dev.akme.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code akme} command in a process of its own, with the classes that the tests have. It ends with the tests at the latest. */
public final class AkmeProcess implements AutoCloseable {

    /** Longer than any command takes that is well, on a slow machine. */
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> command;
    private final Path errors;

    private AkmeProcess(Process process, List<String> command, Path errors) {
        this.process = process;
        this.command = command;
        this.errors = errors;
    }

    /**
     * How it ended.
     *
     * @param exitCode its exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Ended(int exitCode, String out, String err) {

        /** Demands an exit code, and gives the one object that it wrote. */
        public JsonObject object(int expected) {
            requireExitCode(expected);
            List<String> lines = out.lines().toList();
            assertThat(lines).as("objects; it said:\n%s", err).hasSize(1);
            return (JsonObject) JsonValue.read(lines.get(0));
        }

        /** Demands an exit code. */
        public Ended requireExitCode(int expected) {
            assertThat(exitCode).as("exit code; it said:\n%s\n%s", out, err).isEqualTo(expected);
            return this;
        }
    }

    /** {@return a member of an object that is a text} */
    public static String text(JsonObject object, String name) {
        return ((JsonString) object.get(name).orElseThrow()).text();
    }

    /** Starts a command, whose home is a folder. {@link #enter} is all that it is told. */
    public static AkmeProcess start(Path home, String... arguments) throws IOException {
        Path errors = Files.createTempFile(home, "errors-", ".txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As ./akme starts it.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:disable",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.akme.cli.Akme"));
        command.addAll(List.of(arguments));
        ProcessBuilder program =
                new ProcessBuilder(command).directory(home.toFile()).redirectError(errors.toFile());
        program.environment().put("HOME", home.toString());
        return new AkmeProcess(program.start(), List.of(arguments), errors);
    }

    /** Runs a command to its end. */
    public static Ended run(Path home, String... arguments) throws IOException, InterruptedException {
        try (AkmeProcess started = start(home, arguments)) {
            return started.await();
        }
    }

    /** Waits for the next line of its standard output. */
    public String nextLine() throws IOException {
        BufferedReader reader = process.inputReader();
        String line = reader.readLine();
        assertThat(line).as("a line of %s; it said:\n%s", command, errors()).isNotNull();
        return line;
    }

    /** Presses a key. */
    public void enter() throws IOException {
        process.outputWriter().write("\n");
        process.outputWriter().flush();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** {@return what it wrote to standard error so far} */
    public String errors() throws IOException {
        return new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
    }

    /** Waits until it has ended. */
    public Ended await() throws IOException, InterruptedException {
        process.outputWriter().close();
        StringBuilder out = new StringBuilder();
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(line -> out.append(line).append('\n'));
        }
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(ended).as("%s has ended; it said:\n%s", command, errors()).isTrue();
        return new Ended(process.exitValue(), out.toString(), errors());
    }

    /** Has it end as SIGTERM does. */
    public Ended stop() throws IOException, InterruptedException {
        // By its handle: the process object would close what is still to be read.
        process.toHandle().destroy();
        return await();
    }

    /** Ends it as {@code kill -9} does. {@return whether it was still running} */
    public boolean kill() throws InterruptedException {
        boolean running = process.isAlive();
        process.destroyForcibly();
        process.waitFor();
        return running;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
