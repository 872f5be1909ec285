package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the pages show of a console is what appears there: every block of a console is typed, the blocks of a page one after
 * another, and its output compared. A line {@code ...} stands for any lines; times, serial numbers and the like may be others.
 */
@Timeout(120)
class PageSessionsTest {

    @TempDir
    private Path home;

    static Stream<Page> pages() {
        return Page.guides().filter(page -> !page.blocks("console").isEmpty());
    }

    @BeforeEach
    void filesOfTheReader() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dev/akme/cli/pages"))) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatIsShownIsWhatAppears(Page page) throws Exception {
        try (PageSession session = new PageSession(home)) {
            for (Page.Block block : page.blocks("console")) {
                for (String step : block.text().split("(?m)^\\$ ")) {
                    if (!step.isEmpty()) {
                        check(session, Page.joined(step));
                    }
                }
            }
        }
    }

    private static void check(PageSession session, String step) throws Exception {
        int end = step.indexOf('\n');
        String command = step.substring(0, end);
        List<String> shown = lines(step.substring(end + 1), command);
        List<String> appeared = lines(session.type(command), command);
        assertThat(fits(shown, appeared))
                .as("$ %s%n%s%nbut the page has%n%s", command, String.join("\n", appeared), String.join("\n", shown))
                .isTrue();
    }

    @Test
    void aLineThatDiffersIsNoticed() {
        assertThat(fits(List.of("a", "b"), List.of("a", "b"))).isTrue();
        assertThat(fits(List.of("a", "...", "c", "..."), List.of("a", "b", "c", "d")))
                .isTrue();
        assertThat(fits(List.of("...", "c"), List.of("a", "b", "c"))).isTrue();
        assertThat(fits(List.of("a"), List.of("a", "b"))).isFalse();
        assertThat(fits(List.of("a", "...", "d"), List.of("a", "b", "c"))).isFalse();
        assertThat(fits(List.of("b", "..."), List.of("a", "b"))).isFalse();
        assertThat(lines("until 2026-11-24T12:00:00Z (89 days)\n", "akme list"))
                .isEqualTo(lines("until 2027-01-01T01:02:03.456Z (89 days)\n", "akme list"))
                .isNotEqualTo(lines("until 2027-01-01T01:02:03Z (90 days)\n", "akme list"));
        assertThat(lines("answer a\nanswer b\n", "akme issue")).isEqualTo(lines("answer b\nanswer a\n", "akme issue"));
    }

    /** Without what is another at each run. */
    private static List<String> lines(String text, String command) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (command.matches("akme (inspect|lint) .*|cat .*")) {
            return lines;
        }
        lines.replaceAll(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
                .replaceAll("[0-9a-f]{30,}", "SERIAL")
                .replaceAll("\\b(?=[\\w-]*\\d)(?=[\\w-]*[A-Z])[\\w-]{20,}", "ID")
                .replaceAll("\\b\\d+ octets", "OCTETS"));
        // What is done for several names at once may be said in any order.
        for (int from = 0, to; from < lines.size(); from = to) {
            to = from + 1;
            while (to < lines.size() && word(lines.get(to)).equals(word(lines.get(from)))) {
                to++;
            }
            Collections.sort(lines.subList(from, to));
        }
        return lines;
    }

    private static String word(String line) {
        return line.isBlank() || line.startsWith(" ") ? line : line.replaceFirst(" .*", "");
    }

    private static boolean fits(List<String> shown, List<String> appeared) {
        int gap = shown.indexOf("...");
        if (gap < 0) {
            return appeared.equals(shown);
        }
        if (gap > appeared.size() || !appeared.subList(0, gap).equals(shown.subList(0, gap))) {
            return false;
        }
        List<String> rest = shown.subList(gap + 1, shown.size());
        for (int from = gap; from <= appeared.size(); from++) {
            if (fits(rest, appeared.subList(from, appeared.size()))) {
                return true;
            }
        }
        return false;
    }
}
