package dev.akme.scenarios.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that tests run, wait for, and whose words they show when something went wrong. */
final class Programs {

    /** Longer than any takes that is well, on a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Programs() {}

    /**
     * What a program said.
     *
     * @param exit its exit code
     * @param text all that it wrote
     */
    record Said(int exit, String text) {

        Said requireSuccess() {
            assertThat(exit).as("exit code; it said:\n%s", text).isZero();
            return this;
        }

        Said requireFailure() {
            assertThat(exit).as("exit code; it said:\n%s", text).isNotZero();
            return this;
        }
    }

    /** Runs a program to its end, in a folder. */
    static Said run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        return run(folder, environment, command, "");
    }

    /** Runs a program that asks something; what it is to be told is a text. */
    static Said run(Path folder, Map<String, String> environment, List<String> command, String input)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output-", ".txt");
        Path answers = Files.writeString(Files.createTempFile(folder, "input-", ".txt"), input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(answers.toFile())
                .redirectOutput(output.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy")
                        || name.startsWith("LEGO_")
                        || name.startsWith("PYTHON"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String said = String.join(" ", command) + "\n" + text(output);
            assertThat(ended)
                    .as("%s has not ended after %s; it said:\n%s", command.get(0), PATIENCE, said)
                    .isTrue();
            return new Said(process.exitValue(), said);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /**
     * {@return where the programs of this kind are: in the system property {@code akme.<name>}, or the environment variable
     * {@code AKME_<NAME>}, several with the separator of paths between}
     */
    static Stream<Path> configured(String name) {
        String property = "akme." + name;
        String paths = Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(
                        System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'))))
                .orElse("");
        return Arrays.stream(paths.split(File.pathSeparator))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .peek(path -> {
                    if (!Files.isExecutable(path)) {
                        // Not a reason to skip: who sets it wants the tests to run.
                        throw new IllegalStateException(property + " has " + path + ", which is no program");
                    }
                });
    }

    /** Skips the test where there is no openssl. */
    static Path openssl() {
        Optional<Path> found = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "openssl"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no openssl on the PATH");
        return found.orElseThrow();
    }
}
