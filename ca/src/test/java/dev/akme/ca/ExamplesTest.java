package dev.akme.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the packages compile, and that of the README runs. */
class ExamplesTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    private Path folder;

    static Stream<String> exportedPackages() throws IOException {
        return Pattern.compile("(?m)^ *exports ([a-z.]+);")
                .matcher(Files.readString(SOURCES.resolve("module-info.java")))
                .results()
                .map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("exportedPackages")
    void theExampleOfThePackageCompiles(String name) throws Exception {
        String text = Files.readString(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java"));
        List<String> examples = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(found -> found.group(1).replaceAll("(?m)^ \\* ?", ""))
                .toList();
        assertThat(examples).as("examples in %s", name).hasSize(1);
        compile(examples.get(0));
    }

    @Test
    void theExampleOfTheReadmeGetsACertificate() throws Exception {
        List<String> examples = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(example -> example.contains("AcmeCa"))
                .toList();
        assertThat(examples).hasSize(1);
        // Nobody knows whether the port in the text is free.
        assertThat(examples.get(0)).contains("5002");
        compile(examples.get(0).replace("5002", Integer.toString(freePort())));
        assertThat(output()).contains("127.0.0.1", "Issuer:");
    }

    private String output() throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            loader.loadClass("example.Example")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void compile(String source) throws IOException {
        Path example = Files.createDirectories(folder.resolve("example")).resolve("Example.java");
        Files.writeString(example, "package example;\n" + source.replaceFirst("(?m)^class ", "public class "));
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        example.toString());
        assertThat(result).as("javac of\n%s", source).isZero();
    }
}
