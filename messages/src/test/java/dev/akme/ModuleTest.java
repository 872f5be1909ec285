package dev.akme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.json.internal.MessageTypes;
import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library as another module sees it. */
class ModuleTest {

    @TempDir
    private Path folder;

    @Test
    void anotherModuleUsesMessages() throws ReflectiveOperationException, IOException {
        compile("""
                package example;
                import dev.akme.json.JsonValue;
                import dev.akme.messages.Problem;
                public final class Example {
                    public static String run() {
                        Problem problem = Problem.TYPE.read("{\\"status\\":429,\\"x\\":[1.0]}");
                        return problem.status() + " " + problem.extensions() + " " + JsonValue.read("[true]");
                    }
                }
                """, "example/Example.java");
        ModuleLayer boot = ModuleLayer.boot();
        Configuration modules = boot.configuration()
                .resolve(
                        ModuleFinder.of(
                                Stream.concat(Stream.of(folder), libraries()).toArray(Path[]::new)),
                        ModuleFinder.of(),
                        Set.of("example"));
        Class<?> example = boot.defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader())
                .findLoader("example")
                .loadClass("example.Example");
        assertThat(example.getMethod("run").invoke(null)).isEqualTo("Optional[429] {x=[1.0]} [true]");
    }

    private void compile(String source, String file) throws IOException {
        Path path = Files.createDirectories(folder.resolve("example")).resolveSibling(file);
        Files.writeString(path, source);
        Files.writeString(
                folder.resolve("module-info.java"), "module example { requires dev.akme.messages; exports example; }");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString(), "--module-path"));
        arguments.add(
                String.join(File.pathSeparator, libraries().map(Path::toString).toList()));
        arguments.addAll(
                List.of(path.toString(), folder.resolve("module-info.java").toString()));
        int result = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(result).as("javac of\n%s", source).isZero();
    }

    /** What users have on their module path. */
    private static Stream<Path> libraries() {
        Stream<Path> jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*(jackson-core|jspecify)-[0-9.]+\\.jar"))
                .map(Path::of);
        return Stream.concat(Stream.of(MessageTypes.root()), jars);
    }
}
