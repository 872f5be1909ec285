package dev.akme.cli;

import dev.akme.cli.inspect.Explanation;
import dev.akme.cli.inspect.Inspection;
import dev.akme.cli.inspect.Shown;
import dev.akme.json.Finding;
import dev.akme.json.Finding.Severity;
import dev.akme.json.JsonObject;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what is wrong with texts of ACME, and nothing else. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is wrong with texts of ACME, one line for each finding, and what to do. Reads what inspect reads.",
            "Ends with 1 when the specification forbids something, else with 0: for the tests of who writes servers."
        },
        footer = {"", "Examples:", "  akme lint answers/*.json", "  akme lint --kind order --json - < order.json"})
final class LintCommand extends AkmeCommand {

    @Mixin
    private InspectSource source = new InspectSource();

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE|-|URL",
            defaultValue = "-",
            description = "What to look at; standard input when not given.")
    private List<String> inputs = List.of("-");

    /** Made by picocli. */
    LintCommand() {}

    @Override
    ExitCode run() throws InterruptedException {
        int errors = 0;
        int others = 0;
        for (String input : inputs) {
            Inspection inspection = source.read(input, surroundings());
            for (Inspection.Item item : inspection.items()) {
                for (Explanation.Placed placed : item.explanation().allFindings()) {
                    show(input, item, placed);
                    if (placed.finding().severity() == Severity.ERROR) {
                        errors++;
                    } else {
                        others++;
                    }
                }
            }
            InspectCommand.failure(input, inspection);
        }
        console()
                .note(errors
                        + (errors == 1 ? " error, " : " errors, ")
                        + others
                        + (others == 1 ? " remark" : " remarks"));
        return errors == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void show(String input, Inspection.Item item, Explanation.Placed placed) {
        Finding finding = placed.finding();
        if (console().isJson()) {
            JsonObject object = InspectJson.of(
                    new Json()
                            .put("input", input)
                            .put("item", item.place())
                            .put("kind", item.explanation().kind()),
                    placed);
            console().object(object);
            return;
        }
        StringBuilder place = new StringBuilder(input.equals("-") ? "" : input + ": ");
        for (String part : List.of(item.place(), placed.place(), finding.pointer())) {
            place.append(part.isEmpty() ? "" : Shown.printable(part) + ": ");
        }
        String severity = console()
                .styled(finding.severity().name().toLowerCase(Locale.ROOT), InspectText.style(finding.severity()));
        console()
                .line(place + severity + ": " + finding.problem() + "; " + finding.advice() + " (" + finding.section()
                        + ")");
    }
}
