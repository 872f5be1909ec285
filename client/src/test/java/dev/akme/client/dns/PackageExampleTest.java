package dev.akme.client.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageExampleTest {

    @TempDir
    private Path folder;

    @Test
    void theExampleOfThePackageCompiles() throws IOException {
        String text = Files.readString(Path.of("src/main/java/dev/akme/client/dns/package-info.java"));
        Matcher example = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL)
                .matcher(text);
        assertThat(example.find()).isTrue();
        Path source = Files.writeString(
                folder.resolve("Example.java"), example.group(1).replaceAll("(?m)^ \\* ?", ""));
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
                        source.toString());
        assertThat(result).isZero();
    }
}
