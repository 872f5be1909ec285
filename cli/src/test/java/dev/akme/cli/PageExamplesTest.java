package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.akme.testkit.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every example in Java compiles, in a module of its own, as a user's would.
 *
 * <p>Blocks of a page that declare a type stand for themselves. All others of the page are one program, from the top to the
 * bottom: what one declares the next ones have. A word after {@code java} begins another program.
 */
class PageExamplesTest {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:@\\w+\\s+)*(?:public |final )*(?:class|interface|record|enum) (\\w+)");
    private static final List<String> MODULES =
            List.of("dev.akme.messages", "dev.akme.client", "dev.akme.ca", "dev.akme.testkit");

    @TempDir
    private Path folder;

    static Stream<Page> pages() {
        return Page.guides().filter(page -> !page.blocks("java").isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theExamplesOfAPageCompile(Page page) throws IOException {
        compile(sources(page), requires(MODULES, page.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "client", "ca", "testkit"})
    void theExamplesOfExportedPackagesCompile(String module) throws IOException {
        Path sources = Page.ROOT.resolve(module).resolve("src/main/java");
        Map<String, String> examples = new TreeMap<>();
        for (MatchResult exported : Pattern.compile("(?m)^ *exports ([a-z.]+);")
                .matcher(Files.readString(sources.resolve("module-info.java")))
                .results()
                .toList()) {
            String name = exported.group(1);
            examples.put(name.replaceAll("[a-z]+\\.", ""), example(sources, name));
        }
        compile(examples, requires(List.of("dev.akme." + module), String.join("", examples.values())));
    }

    private static String example(Path sources, String name) throws IOException {
        String text = Files.readString(sources.resolve(name.replace('.', '/')).resolve("package-info.java"));
        List<String> examples = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(found -> found.group(1).replaceAll("(?m)^ \\* ?", ""))
                .toList();
        assertThat(examples).as("examples of %s", name).hasSize(1);
        assertThat(examples.get(0).lines()).hasSizeLessThan(25);
        return examples.get(0);
    }

    @Test
    void theCaOfTheReadmeIssuesACertificate() throws Exception {
        List<String> blocks = Page.of("README.md").blocks("java").stream()
                .filter(block -> block.program().equals("ca"))
                .map(Page.Block::text)
                .toList();
        // Nobody knows whether the port in the text is free.
        assertThat(blocks).hasSize(1).allMatch(block -> block.contains("5002"));
        compile(Map.of("readme", program(blocks).replace("5002", Integer.toString(FreePorts.next()))), MODULES);
        assertThat(outputOfProgram("readme")).contains("127.0.0.1", "Issuer:");
    }

    @Test
    void whatAPageShowsOfTheSourcesStandsThere() throws IOException {
        List<Page.Block> blocks = Page.of("ARCHITECTURE.md").blocks("java");
        assertThat(blocks).isNotEmpty();
        try (Stream<Path> files = Files.walk(Page.ROOT.resolve("messages/src/main/java"))) {
            List<String> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(PageExamplesTest::read)
                    .map(PageExamplesTest::onOneLine)
                    .toList();
            assertThat(blocks)
                    .allMatch(block -> sources.stream().anyMatch(source -> source.contains(onOneLine(block.text()))));
        }
    }

    // ---- sources

    private static Map<String, String> sources(Page page) {
        Map<String, String> sources = new TreeMap<>();
        Map<String, List<String>> programs = new TreeMap<>();
        for (Page.Block block : page.blocks("java")) {
            if (TYPE.matcher(block.text()).find()) {
                sources.put("Block" + sources.size(), block.text());
            } else {
                programs.computeIfAbsent("Program" + block.program(), name -> new ArrayList<>())
                        .add(block.text());
            }
        }
        programs.forEach((name, blocks) -> sources.put(name, program(blocks)));
        return sources;
    }

    private static String program(List<String> blocks) {
        Map<Boolean, List<String>> lines = blocks.stream()
                .flatMap(String::lines)
                .collect(Collectors.partitioningBy(line -> line.startsWith("import ")));
        return String.join("\n", lines.get(true))
                + "\npublic class Example {\npublic static void main(String[] args) throws Exception {\n"
                + String.join("\n", lines.get(false)) + "\n}\n}\n";
    }

    private static List<String> requires(List<String> always, String text) {
        List<String> modules = new ArrayList<>(always);
        if (text.contains("import org.shredzone.acme4j.")) {
            modules.addAll(List.of("org.shredzone.acme4j", "org.bouncycastle.provider"));
        }
        if (text.contains("import org.junit.jupiter.api.")) {
            modules.add("org.junit.jupiter.api");
        }
        return modules;
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- compiling and running

    /** Each source gets a package of its name. */
    private void compile(Map<String, String> sources, List<String> requires) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
        arguments.addAll(List.of("--module-path", libraries()));
        Path module = folder.resolve("module-info.java");
        Files.writeString(
                module,
                requires.stream()
                        .map(name -> " requires " + name + ";")
                        .collect(Collectors.joining("", "module example {", "}")));
        arguments.add(module.toString());
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(source.getKey()).resolve("Example.java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "package " + source.getKey() + ";\n" + source.getValue());
            arguments.add(file.toString());
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int result = ToolProvider.findFirst("javac").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        assertThat(result).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** What users have on their module path. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") || entry.matches(".*[/\\\\]target[/\\\\]classes"))
                .filter(entry -> !entry.contains("surefire"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String outputOfProgram(String name) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            loader.loadClass(name + ".Example")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
