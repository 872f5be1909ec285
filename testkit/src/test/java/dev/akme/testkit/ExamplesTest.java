package dev.akme.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the guide, the README and the package show is compiled and run, and stands in the example projects. */
class ExamplesTest {

    private static final Path GUIDE = Path.of("../docs/test.md");
    private static final Path README = Path.of("../README.md");

    @TempDir
    private Path folder;

    private static List<String> javaIn(Path page) throws IOException {
        return Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    static Stream<String> examples() throws IOException {
        return javaIn(GUIDE).stream();
    }

    private static String inTheReadme() throws IOException {
        List<String> found = javaIn(README).stream()
                .filter(example -> example.contains("@AcmeTest"))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatTheGuideShowsWorks(String example) throws Exception {
        run(example);
    }

    @Test
    void whatThePackageShowsWorks() throws Exception {
        String text = Files.readString(Path.of("src/main/java/dev/akme/testkit/package-info.java"));
        Matcher example = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL)
                .matcher(text);
        assertThat(example.find()).isTrue();
        run(example.group(1).replaceAll("(?m)^ \\* ?", ""));
    }

    @Test
    void whatTheReadmeShowsIsInTheGuideAndInTheExampleProjects() throws Exception {
        String example = inTheReadme();

        assertThat(examples()).contains(example);
        for (String project : List.of("testkit-junit5", "testkit-junit6")) {
            assertThat(Path.of("../examples", project, "src/test/java/example/RenewalTest.java"))
                    .content()
                    .isEqualTo("package example;\n\n" + example);
        }
    }

    private void run(String example) throws Exception {
        Matcher declared = Pattern.compile("(?m)^class (\\w+)").matcher(example);
        assertThat(declared.find()).as("a class in\n%s", example).isTrue();
        String name = declared.group(1);
        compile(name, example);
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            Class<?> loaded = loader.loadClass("example." + name);
            if (example.contains("void main(")) {
                loaded.getMethod("main", String[].class).invoke(null, (Object) new String[0]);
                return;
            }
            long tests =
                    Pattern.compile("(?m)^ +@Test$").matcher(example).results().count();
            EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(loaded))
                    .execute()
                    .testEvents()
                    .assertStatistics(statistics -> statistics.succeeded(tests).failed(0));
            assertThat(tests).isPositive();
        }
    }

    private void compile(String name, String source) throws IOException {
        Path file = Files.createDirectories(folder.resolve("example")).resolve(name + ".java");
        Files.writeString(file, "package example;\n" + source.replaceFirst("(?m)^class ", "public class "));
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
                        file.toString());
        assertThat(result).as("javac of\n%s", source).isZero();
    }
}
