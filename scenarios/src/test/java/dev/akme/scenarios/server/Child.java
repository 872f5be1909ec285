package dev.akme.scenarios.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the tests, and ends with them at the latest. */
final class Child implements AutoCloseable {

    /** How a program is asked whether it is ready. */
    interface Question {
        boolean isReady() throws InterruptedException;
    }

    private static final long READY_SECONDS = 60;

    private final Process process;
    private final Path log;
    private final Thread atExit;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly, "end of " + log.getFileName());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a program; what it says goes to a file. */
    static Child start(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        Path log = folder.resolve(Path.of(command.get(0)).getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PEBBLE_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Child(process, log);
    }

    /** Runs a program that ends by itself. {@return what it says} */
    static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        return said;
    }

    /** Waits until the program is ready. */
    void awaitReady(Question question) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!question.isReady()) {
            if (!process.isAlive()) {
                throw new IOException("ended with " + process.exitValue() + " as soon as it was started:\n" + tail(20));
            }
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(READY_SECONDS)) {
                throw new IOException("not ready after " + READY_SECONDS + " seconds:\n" + tail(20));
            }
            Thread.sleep(20);
        }
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Has a Go program write down where each of its threads is, and end. */
    void dump() {
        try {
            Process quit = new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start();
            if (quit.waitFor(5, TimeUnit.SECONDS)) {
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            // No such command here: then without.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return all that it said} */
    List<String> lines() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of("(no log: " + e.getMessage() + ")");
        }
    }

    /** {@return the last that it said} */
    String tail(int count) {
        List<String> all = lines();
        return String.join("\n", all.subList(Math.max(0, all.size() - count), all.size()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, the hook does its work.
        }
    }
}
