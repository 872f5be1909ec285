package dev.akme.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A page of the documentation, and what stands in it between fences. */
record Page(Path path, String text) {

    static final Path ROOT = Path.of("..");

    private static final Pattern FENCE = Pattern.compile("(?m)^```([a-z]*) ?([a-z0-9]*)\\R((?s).*?)^```$");
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * What stands between two fences.
     *
     * @param language the first word after the fence
     * @param program the second, where a page has several programs
     */
    record Block(String language, String program, String text) {}

    static Page of(String path) {
        return of(ROOT.resolve(path));
    }

    private static Page of(Path path) {
        try {
            return new Page(path, Files.readString(path).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What users read: the README and the guides. */
    static Stream<Page> guides() {
        return Stream.concat(Stream.of(of("README.md")), in(ROOT.resolve("docs"), 1));
    }

    /** Every page of the repository. */
    static Stream<Page> all() {
        return in(ROOT, 6);
    }

    private static Stream<Page> in(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> StreamSupport.stream(folder.relativize(file).spliterator(), false)
                            .noneMatch(part -> part.endsWith("target") || part.endsWith("src")))
                    .sorted()
                    .toList()
                    .stream()
                    .map(Page::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks(String language) {
        return FENCE.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2), found.group(3)))
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** Code within a line, outside of fences. */
    List<String> spans() {
        return SPAN.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    List<String> links() {
        return LINK.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The command lines that are shown: those of scripts, and those after the prompt of a console. */
    List<String> commandLines() {
        List<String> lines = new ArrayList<>();
        for (Block block : blocks("sh")) {
            joined(block.text()).lines().filter(line -> !line.isBlank()).forEach(lines::add);
        }
        for (Block block : blocks("console")) {
            joined(block.text())
                    .lines()
                    .filter(line -> line.startsWith("$ "))
                    .map(line -> line.substring(2))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** Puts a line together that goes on after a backslash. */
    static String joined(String text) {
        return text.replaceAll("\\\\\n\\s*", "");
    }

    @Override
    public String toString() {
        return ROOT.relativize(path).toString();
    }
}
