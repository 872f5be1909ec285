package dev.akme.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code akme help}: the same as {@code --help}. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = "Show what a command does and what it takes; without one, which commands there are.",
        footer = {"", "Examples:", "  akme help issue", "  akme help account rollover"})
final class HelpCommand extends AkmeCommand {

    @Parameters(paramLabel = "COMMAND", description = "The command.")
    private List<String> words = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    ExitCode run() {
        CommandLine wanted = spec.commandLine().getParent();
        for (String word : words) {
            @Nullable CommandLine below = wanted.getSubcommands().get(word);
            if (below == null) {
                throw unknown(wanted, word);
            }
            wanted = below;
        }
        String usage = wanted.getUsageMessage(wanted.getColorScheme());
        if (console().isJson()) {
            console()
                    .object(new Json()
                            .put("command", wanted.getCommandSpec().qualifiedName())
                            .put("help", usage)
                            .object());
        } else {
            usage.lines().forEach(console()::line);
        }
        return ExitCode.DONE;
    }

    /** As if it had been typed in the place of a command. */
    private static ParameterException unknown(CommandLine above, String word) {
        return new UnmatchedArgumentException(above, List.of(word));
    }
}
