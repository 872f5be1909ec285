package dev.akme.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** What the pages say of the command line is so, and nothing is left out. */
class PageCommandsTest {

    static Stream<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandLineIsUnderstood(Page page) {
        for (String line : page.commandLines()) {
            for (ShellLine.Command command : ShellLine.parse(line)) {
                if (command.isAkme()) {
                    assertThatCode(() -> parse(command.arguments()))
                            .as("%s: %s", page, line)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatIsNamedInASentenceExists(Page page) {
        Set<String> options = options(program());
        for (String span : page.spans()) {
            if (span.matches("(\\./)?akme .*")) {
                assertThatCode(() -> parseInPart(ShellLine.parse(span).get(0).arguments()))
                        .as("%s: %s", page, span)
                        .doesNotThrowAnyException();
            } else if (page.path().startsWith(Page.ROOT.resolve("docs")) && span.startsWith("--")) {
                assertThat(options).as("%s: %s", page, span).contains(span.replaceFirst("[ \\[=].*", ""));
            }
        }
    }

    @Test
    void everyCommandIsInAGuide() {
        String guides = Page.guides().map(Page::text).collect(Collectors.joining());
        assertThat(leaves(program()).toList())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(guides).contains(name));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkToAFileLeadsToOne(Page page) {
        List<String> missing = page.links().stream()
                .filter(link -> !link.matches("[a-z]+:.*|#.*"))
                .map(link -> link.replaceFirst("#.*", ""))
                .filter(link -> !Files.exists(page.path().resolveSibling(link)))
                .toList();
        assertThat(missing).as("links of %s", page).isEmpty();
    }

    @Test
    void whatIsWrongIsNoticed() {
        assertThatCode(() -> parse("issue", "--colour")).isInstanceOf(ParameterException.class);
        assertThatCode(() -> parse("revoke")).isInstanceOf(MissingParameterException.class);
        assertThatCode(() -> parseInPart("revoke")).doesNotThrowAnyException();
        assertThatCode(() -> parseInPart("revok")).isInstanceOf(ParameterException.class);
        assertThat(ShellLine.parse("akme renew --deploy-hook 'a | b; c' | jq -r . && echo $?"))
                .extracting(ShellLine.Command::words)
                .containsExactly(
                        List.of("akme", "renew", "--deploy-hook", "a | b; c"),
                        List.of("jq", "-r", "."),
                        List.of("echo", "$?"));
        assertThat(new Page(Page.ROOT, "```sh\nakme issue \\\n  -d a.test\n```\n").commandLines())
                .containsExactly("akme issue -d a.test");
    }

    private static CommandLine program() {
        return new CommandLine(new Akme());
    }

    private static void parse(String... arguments) {
        program().parseArgs(arguments);
    }

    /** What must be given may be missing. */
    private static void parseInPart(String... arguments) {
        try {
            parse(arguments);
        } catch (MissingParameterException e) {
            assertThat(e.getMissing()).isNotEmpty();
        }
    }

    private static Set<String> options(CommandLine command) {
        Set<String> options =
                new TreeSet<>(command.getCommandSpec().optionsMap().keySet());
        command.getSubcommands().values().forEach(below -> options.addAll(options(below)));
        return options;
    }

    private static Stream<String> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command.getCommandSpec().qualifiedName())
                : command.getSubcommands().values().stream().flatMap(PageCommandsTest::leaves);
    }
}
