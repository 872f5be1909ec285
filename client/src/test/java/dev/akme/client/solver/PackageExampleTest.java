package dev.akme.client.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the package, compiled as users would. */
class PackageExampleTest {

    @TempDir
    private Path folder;

    @Test
    void compiles() throws IOException {
        String text = Files.readString(Path.of("src/main/java/dev/akme/client/solver/package-info.java"));
        Matcher example = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL)
                .matcher(text);
        assertThat(example.find()).isTrue();
        String source = example.group(1).replaceAll("(?m)^ \\* ?", "");
        assertThat(source.lines()).hasSizeLessThan(25);
        Path file = Files.writeString(folder.resolve("Example.java"), source);
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
