package dev.akme.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the packages and of the README, compiled as another module would. */
class ModuleTest {

    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    private Path folder;

    static Stream<String> exportedPackages() throws IOException {
        return Pattern.compile("(?m)^ *exports ([a-z.]+);")
                .matcher(Files.readString(SOURCES.resolve("module-info.java")))
                .results()
                .map(m -> m.group(1));
    }

    @ParameterizedTest
    @MethodSource("exportedPackages")
    void theExampleOfThePackageCompiles(String name) throws Exception {
        String text = Files.readString(SOURCES.resolve(name.replace('.', '/')).resolve("package-info.java"));
        Matcher example = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL)
                .matcher(text);
        assertThat(example.find()).as("%s has an example in <pre>{@code", name).isTrue();
        String source = example.group(1).replaceAll("(?m)^ \\* ?", "");
        assertThat(source.lines()).hasSizeLessThan(25);
        compile(source);
    }

    @Test
    void theExamplesOfTheReadmeCompile() throws Exception {
        List<String> examples = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../README.md")))
                .results()
                .map(found -> found.group(1))
                .filter(example -> example.contains("dev.akme.client") && !example.contains("dev.akme.ca"))
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            compile(example);
        }
    }

    private void compile(String source) throws IOException, URISyntaxException {
        Path example = Files.createDirectories(folder.resolve("example")).resolve("Example.java");
        Files.writeString(example, "package example;\n" + source);
        Path module = folder.resolve("module-info.java");
        Files.writeString(module, "module example { requires dev.akme.client; exports example; }");
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "--module-path",
                        libraries(),
                        example.toString(),
                        module.toString());
        assertThat(result).as("javac of\n%s", source).isZero();
    }

    /** What users have on their module path. */
    static String libraries() throws URISyntaxException {
        Path client = Path.of(
                Objects.requireNonNull(AcmeClient.class.getProtectionDomain().getCodeSource())
                        .getLocation()
                        .toURI());
        Stream<String> others = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.matches(".*(jackson-core|jspecify)-[0-9.]+\\.jar")
                        || entry.matches(".*messages[/\\\\]target[/\\\\]classes")
                        || entry.matches(".*akme-messages-[^/\\\\]*\\.jar"));
        return Stream.concat(Stream.of(client.toString()), others).collect(Collectors.joining(File.pathSeparator));
    }
}
