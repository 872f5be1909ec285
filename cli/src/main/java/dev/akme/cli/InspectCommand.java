package dev.akme.cli;

import dev.akme.cli.inspect.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains whatever text of ACME there is. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Explains any text of ACME: a message, a signed request, an HTTP request or answer with its headers, a"
                    + " certificate or a request for one in PEM, a CAA or dns-persist record, or JSON lines of many.",
            "Says what it is, what each field means and where that is specified, whether the signature holds, and what"
                    + " is wrong. Shows no private key. Sends nothing, unless the argument is a URL: then one GET."
        },
        footer = {
            "",
            "Examples:",
            "  akme inspect request.json",
            "  akme inspect --key account.pem request.json",
            "  akme inspect https://acme-v02.api.letsencrypt.org/directory",
            "  akme inspect --kind newOrder - < order.json"
        })
final class InspectCommand extends AkmeCommand {

    @Mixin
    private InspectSource source = new InspectSource();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE|-|URL",
            defaultValue = "-",
            description = "What to explain; standard input when not given.")
    private String input = "-";

    /** Made by picocli. */
    InspectCommand() {}

    @Override
    ExitCode run() throws InterruptedException {
        Inspection inspection = source.read(input, surroundings());
        if (console().isJson()) {
            inspection.items().forEach(item -> console().object(InspectJson.of(item)));
        } else {
            new InspectText(console()).show(inspection);
        }
        failure(input, inspection);
        return ExitCode.DONE;
    }

    /** Ends with what could not be read, when there is any. */
    static void failure(String input, Inspection inspection) {
        if (!inspection.unreadable().isEmpty()) {
            int others = inspection.unreadable().size() - 1;
            throw new Failure(
                    ExitCode.FAILED,
                    (input.equals("-") ? "standard input" : input) + ", "
                            + inspection.unreadable().get(0)
                            + (others == 0 ? "" : "; and " + others + " more that cannot be read"));
        }
    }
}
